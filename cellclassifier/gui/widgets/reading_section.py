"""The part of a page that says what is read of each file, and lets it be chosen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cellclassifier.core.contents import Contents
from cellclassifier.core.language import tr
from cellclassifier.core.pixels import ImageFacts
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.reading_examples import Examples, find_examples
from cellclassifier.gui.widgets.reading_facts import summary
from cellclassifier.gui.widgets.reading_form import ReadingForm
from cellclassifier.gui.widgets.reading_preview import ReadingPreview

NOTHING = tr("Each file holds one picture: there is nothing to choose.")


class ReadingSection(QWidget):
    """Folded away until files leave something to choose, or some are left out."""

    edited = Signal(object)
    """Emitted with the new `ReadingSpec` at each edit."""

    looked = Signal()
    """Emitted when `notice` says what files are left out, or that none is."""

    def __init__(
        self, background: Background, spec: ReadingSpec, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._examples = Examples()
        self._folder = Path()
        self._facts: ImageFacts | None = None
        self._offered = False
        self.notice = Notice()
        self.folded = Collapsible(tr("Channels and planes"))
        self.form = ReadingForm(spec)
        # The picture beside it must not jump when a sentence comes or goes.
        self.form.setFixedWidth(56 * theme.SPACE)
        self.preview = ReadingPreview(background)
        self.preview.set_reading(spec)
        self.summary = BreakingLabel()
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.summary.setIndent(5 * theme.SPACE)
        self.nothing = theme.muted(NOTHING)
        self.form.edited.connect(self._on_edit)
        self.preview.described.connect(self._on_described)
        self._arrange()

    def set_spec(self, spec: ReadingSpec) -> None:
        """Show another choice; emits nothing."""
        if spec != self.form.spec:
            self.form.set_spec(spec)
            self.preview.set_reading(spec)
            self._show()

    def set_folder(self, folder: Path) -> None:
        """Forget what was known of another folder of training images."""
        if folder != self._folder:
            self._folder, self._offered = folder, False
            self.folded.set_open(False)
            self._on_examples(Examples(folder))

    def set_contents(self, contents: Contents) -> None:
        """Look for examples among what the folders hold under the present choice."""
        reading = self.form.spec
        self._background.run(
            "reading examples",
            lambda: find_examples(contents, reading),
            self._on_examples,
            _raise,
        )

    def _on_edit(self, spec: ReadingSpec) -> None:
        self.preview.set_reading(spec)
        self._show()
        # At once: an edit that waited could reach another study.
        self.edited.emit(spec)

    def _on_examples(self, found: Examples) -> None:
        if found.folder != self._folder:
            return
        self._examples = found
        self.preview.set_paths(found.paths)
        self._show()
        chosen = self.form.spec != ReadingSpec()
        offers = bool(found.paths) and (chosen or not found.plain)
        # Whoever folds it away again need not do so after every reading.
        if offers and not self._offered:
            self.folded.set_open(True)
        self._offered = offers
        self.looked.emit()

    def _on_described(self, facts: ImageFacts | None) -> None:
        self._facts = facts
        self.form.set_facts(facts)
        self._show()

    def _show(self) -> None:
        spec, found = self.form.spec, self._examples
        plain = found.plain and spec == ReadingSpec()
        self.form.setVisible(not plain)
        self.preview.setVisible(bool(found.paths))
        self.nothing.setVisible(plain and bool(found.paths))
        self.summary.setText(summary(spec, self._facts) if self._facts else "")
        self.summary.setVisible(bool(self.summary.text()))
        if sentence := found.notice():
            self.notice.tell(sentence, "attention")
        else:
            self.notice.clear()

    def _arrange(self) -> None:
        inside = QHBoxLayout()
        inside.setSpacing(3 * theme.SPACE)
        inside.addWidget(self.form)
        inside.addWidget(self.preview, 1)
        filled = QVBoxLayout(self.folded.content)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.addWidget(self.nothing)
        filled.addLayout(inside)
        self.folded.add_below_heading(self.summary)
        self.folded.add_below_heading(self.notice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.folded)


def _raise(error: BaseException) -> None:
    raise error
