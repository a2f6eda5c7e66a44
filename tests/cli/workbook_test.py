#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the workbook of real runs with another program (openpyxl) and compares it with the jsonl report.

Usage: workbook_test.py <source folder> <photolint>
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import openpyxl

SHEETS = {
    "en": ["summary", "students", "findings", "missing", "orphans", "measured values", "by college", "by rule"],
    "zh-CN": ["汇总", "学生", "问题明细", "缺照片", "未匹配学生", "实测值", "按学院", "按规则"],
}
COLOURS = {"accepted": "FFC6EFCE", "review": "FFFFEB9C", "rejected": "FFFFC7CE"}
OTHER_COLOUR = "FFD9E1F2"
NUMBERS = re.compile(r"11010519491231002X|440524188001010014|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx]")


class Checks:
    def __init__(self):
        self.problems = []

    def same(self, what, expected, actual):
        if expected != actual:
            self.problems.append(f"{what}: expected {expected!r}, the workbook has {actual!r}")

    def holds(self, what, fact):
        if not fact:
            self.problems.append(what)


def run(program, folder, language, arguments):
    command = [program, "--lang", language, *arguments, "--format", "xlsx,jsonl", "--out", folder]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 1:
        raise RuntimeError(f"{command}: exit code {ended.returncode}: {ended.stderr}")
    lines = (pathlib.Path(folder) / "report.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines[1:-1]]
    return openpyxl.load_workbook(pathlib.Path(folder) / "report.xlsx"), items, json.loads(lines[-1])


def rows_of(sheet):
    return list(sheet.iter_rows(min_row=2))


def column(sheet, heading):
    return [cell.value for cell in sheet[1]].index(heading)


def check_table(checks, sheet):
    name = sheet.title
    checks.holds(f"{name}: the headings do not stay in sight", (sheet.freeze_panes or "A1").endswith("2"))
    checks.same(f"{name}: filter", sheet.dimensions.split(":")[0] + ":" + sheet.dimensions.split(":")[-1]
                if sheet.max_row > 1 else sheet.auto_filter.ref, sheet.auto_filter.ref)
    checks.same(f"{name}: repeated rows in print", "$1:$1", sheet.print_title_rows)
    checks.same(f"{name}: orientation", "landscape", sheet.page_setup.orientation)
    checks.holds(f"{name}: not one page wide", sheet.sheet_properties.pageSetUpPr.fitToPage)
    for row in sheet.iter_rows():
        for cell in row:
            checks.holds(f"{name} {cell.coordinate}: a formula", cell.data_type != "f")


def check_students(checks, sheet, items):
    rows = rows_of(sheet)
    checks.same("students", len(items), len(rows))
    for row, item in zip(rows, items):
        where = f"students, item {item['seq']}"
        checks.same(f"{where}: number", item["seq"] + 1, row[0].value)
        checks.same(f"{where}: type of the number", "n", row[0].data_type)
        checks.same(f"{where}: id", item["id"], row[2].value)
        checks.same(f"{where}: type of the id", "s", row[2].data_type)
        checks.same(f"{where}: format of the id", "@", row[2].number_format)
        checks.same(f"{where}: colour", COLOURS.get(item["status"], OTHER_COLOUR), row[4].fill.fgColor.rgb)


def check_check_run(checks, book, items, summary, language):
    names = SHEETS[language]
    checks.same("sheets", names, book.sheetnames)
    for name in names[1:]:
        check_table(checks, book[name])
    check_students(checks, book[names[1]], items)
    against = [finding for item in items for finding in item["findings"] if finding["counts_against"]]
    findings = rows_of(book[names[2]])
    errors = [item for item in items if item["error"]]
    checks.same("findings", len(against) + len(errors), len(findings))
    measured = [finding["measured"] for finding in against if finding["measured"]]
    with_value = [row for row in findings if row[8].value is not None]
    checks.same("findings with a number", len(measured), len(with_value))
    for row in with_value:
        for cell in row[8:12]:
            checks.holds(f"findings {cell.coordinate}: no number", cell.value is None or cell.data_type == "n")
    check_measurements(checks, against, [row for row in findings if not row[3].value.islower()])
    checks.same("missing", summary["by_status"]["missing"], len(rows_of(book[names[3]])))
    checks.same("orphans", summary["by_status"]["unclaimed"], len(rows_of(book[names[4]])))
    check_measured_values(checks, book[names[5]], items)
    checks.same("by college", len(items), sum(row[1].value for row in rows_of(book[names[6]])))
    by_rule = {row[0].value: row[4].value for row in rows_of(book[names[7]])}
    checks.same("by rule", {code: counts["fail"] for code, counts in summary["by_rule"].items()},
                {code: count for code, count in by_rule.items() if code in summary["by_rule"]})
    totals = [row[1].value for row in book[names[0]].iter_rows() if isinstance(row[1].value, (int, float))]
    checks.same("summary", list(summary["by_status"].values()) + [len(items)], totals[:8])


def check_measurements(checks, against, rows):
    """The numbers of each finding are those of the jsonl report."""
    expected = []
    for finding in against:
        outside = [m for m in finding["measured"] if m["excess"]] or finding["measured"]
        shown = outside[:1]
        expected.append((finding["code"], *(shown[0][key] if shown else None
                                            for key in ("value", "min", "max", "excess"))))
    actual = [(row[3].value, *(cell.value for cell in row[8:12])) for row in rows]
    checks.same("numbers of the findings", sorted(expected, key=repr), sorted(actual, key=repr))


def check_measured_values(checks, sheet, items):
    expected = sum(m["value"] is not None for item in items for f in item["findings"] for m in f["measured"])
    cells = [cell for row in rows_of(sheet) for cell in row[4:] if cell.value is not None]
    checks.same("measured values", expected, len(cells))
    checks.holds("measured values: a text", all(cell.data_type == "n" for cell in cells))
    checks.holds("measured values: no unit in any format", any("px" in c.number_format or "像素" in c.number_format
                                                              for c in cells))


def check_pictures(checks, path, items):
    """Each readable photo has a picture inside its own row. openpyxl reads pictures with Pillow only."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
    with zipfile.ZipFile(path) as archive:
        drawing = ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml"))
        media = [archive.read(name) for name in archive.namelist() if name.startswith("xl/media/")]
    anchors = drawing.findall(f"{space}twoCellAnchor")
    places = [[int(anchor.find(f"{space}{end}/{space}row").text) for end in ("from", "to")] for anchor in anchors]
    read = [item["seq"] + 1 for item in items if item["status"] in ("accepted", "review", "rejected")]
    checks.same("rows of the pictures", [[row, row] for row in read], places)
    checks.holds("a picture is no JPEG", media and all(data.startswith(b"\xff\xd8") for data in media))


def check_reconcile(checks, book, items):
    names = SHEETS["en"]
    differences = sum(len(item["reconcile"]["differences"]) for item in items)
    ambiguous = sum(item["reconcile"]["state"] == "ambiguous" for item in items)
    errors = sum(item["error"] is not None for item in items)
    checks.same("findings of two lists", differences + ambiguous + errors, len(rows_of(book[names[2]])))
    sheet = book[names[1]]
    state, step = column(sheet, "state"), column(sheet, "next step")
    for row, item in zip(rows_of(sheet), items):
        checks.same("next step", item["reconcile"]["next_step"], row[step].value)
        checks.holds("state is empty", row[state].value)


def check_private(checks, path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                text = archive.read(name).decode("utf-8")
                texts = " ".join(re.findall(r"<t[^>]*>([^<]*)</t>", text))
                checks.holds(f"{name}: a personal number", not NUMBERS.search(texts))


def main():
    source, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    batch, lists = source / "samples/batch", source / "samples/reconcile"
    checks = Checks()
    check = ["check", "--roster", batch / "roster-utf8.csv", "--photos", batch / "photos"]
    for language in SHEETS:
        with tempfile.TemporaryDirectory() as folder:
            book, items, summary = run(program, folder, language, check)
            check_check_run(checks, book, items, summary, language)
            check_pictures(checks, pathlib.Path(folder) / "report.xlsx", items)
            check_private(checks, pathlib.Path(folder) / "report.xlsx")
            checks.same("files of the run", ["report.jsonl", "report.xlsx"],
                        sorted(path.name for path in pathlib.Path(folder).iterdir()))
    with tempfile.TemporaryDirectory() as folder:
        reconcile = ["reconcile", "--school", lists / "school.csv", "--vendor", lists / "vendor.csv"]
        book, items, _ = run(program, folder, "en", reconcile)
        check_reconcile(checks, book, items)
    print("\n".join(checks.problems[:40]) or "the workbooks are as they should be")
    return 1 if checks.problems else 0


if __name__ == "__main__":
    sys.exit(main())
