"""What was measured of clumps, read from its files and laid out as a table."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.clumps import tables
from cellclassifier.core.clumps.class_names import class_label
from cellclassifier.core.clumps.deletion import KINDS
from cellclassifier.core.clumps.nulls import null_name
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.explain_profiles import TITLES, curves_of
from cellclassifier.gui.widgets.explain_results_plots import Plotted
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.painted_plot import Table
from cellclassifier.gui.widgets.saved_table import saved

_DAMAGE = (OSError, ValueError, LookupError)

_Cells = Mapping[str, str]

TILES = Column(tr("tiles"), tr("The true class, and what came of it."), number=False)
N = Column("n", tr("Tiles that were measured."))
WITHOUT = Column(
    tr("without"), tr("Of these, tiles without clumps: no number is over them.")
)
ENRICHMENT = Column(
    tr("in clumps, x over area"),
    tr(
        "Median over tiles of the share of attribution that lies in clumps, divided by "
        "their share of the tile; in brackets the 95 % interval over groups of images."
    ),
)
MASS = Column(
    tr("share in clumps"),
    tr("Median share of a tile's attribution that lies in clumps."),
)


class Result(NamedTuple):
    """What was measured of a set.

    Attributes:
        folder: Where its files lie.
        words: All of it in sentences, one a line.
        columns: Titles of the table.
        rows: What stands in it.
        saved: The table as it is saved, which is English.
        profiles: Rows of the table of profiles.
        plotted: What the other plots show.
    """

    folder: Path
    words: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    saved: Table
    profiles: Sequence[_Cells]
    plotted: Plotted


def read_result(folder: Path) -> Result:
    """Read what was measured.

    Raises:
        UserError: A file is missing or damaged.
    """
    # Imported here: the window starts sooner without.
    from cellclassifier.core.clumps.retold import words_in

    try:
        words = words_in(folder)
        numbers = read_table(folder / "numbers.csv")
        nulls = read_table(folder / "nulls.csv")
        profiles = _read(folder / "profiles.csv")
        columns, rows = table_of(numbers, nulls)
        kept = saved(lambda: table_of(numbers, nulls))
        plotted = _plotted(folder, numbers, nulls)
        for along in TITLES:
            # A damaged table is found here, not while it is painted.
            curves_of(profiles, along)
    except _DAMAGE as error:
        raise UserError(
            tr(
                "What was measured cannot be read from {folder} "
                "({name}: {error}). Nothing else was lost: measure again.",
                folder=folder,
                name=type(error).__name__,
                error=error,
            )
        ) from error
    return Result(folder, words, columns, rows, kept, profiles, plotted)


def table_of(
    numbers: Sequence[_Cells], nulls: Sequence[_Cells]
) -> tuple[list[Column], list[Row]]:
    """Return the table: a row for each class and outcome, a column for each null.

    Args:
        numbers: Rows of numbers.csv.
        nulls: Rows of nulls.csv.

    Raises:
        LookupError: A column is missing.
        ValueError: A number is none.
    """
    names = list(dict.fromkeys(row["null"] for row in nulls))
    columns = [TILES, N, ENRICHMENT]
    columns += [
        Column(null_name(name), tr("The same number by {name}.", name=null_name(name)))
        for name in names
    ]
    columns += [MASS, WITHOUT]
    found: dict[tuple[str, str], dict[str, _Cells]] = {}
    for row in numbers:
        found.setdefault((row["class"], row["outcome"]), {})[row["number"]] = row
    beside = {(row["class"], row["outcome"], row["null"]): row for row in nulls}
    return columns, [
        _row(*which, by_number, [beside.get((*which, name)) for name in names])
        for which, by_number in found.items()
    ]


def _plotted(
    folder: Path, numbers: Sequence[_Cells], nulls: Sequence[_Cells]
) -> Plotted:
    draws = _read(folder / "null_draws.csv")
    curves = _read(folder / "deletion.csv")
    for name in tables.explained_in(curves):
        # As above: found here, not while it is painted.
        for kind in KINDS:
            tables.shares_of(curves, name, kind)
    return Plotted(
        tables.standings_of(numbers, nulls, draws),
        tables.doses_of(_read(folder / "doses.csv")),
        curves,
        tables.steps_of(_read(folder / "cascade.csv")),
    )


def _read(path: Path) -> list[dict[str, str]]:
    return read_table(path) if path.exists() else []


def _row(
    name: str,
    outcome: str,
    numbers: Mapping[str, _Cells],
    nulls: Sequence[_Cells | None],
) -> Row:
    whole = outcome == "all"
    first = numbers["enrichment"]
    told = _called(class_label(name), outcome)
    cells = [told, first["tiles"], _with_interval(first, 1)]
    cells += [_null(each) for each in nulls]
    cells += [_with_interval(numbers["mass"], 100, " %"), first["without_clumps"]]
    return Row(cells, _over(told, first["groups"], first["interval_over"]), bold=whole)


def _called(name: str, outcome: str) -> str:
    if outcome == "right":
        return tr("{name}, called right", name=name)
    if outcome == "wrong":
        return tr("{name}, called wrong", name=name)
    return name


def _over(told: str, number: str, what: str) -> str:
    """Return what the interval of a row is over."""
    if what == "groups":
        return tr("{told}: interval over {number} groups.", told=told, number=number)
    if what == "tiles":
        return tr("{told}: interval over {number} tiles.", told=told, number=number)
    return tr("{told}: interval over {over}.", told=told, over=f"{number} {what}")


def _with_interval(row: _Cells, scale: float, unit: str = "") -> str:
    if row["value"] == "NA":
        return tr("not measured")
    value = f"{scale * float(row['value']):.3g}{unit}"
    if row["low"] == "NA":
        return tr("{value} (no interval)", value=value)
    low, high = (f"{scale * float(row[end]):.3g}" for end in ("low", "high"))
    return f"{value} ({low}\N{EN DASH}{high})"


def _null(row: _Cells | None) -> str:
    if row is None or row["median"] == "NA":
        return tr("not measured")
    value = f"{float(row['median']):.3g}"
    draws = int(row["draws"])
    # One map a tile is no draw: there is nothing to count.
    return (
        tr(
            "{value} ({row} of {draws} below)",
            value=value,
            row=row["below"],
            draws=draws,
        )
        if draws > 1
        else value
    )
