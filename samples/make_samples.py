#!/usr/bin/env python3
"""Makes samples/batch and samples/rules from the synthetic portraits.

usage: make_samples.py PORTRAITS

PORTRAITS is the folder of rendered portraits (docs/samples.md says where they come from). The pictures that it
makes are committed, so this is run only when the samples change. Needs Debian's python3-opencv and, for the HEIC
file, heif-enc of libheif-examples. Everything here is invented: names, numbers and faces.
"""
import importlib
import os
import shutil
import sys

import cv2

from drawing import Pair, Portraits, grey, heic, jpeg, two_faces, with_exif

HERE = os.path.dirname(os.path.abspath(__file__))
FAMILIES = ("file", "image", "background", "geometry", "face", "clothing", "authenticity")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth, sequence):
    """A number of the GB 11643 form whose area, 999999, is given to nobody."""
    body = f"999999{birth}{sequence:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


# name, sex, photo: how the picture of each invented student is made
CLASS = [
    ("安晓宁", "女", "p01_none_480"), ("白若川", "男", "p04_none"), ("陈一诺", "女", "p03_none_480"), ("邓子航", "男", "p11_none"),
    ("方思远", "男", "p02_none_480"), ("高雅琪", "女", "p08_none"), ("韩墨", "男", "p07_none"), ("江雨桐", "女", "p12_none"),
    ("柯文轩", "男", "p06_none_480"), ("李沐阳", "男", "p05_none"), ("马欣然", "女", "p09_none"), ("倪浩然", "男", "p10_none"),
    ("欧阳静怡", "女", "p01_head_small"), ("潘子墨", "男", "p02_bg_red"), ("秦诗涵", "女", "p03_bg_gradient"), ("任嘉豪", "男", "p02_yaw30"),
    ("沈佳宜", "女", "p01_roll10"), ("唐宇轩", "男", "p06_cut_top"), ("万晴", "女", "p03_over_exposed"), ("魏子涵", "男", "p02_under_exposed"),
    ("夏可欣", "女", "p01_side_light"), ("谢宇辰", "男", "p06_off_centre"), ("徐静", "女", "p03_pitch15"), ("杨帆", "男", "p02_head_big"),
    ("叶知秋", "女", "two-faces"), ("尹志强", "男", "blurred"), ("张三", "男", "truncated"), ("赵明月", "女", "heic"),
    ("郑小北", "男", "rotated"), ("周婷", "女", "missing"), ("朱亦凡", "男", "low-resolution"), ("祝安然", "女", "grey"),
]


def class_photo(portraits, how, scratch):
    """Extension and bytes of one student's photo; nothing for the student who sent none."""
    if how == "missing":
        return None
    if how == "two-faces":
        return "jpg", jpeg(two_faces(portraits))
    if how == "blurred":
        return "jpg", jpeg(cv2.GaussianBlur(portraits.picture("p06_none_480"), (0, 0), 4))
    if how == "truncated":
        whole = portraits.bytes("p02_none_480")
        return "jpg", whole[: len(whole) * 6 // 10]
    if how == "heic":
        return "heic", heic(portraits.picture("p08_none"), scratch)
    if how == "rotated":  # a phone held upright stores the picture lying, with orientation 6
        lying = cv2.rotate(portraits.picture("p07_none", (960, 1280)), cv2.ROTATE_90_COUNTERCLOCKWISE)
        return "jpg", with_exif(jpeg(lying), 6)
    if how == "low-resolution":
        return "jpg", jpeg(portraits.picture("p11_none", (240, 320)))
    if how == "grey":
        return "jpg", jpeg(grey(portraits.picture("p12_none")))
    return "jpg", portraits.bytes(how)


def make_batch(portraits):
    folder = os.path.join(HERE, "batch")
    photos = os.path.join(folder, "photos")
    shutil.rmtree(photos, ignore_errors=True)
    os.makedirs(photos)
    rows = [["学号", "姓名", "性别", "身份证号", "学院", "专业", "班级", "层次"]]
    for index, (name, sex, how) in enumerate(CLASS):
        number = f"20230101{index + 1:02d}"
        sequence = 101 + 2 * index + (sex == "女")
        identity = id_number(f"2005{index % 12 + 1:02d}{index % 28 + 1:02d}", sequence)
        rows.append([number, name, sex, identity, "继续教育学院", "计算机科学与技术", "2301班", "本科"])
        photo = class_photo(portraits, how, photos)
        if photo:
            stem = identity if how in ("p08_none", "p10_none") else number  # two students named it by their ID number
            with open(os.path.join(photos, f"{stem}.{photo[0]}"), "wb") as f:
                f.write(photo[1])
    with open(os.path.join(photos, "IMG_0042.jpg"), "wb") as f:
        f.write(portraits.bytes("p03_bg_white"))
    text = "".join(",".join(row) + "\r\n" for row in rows)
    for name, encoding in (("roster-utf8.csv", "utf-8-sig"), ("roster-gb18030.csv", "gb18030")):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(text.encode(encoding))


def make_rules(portraits):
    for family in FAMILIES:
        pairs = importlib.import_module(f"rule_pairs.{family}").pairs(Pair(portraits, "p02"))
        for name, pair in pairs.items():
            folder = os.path.join(HERE, "rules", name)
            os.makedirs(folder, exist_ok=True)
            for file_name, data in pair:
                with open(os.path.join(folder, file_name), "wb") as f:
                    f.write(data)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    portraits = Portraits(sys.argv[1])
    make_batch(portraits)
    make_rules(portraits)


if __name__ == "__main__":
    main()
