"""Colours between colours, and the one that can be read on them."""

from PySide6.QtGui import QColor

_INKS = (QColor("#000000"), QColor("#ffffff"))


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """Return what lies between two colours: the first at 0, the second at 1."""
    return QColor.fromRgbF(
        ground.redF() + (colour.redF() - ground.redF()) * share,
        ground.greenF() + (colour.greenF() - ground.greenF()) * share,
        ground.blueF() + (colour.blueF() - ground.blueF()) * share,
    )


def readable(ground: QColor) -> QColor:
    """Return black or white, whichever stands out: at least 4.5 : 1 on any ground."""
    return max(_INKS, key=lambda ink: contrast(ground, ink))


def contrast(a: QColor, b: QColor) -> float:
    """Return the contrast ratio of WCAG 2, 1..21."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
