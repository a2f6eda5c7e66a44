#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates the approved reports against the shipped schemas, and that the schemas refuse what they should.

Usage: schema_test.py <source folder>
"""
import json
import pathlib
import subprocess
import sys

import jsonschema


def validate_jsonl(validator, path):
    """Problems of one report: lines that do not validate, wrong order of kinds, counts that do not add up."""
    text = path.read_bytes().decode("utf-8")
    problems = []
    if not text.endswith("\n"):
        problems.append(f"{path.name}: the last line does not end")
    lines = text.split("\n")[:-1]
    rows = [json.loads(line, parse_constant=reject_constant) for line in lines]
    for number, row in enumerate(rows, 1):
        for error in validator.iter_errors(row):
            problems.append(f"{path.name}:{number}: {error.json_path}: {error.message}")
    kinds = [row["kind"] for row in rows]
    items = rows[1:-1]
    if kinds != ["run"] + ["item"] * len(items) + ["summary"]:
        problems.append(f"{path.name}: lines are not run, items, summary: {kinds}")
    if rows[-1]["items"] != len(items):
        problems.append(f"{path.name}: the summary counts {rows[-1]['items']} of {len(items)} items")
    if sum(rows[-1]["by_status"].values()) != len(items):
        problems.append(f"{path.name}: by_status does not add up")
    if [row["seq"] for row in items] != list(range(len(items))):
        problems.append(f"{path.name}: seq is not 0, 1, 2 ...")
    codes = [rule["code"] for rule in rows[0]["rules"]]
    for row in items:
        if row["findings"] and [finding["code"] for finding in row["findings"]] != codes:
            problems.append(f"{path.name}: item {row['seq']} does not have one finding for each rule")
    return problems


def reject_constant(name):
    raise ValueError(f"{name} is not JSON")


def broken_copies(row):
    """Variants of a valid item that the schema has to refuse."""
    yield "unknown member", {**row, "extra": 1}
    yield "unknown status", {**row, "status": "fine"}
    yield "missing member", {key: value for key, value in row.items() if key != "findings"}
    yield "accepted without a finding", {**row, "status": "accepted", "findings": [], "reasons": [], "error": None}
    yield "unreadable without a reason", {**row, "status": "unreadable", "error": None}
    yield "number as text", {**row, "seq": "0"}


def main():
    source = pathlib.Path(sys.argv[1])
    approved = source / "tests/golden/approved"
    schema = json.loads((source / "docs/schema/verdict.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    problems = []
    reports = sorted(approved.glob("*.jsonl"))
    for report in reports:
        problems += validate_jsonl(validator, report)
    first_item = json.loads(reports[0].read_text("utf-8").split("\n")[1])
    for name, row in broken_copies(first_item):
        if validator.is_valid(row):
            problems.append(f"the schema accepts an item with: {name}")
    xml_reports = sorted(approved.glob("*.xml"))
    command = ["xmllint", "--noout", "--schema", source / "docs/schema/junit.xsd", *xml_reports]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        problems.append(checked.stderr)
    if len(reports) < 3 or len(xml_reports) < 3:
        problems.append("approved reports are missing")
    print("\n".join(problems) or f"{len(reports) + len(xml_reports)} reports validate")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
