"""The dialogs that mark a label as wrong, and take a mark back; both ask why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.core.tiling import Tile
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel

_KEPT = tr(
    "Your images and their folders stay as they are: this is written into a list of "
    "the study. Trainings use marked tiles, or leave them out, as you choose there."
)
_WITHDRAWN = tr("The list keeps that the mark was made, and why it was withdrawn.")
_WHY = tr("Why: what in the image, or in the experiment, speaks against the label.")


class ReasonDialog(QDialog):
    """Asks for a reason; without one its button stays grey."""

    def __init__(
        self, title: str, sentence: str, button: str, parent: QWidget | None = None
    ) -> None:
        """Make a dialog.

        Args:
            title: Of the window.
            sentence: What is about to be done, and what stays.
            button: What the button that does it says.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(110 * theme.SPACE)
        self.words = BreakingLabel(sentence)
        self.why = QLineEdit()
        self.why.setAccessibleName(tr("reason"))
        self.why.setToolTip(f"<qt>{_WHY}</qt>")
        self.why.setPlaceholderText(tr("needed: what speaks against the label"))
        self.by = QLineEdit()
        self.by.setAccessibleName(tr("your name"))
        self.by.setToolTip(tr("Who says so; may stay empty."))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.accept_button = self.buttons.addButton(button, role)
        self.accept_button.setEnabled(False)
        self.accept_button.setToolTip(tr("Write down a reason first."))
        self.form = QFormLayout()
        self.form.addRow(tr("Reason"), self.why)
        self.form.addRow(tr("Your name"), self.by)
        box = QVBoxLayout(self)
        box.setSpacing(3 * theme.SPACE)
        box.addWidget(self.words)
        box.addLayout(self.form)
        box.addWidget(self.buttons)
        self.why.textChanged.connect(self._check)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @property
    def reason(self) -> str:
        """Why, in the user's words."""
        return self.why.text().strip()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.reason))
        tip = "" if self.reason else tr("Write down a reason first.")
        self.accept_button.setToolTip(tip)


class MarkDialog(ReasonDialog):
    """Asks why the label of tiles is wrong, and what class they may be of."""

    def __init__(
        self,
        tiles: Sequence[Tile],
        classes: Sequence[str],
        whole: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make a dialog.

        Args:
            tiles: The tiles, at least one.
            classes: All classes, in the order of the study.
            whole: Whether each tile is the whole of its image already.
            parent: The window that it belongs to.
        """
        given = sorted({tile.class_name for tile in tiles})
        label = tr(" or ").join(f"'{name}'" for name in given)
        what = _told(tiles)
        held = tr(
            "The label {label} of {what} is held to be wrong.", label=label, what=what
        )
        sentence = f"{held} {_KEPT}"
        super().__init__(tr("Mark a wrong label"), sentence, tr("Mark"), parent)
        self.suspected = QComboBox()
        self.suspected.setAccessibleName(tr("suspected class"))
        self.suspected.setToolTip(
            tr("The class that you hold to be right, if you know.")
        )
        self.suspected.addItem(tr("not known"), "")
        for name in classes:
            if [name] != given:
                self.suspected.addItem(name, name)
        self.whole = QCheckBox(tr("the whole image, with all of its tiles"))
        self.whole.setToolTip(
            tr(
                "Marks every tile of the image, also those that are cut in another way "
                "later."
            )
        )
        self.whole.setVisible(not whole)
        self.form.insertRow(1, tr("Rather"), self.suspected)
        self.form.insertRow(2, "", self.whole)


def _told(tiles: Sequence[Tile]) -> str:
    """Return which tiles these are, as it stands in a sentence."""
    if len(tiles) > 1:
        return tr("{tiles:,} tiles", tiles=len(tiles))
    return tr(
        "the tile at x {x}, y {y} of {image}",
        x=tiles[0].x,
        y=tiles[0].y,
        image=tiles[0].image.name,
    )


class WithdrawDialog(ReasonDialog):
    """Asks why a mark is taken back."""

    def __init__(self, mark: str, parent: QWidget | None = None) -> None:
        """Make a dialog about a mark, told in words."""
        sentence = tr(
            "{mark}{mark_2}. This mark is taken back. {withdrawn}",
            mark=mark[:1].upper(),
            mark_2=mark[1:],
            withdrawn=_WITHDRAWN,
        )
        super().__init__(tr("Withdraw a mark"), sentence, tr("Withdraw"), parent)
        self.why.setPlaceholderText(tr("needed: why the label holds after all"))
        self.why.setToolTip(tr("Why the label holds after all."))
