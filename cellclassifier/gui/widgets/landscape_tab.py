"""Landscape: the loss around a network, and how it changes with the minibatch."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.landscape_spec import View
from cellclassifier.core.language import tr
from cellclassifier.core.steps import step_told
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.explain_series import Progress
from cellclassifier.gui.widgets.landscape_job import Asked, Computer, Look, look_at
from cellclassifier.gui.widgets.landscape_settings import LandscapeSettings
from cellclassifier.gui.widgets.landscape_view import LandscapeView
from cellclassifier.gui.widgets.notice import EmptyState, primary
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.scroll_column import ScrollColumn

PURPOSES: dict[View, str] = {
    "line": tr(
        "A step of training that helps one minibatch may harm another, for each has a "
        "landscape of its own. Here the loss of each minibatch will be drawn while the "
        "weights go along the gradient of one of them."
    ),
    "agreement": tr(
        "Do all minibatches pull the weights in the same direction? Here the cosine "
        "between the gradient of each and the mean of the others will be drawn over "
        "the epochs, beside the accuracy."
    ),
    "slice": tr(
        "What does the loss look like around the network? Here it will be drawn "
        "over two random directions, and how single minibatches differ from all."
    ),
    "input": tr(
        "How little of a change to a tile misleads the network? Here the loss of "
        "the chosen tile will be drawn while its pixels, not the weights, are changed."
    ),
    "exactness": tr(
        "Is the gradient exact? Here the slope that backpropagation tells "
        "will be compared with differences of the loss itself, over steps of all sizes."
    ),
}
_COMPUTE = tr("Press Compute at the left; what it takes is told there before.")


class LandscapeTab(QWidget):
    """The settings and the cost at the left, the computed view at the right."""

    told = Signal(str)
    """A sentence about a file that was saved, or why nothing was computed."""

    def __init__(
        self, background: Background, doing: Doing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._shown: Shown | None = None
        self.settings = LandscapeSettings()
        self.state = BreakingLabel()
        self.compute = primary(QPushButton(tr("Compute")))
        self.computer = Computer(doing, self)
        self.what = BreakingLabel()
        self.progress = Progress(tr("how far the landscape is"))
        self.empty = EmptyState("explain", tr("Nothing computed yet"), "", "")
        self.view = LandscapeView()
        self.body = QStackedWidget()
        self._build()
        self._connect()

    def show_set(self, shown: Shown) -> None:
        """Look at the run of another set."""
        before, self._shown = self._shown, shown
        if before is None or before.run.folder != shown.run.folder:
            # What is being computed of another run goes on.
            self._clear()
        if before is None or before.source[:2] != shown.source[:2]:
            self.settings.set_tile(shown.test, None)
        self.settings.set_kept(shown.run.epochs_kept)
        self.look()

    def choose(self, tile: Tile) -> None:
        """Change the pixels of this tile, where pixels are changed."""
        if self._shown is None:
            return
        self.settings.set_tile(self._shown.test, tile)
        if self.settings.chosen == "input":
            self.look()

    def close_tab(self) -> None:
        """End what goes on."""
        self.computer.cancel()

    def look(self) -> None:
        """Look whether this was computed before, and what it would cost."""
        if self._shown is None:
            return
        self._show_view()
        self.compute.setEnabled(False)
        asked = self._asked()
        if asked is None:
            self.state.setText(self.settings.missing)
            self.view.mark_old()
            return
        self._background.run(
            "explain landscape",
            lambda: look_at(asked),
            lambda look: self._on_looked(asked, look),
            lambda error: self._on_problem(asked, error),
        )

    def _build(self) -> None:
        self.empty.button.hide()
        self.what.hide()
        self.progress.cancel.setToolTip(tr("Stops; nothing of it is kept."))
        for part in (self.empty, self.view):
            self.body.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left())
        splitter.addWidget(self.body)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([68 * theme.SPACE, 170 * theme.SPACE])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.addWidget(splitter)

    def _left(self) -> QWidget:
        """Return the settings, and below them, always in sight, cost and button."""
        scroll = ScrollColumn()
        inside = QVBoxLayout(scroll.inside)
        inside.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
        inside.addWidget(self.settings)
        inside.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.SPACE, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(scroll, 1)
        for widget in (self.state, self.compute, self.what, self.progress):
            column.addWidget(widget)
        return left

    def _connect(self) -> None:
        self.settings.changed.connect(self.look)
        self.compute.clicked.connect(self._compute)
        self.progress.cancelled.connect(self.computer.cancel)
        self.computer.progressed.connect(self._show_part)
        self.computer.ended.connect(self._on_ended)
        self.view.told.connect(self.told)

    def _asked(self) -> Asked | None:
        spec = self.settings.spec
        return Asked(self._shown.run, spec) if self._shown and spec else None

    def _clear(self) -> None:
        self.view.clear()
        self.body.setCurrentWidget(self.empty)

    def _show_view(self) -> None:
        """Show no result of another view than the one that is chosen."""
        view, found = self.settings.chosen, self.view.found
        self.empty.set_sentence(f"{PURPOSES[view]} {_COMPUTE}")
        if found is not None and found.landscape.spec.view != view:
            self._clear()

    def _on_looked(self, asked: Asked, look: Look) -> None:
        if asked != self._asked():
            return
        busy = self.computer.busy
        self.state.setText(look.words)
        self.compute.setEnabled(look.found is None and not busy)
        tip = tr("Computes it; what comes out is kept in the run.")
        if look.found:
            tip = tr("This was computed already; change something, to compute again.")
        self.compute.setToolTip(
            tr("One at a time: wait, or cancel it.") if busy else tip
        )
        if look.found is None:
            self.view.mark_old()
            return
        self.view.show_found(look.found)
        self.body.setCurrentWidget(self.view)

    def _on_problem(self, asked: Asked, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        if asked == self._asked():
            self.state.setText(str(error))
            self.compute.setToolTip(tr("Nothing can be computed: see above."))
            self.view.mark_old()

    def _compute(self) -> None:
        asked = self._asked()
        if asked is not None:
            self.compute.setEnabled(False)
            self.computer.start(asked)

    def _show_part(self, what: str, done: int, of: int) -> None:
        self.progress.show_part(what, done, of)
        # The bar is too narrow for both.
        self.progress.bar.setFormat(tr("%v of %m"))
        self.what.setText(f"{step_told(what)} ...")
        self.what.show()

    def _on_ended(self, sentence: str) -> None:
        self.progress.hide()
        self.what.hide()
        self.look()
        if sentence:
            self.told.emit(sentence)
