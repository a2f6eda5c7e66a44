"""Good and bad sample of the rules on authenticity."""
import cv2

from drawing import Pair, patched, slimmed


def pairs(p):
    narrow = Pair(p.portraits, "p03")  # a narrow jaw already
    return {
        "skin-texture": (p.good, p.made(cv2.bilateralFilter(p.base, 13, 80, 6))),
        "local-editing": (p.good, p.made(patched(p.base, 30, 130, 170, 350, 420), 95)),
        "proportions-natural": (narrow.good, narrow.made(slimmed(narrow.base, 0.75, 270, 470))),
    }
