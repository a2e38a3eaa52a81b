"""What the figures of a comparison have in common: looks, size on paper, files.

Figures are made at the size at which a journal prints them, on white whatever the
window or the user's own settings of matplotlib look like. The same numbers give
the same bytes.
"""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.language import in_english, tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Ending = Literal["svg", "pdf", "png"]
Width = Literal[85, 114, 174]
Draw = Callable[["Figure"], None]

ENDINGS: tuple[Ending, ...] = get_args(Ending)
WIDTHS: tuple[Width, ...] = get_args(Width)
"""Widths of a figure on paper, mm: one column, one and a half, two."""

COLOURS = (
    *("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"),
)
"""Of sets, in turn: Okabe and Ito without yellow, which is hard to see on white."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">")
"""Of sets, in turn: never by colour alone. Their number and that of colours share no
factor, so that 63 sets look different."""

DPI = 300
SIZE = 7.0
"""Of letters, points: what most journals ask for at least."""

LETTER = 1.45
"""Width of a usual letter of that size, mm."""

INK, FAINT = "#1d2127", "#6b7280"
MANY = 5000
"""Points from which they are drawn as pixels, also in SVG and PDF."""

_UNDATED: dict[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}

_LOOK: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # which comes with matplotlib, on every computer
    "font.size": SIZE,
    "axes.labelsize": SIZE,
    "axes.titlesize": SIZE + 1,
    "axes.linewidth": 0.6,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "text.parse_math": False,  # else what stands between two dollars were a formula
    "xtick.labelsize": SIZE,
    "ytick.labelsize": SIZE,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "legend.fontsize": SIZE - 0.5,
    "legend.frameon": False,
    "pdf.fonttype": 42,  # whole letters, that can be edited and searched
    "svg.fonttype": "none",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


class Table(NamedTuple):
    """The numbers behind a figure."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_figure(
    path: Path,
    size: tuple[float, float],
    draw: Draw,
    table: Table,
    endings: Sequence[Ending] = ENDINGS,
) -> list[Path]:
    """Write a figure, once for each ending, and the numbers behind it beside it.

    All words in them are English, whatever language the window has.

    Args:
        path: Of the files, without ending.
        size: Width and height on paper, mm.
        draw: Draws on the figure it is given.
        table: The numbers.
        endings: Of the figure; none for the numbers only.

    Returns:
        The files; the numbers last.

    Raises:
        UserError: There is no such ending.
        OSError: A file cannot be written.
    """
    _refuse_unknown(endings)
    # Imported here: the window does not need it and starts faster without.
    from matplotlib import rc_context, rcdefaults, rcParams
    from matplotlib.figure import Figure

    paths = []
    with in_english(), rc_context():
        rcdefaults()
        rcParams.update({**_LOOK, "svg.hashsalt": path.name})
        inches = (size[0] / 25.4, size[1] / 25.4)
        figure = Figure(figsize=inches, layout="constrained")
        draw(figure)
        for ending in endings:
            paths.append(path.with_name(f"{path.name}.{ending}"))
            buffer = io.BytesIO()
            undated = _UNDATED[ending]
            figure.savefig(buffer, format=ending, dpi=DPI, metadata=undated)
            write_atomically(paths[-1], buffer.getvalue())
        paths.append(path.with_name(f"{path.name}.csv"))
        write_table(paths[-1], *table)
    return paths


def _refuse_unknown(endings: Sequence[Ending]) -> None:
    if unknown := set(endings) - set(ENDINGS):
        raise UserError(
            tr(
                "A figure is a file ending in {endings}, not in '{unknown}'. Nothing "
                "was written.",
                endings=", ".join(ENDINGS),
                unknown=sorted(unknown)[0],
            )
        )


def calm(axes: Any) -> None:
    """Take from axes what shows nothing, and put faint lines at the height of ticks."""
    axes.grid(axis="y", color="#e5e7eb", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def look_of(place: int) -> tuple[str, str]:
    """Return colour and marker of a set, by its place from 0."""
    return COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]


def wrapped(text: str, width: float, lines: int = 6) -> str:
    """Return a name in lines of some width, mm; what is longer ends in an ellipsis.

    Names of folders have no blanks to break them at, so that low lines and slashes are
    such places too.
    """
    letters = max(6, int(width / LETTER))
    rows = [""]
    for word in re.findall(r"[^\s_/]*[_/]*\s*", text):
        for start in range(0, len(word), letters):
            piece = word[start : start + letters]
            if rows[-1] and len(rows[-1] + piece.rstrip()) > letters:
                rows.append("")
            rows[-1] += piece
    if len(rows) > lines:
        rows = [*rows[: lines - 1], f"{rows[lines - 1][: letters - 1].rstrip()}\u2026"]
    return "\n".join(row.rstrip() for row in rows)


def shown(name: str) -> str:
    """Return a name as a legend takes it, which leaves out those with a low line."""
    return f" {name}" if name.startswith("_") else name


def number(value: float | None) -> str:
    """Return a number as it stands in tables; "NA", which R reads, for none."""
    return "NA" if value is None or value != value else f"{value:.9g}"
