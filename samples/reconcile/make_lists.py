#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the two lists of this folder: one student for each thing that reconcile tells apart. Names and numbers
are made up; the region code 110000 is given to nobody.

usage: make_lists.py
"""
import csv
import os

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FOLDER = os.path.dirname(os.path.abspath(__file__))


def id_number(birth, sequence):
    body = f"110000{birth}{sequence:03d}"
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body)) % 11]


def with_x(birth, sequence):
    """The first number from the sequence on that ends in X."""
    while not id_number(birth, sequence).endswith("X"):
        sequence += 2
    return id_number(birth, sequence)


def exchanged(text, at):
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


SCHOOL = [("学号", "姓名", "证件号码", "性别", "出生日期", "学院", "班级", "学籍状态")]
VENDOR = [("考生号", "姓名", "身份证号", "性别", "出生日期", "照片文件")]
COLLEGES = (("继续教育学院", "会计2301"), ("继续教育学院", "会计2302"), ("计算机学院", "软件2301"))


def add(name, vendor_name=None, *, number=None, vendor_number=None, school=True, vendor=True, status="在读",
        vendor_student=None, sex="男", vendor_sex=None, date="{0}-{1}-{2}"):
    index = add.count = getattr(add, "count", 0) + 1
    birth = f"2004{index % 12 + 1:02d}{index % 28 + 1:02d}"
    number = number if number is not None else id_number(birth, 2 * index + 1)
    student = f"20230101{index:02d}"
    college, class_name = COLLEGES[index % 3]
    if school:
        SCHOOL.append((student, name, number, sex, f"{birth[:4]}-{birth[4:6]}-{birth[6:]}", college, class_name, status))
    if vendor:
        given = date.format(birth[:4], birth[4:6], birth[6:])
        VENDOR.append((vendor_student or student, vendor_name or name, vendor_number or number, vendor_sex or sex, given,
                       f"{student}.jpg"))
    return number


def main():
    add("张三")
    add("李四", date="{0}{1}{2}", vendor_sex="1")
    add("王五", status="已毕业")
    add("赵六", vendor=False)
    base = id_number("20040606", 11)
    add("钱七", number=base, vendor_number=exchanged(base, 14))
    base = id_number("20040707", 13)
    add("孙八", number=base, vendor_number=base[:16] + str((int(base[16]) + 1) % 10) + base[17:])
    base = id_number("19990808", 15)
    add("周九", number=base, vendor_number=base[:6] + base[8:17])
    base = with_x("20040909", 17)
    add("吴十", number=base, vendor_number=base.lower())
    add("郑峰", "鄭峯")
    add("王曌", "王??")
    add("冯珺", "冯君")
    add("陈䶮", "陈\ue863")
    add("欧阳静", "欧阳　静")
    add("Maria Silva", "Ｍaria Silva")
    add("阿依古丽·买买提", "阿依古丽.买买提", sex="女")
    add("沈重复")
    VENDOR.append(VENDOR[-1])
    add("韩两行")
    SCHOOL.append(SCHOOL[-1])
    add("杨补录", school=False)
    add("秦科学", number="1.10105E+17", vendor_number=id_number("20040303", 21))
    with open(os.path.join(FOLDER, "school.csv"), "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(SCHOOL)
    with open(os.path.join(FOLDER, "vendor.csv"), "w", encoding="gb18030", newline="") as f:
        csv.writer(f).writerows(VENDOR)


if __name__ == "__main__":
    main()
