"""Good and bad sample of the rules on the face: eyes, mouth, hair, glasses, jewellery."""


def pairs(p):
    return {
    }
