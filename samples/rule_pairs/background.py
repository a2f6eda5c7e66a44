"""Good and bad sample of the rules on the background."""
import cv2
import numpy as np

from drawing import shifted


def with_halo(p):
    """Cut out too wide before white and laid over blue, as a replaced background leaves it."""
    person = (p.mask() > 0).astype(np.uint8)
    wide = cv2.dilate(person, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))).astype(np.float32)
    outer = cv2.GaussianBlur(wide, (0, 0), 0.7)[..., None]
    inner = cv2.GaussianBlur(person.astype(np.float32), (0, 0), 0.7)[..., None]
    before_white = p.base * inner + 245.0 * (1 - inner)
    return np.clip(before_white * outer + np.float32([252, 197, 100]) * (1 - outer), 0, 255).astype(np.uint8)


def pairs(p):
    return {
        "background-hue": (p.good, p.render("bg_red")),
        "background-even": (p.good, p.render("bg_clutter")),
        "background-gradient": (p.good, p.render("bg_gradient")),
        "background-shadow": (p.good, p.render("bg_shadow")),
        "background-plain": (p.good, p.render("bg_clutter")),
        "cut-out-edge": (p.good, p.made(with_halo(p))),
        "subject-contrast": (p.good, p.render("shirt_like_background")),
        "background-share": (p.good, p.made(shifted(p.base, -140, 0))),
    }
