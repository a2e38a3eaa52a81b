"""The leak check of a run: copies on both sides of its split, and why they may stay."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.core.report.blocks import Block, Section, Table, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.phrases import counted, listed, named

if TYPE_CHECKING:
    from cellclassifier.core.leakage import Pair

MOST = 20
"""Pairs that are listed; the run's table has all of them."""

FIRST_CHECKED = 3
"""Format of the first runs that were surely looked through before they were made."""


def pairs_of(material: Material) -> "tuple[Pair, ...]":
    """Return the pairs that the run was made in spite of, the worst first."""
    path = material.run.folder / "leaks.csv"
    if not path.is_file():
        return ()
    # Imported here: the window starts sooner without.
    from cellclassifier.core.leakage import read_pairs

    return read_pairs(path)


def was_checked(material: Material) -> bool:
    """Tell whether copies were looked for before the run was made."""
    found = (material.run.folder / "leaks.csv").is_file()
    return found or material.record.schema_version >= FIRST_CHECKED


def sides(material: Material) -> str:
    """Return what was compared with what, in words; "" for one side alone."""
    names = ["training"] + ["validation"] * bool(material.part("validation"))
    tests = [f"the test set {named(name)}" for name in material.record.tests]
    return listed([*names, *tests]) if len(names) + len(tests) > 1 else ""


def leak_check(material: Material) -> Section:
    """Return what the leak check found."""
    title = "Leak check"
    compared = sides(material)
    if not was_checked(material) or not compared:
        why = (
            "the run has neither validation nor a test set"
            if not compared
            else "an early version of the program made this run"
        )
        text = f"Copies across the split were NOT looked for: {why}."
        return Section("leaks", title, (Words(text, "missing"),), False)
    pairs = pairs_of(material)
    first = (
        f"Before the run, the tiles of {compared} were looked through for copies of "
        "each other: the same file, the same pixels, near copies, copies that are "
        "turned, mirrored or shifted, and shared groups. "
    )
    if not pairs:
        return Section("leaks", title, (Words(f"{first}None was found."),))
    blocks: list[Block] = [
        Words(f"{first}{counted(len(pairs), 'pair')} of tiles share something."),
        *_overruled(material, pairs),
        _by_kind(pairs),
        _listed(pairs),
    ]
    return Section("leaks", title, tuple(blocks))


def _overruled(material: Material, pairs: "tuple[Pair, ...]") -> tuple[Words, ...]:
    if material.record.overruled:
        text = (
            "The same pictures lie on both sides, and it was trained all the same, "
            f"because: {material.record.overruled}"
        )
        return (Words(text, "attention"),)
    if any(pair.exact for pair in pairs):
        text = "The same pictures lie on both sides; no reason is kept why they may."
        return (Words(text, "attention"),)
    return ()


def _by_kind(pairs: "tuple[Pair, ...]") -> Table:
    kinds = Counter((pair.kind, pair.one_part, pair.other_part) for pair in pairs)
    rows = tuple((*kind, f"{count:,}") for kind, count in kinds.items())
    header = ("what they share", "in", "and in", "pairs")
    return Table("Pairs of tiles by what they share.", header, rows, 3)


def _listed(pairs: "tuple[Pair, ...]") -> Table:
    rows = tuple(
        (
            pair.kind,
            _place(pair.one_image, pair.one_x, pair.one_y),
            _place(pair.other_image, pair.other_x, pair.other_y),
            "-" if pair.similarity is None else f"{pair.similarity:.2f}",
        )
        for pair in pairs[:MOST]
    )
    shown = (
        f"The first {MOST} of {len(pairs):,} pairs" if len(pairs) > MOST else "Pairs"
    )
    caption = f"{shown}, the worst first (all: leaks.csv in the run's folder)."
    header = ("what they share", "tile", "tile on the other side", "correlation")
    return Table(caption, header, rows, 3, folded=True)


def _place(image: Path, x: int, y: int) -> str:
    return f"{image.name} at {x}, {y}"
