"""Tables on readers: against themselves, each other, and swayed by the network."""

from collections.abc import Sequence

from cellclassifier.core.reviews.crossover import Crossover
from cellclassifier.core.reviews.parts import Part
from cellclassifier.core.reviews.results import ReaderResults
from cellclassifier.core.reviews.several import Several
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.review_cells import (
    VERBS,
    Section,
    coefficient_cell,
    kappa_cell,
    p_cell,
    share_cell,
)

_CROSSED = (
    "right alone",
    "right with the network's answer in view",
    "p of the two (exact McNemar)",
    "other than the network alone: agreed when in view",
    "same as the network alone: disagreed when in view",
    "wrong alone, network right: right when in view",
    "right alone, network wrong: wrong when in view",
)
"""What is told of a crossover, in this order."""


def repeats(parts: Sequence[tuple[ReaderResults, Part]]) -> Section:
    """Return how far readers agree with themselves."""
    columns = (
        Column("reader", "Who was asked twice.", False),
        Column("tiles", "Tiles that came a second time, unnoticed."),
        Column("the same", "Tiles for which both answers are the same."),
        Column("same %", "Their share, with 95 % interval."),
        Column("kappa", "Cohen's kappa of first and second answer."),
    )
    rows = tuple(
        Row(
            [
                f"{reader.reader}, {VERBS[part.kind]}",
                *(str(part.repeats.same.n), str(part.repeats.same.k)),
                share_cell(part.repeats.same),
                kappa_cell(part.repeats.kappa),
            ]
        )
        for reader, part in parts
        if part.repeats
    )
    return Section("Asked twice: does the reader agree with itself", "", columns, rows)


def judging(parts: Sequence[tuple[ReaderResults, Part]]) -> Section:
    """Return how often readers agreed with the network."""
    columns = (
        Column("reader", "Who judged.", False),
        Column("agrees where it is right %", "Share, with 95 % interval."),
        Column("agrees where it is wrong %", "Share, with 95 % interval."),
    )
    rows = tuple(
        Row(
            [
                reader.reader,
                share_cell(part.judging.agreed_right, counts=True),
                share_cell(part.judging.agreed_wrong, counts=True),
            ]
        )
        for reader, part in parts
        if part.judging
    )
    return Section("Agreeing with the network", "", columns, rows)


def crossover(readers: Sequence[ReaderResults]) -> Section:
    """Return what seeing the network's answer changed, one column a reader."""
    found = [(each.reader, each.crossover) for each in readers if each.crossover]
    columns = (
        Column("of the same tiles, asked both ways", "What is counted.", False),
        *(Column(name, f"Answers of {name}, in percent with n.") for name, _ in found),
    )
    each_cells = [_crossover_cells(crossed) for _, crossed in found]
    rows = tuple(
        Row([what, *cells])
        for what, *cells in zip(_CROSSED, *each_cells, strict=True)
        if cells
    )
    return Section("Does seeing the network's answer sway readers", "", columns, rows)


def _crossover_cells(found: Crossover) -> tuple[str, ...]:
    shares = (
        *(found.versus.second, found.seen),
        *(found.swayed, found.turned, found.helped, found.misled),
    )
    alone, seen, *rest = (share_cell(share, counts=True) for share in shares)
    return alone, seen, p_cell(found.versus.test.p), *rest


def pairs(several: Several) -> Section:
    """Return how far readers agree with each other."""
    columns = (
        Column("readers", "Which two readers.", False),
        Column("the same %", "Share of tiles answered alike, with 95 % interval."),
        Column("kappa", "Cohen's kappa of the two, with interval."),
        Column("first alone", "Tiles on which the first alone is right."),
        Column("second alone", "Tiles on which the second alone is right."),
        Column("p", "Exact McNemar test, two-sided."),
    )
    rows = tuple(
        Row(
            [
                f"{pair.first} and {pair.second}",
                *(share_cell(pair.same, counts=True), kappa_cell(pair.kappa)),
                *(str(pair.test.only_first), str(pair.test.only_second)),
                p_cell(pair.test.p),
            ]
        )
        for pair in several.pairs
    )
    title = f"Readers among themselves ({VERBS[several.kind]})"
    return Section(title, _together(several), columns, rows)


def _together(several: Several) -> str:
    """Return how far all readers agree, and how good their majority is."""
    fleiss = coefficient_cell(several.fleiss, several.fleiss_interval)
    alpha = coefficient_cell(several.alpha, several.alpha_interval)
    majority = several.majority
    return (
        f"All {len(several.readers)} readers on {several.n} tiles: Fleiss' kappa "
        f"{fleiss}; Krippendorff's alpha {alpha}. Their majority is right on "
        f"{share_cell(majority.accuracy, counts=True)}; {majority.ties} ties are left "
        "out. "
        "Below, two by two, on the tiles on which both decided."
    )
