"""Good and bad sample of the rules on the background."""


def pairs(p):
    return {
        "background-hue": (p.good, p.render("bg_red")),
        "background-even": (p.good, p.render("bg_clutter")),
        "background-gradient": (p.good, p.render("bg_gradient")),
    }
