"""Good and bad sample of the rules on the file itself."""
import cv2

from drawing import JPEG, grey, jpeg, png, with_density, with_exif


def pairs(p):
    whole = p.good[1]
    lying = with_exif(jpeg(cv2.rotate(p.base, cv2.ROTATE_90_COUNTERCLOCKWISE)), 6)
    one_channel = cv2.imencode(".jpg", cv2.cvtColor(p.base, cv2.COLOR_BGR2GRAY), JPEG)[1].tobytes()
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
        "file-name": (("2023010101.jpg", whole), ("证件照 final(2).jpg", whole)),
    }
