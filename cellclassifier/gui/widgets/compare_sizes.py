"""Would more data help? Curves over the size of the training set, with words below."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.study import Study
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.compare_reading import Seen
from cellclassifier.gui.widgets.size_curve_plot import SizeCurvePlot

if TYPE_CHECKING:
    from cellclassifier.core.comparison.size_curve import SizeCurve


def read_curves(seen: Seen) -> "tuple[SizeCurve, ...]":
    """Return the curves of those experiments of what is drawn that compare sizes.

    Raises:
        UserError: A table or an image of a run is missing or damaged.
    """
    # Imported here: the window starts sooner without.
    from cellclassifier.core.comparison.size_curve import size_curves
    from cellclassifier.core.experiments import experiments

    chosen = dict.fromkeys((e.study, e.experiment, e.test) for e in seen.drawn)
    found: list[SizeCurve] = []
    for folder, experiment, test in chosen:
        study = Study.open(folder)
        for record in experiments(study):
            if record.id == experiment and record.experiment.sizes:
                found += size_curves(study, record, test)
    return tuple(found)


class SizesView(QWidget):
    """Shows one curve of several, and says what it comes to.

    Signals:
        told: A sentence about a file that was saved, or was not.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[SizeCurve, ...] = ()
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which curve is shown"))
        self.which.setToolTip(
            tr("Network and data, of each experiment that is ticked.")
        )
        self.plot = SizeCurvePlot()
        self.words = BreakingLabel()
        self.words.make_selectable()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2 * theme.SPACE, 0, 0)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(self.which)
        box.addWidget(self.plot, 1)
        box.addWidget(self.words)
        self.which.activated.connect(self._show)
        self.plot.told.connect(self.told)
        self.show_curves(())

    def show_curves(self, curves: "Sequence[SizeCurve]") -> None:
        """Show other curves; the one of the same name stays in sight."""
        before = self.which.currentText()
        self._curves = tuple(curves)
        self.which.clear()
        for each in self._curves:
            self.which.addItem(
                tr(
                    "{experiment}: {title}, on {test}",
                    experiment=each.experiment,
                    title=each.title,
                    test=each.test,
                )
            )
        self.which.setCurrentIndex(max(0, self.which.findText(before)))
        self.which.setVisible(len(self._curves) > 1)
        self._show()

    def show_nothing(self) -> None:
        """Show that none is known."""
        self.show_curves(())

    def _show(self) -> None:
        place = self.which.currentIndex()
        curve = self._curves[place] if self._curves else None
        self.plot.show_curve(curve)
        self.words.setVisible(curve is not None)
        if curve is not None:
            from cellclassifier.core.comparison.size_words import told

            self.words.setText("\n".join(told(curve)))
