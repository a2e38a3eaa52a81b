"""What a plot of a curve of sizes shows: its points, and words beside them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from cellclassifier.core.comparison.boxes import jitter
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.runs import Run
from cellclassifier.core.size_names import shown
from cellclassifier.gui import theme

if TYPE_CHECKING:
    from cellclassifier.core.comparison.size_curve import Reference, SizeCurve

_CAP = 4  # px
_WRAPPED = (
    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
)
_WIDEST = tr("background")  # so that all names stand, or none
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STANDING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ASIDE = 0.2
"""How far points of a control are moved across, as a share of its column."""


class Dot(NamedTuple):
    """A run: its name, its accuracy in percent, and where it lies across.

    `size` is that of a run of the curve, `column` the place of a control, from 0; one
    of them is ``None``.
    """

    run: Run
    name: str
    value: float
    size: float | None
    column: float | None


def dots_of(curve: "SizeCurve") -> Iterator[Dot]:
    """Yield the runs of a curve, then those of its controls."""
    for point in curve.points:
        for run, value in zip(point.runs, point.values, strict=True):
            yield Dot(run, shown(point.label), 100 * value, point.size, None)
    for place, each in enumerate(curve.references):
        moved = place + jitter(len(each.runs), place, _ASIDE)
        both = zip(each.runs, each.values, moved.tolist(), strict=True)
        for run, value, column in both:
            yield Dot(run, shown(each.name), 100 * value, None, column)


def described(curve: "SizeCurve") -> str:
    """Return what a curve says, for who does not see it."""
    from cellclassifier.core.comparison.size_words import told

    return " ".join(told(curve))


def below(found: "Reference") -> str:
    """Return what stands below a reference: its name and n."""
    name, count = shown(found.name), len(found.runs)
    if found.kind == "trivial":
        return tr("{found}\nn = {tiles} tiles", found=name, tiles=found.tiles)
    return tr_n(
        "{name}\nn = 1 run", "{name}\nn = {count} runs", count, name=name, count=count
    )


def paint_guesses(
    painter: QPainter,
    curve: "SizeCurve",
    across: tuple[float, float],
    height: Callable[[float], float],
    colours: theme.Colours,
) -> None:
    """Paint what guessing gives, and always naming the most frequent class.

    Args:
        painter: Paints it.
        curve: The curve.
        across: From where to where, px.
        height: Returns where an accuracy, 0 .. 1, lies, px.
        colours: To paint in.
    """
    found = [(curve.chance, tr("chance"), Qt.PenStyle.DashLine)]
    if curve.majority > curve.chance + 0.01:
        found.append((curve.majority, tr("majority"), Qt.PenStyle.DotLine))
    line = painter.fontMetrics().height()
    for value, name, style in found:
        y = height(value)
        painter.setPen(QPen(colours.muted, 1.4, style))
        painter.drawLine(QPointF(across[0], y), QPointF(across[1], y))
        box = QRectF(across[0] + 4, y - line, across[1] - across[0], line)
        painter.drawText(box, _BESIDE, f"{name} {100 * value:.3g} %")


def paint_reach(painter: QPainter, x: float, low: float, high: float) -> None:
    """Paint an interval from one height to another, px, with caps."""
    painter.drawLine(QPointF(x, low), QPointF(x, high))
    for y in (low, high):
        painter.drawLine(QPointF(x - _CAP, y), QPointF(x + _CAP, y))


def wrapped_height(widget: QWidget, text: str, width: float) -> float:
    """Return how high a text is that wraps in some width, px."""
    box, flags = QRect(0, 0, int(width), 10_000), Qt.TextFlag.TextWordWrap
    return widget.fontMetrics().boundingRect(box, flags, text).height()


def text_width(widget: QWidget, text: str) -> int:
    """Return how wide a text is, of several lines the widest, px."""
    return max(map(widget.fontMetrics().horizontalAdvance, text.split("\n")))


def below_height(widget: QWidget, found: "Sequence[Reference]", width: float) -> float:
    """Return how much room names of references need below columns of a width, px."""
    texts = [below(each) for each in found]
    if found and _stands(widget.fontMetrics(), _WIDEST, width):
        return max(text_width(widget, text) for text in texts) + 4
    return max((wrapped_height(widget, text, width) for text in texts), default=0.0)


def paint_below(painter: QPainter, box: QRectF, found: "Reference") -> None:
    """Paint the name of a reference below its column; upright where it is narrow."""
    text = below(found)
    if not _stands(painter.fontMetrics(), _WIDEST, box.width()):
        painter.drawText(box, _WRAPPED, text)
        return
    painter.save()
    painter.translate(box.center().x(), box.top())
    painter.rotate(-90)
    tall = 2 * painter.fontMetrics().height()
    across = QRectF(-box.height(), -tall / 2, box.height(), tall)
    painter.drawText(across, _STANDING, text)
    painter.restore()


def _stands(metrics: QFontMetrics, text: str, width: float) -> bool:
    """Tell whether a word of a text is wider than there is room."""
    return max(map(metrics.horizontalAdvance, text.split())) > width
