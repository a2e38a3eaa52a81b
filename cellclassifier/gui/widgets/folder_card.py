"""What is known about one folder of images."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.dataset import Dataset
from cellclassifier.core.grouping import told
from cellclassifier.core.intensity import effective_depth
from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.class_bars import ClassBars
from cellclassifier.gui.widgets.elided_label import ElidedLabel
from cellclassifier.gui.widgets.facts import Facts
from cellclassifier.gui.widgets.folder_drop import FolderDrop
from cellclassifier.gui.widgets.left_out_list import LeftOutList
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.path_button import PathButton
from cellclassifier.gui.widgets.problem_list import ProblemList


class FolderCard(FolderDrop):
    """A folder, what is wrong with it, and what it holds; another can be dropped."""

    removed = Signal()
    """Emitted when the user takes the folder out of the study."""

    pairs_wanted = Signal()
    """Emitted when the user wants to see the copies that a problem is about."""

    def __init__(self, *, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("card", True)
        self.folder = Path()
        self.name = ElidedLabel(strong=True)
        self.path = ElidedLabel()
        self.change = PathButton(tr("Change ..."))
        self.remove = _remove_button() if removable else None
        self.refusal = Notice()
        self.failure = Notice()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Images read"))
        self.problems = ProblemList()
        self.bars = ClassBars()
        self.facts = Facts()
        self.left_out = LeftOutList()
        self._found = _column(self.problems, self.bars, self.facts, self.left_out)
        self.problems.pairs_wanted.connect(self.pairs_wanted)
        if self.remove:
            self.remove.clicked.connect(self.removed)
        self._arrange()

    def set_folder(self, folder: Path, title: str) -> None:
        """Show another folder, of which nothing is known yet."""
        self.name.set_text(title)
        if folder == self.folder:
            return
        self.folder = folder
        self.path.set_text(str(folder))
        self.refusal.clear()
        self._found.hide()

    def show_reading(self, done: int = 0, of: int = 0) -> None:
        """Show how many files have been read; what was known before is dimmed."""
        # A range of 0 would show a bar that moves, and no words.
        self.progress.setRange(0, max(1, of))
        self.progress.setValue(done)
        self.progress.setFormat(
            tr("reading {done:,} of {of:,}", done=done, of=of) if of else tr("waiting")
        )
        self.progress.show()
        self._found.setEnabled(False)

    def show_unread(self) -> None:
        """Show that nothing is read, and nothing known."""
        self.progress.hide()
        self._found.setEnabled(False)

    def show_found(self, found: Dataset, classes: Sequence[str]) -> None:
        """Show what the folder holds.

        Args:
            found: What was read.
            classes: The study's classes, which give order and colours.
        """
        self.progress.hide()
        ordered = [*classes, *(n for n in found.classes if n not in classes)]
        counts = {name: found.counts.get(name, 0) for name in ordered}
        self.bars.set_counts(counts if found.classes else {}, "images")
        self.facts.set_values(_facts(found))
        self.left_out.set_items(found.left_out, found.folder)
        self._found.setEnabled(True)
        self._found.show()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.change)
        if self.remove:
            head.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(4 * (3 * theme.SPACE,)))
        box.setSpacing(2 * theme.SPACE)
        box.addLayout(head)
        for widget in (
            *(self.path, self.refusal, self.failure, self.progress, self._found),
        ):
            box.addWidget(widget)
        self.progress.hide()
        self._found.hide()


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(3 * theme.SPACE)
    for widget in widgets:
        box.addWidget(widget)
    return column


def _remove_button() -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon("remove"))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(tr("Take this test set out of the study; its files stay."))
    button.setAccessibleName(tr("Take this test set out of the study"))
    return button


def _facts(found: Dataset) -> dict[str, str]:
    """Return what is to be known about the images, by name."""
    if not found.images:
        return {}
    channels = found.images[0].channels
    depth = effective_depth(image.extent for image in found.images).text
    facts = {
        tr("Images"): f"{len(found.images):,}",
        tr("Groups"): f"{found.groups:,} ({told(found.grouping)})",
        tr("Size"): _sizes(found),
        tr("Pixel size"): _pixel_sizes(found),
        tr("Channels"): f"{channels} ({_kind(channels)})",
        tr("Depth"): depth,
    }
    return {name: value for name, value in facts.items() if value}


def _sizes(found: Dataset) -> str:
    sizes = Counter((image.width, image.height) for image in found.images)
    (width, height), count = sizes.most_common(1)[0]
    text = tr("{width:,} x {height:,} px", width=width, height=height)
    if len(sizes) == 1:
        return text
    others = tr_n(
        "{sizes:,} other size",
        "{sizes:,} other sizes",
        len(sizes) - 1,
        sizes=len(sizes) - 1,
    )
    return tr(
        "{text} ({count:,} of {images:,}), and {others}",
        text=text,
        count=count,
        images=len(found.images),
        others=others,
    )


def _pixel_sizes(found: Dataset) -> str:
    """Return how large a pixel is; "" where no file says so."""
    sizes = Counter(
        tr("{pixel_size:.3g} µm", pixel_size=image.pixel_size)
        for image in found.images
        if image.pixel_size
    )
    if not sizes:
        return ""
    (size, count), images = sizes.most_common(1)[0], len(found.images)
    known = sum(sizes.values())
    parts = [
        size
        if count == images
        else tr(
            "{size} ({count:,} of {images:,})", size=size, count=count, images=images
        ),
        tr("{sizes:,} other", sizes=len(sizes) - 1) if len(sizes) > 1 else "",
        tr("not known for {images:,}", images=images - known) if known < images else "",
    ]
    return ", ".join(filter(None, parts))


def _kind(channels: int) -> str:
    known = {1: tr("grey"), 2: tr("two dyes"), 3: tr("colour, or three dyes")}
    return known.get(channels, tr("several dyes"))
