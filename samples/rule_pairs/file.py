"""Good and bad sample of the rules on the file itself."""
import cv2

from drawing import JPEG, grey, jpeg, png, with_density, with_exif, with_metadata


def pairs(p):
    whole = p.good[1]
    lying = with_exif(jpeg(cv2.rotate(p.base, cv2.ROTATE_90_COUNTERCLOCKWISE)), 6)
    one_channel = cv2.imencode(".jpg", cv2.cvtColor(p.base, cv2.COLOR_BGR2GRAY), JPEG)[1].tobytes()
    software, make, lens, taken = 0x0131, 0x010F, 0xA434, 0x9003
    latitude, longitude = {1: "N", 2: "31/1"}, {3: "E", 4: "121/1"}
    return {
        "file-format": (p.good, ("bad.jpg", png(p.base))),
        "file-size": (p.good, p.made(p.base, 62)),
        "file-intact": (p.good, ("bad.jpg", whole + b"\0" * 64)),
        "pixel-size": (p.good, p.made(cv2.resize(p.base, (450, 600), interpolation=cv2.INTER_AREA))),
        "aspect-ratio": (p.good, p.made(cv2.resize(p.base, (520, 640), interpolation=cv2.INTER_AREA))),
        "print-resolution": (("good.jpg", with_density(jpeg(p.base), 300)), ("bad.jpg", with_density(jpeg(p.base), 72))),
        "colour-mode": (p.good, ("bad.jpg", one_channel)),
        "colour-content": (p.good, p.made(grey(p.base))),
        "jpeg-quality": (p.good, p.made(p.base, 35)),
        "upright": (p.good, ("bad.jpg", lying)),
        "editing-software": (
            ("good.jpg", with_metadata(whole, {software: "17.1"})),
            ("bad.jpg", with_metadata(whole, {software: "Adobe Photoshop 25.0 (Windows)"})),
        ),
        "capture-age": (
            ("good.jpg", with_metadata(whole, exposure={taken: "2026:06:01 09:30:00"})),
            ("bad.jpg", with_metadata(whole, exposure={taken: "2023:06:01 09:30:00"})),
        ),
        "front-camera": (
            ("good.jpg", with_metadata(whole, {make: "Apple"}, {lens: "iPhone 13 back camera 5.1mm f/1.6"})),
            ("bad.jpg", with_metadata(whole, {make: "Apple"}, {lens: "iPhone 13 front TrueDepth camera 2.71mm f/2.2"})),
        ),
        "embedded-extras": (p.good, ("bad.jpg", with_metadata(whole, position={**latitude, **longitude}))),
        "file-name": (("2023010101.jpg", whole), ("证件照 final(2).jpg", whole)),
    }
