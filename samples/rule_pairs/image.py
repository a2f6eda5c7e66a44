"""Good and bad sample of the rules on image quality."""
import cv2


def pairs(p):
    return {
        "sharpness": (p.good, p.made(cv2.GaussianBlur(p.base, (0, 0), 4))),
        "under-exposure": (p.good, p.render("under_exposed")),
        "over-exposure": (p.good, p.render("over_exposed")),
        "even-lighting": (p.good, p.render("side_light")),
    }
