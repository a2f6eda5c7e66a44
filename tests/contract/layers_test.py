#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants one violation after another in a small tree and expects layers.py to name its place."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent

CLEAN = {
    "lib/photolint/core/error.h": "#pragma once\n#include <string>\n",
    "lib/photolint/decode/jpeg.cpp": '#include "photolint/core/error.h"\n#include <jpeglib.h>\n#include <sys/stat.h>\n',
    "rules/registry.h": '#pragma once\n#include "photolint/rule/rule.h"\n',
    "rules/file/file_size.cpp": '#include "photolint/rule/rule.h"\n'
                                "namespace photolint::rules {\nnamespace {\n"
                                "constexpr std::array kParams = {1, 2};\n"
                                "struct Place {\n  int x = 0;\n  static int count();\n};\n"
                                "int run() {\n  static const int limit = 3;\n  // static int counter;\n"
                                '  const char* text = "static int counter;";\n  return static_cast<int>(limit);\n}\n'
                                "}\nextern constinit const int file_size;\n}\n",
    "cli/main.cpp": '#include "rules/registry.h"\n#include <iostream>\n#include <CLI/CLI.hpp>\n',
}


class LayersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for path, text in CLEAN.items():
            self.plant(path, text)

    def plant(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def check(self, *options):
        command = [sys.executable, HERE / "layers.py", self.root, *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def expect(self, path, text, line, words):
        self.plant(path, text)
        result = self.check()
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertEqual(len(result.stdout.splitlines()), 1, result.stdout)
        self.assertIn(f"{path}:{line}: ", result.stdout)
        self.assertIn(words, result.stdout)

    def test_a_clean_tree_passes_in_silence(self):
        result = self.check()
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_the_library_may_not_know_the_rules(self):
        self.expect("lib/photolint/profile/binder.cpp", '#include "rules/registry.h"\n', 1, "rules/registry.h")

    def test_a_layer_may_not_include_one_above_it(self):
        self.expect("lib/photolint/core/hash.cpp", '\n#include "photolint/rule/rule.h"\n', 2, "lib/photolint/core")

    def test_angle_brackets_do_not_hide_a_project_header(self):
        self.expect("lib/photolint/core/hash.cpp", "#include <photolint/rule/rule.h>\n", 1, "photolint/rule/rule.h")

    def test_only_the_named_header_of_a_folder_is_open(self):
        self.expect("rules/file/file_name.cpp", '#include "photolint/roster/csv.h"\n', 1, "roster/csv.h")

    def test_a_rule_may_not_use_a_library(self):
        self.expect("rules/image/sharpness.cpp", "#include <vector>\n#include <opencv2/core.hpp>\n", 2, "opencv")

    def test_a_library_header_stays_out_of_headers(self):
        self.expect("lib/photolint/decode/jpeg.h", "#include <jpeglib.h>\n", 1, "*_impl.h only")

    def test_an_implementation_header_may_include_a_library(self):
        self.plant("lib/photolint/decode/jpeg_impl.h", "#include <jpeglib.h>\n")
        self.assertEqual(self.check().returncode, 0)

    def test_an_unknown_library_is_named(self):
        self.expect("lib/photolint/decode/raw.cpp", "#include <raw/raw.h>\n", 1, "no library")

    def test_the_library_does_not_print(self):
        self.expect("lib/photolint/rule/rule.cpp", "#include <iostream>\n", 1, "banned")

    def test_a_file_outside_every_layer_is_found(self):
        self.expect("lib/photolint/extra/extra.cpp", "int x();\n", 1, "no layer")

    def test_a_static_counter_in_a_function_is_found(self):
        self.expect("rules/file/upright.cpp", "int run() {\n  if (true) {\n    static int counter = 0;\n  }\n}\n", 3,
                    "threads share")

    def test_a_global_variable_is_found(self):
        self.expect("lib/photolint/core/text.cpp", "namespace photolint {\nstd::vector<int> cache;\n}\n", 2,
                    "threads share")
        self.expect("lib/photolint/core/text.cpp", "namespace {\nthread_local std::string scratch{};\n}\n", 2,
                    "threads share")

    def test_layers_that_include_each_other_are_refused(self):
        layers = self.root / "layers.txt"
        layers.write_text("layer lib/a: lib/b\nlayer lib/b: lib/a\n", encoding="utf-8")
        result = self.check("--layers", layers)
        self.assertEqual(result.returncode, 2)
        self.assertIn("include each other", result.stderr)

    def test_a_misspelt_word_in_layers_txt_is_refused(self):
        layers = self.root / "layers.txt"
        layers.write_text("layer lib/a: opencvv\n", encoding="utf-8")
        self.assertEqual(self.check("--layers", layers).returncode, 2)


if __name__ == "__main__":
    unittest.main()
