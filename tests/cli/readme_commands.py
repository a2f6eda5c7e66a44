#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands of documents as their readers would.

usage: readme_commands.py SOURCE_DIR PHOTOLINT DOCUMENT...

A fenced sh block is run when the line before it is "<!-- run -->", or "<!-- run, exit 1 -->" where its last
command ends with 1. The blocks of one document run one after another in one scratch folder that looks like the
source tree, with the built photolint first in PATH. A toml block after "<!-- file NAME -->" is written to NAME
first. Every other sh block has to say why it is not run: "<!-- not run: reason -->".
"""
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"(?:^<!-- (?P<mark>[^>]*) -->\n)?^```(?P<language>sh|toml)\n(?P<text>.*?)^```$", re.M | re.S)


def run_document(source, photolint, document):
    with open(os.path.join(source, document), encoding="utf-8") as f:
        page = f.read()
    problems, ran = [], 0
    with tempfile.TemporaryDirectory(prefix="photolint-readme-") as scratch:
        for name in ("samples", "docs"):
            os.symlink(os.path.join(source, name), os.path.join(scratch, name))
        environment = dict(os.environ, LC_ALL="C.UTF-8")
        environment["PATH"] = os.path.dirname(photolint) + os.pathsep + environment["PATH"]
        for block in BLOCK.finditer(page):
            line = page.count("\n", 0, block.start("text"))
            mark, text = block["mark"] or "", block["text"]
            if block["language"] == "toml":
                if mark.startswith("file "):
                    with open(os.path.join(scratch, os.path.basename(mark[5:])), "w", encoding="utf-8") as f:
                        f.write(text)
                continue
            if mark.startswith("not run: "):
                continue
            if mark not in ("run", "run, exit 1"):
                problems.append(f"{document}:{line}: this block has no mark")
                continue
            expected = 1 if mark.endswith("exit 1") else 0
            done = subprocess.run(["bash", "-ec", text], cwd=scratch, env=environment, capture_output=True,
                                  text=True, timeout=300, check=False)
            ran += 1
            if done.returncode != expected:
                problems.append(f"{document}:{line}: ended with {done.returncode}, not {expected}\n{text}"
                                f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    if ran == 0:
        problems.append(f"{document}: no command was run")
    return problems


def main():
    source, photolint = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    problems = [p for document in sys.argv[3:] for p in run_document(source, photolint, document)]
    print("\n".join(problems) if problems else "every command ran")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
