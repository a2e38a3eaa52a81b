"""The tour: a card beside the rail that says what each page is for, one sentence each.

It covers a corner of the page and blocks nothing: pages can be used, and left, while
it is shown.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.notice import primary

_WIDTH = 84 * theme.SPACE
_ARROW = 3 * theme.SPACE


class Stop(NamedTuple):
    """A step of the tour: the page it is about ("" for none), and what it says."""

    key: str
    title: str
    sentence: str


STOPS = (
    Stop(
        "images",
        tr("1  Images"),
        tr(
            "Choose the folder of training images and those of tests, each with one "
            "sub-folder for each class; the page counts them and says what is wrong."
        ),
    ),
    Stop(
        "tiles",
        tr("2  Tiles"),
        tr(
            "See what the network will see: the tiles into which images are cut, and "
            "how they are changed at random while it learns."
        ),
    ),
    Stop(
        "training",
        tr("3  Training"),
        tr(
            "Train a network, or a dozen that differ in seed, and watch accuracy and "
            "loss epoch by epoch."
        ),
    ),
    Stop(
        "predictions",
        tr("4  Predictions"),
        tr(
            "Read how often it is right on images that it has never seen, and look at "
            "every tile with its answer."
        ),
    ),
    Stop(
        "review",
        tr("5  Review"),
        tr(
            "Judge the same tiles yourself, without a name or an answer in sight, and "
            "learn who is right more often."
        ),
    ),
    Stop(
        "explain",
        tr("6  Explain"),
        tr(
            "Lay over each tile what spoke for a class, and measure how much of it "
            "lies in clumps, beside what chance gives."
        ),
    ),
    Stop(
        "compare",
        tr("7  Compare"),
        tr(
            "Put runs beside each other: networks, data sets, controls and readers, "
            "with effect, interval and n."
        ),
    ),
    Stop(
        "",
        tr("Help"),
        tr(
            "F1 opens the help of the page that you are on, at any time; the menu at "
            "the top left has this tour again."
        ),
    ),
)
"""What the tour says of each page, and at its end of the help."""


class Tour(QWidget):
    """Shows one step at a time, with an arrow to what it is about.

    Signals:
        went: The key of the page that a step is about, when the user comes to it.
        ended: The user left it, or saw it to its end.
    """

    went = Signal(str)
    ended = Signal()

    def __init__(
        self, parent: QWidget, stops: Sequence[Stop], targets: dict[str, QWidget]
    ) -> None:
        """Make the card, hidden.

        Args:
            parent: What it is shown over.
            stops: The steps.
            targets: What the arrow points at, by the key of a step.
        """
        super().__init__(parent)
        self._stops, self._targets = tuple(stops), targets
        self._place = 0
        self.title, self.sentence = theme.title(""), QLabel()
        self.count = theme.muted("")
        self.back = QPushButton(tr("Back"))
        self.next = primary(QPushButton(tr("Next")))
        self.leave = QPushButton(tr("Leave the tour"))
        self._arrange()
        self.back.clicked.connect(lambda: self.go(self._place - 1))
        self.next.clicked.connect(self._on_next)
        self.leave.clicked.connect(self.end)
        parent.installEventFilter(self)
        self.hide()

    @property
    def stop(self) -> Stop:
        """The step that is shown."""
        return self._stops[self._place]

    def begin(self) -> None:
        """Show the first step."""
        self.show()
        self.go(0)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, place: int) -> None:
        """Show a step, by its place from 0."""
        self._show(place)
        if self.stop.key:
            self.went.emit(self.stop.key)

    def follow(self, key: str) -> None:
        """Show the step about a page to which the user went."""
        keys = [stop.key for stop in self._stops]
        if self.isVisible() and key in keys:
            self._show(keys.index(key))

    def end(self) -> None:
        """Take it away."""
        if not self.isHidden():
            self.hide()
            self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what it points at when the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc, and go back and on by the arrows."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.end()
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._on_next()
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.go(max(0, self._place - 1))
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow at the left of the card."""
        if not self._target():
            return
        painter, colours = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        tip = float(self._tip)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(0, tip),
                    QPointF(_ARROW, tip - _ARROW),
                    QPointF(_ARROW, tip + _ARROW),
                ]
            )
        )

    def _arrange(self) -> None:
        self.sentence.setWordWrap(True)
        self.count.setWordWrap(False)
        self.leave.setToolTip(
            tr("Leave the tour (Esc); it can be taken again from Help.")
        )
        self.next.setToolTip(tr("Go on (right arrow)"))
        self.back.setToolTip(tr("Go back (left arrow)"))
        card = QFrame()
        card.setObjectName("tour")
        card.setProperty("tour", True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(4 * (4 * theme.SPACE,)))
        inside.setSpacing(3 * theme.SPACE)
        inside.addLayout(head)
        inside.addWidget(self.sentence)
        inside.addLayout(buttons)
        line = QHBoxLayout(self)
        line.setContentsMargins(_ARROW, 0, 0, 0)
        line.addWidget(card)
        self.setFixedWidth(_WIDTH + _ARROW)
        self._tip = 0

    def _on_next(self) -> None:
        if self._place + 1 < len(self._stops):
            self.go(self._place + 1)
        else:
            self.end()

    def _show(self, place: int) -> None:
        self._place = place
        stop, last = self.stop, place + 1 == len(self._stops)
        self.title.setText(stop.title)
        self.sentence.setText(stop.sentence)
        self.count.setText(
            tr("{place} of {stops}", place=place + 1, stops=len(self._stops))
        )
        self.back.setEnabled(place > 0)
        self.next.setText(tr("Done") if last else tr("Next"))
        self.leave.setVisible(not last)
        self.setAccessibleName(
            tr("Tour: {title}. {sentence}", title=stop.title, sentence=stop.sentence)
        )
        self._settle()

    def _target(self) -> QWidget | None:
        return self._targets.get(self.stop.key)

    def _settle(self) -> None:
        """Take a place beside the target, inside of the window."""
        box, around = self.layout(), self.parentWidget()
        if self.isHidden() or box is None or around is None:
            return
        height = max(box.totalHeightForWidth(self.width()), box.sizeHint().height())
        self.resize(self.width(), height)
        if target := self._target():
            middle = QPoint(target.width(), target.height() // 2)
            beside = target.mapTo(around, middle)
        else:
            beside = QPoint((around.width() - self.width()) // 2, around.height() // 3)
        top = min(max(0, beside.y() - 6 * theme.SPACE), around.height() - height)
        self._tip = min(max(_ARROW, beside.y() - top), height - _ARROW)
        self.move(beside.x() + 6 * theme.SPACE, top)
        self.raise_()
        self.update()
