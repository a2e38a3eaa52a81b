"""The window: the steps of the work at the left, one page at a time at the right."""

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core import preferences
from cellclassifier.core.language import tr
from cellclassifier.core.places import HERE
from cellclassifier.gui import theme
from cellclassifier.gui.collecting import Collector
from cellclassifier.gui.guide import Guide
from cellclassifier.gui.pages import PAGES, Pages
from cellclassifier.gui.session import Session
from cellclassifier.gui.standing import show_standing
from cellclassifier.gui.status import Status
from cellclassifier.gui.widgets.closing import ask_what_becomes
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.page import Page
from cellclassifier.gui.widgets.rail import Rail
from cellclassifier.gui.widgets.run_list import RunList
from cellclassifier.gui.widgets.study_button import StudyButton

PREPARE_MS = 60
"""Time between two steps in which pages are prepared, ms: the user comes first."""


class MainWindow(QMainWindow):
    """Shows pages and what they have in common; decides nothing itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._study = session.study
        self._collector = Collector(self)
        self.setWindowTitle("Cell Classifier")
        self.setWindowIcon(QIcon(str(theme.resource("app.svg"))))
        self.setMinimumSize(QSize(1000, 640))
        self.resize(1280, 800)
        self.study = StudyButton()
        self.rail = Rail([(page.key, page.title, page.icon) for page in PAGES])
        self.runs = RunList()
        self.notice = Notice(closable=True)
        self.standing = Notice()
        self.status = Status(session)
        self.title, self.sentence = theme.title(""), theme.muted("")
        self.stack = QStackedWidget()
        self.pages = Pages(session, self._take_page)
        self._preparing = self.pages.preparation()
        self._idle = QTimer(self, interval=PREPARE_MS)
        self._idle.timeout.connect(self._prepare)
        titles = {page.key: page.title for page in PAGES}
        self.guide = Guide(self, self, session, titles)
        self._build()
        self.setStatusBar(self.status)
        self._build_actions()
        self._connect()
        self._show_study()
        self._show_runs()
        self._restore()

    def _show_pairs(self) -> None:
        # Imported here: the window starts sooner without.
        from cellclassifier.gui.leak_window import show_leaks

        show_leaks(self._session, self)

    def _send(self, what: str) -> None:
        from cellclassifier.gui.sending import send

        send(self._session, what, self)

    def _write_report(self) -> None:
        from cellclassifier.gui.pages.compare import write_report

        write_report(self._session, self)

    def show_page(self, key: str) -> None:
        """Go to the page of a step."""
        entry = self.pages.entry(key)
        self.stack.setCurrentWidget(self.pages[key])
        self.title.setText(entry.title)
        self.sentence.setText(entry.sentence)
        self.rail.set_current(key)
        self.guide.went(key)
        self._show_steps()

    def showEvent(self, event: QShowEvent) -> None:
        """Prepare the pages once the window is there."""
        super().showEvent(event)
        self._idle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Look for what happened to the runs while the user was elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._session.refresh_runs()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of a training, then end what belongs to this window."""
        if self._session.training and not self._session.read_only:
            standing = self._session.desk.standing
            far = "" if standing.place == HERE else standing.place.text
            answer = ask_what_becomes(self, len(standing.waiting), far)
            if answer == "stay":
                event.ignore()
                return
            if answer == "stop":
                self._session.desk.stop_all()
        settings = _settings()
        settings.setValue("geometry", self.saveGeometry())
        self._idle.stop()
        for page in self.pages.made:
            page.close_page()
        self.guide.close()
        self._session.close()
        self._collector.close()
        event.accept()

    def _build(self) -> None:
        side = QWidget()
        side.setFixedWidth(52 * theme.SPACE)
        side_box = QVBoxLayout(side)
        side_box.addWidget(self.study)
        side_box.addWidget(self.rail)
        side_box.addWidget(theme.muted(tr("Runs")))
        side_box.addWidget(self.runs, 1)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(3 * theme.SPACE)
        head.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        main_box = QVBoxLayout()
        main_box.setContentsMargins(0, 2 * theme.SPACE, 3 * theme.SPACE, theme.SPACE)
        main_box.addLayout(head)
        main_box.addWidget(self.standing)
        main_box.addWidget(self.notice)
        main_box.addWidget(self.stack, 1)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(side)
        line.addLayout(main_box, 1)
        self.setCentralWidget(middle)

    def _build_actions(self) -> None:
        for number, page in enumerate(PAGES, 1):
            self._add_action(
                tr("Go to {title}", title=page.title),
                f"Ctrl+{number}",
                lambda _=False, key=page.key: self.show_page(key),
            )
        self._add_action(tr("Open a study"), "Ctrl+O", self.study.ask_to_open)
        self._add_action(tr("Light or dark"), "Ctrl+D", self._change_scheme)
        self._add_action(tr("Stop the training"), "Ctrl+.", self._session.stop_training)
        self._add_action(tr("Help"), "F1", self.guide.show_help)
        self._add_action(tr("Close"), "Ctrl+Q", self.close)

    def _add_action(self, text: str, keys: str, act: object) -> None:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(act)
        self.addAction(action)

    def _connect(self) -> None:
        session = self._session
        self.rail.chosen.connect(self.show_page)
        self.runs.chosen.connect(session.choose_run)
        self.study.opened.connect(session.open_study)
        self.study.created.connect(session.create_study)
        self.study.scheme_wanted.connect(self._set_scheme)
        self.study.outcomes_wanted.connect(self._set_outcomes)
        self.study.language_wanted.connect(self._set_language)
        self.study.report_wanted.connect(self._write_report)
        self.study.send_wanted.connect(self._send)
        self.runs.export_wanted.connect(lambda: self._send("export"))
        for signal in (
            session.contents_changed,
            session.prepared_changed,
            session.training_changed,
        ):
            signal.connect(self._show_steps)
        session.study_changed.connect(self._show_study)
        session.runs_changed.connect(self._show_runs)
        session.run_changed.connect(self._show_runs)
        session.training_changed.connect(self._show_runs)
        session.training_changed.connect(self._on_training_changed)
        session.trained.connect(self._on_trained)
        session.failed.connect(self._show_failure)
        session.training_changed.connect(self._show_standing)
        session.read_only_changed.connect(self._show_standing)
        session.study_changed.connect(self._show_standing)
        self.standing.acted.connect(session.go_on)

    def _show_standing(self) -> None:
        show_standing(self.standing, self._session)

    def _show_study(self) -> None:
        study = self._session.study
        self.study.show_study(
            study.folder if study else None, self._session.preferences
        )
        name = study.folder.name if study else ""
        self.setWindowTitle(
            tr("{name} - Cell Classifier", name=name) if name else "Cell Classifier"
        )
        if study is not self._study:
            self._study = study
            self.notice.clear()
        self._show_steps()

    def _show_steps(self) -> None:
        self.rail.set_steps(self.pages.steps())

    def _take_page(self, page: Page) -> None:
        """Take in a page that was made just now."""
        self.stack.addWidget(page)
        page.go.connect(self.show_page)
        page.step_changed.connect(self._show_steps)
        page.pairs_wanted.connect(self._show_pairs)
        self._show_steps()

    def _prepare(self) -> None:
        """Make a little of a page, so that it is there when it is visited."""
        if next(self._preparing, self) is self:
            self._idle.stop()

    def _show_runs(self) -> None:
        session = self._session
        facts, left_out = session.known_facts(), session.left_out
        self.runs.show_runs(session.runs, session.run, facts, left_out)
        self._show_steps()

    def _on_training_changed(self) -> None:
        if self._session.training:
            self.notice.clear()

    def _on_trained(self, network: bool) -> None:
        self.rail.add_news("training")
        if network:
            self.rail.add_news("predictions")

    def _show_failure(self, sentence: str, log: str) -> None:
        page = self.stack.currentWidget()
        if not (isinstance(page, Page) and page.tells(sentence)):
            self.notice.tell(sentence, "error", details=log)

    def _change_scheme(self) -> None:
        dark = self._session.preferences.scheme == "dark"
        self._set_scheme("light" if dark else "dark")

    def _set_scheme(self, scheme: str) -> None:
        self._session.prefer(scheme=scheme)
        dress(self._session)
        self._show_study()

    def _set_outcomes(self, blue_orange: bool) -> None:
        self._session.prefer(blue_orange=blue_orange)
        dress(self._session)
        self._show_study()

    def _set_language(self, code: str) -> None:
        self._session.prefer(language=code)
        self._show_study()
        again = tr(
            "The language changes when Cell Classifier is started the next time."
        )
        self.notice.tell(again, "info")

    def _restore(self) -> None:
        geometry = _settings().value("geometry")
        # What another version, or a hand, wrote there may be anything.
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)


def dress(session: Session) -> None:
    """Give the application the look that the user prefers."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, session.preferences.scheme)
    theme.set_outcome_palette(session.preferences.blue_orange)


def _settings() -> QSettings:
    path = preferences.home() / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)
