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


def directory(entries, offset):
    """A TIFF directory that starts at the offset. entries: tag to a text, or to the offset of a directory."""
    count = len(entries)
    head, tail = struct.pack("<H", count), b""
    behind = offset + 2 + 12 * count + 4
    for tag, value in sorted(entries.items()):
        if isinstance(value, str):
            text = value.encode() + b"\0"
            text += b"\0" * max(0, 5 - len(text))  # four bytes or fewer would stand in the entry itself
            head += struct.pack("<HHII", tag, 2, len(text), behind + len(tail))
            tail += text
        else:
            head += struct.pack("<HHII", tag, 4, 1, value)
    return head + struct.pack("<I", 0) + tail


def with_metadata(jpeg, picture=None, exposure=None, position=None):
    """The JPEG with an EXIF block; tags and texts of its picture, exposure and GPS directories."""
    entries = dict(picture or {})
    subs = {tag: sub for tag, sub in ((0x8769, exposure), (0x8825, position)) if sub}
    size = len(directory({**entries, **{tag: 0 for tag in subs}}, 8))
    blocks, offset = b"", 8 + size
    for tag, sub in subs.items():
        block = directory(sub, offset)
        entries[tag] = offset
        blocks, offset = blocks + block, offset + len(block)
    block = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + directory(entries, 8) + blocks
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


def moved(picture, length):
    """Smeared from left to right, as by a camera that turned."""
    return cv2.filter2D(picture, -1, np.full((1, length), 1 / length, np.float32), borderType=cv2.BORDER_REPLICATE)


def grainy(picture, sigma):
    """With the same noise in all channels."""
    noise = np.random.default_rng(1).normal(0, sigma, picture.shape[:2])[..., None]
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def enlarged(picture, factor):
    """Cut down by the factor and enlarged to its size again."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (round(width / factor), round(height / factor)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def narrowed(picture, share):
    """The whole picture squeezed from the sides, the border repeated."""
    height, width = picture.shape[:2]
    move = np.float32([[share, 0, (1 - share) * width / 2], [0, 1, 0]])
    return cv2.warpAffine(picture, move, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)


def slimmed(picture, share, top, bottom):
    """Rows of the picture squeezed from the sides, most of all half way between top and bottom."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    depth = np.clip((y - top) / (bottom - top), 0, 1)
    squeeze = 1 - (1 - share) * np.sin(np.pi * depth)
    return cv2.remap(picture, (x - width / 2) / squeeze + width / 2, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def patched(picture, quality, left, top, right, bottom):
    """A part that was saved in another file before, whose compression grid lies elsewhere."""
    other = cv2.imdecode(np.frombuffer(jpeg(picture[5:, 3:], quality), np.uint8), cv2.IMREAD_COLOR)
    result = picture.copy()
    result[top:bottom, left:right] = other[top - 5:bottom - 5, left - 3:right - 3]
    return result


def bordered(picture, width):
    """The picture made smaller inside a white border."""
    height, across = picture.shape[:2]
    small = cv2.resize(picture, (across - 2 * width, height - 2 * width), interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(small, width, width, width, width, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def with_light_spots(picture, places, radius):
    """White light added in round spots, as a lamp is mirrored in skin; linear light, radius in pixels."""
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    light = (picture / 255.0) ** 2.2
    for px, py in places:
        light += np.exp(-((x - px) ** 2 + (y - py) ** 2) / (2.0 * radius**2))[..., None]
    return np.uint8(np.round(255 * np.clip(light, 0, 1) ** (1 / 2.2)))


def screen_photo(picture, pitch, degrees):
    """As if photographed from a screen whose pixels are pitch camera pixels apart, turned by some degrees."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = np.radians(degrees)
    along = (x * np.cos(turn) + y * np.sin(turn)) / pitch
    down = (-x * np.sin(turn) + y * np.cos(turn)) / pitch
    stripes = np.stack([1 + 0.5 * np.cos(2 * np.pi * (along + c / 3)) for c in range(3)], -1)
    grid = stripes * (1 + 0.3 * np.cos(2 * np.pi * down))[..., None]
    light = cv2.GaussianBlur((picture / 255.0) ** 2.2 * grid, (0, 0), 0.5)
    return np.uint8(np.round(255 * np.clip(light, 0, 1) ** (1 / 2.2)))
