"""How learning went: one tile's map and features along the epochs of a run."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside.learning import Learning
from cellclassifier.core.inside.learning_words import NOTHING_KEPT
from cellclassifier.core.language import tr
from cellclassifier.core.messages import LearningJob
from cellclassifier.core.run_record import History
from cellclassifier.core.tiling import Tile, view_of
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.explain_choices import ClassChoice, MethodBox
from cellclassifier.gui.widgets.explain_measuring import Doing
from cellclassifier.gui.widgets.explain_series import Progress
from cellclassifier.gui.widgets.learning_job import Follower, Looked, look_at
from cellclassifier.gui.widgets.learning_view import LearningView
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.tile_display import pixels_to_see

_ABOUT = tr(
    "The same tile is explained by the network of each epoch that the training kept, "
    "so that one sees when its map and its features came about."
)
_LAYER_HELP = tr("The convolution whose feature maps are shown beside.")
_NO_CLASS = tr("The true class of this tile is not known. Explain a class by name.")


class LearningTab(QWidget):
    """The choices, what they cost, and what was found about the chosen tile."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    def __init__(
        self, background: Background, doing: Doing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._shown: Shown | None = None
        self._tile: Tile | None = None
        self._seen = False
        self._showing: tuple[LearningJob, tuple[int, ...]] | None = None
        self.method, self.classes = MethodBox(), ClassChoice()
        self.layer = QComboBox()
        self.follower = Follower(doing, self)
        self.progress = Progress(tr("how far following a tile is"))
        self.view = LearningView()
        self.ask = EmptyState(
            "explain", tr("How learning went"), _ABOUT, tr("Follow this tile")
        )
        self.none = EmptyState("info", tr("No networks of epochs"), NOTHING_KEPT, "")
        self.body = QStackedWidget()
        self._build()
        self._connect()
        self._say(tr("Choose a tile at the left."))

    def show_set(self, shown: Shown) -> None:
        """Show tiles of another set."""
        self._shown, self._tile, self._showing = shown, None, None
        self.classes.set_classes(shown.table.classes)
        self._say(tr("Choose a tile at the left."))

    def choose(self, tile: Tile) -> None:
        """Show a tile of the set."""
        shown = self._shown
        if shown is None:
            return
        if tile == self._tile:
            self.look()
            return
        self._tile, self._showing, self._seen = tile, None, False
        self.view.forget()
        view = view_of(shown.run.record.study)
        self._background.run(
            "learning tile",
            lambda: pixels_to_see(tile, view),
            lambda pixels: self._on_pixels(tile, pixels),
            self._on_problem,
        )

    def look(self) -> None:
        """Look what is known of the tile with these choices, and what it costs."""
        shown, tile = self._shown, self._tile
        if shown is None or tile is None or not self._seen:
            return
        job = self._job(shown, tile)
        if job is None:
            self._say(_NO_CLASS)
            return
        self._background.run(
            "learning",
            lambda: look_at(job),
            lambda found: self._on_looked(job, found),
            self._on_problem,
        )

    def close_tab(self) -> None:
        """End what goes on."""
        self.view.slider.stop()
        self.follower.cancel()

    def _build(self) -> None:
        self.layer.setAccessibleName(tr("convolution whose features are shown"))
        self.layer.setToolTip(f"<qt>{_LAYER_HELP}</qt>")
        self.layer.setMinimumContentsLength(8)
        policy = QComboBox.SizeAdjustPolicy
        self.layer.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
        self.layer.addItem(tr("first convolution"), "")
        self.none.button.hide()
        self.ask.button.setToolTip(tr("Nothing is changed; what is found is kept."))
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        parts = (
            *((tr("Maps by"), self.method), (tr("for the"), self.classes)),
            (tr("features of"), self.layer),
        )
        for text, box in parts:
            label = QLabel(text)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box, 1)
        # In a low window one scrolls down to the words.
        self.column = ScrollColumn()
        inside = QVBoxLayout(self.column.inside)
        inside.setContentsMargins(0, 0, theme.SPACE, 0)
        inside.addWidget(self.view)
        for page in (self.ask, self.none, self.column):
            self.body.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addLayout(line)
        column.addWidget(self.progress)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.method.changed.connect(self.look)
        self.classes.changed.connect(self.look)
        self.layer.activated.connect(self.look)
        self.ask.clicked.connect(self._follow)
        self.progress.cancelled.connect(self.follower.cancel)
        self.follower.progressed.connect(self.progress.show_part)
        self.follower.ended.connect(self._on_ended)
        self.view.told.connect(self.told)

    def _job(self, shown: Shown, tile: Tile) -> LearningJob | None:
        """Return what is to be found; ``None`` where the class is not known."""
        explained, method = self.classes.explained, self.method.method
        name = explained.class_name or tile.class_name
        if explained.target == "predicted":
            name = shown.table.predicted_classes[shown.rows[tile.number]]
        if name not in shown.run.record.classes:
            return None
        return LearningJob(
            run=shown.run.folder,
            test=shown.test,
            tile=tile.number,
            class_name=name,
            method=method.key,
            settings=dict(method.settings),
            layer=self.layer.currentData(),
        )

    def _on_pixels(self, tile: Tile, pixels: NDArray[np.float32]) -> None:
        shown = self._shown
        if shown is None or tile != self._tile:
            return
        black, white = shown.levels
        grey = np.clip((pixels - black) / max(white - black, 1e-6), 0, 1)
        self.view.show_tile(np.asarray(grey, np.float32))
        self._seen = True
        self.look()

    def _on_looked(self, job: LearningJob, looked: Looked) -> None:
        shown, tile = self._shown, self._tile
        if shown is None or tile is None or job != self._job(shown, tile):
            return
        self._offer(looked.layers)
        if not looked.epochs:
            self.body.setCurrentWidget(self.none)
        elif looked.found is None:
            self._say(f"{_ABOUT} {looked.cost}", can_start=True)
        else:
            self._show(job, looked.found, looked.history, tile.class_name)

    def _show(
        self, job: LearningJob, found: Learning, history: History, true_class: str
    ) -> None:
        """Show what was found; what is shown already stays at its epoch."""
        showing = (job, found.epochs)
        if showing != self._showing:
            known = true_class if true_class in found.classes else ""
            self.view.show_learning(found, history, job.method, known)
        self._showing = showing
        self.body.setCurrentWidget(self.column)

    def _offer(self, layers: tuple[str, ...]) -> None:
        """Offer the convolutions of the run; the choice stays where there is it."""
        names = layers[1:]
        entries = [
            (
                "",
                tr("{layers} (first)", layers=layers[0])
                if layers
                else tr("first convolution"),
            )
        ]
        entries += [(name, name) for name in names]
        if [self.layer.itemText(at) for at in range(self.layer.count())] == [
            text for _, text in entries
        ]:
            return
        before = self.layer.currentData()
        with QSignalBlocker(self.layer):
            self.layer.clear()
            for data, text in entries:
                self.layer.addItem(text, data)
            self.layer.setCurrentIndex(max(0, self.layer.findData(before)))

    def _say(self, sentence: str, can_start: bool = False) -> None:
        """Show a sentence in the place of a result, and the button where it helps."""
        self.ask.set_sentence(sentence)
        self.ask.button.setEnabled(can_start and not self.follower.busy)
        self.body.setCurrentWidget(self.ask)

    def _on_problem(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self._say(str(error))

    def _follow(self) -> None:
        shown, tile = self._shown, self._tile
        if shown is not None and tile is not None and (job := self._job(shown, tile)):
            self.ask.button.setEnabled(False)
            self.follower.start(job)

    def _on_ended(self, sentence: str) -> None:
        self.progress.hide()
        if sentence:
            self.told.emit(sentence)
            self._say(sentence, can_start=True)
        else:
            self.look()
