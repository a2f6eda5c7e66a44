"""Good and bad sample of the rules on image quality."""
import cv2
import numpy as np

from drawing import bordered, screen_photo, with_light_spots

from drawing import enlarged, grainy, moved


def pairs(p):
    return {
        "sharpness": (p.good, p.made(cv2.GaussianBlur(p.base, (0, 0), 4))),
        "motion-blur": (p.good, p.made(moved(p.base, 9))),
        "noise": (p.good, p.made(grainy(p.base, 12))),
        "compression-artefacts": (p.good, p.made(p.base, 10)),
        "true-resolution": (p.good, p.made(enlarged(p.base, 4))),
        "under-exposure": (p.good, p.render("under_exposed")),
        "over-exposure": (p.good, p.render("over_exposed")),
        "dynamic-range": (p.good, p.made(np.uint8(np.round(p.base * 0.3 + 165)))),
        "skin-tone": (p.good, p.render("red_cast")),
        "highlight": (p.good, p.made(with_light_spots(p.base, ((240, 190), (240, 290), (190, 300)), 10))),
        "frame-or-text": (p.good, p.made(bordered(p.base, 12))),
        "rephotographed": (p.good, p.made(screen_photo(p.base, 2.7, 4))),
        "even-lighting": (p.good, p.render("side_light")),
    }
