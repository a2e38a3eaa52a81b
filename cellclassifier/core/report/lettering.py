"""The letters of figures and PDF: the DejaVu fonts, which ship with matplotlib."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

FONTS = {
    "sans": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "mono": "DejaVuSansMono.ttf",
}


def font_path(name: str) -> Path:
    """Return the file of one of the `FONTS`."""
    # Imported here: the window starts sooner without.
    from matplotlib import get_data_path

    return Path(get_data_path()) / "fonts" / "ttf" / FONTS[name]


@lru_cache(maxsize=1)
def known_letters() -> frozenset[int]:
    """Return the code points that all of the fonts can draw."""
    from matplotlib.ft2font import FT2Font

    maps = (set(FT2Font(str(font_path(name))).get_charmap()) for name in FONTS)
    return frozenset(set.intersection(*maps))


def drawable(text: str, keep: str = "") -> str:
    """Return a text with each letter that no font has as its number, "[U+7D30]".

    Args:
        text: Any text.
        keep: Letters that stay although they cannot be drawn, such as line breaks.
    """
    known = known_letters()
    if all(ord(letter) in known for letter in text):
        return text
    return "".join(map(_letter(known, keep), text))


def _letter(known: frozenset[int], keep: str) -> Callable[[str], str]:
    def drawn(letter: str) -> str:
        if ord(letter) in known or letter in keep:
            return letter
        return f"[U+{ord(letter):04X}]"

    return drawn


def plain(text: str) -> str:
    """Return a text for matplotlib, which takes what stands between $ for a formula."""
    return drawable(text, "\n").replace("$", r"\$")
