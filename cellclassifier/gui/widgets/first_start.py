"""What the window shows at its first start: three doors, and what it will run on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.folder_drop import FolderDrop
from cellclassifier.gui.widgets.notice import IconView, Notice, primary
from cellclassifier.gui.widgets.path_button import PathButton

TITLE = tr("Welcome")
SENTENCE = tr("Can a network tell these two kinds of cells apart, and can you?")

_EXAMPLE = tr(
    "Cells of two kinds, drawn by the program: nothing to prepare. The drawing takes "
    "about half a minute, once."
)
_FOLDERS = tr(
    "One folder of training images, with a sub-folder for each class, named after "
    "it. Your folders are only read, never changed."
)
_STUDY = tr(
    "Go on with a study that was made before, here or by a colleague: choose its "
    "folder. The .cellstudy file in it opens it by a double-click, too."
)
_DROP = tr(
    "A folder can also be dropped anywhere on this page: of images, or of a study."
)
_TOUR = tr(
    "New here? A tour points at the seven steps of the work, with one sentence each. "
    "Leave it whenever you like."
)
_TEST, _STOP = tr("Test the device"), tr("Stop the test")


class FirstStart(FolderDrop):
    """Three ways to begin, the device in words, and the offer of a tour.

    Signals:
        example_wanted: The example is to be drawn and opened.
        example_stopped: The drawing is to be stopped.
        folders_wanted: The user wants to look for training images.
        study_wanted: The user wants to look for a study.
        opened: The folder of a recent study that is to be opened.
        test_wanted: The device is to be tested.
        test_stopped: The test is to be stopped.
        device_wanted: The user wants to choose another device.
        tour_wanted: The tour is to begin.
        tour_declined: The tour is not to be offered again.
    """

    example_wanted = Signal()
    example_stopped = Signal()
    folders_wanted = Signal()
    study_wanted = Signal()
    opened = Signal(Path)
    test_wanted = Signal()
    test_stopped = Signal()
    device_wanted = Signal()
    tour_wanted = Signal()
    tour_declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.refusal = Notice(closable=True)
        self.example = QPushButton(theme.icon("play"), tr("Open the example"))
        self.folders = primary(QPushButton(tr("Choose training images ...")))
        self.study = PathButton(tr("Open a study ..."))
        self.drawing = _Progress()
        self.device = BreakingLabel()
        self.test = QPushButton(theme.icon("play"), _TEST)
        self.change_device = QPushButton(tr("Device ..."))
        self.testing = QProgressBar()
        self.outcome = Notice()
        self.tour = QFrame()
        self.take_tour = QPushButton(tr("Take the tour"))
        self.decline_tour = QPushButton(tr("No, thanks"))
        self._tested = False
        self._arrange()
        self._connect()
        self.show_device("")

    def offer_tour(self, offered: bool) -> None:
        """Show the offer of a tour, or not any more."""
        self.tour.setVisible(offered)

    def set_recent(self, studies: Sequence[Path]) -> None:
        """Offer the studies that were opened lately."""
        self.study.set_recent(studies)

    def show_drawing(self, done: int, of: int) -> None:
        """Show how far the drawing of the example is; `of` 0 for no drawing."""
        self.drawing.show_state(done, of)
        self.example.setVisible(not of)

    def show_device(self, words: str) -> None:
        """Say what networks will run on; "" while that is being found out."""
        told = words or tr("being found out ...")
        self.device.setText(tr("Networks will run on: {told}", told=told))
        self.test.setEnabled(bool(words) or self._tested)

    def show_test(self, going_on: bool, done: int = 0, of: int = 0) -> None:
        """Show that a test goes on, and how far it is; or that none does."""
        self._tested = going_on
        self.test.setText(_STOP if going_on else _TEST)
        self.test.setIcon(theme.icon("stop" if going_on else "play"))
        self.testing.setVisible(going_on)
        self.testing.setRange(0, of if done else 0)
        self.testing.setValue(done)
        if going_on:
            self.outcome.clear()

    def _arrange(self) -> None:
        self.test.setToolTip(
            tr(
                "Trains a small network there for some seconds, and says in words what "
                "was found and what to do."
            )
        )
        self.change_device.setToolTip(tr("Choose another device or engine"))
        self.take_tour.setToolTip(tr("Seven steps, one sentence each"))
        self.decline_tour.setToolTip(
            tr("It stays in the menu of the study, under Help")
        )
        self.testing.setAccessibleName(tr("Progress of the test"))
        self.example.setToolTip(
            tr("Draw the example, where it is not there yet, and open it")
        )
        self.folders.setToolTip(tr("Make a study of your own images"))
        # Beside an icon a tool button puts its text at the left, unlike the others.
        self.study.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        height = self.folders.sizeHint().height()
        for button in (self.example, self.folders, self.study):
            button.setMinimumHeight(height + theme.SPACE)
        doors = QHBoxLayout()
        doors.setSpacing(3 * theme.SPACE)
        for icon, title, text, parts in (
            ("images", tr("Try the example"), _EXAMPLE, (self.example, self.drawing)),
            ("add", tr("Make a study from folders"), _FOLDERS, (self.folders,)),
            ("folder", tr("Open a study"), _STUDY, (self.study,)),
        ):
            doors.addWidget(_door(icon, title, text, parts), 1)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(*(4 * (3 * theme.SPACE,)))
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(self.refusal)
        box.addStretch(1)
        box.addLayout(doors)
        hint = theme.muted(_DROP)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(hint)
        box.addWidget(self._device_card())
        box.addWidget(self._tour_card())
        box.addStretch(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(4 * (theme.SPACE // 2,)))
        outer.addWidget(area)

    def _device_card(self) -> QFrame:
        card, box = _card()
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        line.addWidget(IconView("training", side=5 * theme.SPACE))
        line.addWidget(self.device, 1)
        line.addWidget(self.testing, 1)
        line.addWidget(self.test)
        line.addWidget(self.change_device)
        self.testing.hide()
        box.addLayout(line)
        box.addWidget(self.outcome)
        return card

    def _tour_card(self) -> QFrame:
        self.tour, box = _card()
        line = QHBoxLayout()
        line.setSpacing(2 * theme.SPACE)
        text = QLabel(_TOUR)
        text.setWordWrap(True)
        line.addWidget(IconView("help", side=5 * theme.SPACE))
        line.addWidget(text, 1)
        line.addWidget(self.take_tour)
        line.addWidget(self.decline_tour)
        box.addLayout(line)
        return self.tour

    def _connect(self) -> None:
        self.example.clicked.connect(self.example_wanted)
        self.drawing.stop.clicked.connect(self.example_stopped)
        self.folders.clicked.connect(self.folders_wanted)
        self.study.asked.connect(self.study_wanted)
        self.study.picked.connect(self.opened)
        self.test.clicked.connect(self._on_test)
        self.change_device.clicked.connect(self.device_wanted)
        self.take_tour.clicked.connect(self.tour_wanted)
        self.decline_tour.clicked.connect(self.tour_declined)

    def _on_test(self) -> None:
        (self.test_stopped if self._tested else self.test_wanted).emit()


class _Progress(QWidget):
    """How far the drawing of the example is, and the way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = theme.muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the drawing"))
        self.stop = QPushButton(tr("Cancel"))
        self.stop.setToolTip(tr("Stop the drawing; nothing is kept of it"))
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.words)
        box.addLayout(line)
        self.hide()

    def show_state(self, done: int, of: int) -> None:
        """Show how many fields are drawn; `of` 0 for no drawing."""
        self.words.setText(
            tr("Drawing the example: field {done} of {of}", done=done, of=of)
        )
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.setVisible(bool(of))


def _door(icon: str, title: str, text: str, parts: Sequence[QWidget]) -> QFrame:
    card, box = _card()
    heading = QLabel(title)
    heading.setWordWrap(True)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    words = QLabel(text)
    words.setWordWrap(True)
    box.addWidget(IconView(icon, "accent", side=8 * theme.SPACE))
    box.addWidget(heading)
    box.addWidget(words)
    box.addStretch(1)
    for part in parts:
        box.addWidget(part)
    return card


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", True)
    box = QVBoxLayout(card)
    box.setContentsMargins(*(4 * (4 * theme.SPACE,)))
    box.setSpacing(2 * theme.SPACE)
    return card, box
