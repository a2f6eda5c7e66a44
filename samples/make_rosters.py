# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the student lists of samples/rules: for every rule of the row or of the batch one that passes and one that
fails. The photos are those of samples/batch, or lie beside the lists; the cards of samples/codes are drawn by
write_cards.cpp. Nobody of these people exists; the region code 999999 of their ID
numbers is none.

usage: make_rosters.py
"""
import csv
import shutil
from pathlib import Path

import cv2

HERE = Path(__file__).parent
PHOTOS = HERE / "batch" / "photos"
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
HEADER = ["学号", "姓名", "性别", "出生日期", "身份证号", "联系电话", "学校", "层次", "年级", "缴费状态", "提交时间", "照片",
          "采集码"]


def id_number(birth, sequence):
    """A valid number of GB 11643 in a region that does not exist."""
    body = f"999999{birth}{sequence:03d}"
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body)) % 11]


def row(**changes):
    """A row without a fault, some cells replaced."""
    cells = dict(zip(HEADER, ["2023010101", "安晓宁", "女", "2005-01-01", id_number("20050101", 102), "13800000000",
                              "东海大学", "本科", "2023", "已缴费", "2023-05-01", "../../batch/photos/2023010101.jpg",
                              "../../codes/first.png"]))
    cells.update(changes)
    return cells


OTHER = row(**{"学号": "2023010102", "姓名": "白若川", "性别": "男", "出生日期": "2005-02-02",
               "身份证号": id_number("20050202", 103), "照片": "../../batch/photos/2023010102.jpg",
               "采集码": "../../codes/second.png"})
WRONG_DIGIT = id_number("20050101", 102)[:-2] + "3" + id_number("20050101", 102)[-1]
PORTRAIT = "../../batch/photos/2023010102.jpg"
RULES = {
    "code-readable": [row(采集码=PORTRAIT)],
    "code-unique": [row(), {**OTHER, "采集码": "codes/copy.png"}],
    "code-name-matches": [row(采集码="../../codes/second.png")],
    "code-id-matches": [row(采集码="../../codes/second.png")],
    "code-school-matches": [row(学校="西山学院")],
    "code-is-not-photo": [row(采集码=PORTRAIT)],
    "id-number-valid": [row(身份证号=WRONG_DIGIT)],
    "birth-date-agrees": [row(出生日期="2005-01-10")],
    "sex-agrees": [row(性别="男")],
    "required-fields": [row(姓名="")],
    "field-formats": [row(姓名="安 晓宁")],
    "in-scope": [row(年级="2019")],
    "fee-paid": [row(缴费状态="未缴费")],
    "photo-present": [row(照片="missing.jpg")],
    "on-time": [row(提交时间="2023-06-01")],
    "student-unique": [row(), {**OTHER, "学号": "2023010101"}],
    "photo-unique": [row(照片="one.jpg"), {**OTHER, "照片": "two.jpg"}],
    "photo-distinct": [row(照片="one.jpg"), {**OTHER, "照片": "two.jpg"}],
    "photo-claimed": [row(照片="one.jpg")],
}


def write(path, rows):
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def photos_of(name):
    """The folder photos beside the lists of a rule."""
    folder = HERE / "rules" / name / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


for name, bad in RULES.items():
    write(HERE / "rules" / name / "good.csv", [row(), OTHER])
    write(HERE / "rules" / name / "bad.csv", bad)

# One file under two names; an altered copy; one photo for each of two rows, of which the bad list has one.
FIRST, SECOND = PHOTOS / "2023010101.jpg", PHOTOS / "2023010102.jpg"
for name in ("photo-unique", "photo-distinct", "photo-claimed"):
    shutil.copy(FIRST, photos_of(name) / "one.jpg")
shutil.copy(FIRST, photos_of("photo-unique") / "two.jpg")
shutil.copy(SECOND, photos_of("photo-claimed") / "two.jpg")
write(HERE / "rules" / "photo-claimed" / "good.csv",
      [row(照片="one.jpg"), {**OTHER, "照片": "two.jpg"}])
(HERE / "rules" / "code-unique" / "codes").mkdir(parents=True, exist_ok=True)
shutil.copy(HERE / "codes" / "first.png", HERE / "rules" / "code-unique" / "codes" / "copy.png")
picture = cv2.imread(str(FIRST))
height, width = picture.shape[:2]
cropped = picture[round(0.03 * height):, :round(0.98 * width)]
cv2.imwrite(str(photos_of("photo-distinct") / "two.jpg"), cv2.resize(cropped, (480, 640), interpolation=cv2.INTER_AREA),
            [cv2.IMWRITE_JPEG_QUALITY, 70])
