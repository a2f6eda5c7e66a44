#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every source file includes only what its layer may include.

Link targets cannot do it: the headers of most libraries lie in /usr/include, where any file finds them. The
checker also looks for variables outside classes and functions, and static ones inside functions, of lib and rules
that are not constant: threads would share them.

Prints "file:line: problem" and ends with 1 where it finds something, with 2 where layers.txt is unusable.
"""

import argparse
import fnmatch
import pathlib
import re
import sys

SOURCE_SUFFIXES = {".h", ".cpp", ".inc"}
STATELESS_FOLDERS = ("lib", "rules")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
COMMENT_OR_LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    re.DOTALL)
NO_VARIABLE = re.compile(
    r"(?:using|typedef|namespace|template|class|struct|union|enum|friend|return|static_assert|public|private)\b")
VARIABLE = re.compile(r"[\w:<>,*&\s]+[\s*&>]\w+\s*(?:\[[^\]]*\]\s*)*")
CONSTANT = re.compile(r"\b(const|constexpr|constinit\s+const)\b")


class Layers:
    """The contents of layers.txt."""

    def __init__(self, path):
        self.allowed = {}
        self.libraries = {}
        self.systems = {}
        self.banned = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            self._take(line.split("#", 1)[0].strip(), f"{path}:{number}")
        self._check_names(path)
        self._check_cycles(path)

    def _take(self, line, where):
        if not line:
            return
        match = re.fullmatch(r"(layer|library|system|ban)\s+(\S+?):\s*(.*)", line)
        if not match:
            raise ValueError(f"{where}: not a line of the form 'layer FOLDER: ...'")
        kind, name, words = match[1], match[2], match[3].split()
        tables = {"layer": self.allowed, "library": self.libraries, "system": self.systems, "ban": self.banned}
        table = tables[kind]
        if kind != "ban" and name in table:
            raise ValueError(f"{where}: {name} is there twice")
        table.setdefault(name, []).extend(words)

    def _check_names(self, path):
        known = {*self.allowed, *self.libraries, *self.systems}
        for layer, words in self.allowed.items():
            for word in words:
                if word not in known and not word.endswith(".h"):
                    raise ValueError(f"{path}: {layer} may include {word}, which is no layer, header or library")

    def _check_cycles(self, path):
        done = set()

        def visit(layer, chain):
            if layer in chain:
                raise ValueError(f"{path}: layers include each other: {' -> '.join(chain + [layer])}")
            if layer in done:
                return
            for below in self.allowed[layer]:
                if below in self.allowed:
                    visit(below, chain + [layer])
            done.add(layer)

        for layer in self.allowed:
            visit(layer, [])

    def layer_of(self, file):
        """The layer that holds a path relative to the root, or None."""
        for folder in pathlib.PurePosixPath(file).parents:
            if str(folder) in self.allowed:
                return str(folder)
        return None

    def library_of(self, header):
        for name, patterns in [*self.libraries.items(), *self.systems.items()]:
            if any(fnmatch.fnmatchcase(header, pattern) for pattern in patterns):
                return name
        return None


def problem_with_project_header(layers, layer, target):
    if target in layers.allowed[layer] or layers.layer_of(target) in (layer, *layers.allowed[layer]):
        return None
    return f"{layer} may not include {target}"


def problem_with_library(layers, layer, file, header):
    library = layers.library_of(header)
    if library is None:
        return f"<{header}> belongs to no library of layers.txt"
    if library not in layers.allowed[layer]:
        return f"{layer} may not include {library} (<{header}>)"
    if library in layers.systems or file.endswith((".cpp", "_impl.h")):
        return None
    return f"<{header}> of {library} may be included by .cpp files and *_impl.h only"


def problem_with_standard(layers, file, header):
    for folder, headers in layers.banned.items():
        if file.startswith(folder + "/") and header in headers:
            return f"<{header}> is banned below {folder}"
    return None


def resolve(root, file, name):
    """Path relative to the root of a project header as included, or None."""
    beside = pathlib.PurePosixPath(file).parent / name
    if (root / beside).is_file():
        return str(beside)
    return "lib/" + name if name.startswith("photolint/") else name


def problem_with_include(layers, root, file, bracket, name):
    layer = layers.layer_of(file)
    if bracket == '"' or name.startswith("photolint/"):
        return problem_with_project_header(layers, layer, resolve(root, file, name))
    if "/" in name or "." in name:
        return problem_with_library(layers, layer, file, name)
    return problem_with_standard(layers, file, name)


def blank(match):
    """Comments and literals without their text, but with their lines."""
    return re.sub(r"[^\n]", " ", match[0])


def scope_kind(head):
    """What a '{' after the statement head opens."""
    if re.search(r"\b(namespace|extern\s*$)", head):
        return "namespace"
    if re.search(r"\b(class|struct|union|enum)\b[^()]*$", head):
        return "type"
    if re.search(r"(=|\breturn|,|\()\s*$", head) or not head.strip():
        return "value" if head.strip() else "block"
    return "block"


def is_shared_variable(head, scope):
    """Whether a statement declares a variable that outlives its function and may change."""
    declaration = head.split("=", 1)[0].strip()
    if CONSTANT.search(declaration):
        return False
    if scope == "block":
        return re.match(r"\s*(?:inline\s+)?(?:static|thread_local)\b", head) is not None
    if scope != "namespace" or NO_VARIABLE.match(declaration):
        return False
    return VARIABLE.fullmatch(declaration) is not None


def shared_variables(text):
    """Lines of the variables that all threads would share and could change."""
    code = COMMENT_OR_LITERAL.sub(blank, text)
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", blank, code, flags=re.MULTILINE)
    scopes, start, found = ["namespace"], 0, []
    for position, char in enumerate(code):
        if char not in "{};":
            continue
        head = code[start:position]
        if char != "}" and is_shared_variable(head, scopes[-1]):
            first = start + len(head) - len(head.lstrip())
            found.append(code.count("\n", 0, first) + 1)
        if char == "{":
            scopes.append(scope_kind(head))
        elif char == "}" and len(scopes) > 1:
            scopes.pop()
        start = position + 1
    return found


def problems_of_file(layers, root, file):
    if layers.layer_of(file) is None:
        return [(1, "no layer of layers.txt holds this file")]
    text = (root / file).read_text(encoding="utf-8")
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        problem = match and problem_with_include(layers, root, file, match[1], match[2])
        if problem:
            problems.append((number, problem))
    if file.split("/")[0] in STATELESS_FOLDERS:
        problems += [(number, "a variable that threads share and that may change") for number in shared_variables(text)]
    return sorted(problems)


def source_files(root):
    for top in ("lib", "rules", "cli"):
        for path in sorted((root / top).rglob("*")):
            if path.is_file() and path.suffix in SOURCE_SUFFIXES:
                yield path.relative_to(root).as_posix()


def main():
    parser = argparse.ArgumentParser(description="Checks the layers of the source tree.")
    parser.add_argument("root", type=pathlib.Path, help="root of the source tree")
    parser.add_argument("--layers", type=pathlib.Path, default=pathlib.Path(__file__).with_name("layers.txt"))
    options = parser.parse_args()
    try:
        layers = Layers(options.layers)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    count = 0
    for file in source_files(options.root):
        for number, problem in problems_of_file(layers, options.root, file):
            print(f"{file}:{number}: {problem}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
