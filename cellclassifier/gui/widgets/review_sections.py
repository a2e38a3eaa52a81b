"""The numbers of a review as tables, each with n and interval."""

from collections.abc import Iterator, Mapping, Sequence

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.parts import Against, Part, Versus
from cellclassifier.core.reviews.results import ReaderResults, ReviewResults
from cellclassifier.core.reviews.rows import network_told
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.review_cells import (
    NONE,
    Section,
    interval_cell,
    kappa_cell,
    p_cell,
    share_cell,
    verb,
)
from cellclassifier.gui.widgets.review_habits import (
    crossover,
    judging,
    pairs,
    repeats,
)

_SAME = tr("Reader and network on the very same tiles, first answers only.")
_WILSON = tr("95 % interval of the share (Wilson), tiles taken as independent.")
_GROUP = tr("95 % interval where whole groups are drawn again (bootstrap).")


def sections_of(found: ReviewResults) -> tuple[Section, ...]:
    """Return all tables that there are numbers for."""
    parts = [
        (reader, part) for reader in found.readers for part in reader.parts.values()
    ]
    names = _short_names(found)
    made = [
        _accuracy(parts, names),
        _against(parts, names),
        _classes(parts, names),
        *(_confusion(reader, part, found.classes) for reader, part in parts),
        repeats(parts),
        judging(parts),
        crossover(found.readers),
        *(pairs(several) for several in found.several.values()),
    ]
    return tuple(_without_empty(section) for section in made if section.rows)


def _short_names(found: ReviewResults) -> dict[str, str]:
    """Return what networks are called in tables, by their names, in their order."""
    if len(found.runs) == 1:
        return {found.runs[0]: tr("the network")}
    short = {
        run: tr("run {place}", place=place) for place, run in enumerate(found.runs, 1)
    }
    return {name: short.get(name) or network_told(name) for name in found.networks}


def _without_empty(section: Section) -> Section:
    """Leave out columns in which there is no number at all."""
    kept = [
        place
        for place in range(len(section.columns))
        if any(row.cells[place] != NONE for row in section.rows)
    ]
    return section._replace(
        columns=tuple(section.columns[place] for place in kept),
        rows=tuple(
            row._replace(cells=[row.cells[place] for place in kept])
            for row in section.rows
        ),
    )


def _accuracy(
    parts: Sequence[tuple[ReaderResults, Part]], names: Mapping[str, str]
) -> Section:
    columns = (
        Column(
            tr("who"), tr("A reader, or a network on the tiles of this reader."), False
        ),
        Column(tr("tiles"), tr("How many tiles.")),
        Column(tr("cannot tell"), tr("Tiles on which the reader could not tell.")),
        Column(
            tr("right"),
            tr("Tiles that were right; those that were not decided are not."),
        ),
        Column(
            tr("accuracy % (95 %)"),
            tr("Share of all tiles that is right. {wilson}", wilson=_WILSON),
        ),
        Column(tr("by group"), _GROUP),
        Column(
            tr("of decided %"),
            tr("Share that is right of the tiles that were decided."),
        ),
        Column(tr("s a tile"), tr("Median time for a tile, and its quartiles.")),
    )
    rows: list[Row] = []
    for reader, part in parts:
        rows += _accuracy_rows(reader.reader, part, names)
    runs = "; ".join(
        tr("{short} is {run}", short=short, run=run)
        for run, short in names.items()
        if network_told(run) != short
    )
    sentence = tr(
        "{same} Cannot tell counts as wrong. {runs}{runs_2}.",
        same=_SAME,
        runs=runs[:1].upper(),
        runs_2=runs[1:],
    )
    title = tr("How often reader and network are right")
    return Section(title, sentence, columns, tuple(rows))


def _accuracy_rows(name: str, part: Part, names: Mapping[str, str]) -> Iterator[Row]:
    median, low, high = part.seconds
    yield Row(
        [
            *(f"{name}, {verb(part.kind)}", str(part.n), str(part.cannot_tell)),
            *(str(part.as_wrong.k), share_cell(part.as_wrong)),
            interval_cell(part.as_wrong_by_group),
            share_cell(part.accuracy),
            f"{median:.1f} ({low:.1f}-{high:.1f})",
        ],
        bold=True,
    )
    for each in part.against:
        second = each.all_tiles.second
        decided = each.decided.second if each.decided else None
        yield Row(
            [
                *(f"    {names[each.name]}", str(second.n), NONE),
                *(str(second.k), share_cell(second), NONE),
                *(share_cell(decided), NONE),
            ]
        )


