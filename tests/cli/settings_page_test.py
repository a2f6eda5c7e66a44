#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of docs/configuration.md and its translation against --explain-config.

usage: settings_page_test.py SOURCE_DIR PHOTOLINT

A row "| `key` | ... | commands |" names every command that has the key ("all" or 全部: every command).
"""
import os
import re
import subprocess
import sys

COMMANDS = ("check", "reconcile", "calibrate", "rules", "profiles", "inspect", "self-test")
ROW = re.compile(r"^\| `([a-z-]+)` \|.*\| ([^|]+) \|$", re.M)


def real_settings(photolint):
    """Key to the commands that have it."""
    settings = {}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PHOTOLINT_")}
    for command in COMMANDS:
        done = subprocess.run([photolint, command, "--no-config", "--explain-config"], env=environment,
                              capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            settings.setdefault(line.split()[0], set()).add(command)
    return settings


def described(page):
    with open(page, encoding="utf-8") as f:
        rows = ROW.findall(f.read())
    return {key: set(COMMANDS) if cell in ("all", "全部") else set(re.split(r"[,、] ?", cell)) for key, cell in rows}


def main():
    real = real_settings(sys.argv[2])
    problems = []
    for name in ("configuration.md", "configuration.zh-CN.md"):
        page = described(os.path.join(sys.argv[1], "docs", name))
        for key in sorted(real.keys() | page.keys()):
            if real.get(key) != page.get(key):
                problems.append(f"{name}: {key}: the page says {page.get(key)}, the program {real.get(key)}")
    print("\n".join(problems) if problems else "every setting is described")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
