"""Chooses how an attribution is made, and how strongly it is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from cellclassifier.core.attribution import scaling_of
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from cellclassifier.core.attribution import Scaling

_SCALE_HELP = tr(
    "What the strongest purple stands for, in each tile anew. The 99.5th percentile "
    "keeps one hot pixel from hiding the rest; the maximum is as in the article."
)


class MethodChoice(QComboBox):
    """Offers the methods of the catalogue, each with its line of help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for place, (key, choice) in enumerate(ATTRIBUTIONS.items()):
            self.addItem(tr(choice.label), key)
            words = f"<qt>{tr(choice.help)}</qt>"
            self.setItemData(place, words, Qt.ItemDataRole.ToolTipRole)
        self.setAccessibleName(tr("method of attribution"))
        self.setToolTip(tr("<qt>How the map is made; each entry says how.</qt>"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """The method, as the catalogue names it."""
        return str(self.currentData())

    @property
    def scaling(self) -> "Scaling":
        """What full purple stands for in maps of this method, unless chosen."""
        return scaling_of(self.key)


class ScaleChoice(QComboBox):
    """Offers what the strongest purple stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(tr("99.5th percentile"), "percentile")
        self.addItem(tr("maximum (article)"), "maximum")
        self.setAccessibleName(tr("full purple at"))
        self.setToolTip(f"<qt>{_SCALE_HELP}</qt>")
