"""Writes turned copies of the training images to a folder of the user's choice."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.entries import Image
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.rotations import (
    Estimate,
    Progress,
    RotationSpec,
    Written,
    estimate,
    write,
)
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.kept_tiles import size_told
from cellclassifier.gui.widgets.notice import Notice, primary

_WHY = tr(
    "Training does not need these files: it turns tiles by itself. They are for other "
    "programs, or to repeat what the article did."
)
_NO_FOLDER = tr("Choose a new or empty folder first.")
_LABELS = {
    "fill": {"reflection": tr("a reflection of the image"), "black": tr("black")}
}


class Sources(NamedTuple):
    """The images to turn, their folder, how they are read, and other image folders."""

    images: Sequence[Image]
    folder: Path
    reading: ReadingSpec
    others: Sequence[Path]


class _Cancelled(Exception):
    """Ends a work that is no longer wanted."""


class RotationDialog(QDialog):
    """Says what would be written, writes it beside the window, and can be cancelled."""

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._background = Background(self, threads=2)
        self._stopped = Event()
        self._estimated = Event()
        self._writing = False
        self.setWindowTitle(tr("Write turned copies of the training images"))
        self.form = SpecForm(RotationSpec(), labels=_LABELS)
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(tr("a new or empty folder"))
        self.folder.setAccessibleName(tr("Folder to write to"))
        self.browse = QPushButton(theme.icon("folder"), tr("Choose ..."))
        self.browse.setAccessibleName(tr("Choose the folder to write to"))
        self.words = BreakingLabel()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Files written"))
        self.bar.hide()
        self.notice = Notice()
        self.write = primary(QPushButton(tr("Write")))
        self.cancel = QPushButton(tr("Close"))
        self._arrange()
        self.form.edited.connect(self._estimate)
        self.folder.textChanged.connect(self._show_state)
        self.browse.clicked.connect(self._choose)
        self.write.clicked.connect(self._write)
        self.cancel.clicked.connect(self._stop_or_close)
        self._estimate()
        self._show_state()

    def reject(self) -> None:
        """End what goes on, by Escape as by the mouse."""
        self.end()
        super().reject()

    def end(self) -> None:
        """Stop writing, and wait for the file at hand; nothing of it stays."""
        self._stopped.set()
        self._estimated.set()
        self._background.close()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.write)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(theme.muted(_WHY))
        box.addWidget(self.form)
        box.addLayout(line)
        for part in (self.words, self.bar, self.notice):
            box.addWidget(part)
        box.addStretch(1)
        box.addLayout(buttons)
        self.resize(130 * theme.SPACE, 90 * theme.SPACE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)

    def _spec(self) -> RotationSpec:
        spec = self.form.spec
        assert isinstance(spec, RotationSpec)
        return spec

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder to write to"))
        if name:
            self.folder.setText(name)

    def _show_state(self) -> None:
        path = self.folder.text().strip()
        self.write.setEnabled(bool(path) and not self._writing)
        self.write.setToolTip("" if path else _NO_FOLDER)
        self.form.setEnabled(not self._writing)
        self.folder.setEnabled(not self._writing)
        self.browse.setEnabled(not self._writing)
        self.cancel.setText(tr("Cancel") if self._writing else tr("Close"))
        self.bar.setVisible(self._writing)

    def _estimate(self) -> None:
        """Find out in the background how much would be written."""
        sources, spec = self._sources, self._spec()
        self._estimated.set()
        stopped = self._estimated = Event()
        count = len(sources.images)
        self.words.setText(
            tr("{count:,} images; how much they take is being found out.", count=count)
        )
        self._background.run(
            "estimate",
            lambda: estimate(sources.images, spec, sources.reading, _unless(stopped)),
            self._tell,
            self._fail,
        )

    def _tell(self, found: Estimate) -> None:
        angles = len(self._spec().angles)
        self.words.setText(
            tr(
                "Writes {files:,} files: each of {images:,} "
                "images turned by {angles} angles; at most "
                "{size_told}. A manifest names the source of each.",
                files=found.files,
                images=len(self._sources.images),
                angles=angles,
                size_told=size_told(found.most_bytes),
            )
        )

    def _write(self) -> None:
        sources, spec = self._sources, self._spec()
        folder = Path(self.folder.text().strip()).expanduser()
        self._stopped.clear()
        self._writing = True
        self.notice.clear()
        self.bar.setRange(0, 0)
        self._show_state()

        def progress(done: int, of: int) -> None:
            # On the thread that writes.
            if self._stopped.is_set():
                raise _Cancelled
            self._background.tell(lambda: self._show_progress(done, of))

        self._background.run(
            "write",
            lambda: write(
                *(sources.images, sources.folder, folder, spec, sources.reading),
                sources.others,
                progress,
            ),
            self._take,
            self._fail_writing,
        )

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setFormat(tr("{done:,} of {of:,} files", done=done, of=of))

    def _take(self, found: Written) -> None:
        self._writing = False
        self._show_state()
        self.notice.tell(
            tr(
                "Wrote {files:,} files ({size_told}) to "
                "{folder}. A study of that folder keeps all copies of one image "
                "together, in training or in validation.",
                files=found.files,
                size_told=size_told(found.bytes),
                folder=found.folder,
            ),
            "ok",
        )

    def _fail_writing(self, error: BaseException) -> None:
        self._writing = False
        self._show_state()
        if isinstance(error, _Cancelled):
            self.notice.tell(tr("Cancelled; no copy was left behind."), "info")
        else:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, _Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.notice.tell(str(error), "error")

    def _stop_or_close(self) -> None:
        if self._writing:
            self._stopped.set()
        else:
            self.close()


def _unless(stopped: Event) -> Progress:
    def progress(done: int, of: int) -> None:
        if stopped.is_set():
            raise _Cancelled

    return progress
