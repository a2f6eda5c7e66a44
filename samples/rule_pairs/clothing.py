"""Good and bad sample of the rules on the clothes."""


def pairs(p):
    return {
        "neck-visible": (p.good, p.render("high_collar")),
        "shoulders-covered": (p.good, p.render("strap_top")),
    }
