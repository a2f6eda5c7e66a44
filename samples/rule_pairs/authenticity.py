"""Good and bad sample of the rules on authenticity."""


def pairs(p):
    return {
    }
