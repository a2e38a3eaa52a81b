"""The dialog that asks which tiles come onto a contact sheet."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.contact_sheet import MOST
from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.number_boxes import dress

_WORDS = tr(
    "Tiles in the order of the gallery, each with its answer, a mark for right or "
    "wrong, and a scale bar where the pixel size is known. As PNG, SVG or PDF, by the "
    "ending of the file."
)
_COLUMNS = 8


class SheetChoice(NamedTuple):
    """What the user wants on the sheet: so many tiles, of those chosen or of all."""

    chosen_only: bool
    number: int
    columns: int
    title: str


class ContactDialog(QDialog):
    """Asks which tiles, how many, how many side by side, and for a title."""

    def __init__(
        self, chosen: int, shown: int, title: str, parent: QWidget | None = None
    ) -> None:
        """Make a dialog.

        Args:
            chosen: Number of tiles that are chosen in the gallery.
            shown: Number of tiles that the filters leave.
            title: What the tiles are, in words, without their number.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Contact sheet"))
        self.setMinimumWidth(120 * theme.SPACE)
        self._counts = {True: chosen, False: shown}
        self.chosen = QRadioButton(_counted(chosen, tr("chosen in the gallery")))
        self.all = QRadioButton(_counted(shown, tr("that the filters leave")))
        self.count, self.columns = QSpinBox(), QSpinBox()
        self.title = QLineEdit(title)
        self.told = theme.muted("")
        self._prepare()
        self._arrange()
        (self.chosen if chosen > 1 else self.all).setChecked(True)
        self.chosen.setEnabled(chosen > 0)
        self._show_count()

    @property
    def choice(self) -> SheetChoice:
        """What is wanted."""
        return SheetChoice(
            self.chosen.isChecked(),
            self.count.value(),
            self.columns.value(),
            self.title.text().strip(),
        )

    def _prepare(self) -> None:
        for box, name, most, tip in (
            (
                self.count,
                tr("number of tiles"),
                MOST,
                tr("The first so many; up to {most}.", most=MOST),
            ),
            (
                self.columns,
                tr("tiles side by side"),
                20,
                tr("How many tiles a row has."),
            ),
        ):
            dress(box, "")
            box.setRange(1, most)
            box.setAccessibleName(name)
            box.setToolTip(tip)
        self.columns.setValue(_COLUMNS)
        self.title.setAccessibleName(tr("title of the sheet"))
        self.title.setToolTip(tr("Stands above the tiles, after their number."))
        self.chosen.toggled.connect(self._show_count)
        self.count.valueChanged.connect(self._tell)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Tiles"), self.chosen)
        form.addRow("", self.all)
        form.addRow(tr("Number"), self.count)
        form.addRow(tr("Side by side"), self.columns)
        form.addRow(tr("Title"), self.title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(
            tr("Save as ..."), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save.setToolTip(tr("Asks for a name: .png, .svg or .pdf."))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(BreakingLabel(_WORDS))
        box.addLayout(form)
        box.addWidget(self.told)
        box.addWidget(buttons)

    def _show_count(self) -> None:
        of = self._counts[self.chosen.isChecked()]
        self.count.setMaximum(max(1, min(of, MOST)))
        self.count.setValue(min(of, MOST))
        self._tell()

    def _tell(self) -> None:
        of, count = self._counts[self.chosen.isChecked()], self.count.value()
        self.told.setText(
            tr(
                "The first {count:,} of {of:,} tiles come onto the sheet.",
                count=count,
                of=of,
            )
            if count < of
            else tr("All of {counted}come onto the sheet.", counted=_counted(of, ""))
        )


def _counted(count: int, which: str) -> str:
    return tr_n(
        "{count:,} tile {which}",
        "{count:,} tiles {which}",
        count,
        count=count,
        which=which,
    )
