"""Good and bad sample of the rules on where the head is and how it is held."""
import cv2
import numpy as np

from drawing import Pair, narrowed, shifted, two_faces


def with_slope(picture, degrees, middle, begin):
    """Everything under a row sheared, so that the shoulder on the right of the picture is lower."""
    y, x = np.mgrid[0:picture.shape[0], 0:picture.shape[1]].astype(np.float32)
    weight = np.clip((y - begin) / 25, 0, 1)
    from_y = y - np.float32(np.tan(np.radians(degrees))) * (x - middle) * weight
    return cv2.remap(picture, x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def pairs(p):
    lowered = Pair(p.portraits, "p03")  # chin lowered
    long_face = Pair(p.portraits, "p01")  # cheeks and chin free of hair and beard
    return {
        "single-face": (p.good, p.made(two_faces(p.portraits))),
        "head-top-margin": (p.good, p.made(shifted(p.base, 0, -50))),
        "eye-line": (p.good, p.made(shifted(p.base, 0, 80))),
        "face-width": (p.good, p.render("head_small")),
        "head-height": (p.good, p.render("head_big")),
        "centred": (p.good, p.made(shifted(p.base, 60, 0))),
        "side-margins": (p.good, p.made(shifted(p.base, 115, 0))),
        "chin-margin": (p.good, p.made(shifted(p.base, 0, 170))),
        "head-complete": (p.good, p.render("cut_top")),
        "yaw": (p.good, p.render("yaw30")),
        "pitch": (lowered.good, lowered.render("pitch15")),
        "roll": (p.good, p.render("roll10")),
        "eye-distance": (p.good, p.made(cv2.resize(p.base, (210, 280), interpolation=cv2.INTER_AREA))),
        "lens-distance": (long_face.good, long_face.made(narrowed(long_face.base, 0.66))),
        "shoulders-visible": (p.good, p.made(shifted(p.base, 200, 0))),
        "shoulders-level": (p.good, p.made(with_slope(p.base, 14, 240, 415))),
    }
