"""Good and bad sample of the rules on the clothes."""
import cv2
import numpy as np

CLOTH = 8  # class of the portraits' masks


def on_clothes(p, pattern, colour, strength):
    """The pattern (0..1) laid over the clothes in a colour (B, G, R)."""
    weight = cv2.GaussianBlur(pattern.astype(np.float32) * (p.mask() == CLOTH), (0, 0), 0.7)[..., None] * strength
    return np.clip(p.base * (1 - weight) + np.float32(colour) * weight, 0, 255).astype(np.uint8)


def stripes(p):
    y = np.mgrid[0:640, 0:480][0]
    return on_clothes(p, y // 6 % 2, (120, 60, 40), 0.6)


def epaulettes(p):
    x = np.mgrid[0:640, 0:480][1]
    return on_clothes(p, ((x > 50) & (x < 115)) | ((x > 365) & (x < 430)), (40, 60, 110), 1)


def pairs(p):
    return {
        "clothes-colour": (p.good, p.render("shirt_blue")),
        "clothes-plain": (p.good, p.made(stripes(p))),
        "collar-recommended": (p.good, p.render("high_collar")),
        "uniform-absent": (p.good, p.made(epaulettes(p))),
        "neck-visible": (p.good, p.render("high_collar")),
        "shoulders-covered": (p.good, p.render("strap_top")),
    }
