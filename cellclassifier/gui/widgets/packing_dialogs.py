"""Packs the open study into one archive, and unpacks such an archive."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.packing.listing import Sizes, sizes
from cellclassifier.core.packing.reading import Unpacked, unpack
from cellclassifier.core.packing.writing import Packed, pack
from cellclassifier.core.study import Study
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.kept_tiles import size_told
from cellclassifier.gui.widgets.work_dialog import PathLine, WorkDialog

_PACK = tr(
    "Puts settings, runs, networks, predictions, reviews and maps of this study into "
    "one file, each with a checksum. It can be opened on another computer. Sealed "
    "answers of a review stay sealed. The study stays as it is."
)
_UNPACK = tr(
    "Unpacks a study that was packed with 'Pack this study' into a new folder. Each "
    "file is compared with its checksum; if one differs, nothing is unpacked."
)
_ARCHIVES = tr("Packed studies (*.zip)")
_IMAGES_TIP = tr(
    "With the images, whoever unpacks it can look at tiles, predict and train. "
    "Without, only their checksums are packed."
)


class PackDialog(WorkDialog):
    """Asks where to, and whether the images are packed, too.

    Attributes:
        archive: The file.
        images: Whether the images are packed, too.
        told: How much it takes.
    """

    def __init__(self, study: Study, held: bool, parent: QWidget | None = None) -> None:
        """Make a dialog.

        Args:
            study: The study.
            held: Whether this window holds the study.
            parent: The window that it belongs to.
        """
        super().__init__(tr("Pack this study"), _PACK, tr("Pack"), parent)
        self.archive = PathLine(
            tr("File to pack into"), tr("A new file ending in .zip."), self._ask
        )
        self.images = QCheckBox(tr("Pack the images, too"))
        self.told = BreakingLabel(tr("How much it takes is being found out."))
        self._study, self._held = study, held
        self._sizes: Sizes | None = None
        self.images.setToolTip(_IMAGES_TIP)
        self.images.setChecked(True)
        for widget in (self.archive, self.images, self.told):
            self.form.addWidget(widget)
        name = study.folder.resolve()
        self.archive.text.setText(str(name.with_name(f"{name.name}.zip")))
        self.archive.text.textChanged.connect(self.show_state)
        self.images.toggled.connect(self._show_sizes)
        self.background.run("sizes", lambda: sizes(study), self._take, self.fail)
        self.show_state()

    def missing(self) -> str:
        """Return what has to be given before it can begin, or nothing."""
        path = self.archive.path
        if path is None or path.suffix.lower() != ".zip":
            return tr("Name a file ending in .zip first.")
        return (
            tr("{path} is there already. Name another file.", path=path)
            if path.exists()
            else ""
        )

    def begin(self) -> None:
        """Pack it."""
        path, images, held = self.archive.path, self.images.isChecked(), self._held
        if path is None:
            return
        study = self._study
        self.work(
            lambda progress: pack(study, path, images, progress, held=held), self._done
        )

    def _ask(self) -> Path | None:
        now = str(self.archive.path or Path.home())
        name, _ = QFileDialog.getSaveFileName(self, tr("Pack into"), now, _ARCHIVES)
        return Path(name).with_suffix(".zip") if name else None

    def _take(self, found: Sizes) -> None:
        self._sizes = found
        self._show_sizes()

    def _show_sizes(self) -> None:
        if self._sizes is None:
            return
        study, images = self._sizes
        total = study + (images if self.images.isChecked() else 0)
        self.told.setText(
            tr(
                "The study takes {size_told}, its images {size_told_2}: "
                "the archive will take {size_told_3} at most.",
                size_told=size_told(study),
                size_told_2=size_told(images),
                size_told_3=size_told(total),
            )
        )

    def _done(self, found: Packed) -> None:
        told = tr(
            "Packed {files:,} files ({size_told}) into ",
            files=found.files,
            size_told=size_told(found.bytes),
        )
        notes = " ".join(found.notes)
        self.tell_done(
            f"{told}{found.path}. {notes}".strip(),
            found.path.parent,
            tr("Show the folder"),
        )


class UnpackDialog(WorkDialog):
    """Asks for an archive, a new folder, and where images are that were not packed.

    Attributes:
        archive: The archive.
        folder: The folder of the study.
        images: The folder of the images.

    Signals:
        opened: The folder of a study that is to be opened.
    """

    opened = Signal(Path)

    def __init__(self, where: Path, parent: QWidget | None = None) -> None:
        """Make a dialog.

        Args:
            where: The folder in which a folder for the study is proposed.
            parent: The window that it belongs to.
        """
        super().__init__(tr("Unpack a study"), _UNPACK, tr("Unpack"), parent)
        self._where = where
        self._proposed = ""
        self.archive = PathLine(
            tr("Packed study"),
            tr("A .zip file that 'Pack this study' wrote."),
            self._ask,
        )
        self.folder = PathLine(
            tr("New folder of the study"),
            tr("A folder that is not there yet, or is empty."),
            lambda: ask_folder(self, tr("New folder of the study"), where),
        )
        self.images = PathLine(
            tr("Folder of the images"),
            tr(
                "Only where the images were not packed and lie elsewhere than they did."
            ),
            lambda: ask_folder(self, tr("Folder of the images"), Path.home()),
        )
        self._folder: Path | None = None
        for text, line in (
            (tr("Packed study"), self.archive),
            (tr("New folder of the study"), self.folder),
            (tr("Folder of the images, if they were not packed"), self.images),
        ):
            label = QLabel(text)
            label.setBuddy(line.text)
            self.form.addWidget(label)
            self.form.addWidget(line)
        self.images.text.setPlaceholderText(tr("packed, or where they were"))
        self.form.addWidget(
            theme.muted(tr("Nothing that lies in a folder is replaced."))
        )
        self.archive.text.textChanged.connect(self._propose)
        self.folder.text.textChanged.connect(self.show_state)
        self.show_state()

    def missing(self) -> str:
        """Return what has to be given before it can begin, or nothing."""
        if self.archive.path is None:
            return tr("Choose the packed study first.")
        return "" if self.folder.path else tr("Name a new folder for the study first.")

    def begin(self) -> None:
        """Unpack it."""
        archive, folder = self.archive.path, self.folder.path
        images = self.images.path
        if archive is None or folder is None:
            return
        self.work(
            lambda progress: unpack(archive, folder, progress, images=images),
            self._done,
        )

    def act(self) -> None:
        """Have the study opened."""
        if self._folder is not None:
            self.opened.emit(self._folder)
            self.close()

    def _ask(self) -> Path | None:
        start = str(Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Packed study"), start, _ARCHIVES
        )
        return Path(name) if name else None

    def _propose(self) -> None:
        """Propose a free folder named as the archive, unless the user named one."""
        archive, line = self.archive.path, self.folder.text
        if archive is not None and line.text() in ("", self._proposed):
            folder, number = self._where / archive.stem, 2
            while folder.exists():
                folder = self._where / f"{archive.stem}_{number}"
                number += 1
            self._proposed = str(folder)
            line.setText(self._proposed)
        self.show_state()

    def _done(self, found: Unpacked) -> None:
        self._folder = found.folder
        told = tr(
            "Unpacked {files:,} files, each checked, into {folder}.",
            files=found.files,
            folder=found.folder,
        )
        sentence = " ".join((told, *found.notes))
        self.tell_done(sentence, found.folder, tr("Open the study"))
