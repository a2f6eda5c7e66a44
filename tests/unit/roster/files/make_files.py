#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the workbooks beside it: make_files.py [FOLDER]"""
import datetime
import pathlib
import sys

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
HEADER = ["学号", "姓名", "身份证号", "出生日期", "备注"]
FIRST = ["20260001", "张三", "11010519491231002X"]
LOST = 440524188001010014
DAY = datetime.date(2005, 6, 6)


def write_xls(name, *, title=False, second=False, hidden=False, formula=False, merged=False, blank=False):
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    line = 0
    if title:
        sheet.write_merge(0, 0, 0, 4, "2026届毕业生名单")
        line = 1
    date = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    zeros = xlwt.easyxf(num_format_str="00000000")
    if not blank:
        for column, text in enumerate(HEADER):
            sheet.write(line, column, text)
        for column, text in enumerate(FIRST):
            sheet.write(line + 1, column, text)
        sheet.write(line + 1, 3, DAY, date)
        sheet.write(line + 1, 4, 1.5)
        sheet.write(line + 2, 0, 123456, zeros)
        sheet.write(line + 2, 1, "李四 𠮷")
        sheet.write(line + 2, 2, LOST)
        sheet.write(line + 2, 4, True)
        sheet.write(line + 3, 0, 20260003)
        sheet.write(line + 3, 1, "王五")
    if formula:
        sheet.write(line + 4, 0, xlwt.Formula("A4+1"))
        sheet.write(line + 4, 1, "赵六")
    if merged:
        sheet.write_merge(line + 5, line + 6, 1, 1, "钱七")
    other = book.add_sheet("二班")
    if second:
        other.write(0, 0, "学号")
        other.write(1, 0, "2")
    if hidden:
        other.visibility = 1
    book.save(str(FOLDER / name))


def write_xlsx():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["2026届毕业生名单"])
    sheet.merge_cells("A1:E1")
    sheet.append(HEADER)
    sheet.append(FIRST + [DAY, 1.5])
    sheet.append([20260002, "李四", LOST, datetime.datetime(2005, 6, 6, 10, 30), True])
    sheet.append(["=A4+1", "王五"])
    book.create_sheet("二班")
    book.save(FOLDER / "titles.xlsx")


def write_ods():
    document = OpenDocumentSpreadsheet()
    table = Table(name="名单")
    for texts in (["2026届毕业生名单"], HEADER, FIRST + [DAY, 1.5], [20260002, "李四", LOST]):
        row = TableRow()
        for value in texts:
            if isinstance(value, datetime.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, (int, float)):
                cell = TableCell(valuetype="float", value=str(value))
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(FOLDER / "titles.ods"))


write_xls("titles.xls", title=True, formula=True)
write_xls("two_sheets.xls", second=True)
write_xls("hidden_sheet.xls", second=True, hidden=True)
write_xls("merged.xls", merged=True)
write_xls("blank.xls", blank=True)
write_xlsx()
write_ods()