def _against(
    parts: Sequence[tuple[ReaderResults, Part]], names: Mapping[str, str]
) -> Section:
    columns = (
        Column(tr("reader and network"), tr("Which two are compared."), False),
        Column(tr("both"), tr("Tiles on which both are right.")),
        Column(tr("reader"), tr("Tiles on which the reader alone is right.")),
        Column(tr("network"), tr("Tiles on which the network alone is right.")),
        Column(tr("neither"), tr("Tiles on which neither is right.")),
        Column(
            tr("points"), tr("Accuracy of reader minus network, in percent points.")
        ),
        Column(tr("by group"), _GROUP),
        Column("p", tr("Exact McNemar test, two-sided, tiles taken as independent.")),
        Column(tr("p by group"), tr("The same where whole groups go together.")),
        Column(
            tr("kappa"),
            tr("Cohen's kappa of the two, whoever is right, with interval."),
        ),
    )
    rows = tuple(
        Row(_against_cells(f"{reader.reader}, {verb(part.kind)}", each, names))
        for reader, part in parts
        for each in part.against
    )
    sentence = tr(
        "On how many tiles both, the reader alone, the network alone, or neither is "
        "right; cannot tell counts as wrong. A p below 0.05 tells the two apart."
    )
    return Section(tr("Reader against network"), sentence, columns, rows)


def _against_cells(who: str, each: Against, names: Mapping[str, str]) -> list[str]:
    versus = each.all_tiles
    return [
        tr("{who}, and {names}", who=who, names=names[each.name]),
        *_counts(versus),
        f"{100 * versus.difference:+.1f}",
        interval_cell(versus.difference_by_group, signed=True),
        p_cell(versus.test.p),
        p_cell(versus.p_by_group),
        kappa_cell(each.kappa),
    ]


def _counts(versus: Versus) -> list[str]:
    test = versus.test
    counts = (test.both, test.only_first, test.only_second, test.neither)
    return [str(count) for count in counts]


def _classes(
    parts: Sequence[tuple[ReaderResults, Part]], names: Mapping[str, str]
) -> Section:
    columns = (
        Column(
            tr("class and reader"), tr("Tiles of this class, for this reader."), False
        ),
        Column(tr("tiles"), tr("How many tiles.")),
        Column(tr("cannot tell"), tr("Tiles on which the reader could not tell.")),
        Column(tr("reader %"), tr("Share of the decided tiles, with 95 % interval.")),
        *(
            Column(f"{each} %", tr("Share of all of the tiles."))
            for each in names.values()
        ),
    )
    rows = []
    for reader, part in parts:
        for each in part.classes:
            shares = [share_cell(share) for share in each.networks]
            shares += [NONE] * (len(names) - len(shares))
            name = f"{each.name}: {reader.reader}, {verb(part.kind)}"
            counts = (str(each.n), str(each.cannot_tell))
            cells = [name, *counts, share_cell(each.right), *shares]
            # A long name of a class is cut in its cell.
            rows.append(Row(cells, name))
    return Section(tr("By class"), "", columns, tuple(rows))


def _confusion(reader: ReaderResults, part: Part, classes: Sequence[str]) -> Section:
    said = [*classes, tr("cannot tell"), tr("disagree")]
    columns = (
        Column(tr("true class"), tr("Class that the tiles have."), False),
        *(
            Column(name, tr("Tiles for which the reader said '{name}'.", name=name))
            for name in said
        ),
    )
    rows = tuple(
        Row([name, *(str(count) for count in counts)])
        for name, counts in zip(classes, part.matrix.tolist(), strict=True)
    )
    shown = len(columns) - (not part.matrix[:, -1].any())
    return Section(
        tr("What {reader} said ({verbs})", reader=reader.reader, verbs=verb(part.kind)),
        tr(
            "Rows are the true classes, columns what the reader said; numbers of tiles."
        ),
        columns[:shown],
        tuple(row._replace(cells=row.cells[:shown]) for row in rows),
    )
