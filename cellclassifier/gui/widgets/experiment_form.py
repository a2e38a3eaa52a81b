"""A new experiment: what is repeated and compared, and what that will take."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.catalog import ARCHITECTURES, CONTROLS, VARYING, Choice
from cellclassifier.core.clump_spec import FindingSpec
from cellclassifier.core.experiment_results import Speed
from cellclassifier.core.experiment_spec import MIXES, Control, ExperimentSpec, Mix
from cellclassifier.core.language import tr
from cellclassifier.core.lots import Stock
from cellclassifier.core.spec import StudySpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.check_list import CheckList, told
from cellclassifier.gui.widgets.experiment_plan import (
    PlanRow,
    PlanTable,
    plan,
    total,
)
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.notice import primary
from cellclassifier.gui.widgets.size_choice import SizeChoice

_FIELDS = ("runs", "vary", "name", "first_seed")
_CLUMPS = ("radius", "unit", "k", "control")
_MASKED = {"clumps only", "without clumps"}
_FOLDS = (2, 50)
_WHAT_FOR = tr(
    "One training is an anecdote: another seed gives another accuracy. An experiment "
    "trains the same again and again, and tells the mean with its spread."
)


class ExperimentDialog(QDialog):
    """Asks for an experiment; says what it will take before it starts."""

    def __init__(
        self,
        spec: StudySpec,
        channels: int,
        tiles: int,
        known: Sequence[Speed],
        reason: str = "",
        parent: QWidget | None = None,
        held: Stock | None = None,
    ) -> None:
        """Propose to repeat what the study has set.

        Args:
            spec: Settings of the study.
            channels: How many channels its images have.
            tiles: Training tiles of a run with these settings; 0: not known yet.
            known: How fast earlier runs were.
            reason: Why no experiment can start now, as a sentence.
            parent: The window that it belongs to.
            held: Training tiles and groups of each class; ``None``: not known yet.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("New experiment"))
        self._spec, self._tiles, self._known, self._reason = spec, tiles, known, reason
        self._held = held
        self.form = SpecForm(ExperimentSpec(), _FIELDS)
        self.varying = theme.muted("")
        self.networks = CheckList(tr("Networks"), told(ARCHITECTURES))
        self.networks.tick([spec.training.network])
        self.data = CheckList(tr("Data"), _kinds_of_data(spec))
        self.data.tick([spec.reading.mix])
        self.data.setVisible(channels > 1 or spec.reading.mix != "keep")
        self.sizes = SizeChoice(held)
        self.controls = CheckList(tr("Controls"), told(CONTROLS))
        finding = {
            name: getattr(spec.masking, name) for name in FindingSpec.model_fields
        }
        self.clumps = SpecForm(FindingSpec(**finding), _CLUMPS)
        self.table = PlanTable()
        self.total = QLabel()
        self.reason = theme.muted("")
        self.start = primary(QPushButton(tr("Start experiment")))
        self._arrange()
        self.form.edited.connect(self._show_plan)
        self.networks.changed.connect(self._show_plan)
        self.data.changed.connect(self._show_plan)
        self.sizes.changed.connect(self._show_plan)
        self.controls.changed.connect(self._show_plan)
        self.clumps.edited.connect(self._show_plan)
        self._show_plan()

    @property
    def experiment(self) -> ExperimentSpec:
        """What is asked for, as shown."""
        mixes = cast("tuple[Mix, ...]", self.data.ticked())
        if mixes == (self._spec.reading.mix,):
            # As the study reads its images: the variants need no name for it.
            mixes = ()
        controls = cast("tuple[Control, ...]", self.controls.ticked())
        chosen = {
            "networks": self.networks.ticked(),
            "mixes": mixes,
            "sizes": self.sizes.sizes(),
            "size_unit": self.sizes.size_unit(),
            "controls": controls,
            "clumps": self.clumps.spec if _MASKED & set(controls) else None,
        }
        # Unlike a copy with changes, this puts sizes in their order.
        return ExperimentSpec.model_validate({**dict(self.form.spec), **chosen})

    def problem(self) -> str:
        """Return why this cannot start, as a sentence, or nothing."""
        found = cast("ExperimentSpec", self.form.spec)
        if self._reason:
            return self._reason
        if not self.networks.ticked():
            return tr("No network is chosen: tick one or more.")
        if not self.data.ticked():
            return tr("No kind of data is chosen: tick one or more.")
        if found.vary == "folds" and not _FOLDS[0] <= found.runs <= _FOLDS[1]:
            return tr("There are as many folds as runs: choose 2 to 50 runs.")
        return self.sizes.problem()

    def _show_plan(self) -> None:
        experiment, problem = self.experiment, self.problem()
        self.varying.setText(_explained(experiment))
        self.clumps.setVisible(experiment.clumps is not None)
        plannable = self.networks.ticked() and self.data.ticked()
        rows: tuple[PlanRow, ...] = ()
        if plannable and (not problem or problem == self._reason):
            asked = (self._spec, experiment, self._tiles, self._known)
            rows = plan(*asked, self._held)
        self.table.show_plan(rows)
        self.total.setText(total(rows) if rows else "")
        self.start.setEnabled(not problem)
        self.start.setToolTip(problem or tr("Train these runs, one after another"))
        self.reason.setText(problem)

    def _arrange(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(3 * theme.SPACE)
        upper.addWidget(_scrolled(self.form, self.varying, self.data), 4)
        upper.addWidget(_scrolled(self.networks), 5)
        upper.addWidget(_scrolled(self.sizes, self.controls, self.clumps), 5)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        last = QHBoxLayout()
        last.addWidget(self.reason, 1)
        last.addWidget(buttons)
        self.total.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setSpacing(2 * theme.SPACE)
        box.addWidget(theme.title(tr("New experiment")))
        box.addWidget(theme.muted(_WHAT_FOR))
        box.addLayout(upper, 4)
        box.addWidget(theme.title(tr("What will be trained")))
        box.addWidget(self.table, 2)
        box.addWidget(self.total)
        box.addLayout(last)
        self.start.setDefault(True)
        self.resize(248 * theme.SPACE, 180 * theme.SPACE)


def _scrolled(*widgets: QWidget) -> QWidget:
    side = QWidget()
    box = QVBoxLayout(side)
    box.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
    box.setSpacing(2 * theme.SPACE)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(side)
    # Nothing may be cut off at the right, with or without the bar.
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(side.minimumSizeHint().width() + bar)
    return area


def _explained(experiment: ExperimentSpec) -> str:
    """Return what the choices that are made mean."""
    choice = VARYING[experiment.vary]
    return tr(
        "Runs differ in {choice}. {help}",
        choice=tr(choice.label),
        help=tr(choice.help),
    )


def _kinds_of_data(spec: StudySpec) -> dict[str, Choice]:
    names: dict[Mix, str] = {
        "keep": tr("Colour"),
        "mean": tr("Grey (mean)"),
        "maximum": tr("Grey (maximum)"),
    }

    def label(mix: Mix) -> str:
        name = names[mix]
        return (
            tr("{name}, as it is in the study", name=name)
            if mix == spec.reading.mix
            else name
        )

    return {mix: Choice(label(mix), "") for mix in MIXES}
