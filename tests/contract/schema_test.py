#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates reports against the shipped and the public schemas, and that the schemas refuse what they should.

Usage: schema_test.py <source folder>              the approved reports
       schema_test.py <source folder> <photolint>  the reports of real runs
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import jsonschema

# This version of jsonschema resolves "#/$defs/..." by urljoin, which leaves schemes that it does not know alone.
urllib.parse.uses_relative.append("urn")
urllib.parse.uses_fragment.append("urn")


def reject_constant(name):
    raise ValueError(f"{name} is not JSON")


def read_json(text):
    return json.loads(text, parse_constant=reject_constant)


def read_schema(path):
    return json.loads(path.read_text("utf-8"))


class Schemas:
    """Validators of every kind of report."""

    def __init__(self, source):
        verdict = read_schema(source / "docs/schema/verdict.schema.json")
        report = read_schema(source / "docs/schema/report.schema.json")
        sarif = read_schema(source / "tests/contract/schemas/sarif-2.1.0-rtm.5.json")
        for schema in (verdict, report):
            jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver.from_schema(report, store={verdict["$id"]: verdict})
        self.verdict = jsonschema.Draft202012Validator(verdict)
        self.report = jsonschema.Draft202012Validator(report, resolver=resolver)
        self.sarif = jsonschema.Draft4Validator(sarif)
        self.junit = source / "docs/schema/junit.xsd"


def schema_problems(validator, document, where):
    return [f"{where}: {error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def structure_problems(name, run, items, summary):
    """Counts that do not add up, wrong order, findings that are not those of the rules."""
    problems = []
    if summary["items"] != len(items):
        problems.append(f"{name}: the summary counts {summary['items']} of {len(items)} items")
    if sum(summary["by_status"].values()) != len(items):
        problems.append(f"{name}: by_status does not add up")
    if [row["seq"] for row in items] != list(range(len(items))):
        problems.append(f"{name}: seq is not 0, 1, 2 ...")
    codes = [rule["code"] for rule in run["rules"]]
    for row in items:
        found = [finding["code"] for finding in row["findings"]]
        # A row without a photo has the rules of row and batch only.
        whole = row["status"] in ("accepted", "review", "rejected") and "reconcile" not in row
        if found and (found != codes if whole else [code for code in codes if code in found] != found):
            problems.append(f"{name}: item {row['seq']} does not have one finding for each rule")
    return problems


def validate_jsonl(schemas, path):
    text = path.read_bytes().decode("utf-8")
    problems = [] if text.endswith("\n") else [f"{path.name}: the last line does not end"]
    rows = [read_json(line) for line in text.split("\n")[:-1]]
    for number, row in enumerate(rows, 1):
        problems += schema_problems(schemas.verdict, row, f"{path.name}:{number}")
    kinds = [row["kind"] for row in rows]
    items = rows[1:-1]
    if kinds != ["run"] + ["item"] * len(items) + ["summary"]:
        problems.append(f"{path.name}: lines are not run, items, summary: {kinds}")
    return problems + structure_problems(path.name, rows[0], items, rows[-1])


def validate_json(schemas, path):
    report = read_json(path.read_bytes().decode("utf-8"))
    problems = schema_problems(schemas.report, report, path.name)
    return problems + structure_problems(path.name, report["run"], report["items"], report["summary"])


def validate_sarif(schemas, path):
    log = read_json(path.read_bytes().decode("utf-8"))
    problems = schema_problems(schemas.sarif, log, path.name)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for number, result in enumerate(run["results"]):
        where = f"{path.name}: result {number}"
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            problems.append(f"{where}: ruleIndex leads to another rule")
        # SARIF 2.1.0, 3.27.10: only a failure has a level.
        if (result["kind"] == "fail") == (result["level"] == "none"):
            problems.append(f"{where}: level {result['level']} with kind {result['kind']}")
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        if not uri or not uri.isascii() or set(uri) & set(' "<>\\^`{|}[]:?#*'):
            problems.append(f"{where}: not a relative reference: {uri}")
    return problems


def validate_junit(schemas, path):
    command = ["xmllint", "--noout", "--schema", schemas.junit, path]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if checked.returncode == 0 else [checked.stderr]


VALIDATORS = {".jsonl": validate_jsonl, ".json": validate_json, ".sarif": validate_sarif, ".xml": validate_junit}


def validate_folder(schemas, folder, least):
    """least: reports of each kind that must be there."""
    problems = []
    for suffix, validate in VALIDATORS.items():
        reports = sorted(folder.glob(f"*{suffix}"))
        if len(reports) < least:
            problems.append(f"reports are missing: {suffix}")
        for report in reports:
            problems += validate(schemas, report)
    return problems


def broken_items(row):
    """Variants of a valid item that the schema has to refuse."""
    yield "unknown member", {**row, "extra": 1}
    yield "unknown status", {**row, "status": "fine"}
    yield "missing member", {key: value for key, value in row.items() if key != "findings"}
    yield "accepted without a finding", {**row, "status": "accepted", "findings": [], "reasons": [], "error": None}
    yield "unreadable without a reason", {**row, "status": "unreadable", "error": None}
    yield "number as text", {**row, "seq": "0"}


def broken_reports(report):
    yield "unknown member", {**report, "extra": 1}
    yield "no summary", {key: value for key, value in report.items() if key != "summary"}
    for name, item in broken_items(report["items"][0]):
        yield f"an item with: {name}", {**report, "items": [item]}


def broken_logs(log):
    (run,) = log["runs"]
    yield "unknown member", {**log, "extra": 1}
    yield "another version", {**log, "version": "2.0.0"}
    yield "a run without a tool", {**log, "runs": [{key: value for key, value in run.items() if key != "tool"}]}
    yield "a result without a message", {**log, "runs": [{**run, "results": [{"ruleId": "X"}]}]}


def accepted_mistakes(schemas, approved):
    """Mistakes that a schema lets through."""
    item = read_json((approved / "jsonl.en.jsonl").read_text("utf-8").split("\n")[1])
    report = read_json((approved / "json.en.json").read_text("utf-8"))
    log = read_json((approved / "sarif.en.sarif").read_text("utf-8"))
    cases = [("item", schemas.verdict, broken_items(item)), ("report", schemas.report, broken_reports(report)),
             ("SARIF log", schemas.sarif, broken_logs(log))]
    return [f"the schema accepts this {what}: {name}"
            for what, validator, broken in cases for name, row in broken if validator.is_valid(row)]


def write_reports(program, folder, arguments):
    command = [program, *arguments, "--format", "jsonl,json,sarif,junit", "--out", folder]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if ended.returncode == 1 else [f"{command}: exit code {ended.returncode}: {ended.stderr}"]


def real_runs(schemas, source, program):
    samples = source / "samples/batch"
    lists = source / "samples/reconcile"
    runs = {
        "check": ["check", "--roster", samples / "roster-utf8.csv", "--photos", samples / "photos"],
        "lists": ["reconcile", "--school", lists / "school.csv", "--vendor", lists / "vendor.csv"],
    }
    problems = []
    for name, arguments in runs.items():
        with tempfile.TemporaryDirectory() as folder:
            problems += write_reports(program, folder, arguments)
            problems += validate_folder(schemas, pathlib.Path(folder), 1)
    return problems


def main():
    source = pathlib.Path(sys.argv[1])
    schemas = Schemas(source)
    if len(sys.argv) > 2:
        problems = real_runs(schemas, source, sys.argv[2])
    else:
        approved = source / "tests/golden/approved"
        problems = validate_folder(schemas, approved, 2) + accepted_mistakes(schemas, approved)
    print("\n".join(problems) or "every report validates")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
