"""Measures how much of the attribution of a set lies in clumps, and shows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.tile_spec import Spec
from cellclassifier.gui import theme
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets.breaking_label import BreakingLabel
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.explain_afar import Afar
from cellclassifier.gui.widgets.explain_choices import ClassChoice, MethodBox
from cellclassifier.gui.widgets.explain_measuring import (
    Asked,
    Doing,
    Looked,
    Measurer,
    look_at,
)
from cellclassifier.gui.widgets.explain_outlines import Outliner
from cellclassifier.gui.widgets.explain_results import ResultView
from cellclassifier.gui.widgets.explain_series import Progress
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.notice import primary
from cellclassifier.gui.widgets.prediction_table import Shown
from cellclassifier.gui.widgets.wrapping_line import WrappingLine

_FIELDS = (
    *("limit", "networks", "reinitialised", "curve_tiles", "cascade_tiles", "seed"),
)


class MeasurePanel(QWidget):
    """What is measured, what that costs, and what came out."""

    told = Signal(str)
    """A sentence about a file that was saved, or was not."""

    looked = Signal(object)
    """The folder of the measurement with just these settings; ``None``: not made."""

    busy_changed = Signal(bool)
    """Whether a measurement goes on."""

    def __init__(
        self,
        background: Background,
        doing: Doing,
        afar: Afar,
        outliner: Outliner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._outliner, self._afar = background, outliner, afar
        self._shown: Shown | None = None
        self.method, self.classes = MethodBox(), ClassChoice(true=False)
        self.form = SpecForm(MeasureSpec(), _FIELDS)
        self.measure = primary(QPushButton(tr("Measure")))
        self.measurer = Measurer(doing, self)
        self.progress = Progress(tr("how far measuring is"))
        self.state = BreakingLabel()
        self.result = ResultView()
        self._build()
        self._connect()

    @property
    def spec(self) -> MeasureSpec:
        """What is measured."""
        method = self.method.method
        changes = {
            "method": method.key,
            "settings": dict(method.settings),
            "class_name": self.classes.explained.class_name,
            "clumps": self._outliner.spec,
        }
        spec = self.form.spec
        assert isinstance(spec, MeasureSpec)
        return spec.model_copy(update=changes)

    def show_set(self, shown: Shown) -> None:
        """Measure another set."""
        before, self._shown = self._shown, shown
        self.classes.set_classes(shown.table.classes)
        if before is None or before.source != shown.source:
            # What is being measured of another set goes on.
            self.result.clear()
        self.look()

    def look(self) -> None:
        """Look whether it was measured, and what it would cost."""
        if self._shown is None:
            return
        asked = Asked(self._shown.run, self._shown.test, self.spec)
        shown = self.result.folder
        self.measure.setEnabled(False)
        self._background.run(
            "explain measured",
            lambda: look_at(asked, shown),
            lambda found: self._on_looked(asked, found),
            self._on_problem,
        )

    def stop(self) -> None:
        """End what goes on."""
        self.measurer.cancel()

    def _build(self) -> None:
        for box in (self.method, self.classes):
            # In a narrow window a long name gives way.
            box.setMinimumWidth(24 * theme.SPACE)
        first: tuple[str | QWidget, ...] = (tr("Maps made by"), self.method)
        second = (tr("for the"), self.classes, self.measure)
        choices = WrappingLine(first, second)
        more = Collapsible(tr("How much is measured"))
        inside = QVBoxLayout(more.content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(choices)
        column.addWidget(more)
        column.addWidget(self.state)
        column.addWidget(self.progress)
        column.addWidget(self.result, 1)

    def _connect(self) -> None:
        self.method.changed.connect(self.look)
        self.classes.changed.connect(self.look)
        self.form.edited.connect(self._on_edited)
        self._outliner.spec_changed.connect(self.look)
        self.measure.clicked.connect(self._measure)
        self.progress.cancelled.connect(self.stop)
        self.measurer.progressed.connect(self.progress.show_part)
        self.measurer.ended.connect(self._on_ended)
        self.result.told.connect(self.told)

    def _on_edited(self, spec: Spec) -> None:
        self.look()

    def _on_looked(self, asked: Asked, found: Looked) -> None:
        if self._shown is None or asked != self._asked_now():
            return
        words = (found.words, self._afar.told(found.maps))
        self.state.setText(" ".join(filter(None, words)))
        self.measure.setEnabled(not self.measurer.busy and found.folder is None)
        self.measure.setToolTip(
            tr("This was measured already; change something, to measure again.")
            if found.folder
            else tr("Makes missing maps first, then measures; tables lie in the run.")
        )
        if folder := found.folder or found.earlier:
            self.result.read(self._background, folder, found.why_old)
        self.looked.emit(found.folder)

    def _on_problem(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self.state.setText(str(error))
        self.measure.setEnabled(False)

    def _asked_now(self) -> Asked | None:
        shown = self._shown
        return Asked(shown.run, shown.test, self.spec) if shown else None

    def _measure(self) -> None:
        if (asked := self._asked_now()) is not None:
            self.measure.setEnabled(False)
            self.measurer.start(asked)
            self.busy_changed.emit(self.measurer.busy)

    def _on_ended(self, sentence: str) -> None:
        self.progress.hide()
        self.busy_changed.emit(False)
        self.look()
        if sentence:
            self.result.say(sentence)
            self.told.emit(sentence)
