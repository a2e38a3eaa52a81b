"""Tables on readers: against themselves, each other, and swayed by the network."""

from collections.abc import Sequence

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.crossover import Crossover
from cellclassifier.core.reviews.parts import Part
from cellclassifier.core.reviews.results import ReaderResults
from cellclassifier.core.reviews.several import Several
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.review_cells import (
    Section,
    coefficient_cell,
    kappa_cell,
    p_cell,
    share_cell,
    verb,
)


def repeats(parts: Sequence[tuple[ReaderResults, Part]]) -> Section:
    """Return how far readers agree with themselves."""
    columns = (
        Column(tr("reader"), tr("Who was asked twice."), False),
        Column(tr("tiles"), tr("Tiles that came a second time, unnoticed.")),
        Column(tr("the same"), tr("Tiles for which both answers are the same.")),
        Column(tr("same %"), tr("Their share, with 95 % interval.")),
        Column(tr("kappa"), tr("Cohen's kappa of first and second answer.")),
    )
    rows = tuple(
        Row(
            [
                f"{reader.reader}, {verb(part.kind)}",
                *(str(part.repeats.same.n), str(part.repeats.same.k)),
                share_cell(part.repeats.same),
                kappa_cell(part.repeats.kappa),
            ]
        )
        for reader, part in parts
        if part.repeats
    )
    return Section(
        tr("Asked twice: does the reader agree with itself"), "", columns, rows
    )


def judging(parts: Sequence[tuple[ReaderResults, Part]]) -> Section:
    """Return how often readers agreed with the network."""
    columns = (
        Column(tr("reader"), tr("Who judged."), False),
        Column(tr("agrees where it is right %"), tr("Share, with 95 % interval.")),
        Column(tr("agrees where it is wrong %"), tr("Share, with 95 % interval.")),
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
    return Section(tr("Agreeing with the network"), "", columns, rows)


def crossover(readers: Sequence[ReaderResults]) -> Section:
    """Return what seeing the network's answer changed, one column a reader."""
    found = [(each.reader, each.crossover) for each in readers if each.crossover]
    columns = (
        Column(tr("of the same tiles, asked both ways"), tr("What is counted."), False),
        *(
            Column(name, tr("Answers of {name}, in percent with n.", name=name))
            for name, _ in found
        ),
    )
    each_cells = [_crossover_cells(crossed) for _, crossed in found]
    rows = tuple(
        Row([what, *cells])
        for what, *cells in zip(_crossover_heads(), *each_cells, strict=True)
        if cells
    )
    return Section(
        tr("Does seeing the network's answer sway readers"), "", columns, rows
    )


def _crossover_heads() -> tuple[str, ...]:
    """Return what is told of a crossover, in the order of `_crossover_cells`."""
    return (
        tr("right alone"),
        tr("right with the network's answer in view"),
        tr("p of the two (exact McNemar)"),
        tr("other than the network alone: agreed when in view"),
        tr("same as the network alone: disagreed when in view"),
        tr("wrong alone, network right: right when in view"),
        tr("right alone, network wrong: wrong when in view"),
    )


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
        Column(tr("readers"), tr("Which two readers."), False),
        Column(
            tr("the same %"), tr("Share of tiles answered alike, with 95 % interval.")
        ),
        Column(tr("kappa"), tr("Cohen's kappa of the two, with interval.")),
        Column(tr("first alone"), tr("Tiles on which the first alone is right.")),
        Column(tr("second alone"), tr("Tiles on which the second alone is right.")),
        Column("p", tr("Exact McNemar test, two-sided.")),
    )
    rows = tuple(
        Row(
            [
                tr("{first} and {second}", first=pair.first, second=pair.second),
                *(share_cell(pair.same, counts=True), kappa_cell(pair.kappa)),
                *(str(pair.test.only_first), str(pair.test.only_second)),
                p_cell(pair.test.p),
            ]
        )
        for pair in several.pairs
    )
    title = tr("Readers among themselves ({verbs})", verbs=verb(several.kind))
    return Section(title, _together(several), columns, rows)


def _together(several: Several) -> str:
    """Return how far all readers agree, and how good their majority is."""
    fleiss = coefficient_cell(several.fleiss, several.fleiss_interval)
    alpha = coefficient_cell(several.alpha, several.alpha_interval)
    majority = several.majority
    return tr(
        "All {readers} readers on {n} tiles: Fleiss' kappa "
        "{fleiss}; Krippendorff's alpha {alpha}. Their majority is right on "
        "{share_cell}; {ties} ties are left "
        "out. "
        "Below, two by two, on the tiles on which both decided.",
        readers=len(several.readers),
        n=several.n,
        fleiss=fleiss,
        alpha=alpha,
        share_cell=share_cell(majority.accuracy, counts=True),
        ties=majority.ties,
    )
