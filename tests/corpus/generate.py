#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the hostile files of this folder: generate.py OUTPUT_FOLDER.

Everything is drawn or typed here; no photo is used. Needs Debian's python3-opencv, and for the HEIC files
heif-enc (libheif-examples); without it those are left out.
"""
import pathlib
import shutil
import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np

OUT = pathlib.Path(sys.argv[1])


def save(name, data):
    (OUT / name).write_bytes(bytes(data))


def picture(width=48, height=64):
    """Smooth colours, different in every corner."""
    y, x = np.mgrid[0:height, 0:width]
    return np.dstack([40 + 150 * x / width, 40 + 150 * y / height, 200 - 60 * x / width - 90 * y / height]).astype(
        np.uint8)


def encode(extension, image, *options):
    return cv2.imencode(extension, image, list(options))[1].tobytes()


def segment(marker, data):
    return struct.pack(">HH", marker, len(data) + 2) + data


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def riff(chunks):
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def riff_chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def ifd(entries, following=0):
    """A little-endian TIFF block with one directory at offset 8."""
    body = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack("<HHII", tag, kind, count, value)
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", following)


def with_exif(jpeg, block):
    return jpeg[:2] + segment(0xFFE1, b"Exif\0\0" + block) + jpeg[2:]


def jpeg_frame(jpeg, position, data):
    """Overwrites bytes of the start-of-frame segment, counted from its marker."""
    start = next(i for i in range(len(jpeg)) if jpeg[i] == 0xFF and jpeg[i + 1] in (0xC0, 0xC2))
    return jpeg[:start + position] + data + jpeg[start + position + len(data):]


def jpegs():
    plain = encode(".jpg", picture())
    progressive = encode(".jpg", picture(), cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    save("plain.jpg", plain)
    save("empty.jpg", b"")
    save("magic_only.jpg", plain[:3])
    save("truncated_header.jpg", plain[:100])
    save("truncated.jpg", plain[:len(plain) * 2 // 3])
    save("truncated_progressive.jpg", progressive[:len(progressive) * 2 // 3])
    save("truncated_with_end_marker.jpg", plain[:len(plain) * 2 // 3] + b"\xff\xd9")
    save("missing_end_marker.jpg", plain[:-2])
    save("missing_end_marker_progressive.jpg", progressive[:-2])
    last_scan = progressive.rindex(b"\xff\xda")
    save("missing_last_scan.jpg", progressive[:last_scan])
    save("missing_last_scan_with_end_marker.jpg", progressive[:last_scan] + b"\xff\xd9")
    save("trailing_bytes.jpg", plain + b"SEFT" + bytes(40))
    save("second_picture_behind.jpg", plain + plain)
    save("stray_bytes_in_header.jpg", plain[:20] + b"\x11\x22\x33" + plain[20:])
    save("size_65535.jpg", jpeg_frame(plain, 5, b"\xff\xff\xff\xff"))
    save("size_65535_progressive.jpg", jpeg_frame(progressive, 5, b"\xff\xff\xff\xff"))
    save("height_0.jpg", jpeg_frame(plain, 5, b"\0\0"))
    save("precision_12.jpg", jpeg_frame(plain, 4, b"\x0c"))
    save("grey.jpg", encode(".jpg", cv2.cvtColor(picture(), cv2.COLOR_BGR2GRAY)))
    flipped = bytearray(plain)
    flipped[len(plain) - 120] ^= 0xFF
    save("changed_byte.jpg", flipped)
    for i in range(len(plain) - 250, len(plain) - 50, 20):
        flipped[i] ^= 0xFF
    save("changed_bytes.jpg", flipped)
    save("cmyk.jpg", cmyk_jpeg())
    save("orientation_6.jpg", with_exif(plain, ifd([(274, 3, 1, 6)])))
    save("exif_loop.jpg", with_exif(plain, ifd([(274, 3, 1, 1)], following=8)))
    save("exif_huge_counts.jpg", with_exif(plain, ifd([(tag, 2, 0xFFFFFFF0, 8) for tag in range(270, 330)])))
    save("exif_sub_directory_loop.jpg", with_exif(plain, ifd([(0x8769, 4, 1, 8), (0x8825, 4, 1, 8)])))
    save("exif_garbage.jpg", with_exif(plain, bytes(range(200))))
    save("exif_empty.jpg", with_exif(plain, b""))
    for name, jpeg in metadata_jpegs(plain):
        save(name, jpeg)
    save("many_segments.jpg", plain[:2] + segment(0xFFE1, b"x") * 2000 + plain[2:])


def metadata_jpegs(plain):
    """Files whose metadata is longer, deeper or shorter than it says."""
    def with_app(marker, data):
        return plain[:2] + segment(marker, data) + plain[2:]

    def texts(jpeg_at, length, tail):
        """Directory 0 with a text that does not end, directory 1 with a thumbnail."""
        first = struct.pack("<H", 1) + struct.pack("<HHII", 0x0131, 2, 60, 8) + struct.pack("<I", 26)
        second = struct.pack("<H", 3) + struct.pack("<HHII", 0x0103, 3, 1, 6)
        second += struct.pack("<HHII", 0x0201, 4, 1, jpeg_at) + struct.pack("<HHII", 0x0202, 4, 1, length)
        return b"II*\0" + struct.pack("<I", 8) + first + second + struct.pack("<I", 0) + tail

    xmp = b"http://ns.adobe.com/xap/1.0/\0"
    resources = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0"
    yield "xmp_many_tools.jpg", with_app(0xFFE1, xmp + b"<x CreatorTool='a'/>" * 3000)
    yield "xmp_no_end.jpg", with_app(0xFFE1, xmp + b"<rdf:Description xmp:CreatorTool=\"" + b"\xff\0\n" * 5000)
    yield "photoshop_size.jpg", with_app(0xFFED, resources + struct.pack(">I", 0xFFFFFFFF))
    yield "iptc_sizes.jpg", with_app(0xFFED, resources + struct.pack(">I", 9) + b"\x1c\x02\x41\xff\xff\x1c\x02\x50\0\0")
    block = texts(80, 0x7FFFFFFF, b"")
    yield "exif_thumbnail_far.jpg", with_exif(plain, block)
    inner = with_exif(plain[:200], texts(80, 60, plain[:60]))
    yield "exif_thumbnail_cut.jpg", with_exif(plain, texts(80, len(inner), inner))
    huge = jpeg_frame(plain, 5, struct.pack(">HH", 65535, 65535))
    yield "exif_thumbnail_huge.jpg", with_exif(plain, texts(80, len(huge), huge))


def cmyk_jpeg():
    """One flat colour in Adobe's inverted CMYK, every block with a DC value only."""
    tables = segment(0xFFDB, b"\0" + b"\x08" * 64)
    frame = segment(0xFFC0, struct.pack(">BHHB", 8, 16, 16, 4) + b"".join(bytes([i, 0x11, 0]) for i in range(1, 5)))
    dc = segment(0xFFC4, b"\0" + bytes([0, 2] + [0] * 14) + bytes([0, 6]))  # codes 00: zero, 01: six bits
    ac = segment(0xFFC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")  # code 0: end of block
    scan = segment(0xFFDA, b"\x04" + b"".join(bytes([i, 0]) for i in range(1, 5)) + b"\0\x3f\0")
    bits = ""
    for block in range(4):
        for component in range(4):
            bits += ("01" + format(40 + component, "06b") if block == 0 else "00") + "0"
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    adobe = segment(0xFFEE, b"Adobe" + struct.pack(">HHHB", 100, 0, 0, 0))
    return b"\xff\xd8" + adobe + tables + frame + dc + ac + scan + data + b"\xff\xd9"


def pngs():
    plain = encode(".png", picture(24, 32))
    pixels = plain[33:]  # behind the header chunk
    header = plain[16:29]
    save("plain.png", plain)
    save("png_named.jpg", plain)
    save("truncated.png", plain[:len(plain) // 2])
    save("missing_end.png", plain[:-12])
    save("trailing_bytes.png", plain + b"PK\x05\x06")
    save("size_65535.png", plain[:8] + chunk(b"IHDR", struct.pack(">II", 65535, 65535) + header[8:]) + pixels)
    save("size_0.png", plain[:8] + chunk(b"IHDR", struct.pack(">II", 0, 32) + header[8:]) + pixels)
    save("too_few_pixels.png", plain[:8] + chunk(b"IHDR", struct.pack(">II", 24, 64) + header[8:]) + pixels)
    changed = bytearray(plain)
    changed[len(plain) // 2] ^= 1
    save("changed_byte.png", changed)
    save("chunk_length.png", plain[:33] + b"\xff\xff\xff\xff" + plain[37:])
    save("sixteen_bit.png", encode(".png", picture(12, 16).astype(np.uint16) * 257))
    save("grey.png", encode(".png", picture(12, 16)[..., 1]))
    save("alpha.png", encode(".png", np.dstack([picture(12, 16), picture(12, 16)[..., :1]])))
    frame = struct.pack(">IIIIIHHBB", 0, 24, 32, 0, 0, 1, 10, 0, 0)
    animation = chunk(b"acTL", struct.pack(">II", 200, 0)) + chunk(b"fcTL", frame)
    save("animated.png", plain[:33] + animation + pixels)
    save("text_bomb.png", plain[:33] + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(8 << 20), 9)) + pixels)
    save("orientation_8.png", plain[:33] + chunk(b"eXIf", ifd([(274, 3, 1, 8)])) + pixels)


def webps():
    lossy = encode(".webp", picture(), cv2.IMWRITE_WEBP_QUALITY, 70)
    lossless = encode(".webp", picture(16, 16), cv2.IMWRITE_WEBP_QUALITY, 101)
    save("lossy.webp", lossy)
    save("lossless.webp", lossless)
    save("alpha.webp", encode(".webp", np.dstack([picture(16, 16), picture(16, 16)[..., :1]])))
    save("truncated.webp", lossy[:len(lossy) // 2])
    half = lossy[20:20 + (len(lossy) - 20) // 2]
    save("too_few_pixels.webp", riff(riff_chunk(b"VP8 ", half)))
    save("trailing_bytes.webp", lossy + bytes(8))
    save("chunk_length.webp", lossy[:16] + b"\xf0\xff\xff\xff" + lossy[20:])
    canvas = struct.pack("<I", 0) + (65534).to_bytes(3, "little") * 2
    save("size_65535.webp", riff(riff_chunk(b"VP8X", canvas) + lossy[12:]))
    flags = struct.pack("<I", 2) + (15).to_bytes(3, "little") * 2
    frame = bytes(6) + (15).to_bytes(3, "little") * 2 + (40).to_bytes(3, "little") + b"\0" + lossless[12:]
    animation = riff_chunk(b"VP8X", flags) + riff_chunk(b"ANIM", bytes(6)) + riff_chunk(b"ANMF", frame) * 3
    save("animated.webp", riff(animation))


def bmps():
    plain = encode(".bmp", picture(12, 16))
    save("plain.bmp", plain)
    save("truncated.bmp", plain[:-40])
    save("size_65535.bmp", plain[:18] + struct.pack("<ii", 65535, 65535) + plain[26:])
    save("size_negative.bmp", plain[:18] + struct.pack("<ii", -12, 16) + plain[26:])
    save("size_smallest.bmp", plain[:18] + struct.pack("<ii", 12, -(1 << 31)) + plain[26:])
    save("top_row_first.bmp", plain[:18] + struct.pack("<ii", 12, -16) + plain[26:])
    save("run_length.bmp", plain[:30] + struct.pack("<I", 1) + plain[34:])
    save("pixel_offset.bmp", plain[:10] + struct.pack("<I", 0xFFFFFFF0) + plain[14:])
    grey = encode(".bmp", picture(12, 16)[..., 1])
    save("palette_too_large.bmp", grey[:46] + struct.pack("<I", 257) + grey[50:])
    save("palette_behind_pixels.bmp", grey[:10] + struct.pack("<I", 54) + grey[14:])
    save("header_size.bmp", plain[:14] + struct.pack("<I", 124))


def tiffs():
    bits = 8 + 2 + 10 * 12 + 4
    pixels = picture(12, 16)[..., ::-1].tobytes()

    def tiff(width=12, height=16, offset=bits + 6, size=len(pixels), following=0):
        entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, bits), (259, 3, 1, 1), (262, 3, 1, 2),
                   (273, 4, 1, offset), (274, 3, 1, 1), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, size)]
        return ifd(entries, following) + struct.pack("<HHH", 8, 8, 8) + pixels

    save("plain.tif", tiff())
    save("truncated.tif", tiff()[:-100])
    save("size_65535.tif", tiff(65535, 65535))
    save("strip_outside.tif", tiff(offset=0x7FFFFFF0))
    save("strip_too_short.tif", tiff(size=100))
    save("directory_outside.tif", b"II*\0" + struct.pack("<I", 0x7FFFFFF0) + bytes(100))
    save("directory_loop.tif", tiff(following=8))
    save("big_endian_magic.tif", b"MM\0*" + bytes(20))
    cv2.imwritemulti(str(OUT / "two_pages.tif"), [picture(12, 16), picture(12, 16)])
    save("sixteen_bit.tif", encode(".tiff", picture(12, 16).astype(np.uint16) * 257))


def others():
    image = bytes([0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])
    palette = bytes([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])
    save("animated.gif", b"GIF89a" + palette + image * 3 + b";")
    save("text_named.jpg", "这不是照片 this is no photo\n".encode())
    save("archive_named.jpg", b"PK\x03\x04" + bytes(60))
    save("document_named.jpg", b"%PDF-1.4\n%%EOF\n")
    save("avif_named.heic", struct.pack(">I", 24) + b"ftypavif\0\0\0\0avifmif1" + bytes(16))


def heics():
    if shutil.which("heif-enc") is None:
        return
    work = OUT / "work.png"
    cv2.imwrite(str(work), picture(64, 96))
    subprocess.run(["heif-enc", "-q", "50", str(work), "-o", str(OUT / "plain.heic")], check=True,
                   capture_output=True)
    work.unlink()
    plain = (OUT / "plain.heic").read_bytes()
    save("truncated.heic", plain[:len(plain) * 2 // 3])
    save("truncated_header.heic", plain[:60])
    save("trailing_bytes.heic", plain + bytes(12))
    place = plain.index(b"ispe") + 8
    save("size_65535.heic", plain[:place] + struct.pack(">II", 65535, 65535) + plain[place + 8:])
    data = bytearray(plain)
    for i in range(plain.index(b"mdat") + 60, len(plain), 7):
        data[i] ^= 0xFF
    save("changed_bytes.heic", data)


for make in (jpegs, pngs, webps, bmps, tiffs, others, heics):
    make()
