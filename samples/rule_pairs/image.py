"""Good and bad sample of the rules on image quality."""
import cv2

from drawing import enlarged, grainy, moved


def pairs(p):
    return {
        "sharpness": (p.good, p.made(cv2.GaussianBlur(p.base, (0, 0), 4))),
        "motion-blur": (p.good, p.made(moved(p.base, 9))),
        "noise": (p.good, p.made(grainy(p.base, 12))),
        "compression-artefacts": (p.good, p.made(p.base, 10)),
        "true-resolution": (p.good, p.made(enlarged(p.base, 2))),
        "under-exposure": (p.good, p.render("under_exposed")),
        "over-exposure": (p.good, p.render("over_exposed")),
        "even-lighting": (p.good, p.render("side_light")),
    }
