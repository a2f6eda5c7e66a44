"""Good and bad sample of the rules on the face: eyes, mouth, hair, glasses, jewellery."""
import cv2
import numpy as np

IRISES = ((192.7, 253.1), (287.3, 253.1))  # of p01, radius 8.8
LIPS = ((206, 357), (222, 349), (240, 347), (258, 349), (274, 357), (258, 372), (240, 377), (222, 372))


def rings(picture, inner, outer, colour):
    """The rings around the middles of both irises in one colour (B G R), inner and outer radius in pixels."""
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]] + 0.5
    made = picture.astype(np.float32)
    for middle in IRISES:
        r = np.hypot(x - middle[0], y - middle[1])
        cover = np.clip(outer - r + 0.5, 0, 1) * np.clip(r - inner + 0.5, 0, 1)
        made += cover[:, :, None] * (np.float32(colour) - made)
    return made.astype(np.uint8)


def lipstick(picture):
    """Lips 35 redder and 10 darker in CIELAB."""
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.fillPoly(mask, [np.int32(LIPS)], 1)
    lab = cv2.cvtColor(np.float32(picture) / 255, cv2.COLOR_BGR2LAB)
    lab += cv2.GaussianBlur(mask, (0, 0), 1)[:, :, None] * np.float32((-10, 35, 8))
    return (np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2BGR), 0, 1) * 255).astype(np.uint8)

def with_mask(picture):
    """A black mask over mouth and chin."""
    masked = picture.copy()
    corners = np.array([[158, 330], [240, 318], [322, 330], [318, 370], [285, 410], [240, 424], [195, 410], [162, 370]])
    cv2.fillConvexPoly(masked, corners, (40, 38, 36), cv2.LINE_AA)
    return masked


def with_bow(picture):
    """A pink bow in the hair over the image-right temple."""
    worn = picture.copy()
    for side in (-1, 1):
        wing = np.array([[272, 118], [272 + side * 22, 104], [272 + side * 22, 132]])
        cv2.fillConvexPoly(worn, wing, (150, 60, 240), cv2.LINE_AA)
    return worn


def with_glasses(p):
    """Clear lenses in a thin frame."""
    return ("good.jpg", p.portraits.bytes(p.identity + "_glasses_thin"))


def pairs(p):
    return {
        "eyes-open": (p.good, p.render("eyes_closed")),
        "gaze-forward": (p.good, p.render("gaze_aside")),
        "mouth-closed": (p.good, p.render("mouth_open")),
        "teeth-hidden": (p.good, p.render("smile_teeth")),
        "neutral-expression": (p.good, p.render("smile_teeth")),
        "iris-natural": (p.good, p.made(rings(p.base, 3.5, 8.3, (170, 90, 30)))),
        "red-eye": (p.good, p.made(rings(p.base, -1, 4, (45, 40, 210)))),
        "light-make-up": (p.good, p.made(lipstick(p.base))),
        "eyebrows-visible": (p.good, p.render("fringe")),
        "eyes-unobstructed": (p.good, p.render("hair_over_eye")),
        "ears-visible": (p.good, p.render("hair_over_ears")),
        "forehead-visible": (p.good, p.render("fringe")),
        "head-uncovered": (p.good, p.render("cap")),
        "face-unobstructed": (p.good, p.made(with_mask(p.base))),
        "hair-ornament-absent": (p.good, p.made(with_bow(p.base))),
        "glasses-absent": (p.good, p.render("glasses_thin")),
        "lenses-clear": (with_glasses(p), p.render("sunglasses")),
        "lens-glare": (with_glasses(p), p.render("lens_glare")),
        "frames-off-eyes": (with_glasses(p), p.render("glasses_thick")),
        "earrings-absent": (p.good, p.render("earrings")),
        "necklace-absent": (p.good, p.render("necklace")),
    }
