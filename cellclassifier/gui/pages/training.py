"""Training: settings at the left, the curves drawn live at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QTabWidget,
    QToolButton,
    QWidget,
)

from cellclassifier.core.language import tr
from cellclassifier.gui.experiment_panel import ExperimentPanel
from cellclassifier.gui.run_panel import RunPanel
from cellclassifier.gui.session import PREPARING, Session
from cellclassifier.gui.steps import training_step
from cellclassifier.gui.training_column import TrainingColumn
from cellclassifier.gui.widgets.copies_line import SHOW, stop_training
from cellclassifier.gui.widgets.help_section import belongs_to
from cellclassifier.gui.widgets.page import Page, Step

_READY = tr(
    "Nothing has been trained in this study yet. All settings are set sensibly."
)


class TrainingPage(Page):
    """Starts and stops trainings, and shows how the chosen run went or goes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.column = TrainingColumn(session)
        self.run = RunPanel(session)
        self.experiment = ExperimentPanel(session)
        self.tabs = QTabWidget()
        self.settings = QToolButton()
        self._build()
        self._connect()
        self._show_settings()

    def step(self) -> Step:
        """Return how far training is."""
        return training_step(self._session)

    def tells(self, sentence: str) -> bool:
        """Return whether the chosen run's notice says so already."""
        return self.run.notice.sentence == sentence

    def close_page(self) -> None:
        """Close the window of copies."""
        # Imported here, as below: the window starts sooner without.
        from cellclassifier.gui.leak_window import close_leaks

        close_leaks(self)

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.run, tr("This run"))
        self.tabs.addTab(self.experiment, tr("Its experiment"))
        self.tabs.setTabVisible(1, False)
        belongs_to(self.experiment, "several-runs")
        _take_room(self.experiment, False)
        self.settings.setText(tr("Settings"))
        self.settings.setToolTip(tr("Show or hide the settings of the next run"))
        self.settings.setCheckable(True)
        self.settings.setChecked(True)
        self.tabs.setCornerWidget(self.settings)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.column)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)

    def _connect(self) -> None:
        session = self._session
        self.run.next_wanted.connect(lambda: self.go.emit("predictions"))
        self.run.begin_wanted.connect(self._begin)
        self.column.pairs_wanted.connect(self._show_pairs)
        self.column.several_wanted.connect(self._plan_experiment)
        self.column.network_wanted.connect(self._show_network)
        self.column.device_wanted.connect(self._choose_device)
        self.experiment.found.connect(self._show_tab)
        self.settings.toggled.connect(self.column.setVisible)
        # An experiment needs all the room there is.
        self.tabs.currentChanged.connect(self._give_room)
        self.experiment.opened.connect(lambda: self.tabs.setCurrentIndex(0))
        for signal in (
            session.study_changed,
            session.contents_changed,
            session.prepared_changed,
            session.device_changed,
            session.training_changed,
            session.read_only_changed,
        ):
            signal.connect(self._show_settings)

    def _give_room(self, tab: int) -> None:
        self.settings.setChecked(tab == 0)
        _take_room(self.experiment, tab == 1)

    def _show_settings(self) -> None:
        self.column.show_settings()
        self._show_empty(self._session.blocked())
        self.step_changed.emit()

    def _show_empty(self, reason: str) -> None:
        """Say what to do where there is no run to look at."""
        empty = self.run.empty
        waits = reason == PREPARING or self._session.training is not None
        empty.set_sentence(reason or _READY)
        text = tr("Start training")
        if reason and not waits:
            # All else that blocks is mended under Images.
            text = SHOW if stop_training(self._session.prepared) else tr("Go to Images")
        empty.button.setText(text)
        empty.button.setEnabled(not waits and not self._session.read_only)

    def _begin(self) -> None:
        if not self._session.blocked():
            self._session.start_training()
        elif stop_training(self._session.prepared):
            self._show_pairs()
        else:
            self.go.emit("images")

    def _show_tab(self, is_there: bool) -> None:
        was_there = self.tabs.isTabVisible(1)
        self.tabs.setTabVisible(1, is_there)
        if is_there and not was_there:
            self.tabs.setCurrentIndex(1)

    def _show_pairs(self) -> None:
        from cellclassifier.gui.leak_window import show_leaks

        show_leaks(self._session, self)

    def _plan_experiment(self) -> None:
        from cellclassifier.gui.training_dialogs import plan_experiment

        plan_experiment(self._session, self)

    def _show_network(self) -> None:
        from cellclassifier.gui.training_dialogs import show_network

        show_network(self._session, self)

    def _choose_device(self) -> None:
        from cellclassifier.gui.training_dialogs import choose_device

        choose_device(self._session, self)


def _take_room(tab: QWidget, is_seen: bool) -> None:
    """Have a tab that is not seen ask for no width: a page is as wide as its widest."""
    policy = tab.sizePolicy()
    kinds = QSizePolicy.Policy
    policy.setHorizontalPolicy(kinds.Preferred if is_seen else kinds.Ignored)
    tab.setSizePolicy(policy)
