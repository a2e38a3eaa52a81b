"""What the screen of a review is made of, and how it is laid out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.notice import EmptyState, IconView, primary
from cellclassifier.gui.widgets.review_answers import AnswerButtons
from cellclassifier.gui.widgets.review_looks import LooksLine
from cellclassifier.gui.widgets.review_tile import ReviewTile
from cellclassifier.gui.widgets.tile_display import Levels


class ReviewView(QWidget):
    """A window with the tile, a sentence, the answers and the progress.

    Nothing on it can be dragged, copied or looked up, and its title never changes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.progress, self.bar = QLabel(), QProgressBar()
        self.take_back = QPushButton(tr("Take back (Backspace)"))
        self.leave = QPushButton(tr("Leave (Esc)"))
        self.tile = ReviewTile()
        self.message = EmptyState("review", tr("Review"), "", "")
        self.mark = IconView("info", side=5 * theme.SPACE)
        self.sentence = theme.title("")
        self.answers = AnswerButtons()
        self.go_on = primary(QPushButton(tr("Go on (Return)")))
        self.looks = LooksLine()
        self.middle, self.below = QStackedWidget(), QStackedWidget()
        self._dress()
        self._arrange()
        self.tile.zoomed.connect(lambda: self.looks.show_zoom(self.tile.zoom))
        self.looks.levels_changed.connect(
            lambda: self.tile.set_levels(self.looks.levels)
        )
        self.looks.fit_asked.connect(self.fit)
        self.looks.zoom_asked.connect(self.tile.step_zoom)
        self.looks.overlay_toggled.connect(self.tile.set_overlay_shown)

    def say(self, text: str, icon: str = "", colour: str = "") -> None:
        """Write a sentence below the tile, with an icon or without."""
        wide = self.sentence.fontMetrics().horizontalAdvance(text)
        # One that wraps would take all the width, and stand apart from its mark.
        self.sentence.setWordWrap(wide > self.width() - 24 * theme.SPACE)
        self.sentence.setText(text)
        self.sentence.setAccessibleName(text)
        self.mark.setVisible(bool(icon))
        if icon:
            self.mark.set_icon(icon, colour)

    def show_message(self, told: str, button: str) -> None:
        """Say something in the place of the tile, with one button."""
        self.tile.show_tile(None)
        self._show_parts(tile=False)
        self.message.set_sentence(told)
        self.message.setAccessibleName(told)
        self.message.button.setText(button)
        self.message.button.setAccessibleName(button)
        self.message.button.setToolTip(button)

    def show_answers(self) -> None:
        """Show the tile, and the answers below it."""
        self._show_parts(tile=True)
        self.below.setCurrentIndex(0)
        self.looks.setEnabled(True)

    def show_go_on(self) -> None:
        """Leave the tile, and show a button to go on in the place of the answers."""
        self.below.setCurrentIndex(1)
        self.looks.setEnabled(False)

    def show_progress(self, text: str, done: int, of: int) -> None:
        """Say how far the reader is."""
        self.progress.setText(text)
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)

    def use_levels(self, levels: Levels) -> None:
        """Show other values black and white, 0..1."""
        self.looks.set_levels(levels)
        self.tile.set_levels(self.looks.levels)

    def fit(self) -> None:
        """Fit the contrast to the tile that is shown."""
        self.use_levels(self.tile.fitting_levels())

    def _show_parts(self, *, tile: bool) -> None:
        self.middle.setCurrentWidget(self.tile if tile else self.message)
        for part in (self.sentence, self.below, self.looks):
            part.setVisible(tile)
        self.mark.hide()

    def _dress(self) -> None:
        self.setWindowTitle(tr("Review"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(800, 600)
        self.progress.setAccessibleName(tr("progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(2 * theme.SPACE)
        self.bar.setAccessibleName(tr("tiles answered"))
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button, name, told in (
            (
                self.take_back,
                tr("Take the last answer back"),
                tr("Answer the last tile again; both answers are recorded."),
            ),
            (
                self.leave,
                tr("Leave the review"),
                tr("All answers are saved; the review goes on later."),
            ),
            (self.go_on, tr("Go on"), tr("Go on to the next tile.")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(told)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(3 * theme.SPACE)
        head.addWidget(self.progress)
        head.addWidget(self.bar, 1)
        head.addWidget(self.take_back)
        head.addWidget(self.leave)
        asked = QHBoxLayout()
        asked.addStretch(1)
        asked.addWidget(self.mark)
        asked.addWidget(self.sentence)
        asked.addStretch(1)
        self.middle.addWidget(self.tile)
        self.middle.addWidget(self.message)
        for part in (self.answers, self.go_on):
            page = QWidget()
            QVBoxLayout(page).addWidget(part, 0, Qt.AlignmentFlag.AlignCenter)
            self.below.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (4 * theme.SPACE,)))
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(head)
        box.addWidget(self.middle, 1)
        box.addLayout(asked)
        box.addWidget(self.below)
        box.addWidget(self.looks)
