#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a generated page differs from what the program prints.

usage: fresh_page.py PAGE COMMAND...
"""
import os
import subprocess
import sys


def main():
    page, command = sys.argv[1], sys.argv[2:]
    made = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    with open(page, "rb") as f:
        stored = f.read()
    if made == stored:
        return 0
    shown = " ".join(["photolint"] + command[1:])
    print(f"{page} is stale; renew it with: {shown} > docs/{os.path.basename(page)}")
    for number, (old, new) in enumerate(zip(stored.splitlines(), made.splitlines()), 1):
        if old != new:
            print(f"line {number}\n- {old.decode(errors='replace')}\n+ {new.decode(errors='replace')}")
            break
    return 1


if __name__ == "__main__":
    sys.exit(main())
