"""Good and bad sample of the rules on the face: eyes, mouth, hair, glasses, jewellery."""
import cv2
import numpy as np


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


def pairs(p):
    return {
        "eyebrows-visible": (p.good, p.render("fringe")),
        "eyes-unobstructed": (p.good, p.render("hair_over_eye")),
        "ears-visible": (p.good, p.render("hair_over_ears")),
        "forehead-visible": (p.good, p.render("fringe")),
        "head-uncovered": (p.good, p.render("cap")),
        "face-unobstructed": (p.good, p.made(with_mask(p.base))),
        "hair-ornament-absent": (p.good, p.made(with_bow(p.base))),
    }
