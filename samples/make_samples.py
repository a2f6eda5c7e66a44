#!/usr/bin/env python3
"""Makes samples/batch and samples/rules from the synthetic portraits.

usage: make_samples.py PORTRAITS

PORTRAITS is the folder of rendered portraits (docs/samples.md says where they come from). The pictures that it
makes are committed, so this is run only when the samples change. Needs Debian's python3-opencv and, for the HEIC
file, heif-enc of libheif-examples. Everything here is invented: names, numbers and faces.
"""
import os
import shutil
import struct
import subprocess
import sys

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
JPEG = [cv2.IMWRITE_JPEG_QUALITY, 92]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth, sequence):
    """A number of the GB 11643 form whose area, 999999, is given to nobody."""
    body = f"999999{birth}{sequence:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


def with_exif(jpeg, orientation):
    """The JPEG with an EXIF block that holds only the orientation."""
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<I", 0)
    block = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def with_density(jpeg, dpi):
    """The JPEG with the density of its JFIF header set; the header must come first."""
    assert jpeg[6:11] == b"JFIF\0"
    return jpeg[:13] + struct.pack(">BHH", 1, dpi, dpi) + jpeg[18:]


class Portraits:
    def __init__(self, folder):
        self.folder = folder

    def bytes(self, name):
        with open(os.path.join(self.folder, name + ".jpg"), "rb") as f:
            return f.read()

    def picture(self, name, size=(480, 640)):
        picture = cv2.imread(os.path.join(self.folder, name + ".jpg"))
        if (picture.shape[1], picture.shape[0]) != size:
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        return picture


def jpeg(picture, quality=92):
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def png(picture):
    return cv2.imencode(".png", picture)[1].tobytes()


def heic(picture, scratch):
    source, target = os.path.join(scratch, "in.png"), os.path.join(scratch, "out.heic")
    cv2.imwrite(source, picture)
    subprocess.run(["heif-enc", "-q", "80", "-o", target, source], check=True, stdout=subprocess.DEVNULL)
    with open(target, "rb") as f:
        data = f.read()
    os.remove(source)
    os.remove(target)
    return data


def grey(picture):
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def shifted(picture, dx, dy):
    """Moved by whole pixels, the border repeated."""
    move = np.float32([[1, 0, dx], [0, 1, dy]])
    return cv2.warpAffine(picture, move, picture.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)


def two_faces(portraits):
    """A second, small person looks over the shoulder."""
    picture = portraits.picture("p02_none_480").copy()
    second = cv2.resize(portraits.picture("p03_none_480")[100:400, 90:390], (120, 120), interpolation=cv2.INTER_AREA)
    picture[150:270, 350:470] = second
    return picture


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


def rule_samples(portraits):
    """Rule name -> (good name, bytes), (bad name, bytes)."""
    base = portraits.picture("p02_none_480")
    good = ("good.jpg", portraits.bytes("p02_none_480"))
    render = lambda defect: ("bad.jpg", portraits.bytes("p02_" + defect))
    made = lambda picture, quality=92: ("bad.jpg", jpeg(picture, quality))
    whole = portraits.bytes("p02_none_480")
    rotated = with_exif(jpeg(cv2.rotate(base, cv2.ROTATE_90_COUNTERCLOCKWISE)), 6)
    return {
        "file-format": (good, ("bad.jpg", png(base))),
        "file-size": (good, made(base, 62)),
        "file-intact": (good, ("bad.jpg", whole + b"\0" * 64)),
        "pixel-size": (good, made(cv2.resize(base, (450, 600), interpolation=cv2.INTER_AREA))),
        "aspect-ratio": (good, made(cv2.resize(base, (520, 640), interpolation=cv2.INTER_AREA))),
        "print-resolution": (("good.jpg", with_density(jpeg(base), 300)), ("bad.jpg", with_density(jpeg(base), 72))),
        "colour-mode": (good, ("bad.jpg", cv2.imencode(".jpg", cv2.cvtColor(base, cv2.COLOR_BGR2GRAY), JPEG)[1].tobytes())),
        "colour-content": (good, made(grey(base))),
        "jpeg-quality": (good, made(base, 35)),
        "upright": (good, ("bad.jpg", rotated)),
        "file-name": (("2023010101.jpg", good[1]), ("证件照 final(2).jpg", good[1])),
        "sharpness": (good, made(cv2.GaussianBlur(base, (0, 0), 4))),
        "under-exposure": (good, render("under_exposed")),
        "over-exposure": (good, render("over_exposed")),
        "even-lighting": (good, render("side_light")),
        "background-hue": (good, render("bg_red")),
        "background-even": (good, render("bg_clutter")),
        "background-gradient": (good, render("bg_gradient")),
        "single-face": (good, made(two_faces(portraits))),
        "head-top-margin": (good, made(shifted(base, 0, -50))),
        "eye-line": (good, made(shifted(base, 0, 80))),
        "face-width": (good, render("head_small")),
        "head-height": (good, render("head_big")),
        "centred": (good, made(shifted(base, 60, 0))),
        "side-margins": (good, made(shifted(base, 115, 0))),
        "chin-margin": (good, made(shifted(base, 0, 170))),
        "head-complete": (good, render("cut_top")),
        "yaw": (good, render("yaw30")),
        "pitch": (("good.jpg", portraits.bytes("p03_none_480")), ("bad.jpg", portraits.bytes("p03_pitch15"))),  # chin lowered
        "roll": (good, render("roll10")),
        "eye-distance": (good, made(cv2.resize(base, (210, 280), interpolation=cv2.INTER_AREA))),
        "shoulders-visible": (good, made(shifted(base, 200, 0))),
    }


def make_rules(portraits):
    for name, pair in rule_samples(portraits).items():
        folder = os.path.join(HERE, "rules", name)
        os.makedirs(folder, exist_ok=True)
        for kind, (file_name, data) in zip(("good", "bad"), pair):
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
