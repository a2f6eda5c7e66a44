"""The rendered portraits that the samples are made from, and what can be done to one."""
import os
import struct
import subprocess

import cv2
import numpy as np

JPEG = [cv2.IMWRITE_JPEG_QUALITY, 92]


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


class Pair:
    """What the pairs of samples are made of: one identity, compliant and with its rendered defects."""

    def __init__(self, portraits, identity):
        self.identity = identity
        self.portraits = portraits
        self.base = portraits.picture(identity + "_none_480")
        self.good = ("good.jpg", portraits.bytes(identity + "_none_480"))

    def mask(self):
        """Class of every pixel of the compliant picture (README of the portraits)."""
        return cv2.imread(os.path.join(self.portraits.folder, self.identity + "_none_480_mask.png"), cv2.IMREAD_GRAYSCALE)

    def render(self, defect):
        return ("bad.jpg", self.portraits.bytes(f"{self.identity}_{defect}"))

    @staticmethod
    def made(picture, quality=92):
        return ("bad.jpg", jpeg(picture, quality))


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
