"""Good and bad sample of the rules on the clothes."""


def pairs(p):
    return {
    }
