"""The first step: which images are learnt from, and which are tested on."""

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cellclassifier.core.contents import Contents, names_of_tests
from cellclassifier.core.dataset import Problem
from cellclassifier.core.language import tr
from cellclassifier.gui import theme
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import READING, images_step
from cellclassifier.gui.widgets.asking import ask_folder
from cellclassifier.gui.widgets.folder_cards import FolderCards
from cellclassifier.gui.widgets.folder_check import Checked, check
from cellclassifier.gui.widgets.folder_invitation import FolderInvitation
from cellclassifier.gui.widgets.folder_rules import unfit_test, unfit_training
from cellclassifier.gui.widgets.next_bar import NextBar
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.page import Page, Step
from cellclassifier.gui.widgets.scroll_column import ScrollColumn
from cellclassifier.gui.widgets.test_column import TestColumn
from cellclassifier.gui.widgets.train_column import TrainColumn

NO_TESTS = tr(
    "There is no test set yet: add one, to see how a network does on images that it "
    "has never seen."
)
AGAIN = tr("Check the folders again")


class ImagesPage(Page):
    """Two columns: training images at the left, test sets at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._doing = session, ""
        self._checked: Checked | None = None
        self.empty, self.tests = FolderInvitation(), TestColumn()
        # Both headings are as high as the one that has a button.
        head = self.tests.add.sizeHint().height()
        self.left = TrainColumn(session.background, session.spec, head)
        self.train, self.reading = self.left.card, self.left.reading
        self.groups = self.left.groups
        self._cards = FolderCards(self.train, self.tests)
        self.again = QPushButton(theme.icon("refresh"), AGAIN)
        self.next = NextBar(tr("Next: look at the tiles"))
        self._arrange()
        self._connect()
        self._show_study()
        self._show_contents()

    def step(self) -> Step:
        """Return how far the choice of images is."""
        session = self._session
        if session.spec.train is None or session.scan_error or self._checked is None:
            return images_step(session)
        problem = self._checked.blocked(self.reading.notice.sentence)
        every = self._all() or self._checked
        if problem := problem or every.worst("error", "attention"):
            return Step("attention", problem)
        if not self._checked.contents.tests:
            return Step("attention", NO_TESTS)
        return Step("ok", self._checked.summary())

    def tells(self, sentence: str) -> bool:
        """Return whether the card of the training images says so already."""
        return self.train.failure.sentence == sentence

    def close_page(self) -> None:
        """Close the window of copies."""
        # Imported here: the window starts sooner without.
        from cellclassifier.gui.leak_window import close_leaks

        close_leaks(self)

    def _arrange(self) -> None:
        self.again.setShortcut(QKeySequence("F5"))
        self.again.setToolTip(tr("Read all folders again, after files changed (F5)."))
        self.next.add_left(self.again)
        columns = ScrollColumn()
        line = QHBoxLayout(columns.inside)
        line.setContentsMargins(0, 0, theme.SPACE, 0)
        line.setSpacing(3 * theme.SPACE)
        line.addWidget(self.left, 1)
        line.addWidget(self.tests, 1)
        filled = QWidget()
        box = QVBoxLayout(filled)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns, 1)
        box.addWidget(self.next)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(filled)

    def _connect(self) -> None:
        self.empty.state.clicked.connect(self._ask_train)
        self.empty.recent.asked.connect(self.empty.recent.showMenu)
        self.train.change.asked.connect(self._ask_train)
        for button in (self.empty.recent, self.train.change):
            button.picked.connect(lambda path: self._set_train([path]))
        for target in (self.empty, self.train):
            target.dropped.connect(self._set_train)
        self.tests.add.asked.connect(self._ask_test)
        self.tests.add.picked.connect(lambda path: self._add_tests([path]))
        self.tests.dropped.connect(self._add_tests)
        self.tests.change_asked.connect(self._ask_change)
        self.tests.changed.connect(self._change_test)
        self.tests.removed.connect(self._remove_test)
        self.groups.edited.connect(lambda spec: self._session.update(groups=spec))
        self.reading.edited.connect(lambda spec: self._session.update(reading=spec))
        self.reading.looked.connect(self._show_problems)
        for part in (self.train, self.tests):
            part.pairs_wanted.connect(self.pairs_wanted)
        # The signal says whether the button is checked, which is no delay.
        self.again.clicked.connect(lambda: self._session.scan())
        self.train.failure.acted.connect(lambda: self._session.scan())
        self.next.clicked.connect(lambda: self.go.emit("tiles"))
        self._session.study_changed.connect(self._show_study)
        self._session.contents_changed.connect(self._show_contents)
        self._session.scanned.connect(self._show_progress)
        self._session.prepared_changed.connect(self._show_prepared)
        self._session.preparing.connect(self._show_preparing)

    def _ask_train(self) -> None:
        now = self._session.spec.train
        if path := self._ask(tr("Folder of the training images"), now):
            self._set_train([path])

    def _set_train(self, paths: list[Path]) -> None:
        spec = self._session.spec
        notice = self.empty.refusal if spec.train is None else self.train.refusal
        if not self._refused(unfit_training(paths, spec.tests), notice):
            self._remember(paths)
            self._session.update(train=paths[0])

    def _ask_test(self) -> None:
        if path := self._ask(tr("Folder of a test set"), self._session.spec.train):
            self._add_tests([path])

    def _add_tests(self, paths: list[Path]) -> None:
        spec = self._session.spec
        tests = spec.tests
        for path in paths:
            problem = unfit_test([path], spec.train, tests)
            if self._refused(problem, self.tests.refusal):
                return
            tests = (*tests, path)
        self._remember(paths)
        self._session.update(tests=tests)

    def _ask_change(self, name: str) -> None:
        if path := self._ask(tr("Folder of the test set"), self._known_tests()[name]):
            self._change_test(name, [path])

    def _change_test(self, name: str, paths: list[Path]) -> None:
        known = self._known_tests()
        others = [path for other, path in known.items() if other != name]
        problem = unfit_test(paths, self._session.spec.train, others)
        if not self._refused(problem, self.tests.cards[name].refusal):
            self._remember(paths)
            known[name] = paths[0]
            self._session.update(tests=tuple(known.values()))

    def _remove_test(self, name: str) -> None:
        known = self._known_tests()
        del known[name]
        self._session.update(tests=tuple(known.values()))

    def _known_tests(self) -> dict[str, Path]:
        return names_of_tests(self._session.spec.tests)

    def _ask(self, title: str, near: Path | None) -> Path | None:
        recent = self._session.preferences.recent_folders
        found = near or next(iter(recent), None)
        return ask_folder(self, title, found.parent if found else Path.home())

    def _refused(self, problem: str, notice: Notice) -> bool:
        others = (self.empty.refusal, self.tests.refusal)
        return self._cards.refused(problem, notice, others)

    def _remember(self, paths: list[Path]) -> None:
        preferences = self._session.preferences
        for path in reversed(paths):
            preferences = preferences.remember_folder(path)
        self._session.prefer(recent_folders=preferences.recent_folders)

    def _show_study(self) -> None:
        spec = self._session.spec
        self._stack.setCurrentIndex(0 if spec.train is None else 1)
        if spec.train:
            self.left.set_folder(spec.train)
        self.tests.show_tests(self._known_tests())
        self.groups.set_spec(spec.groups)
        self.reading.set_spec(spec.reading)
        contents, checked = self._session.contents, self._checked
        if contents and not (checked and checked.holds_for(contents, spec)):
            self._check(contents)
        self._show_recent()
        self.step_changed.emit()

    def _show_recent(self) -> None:
        recent = self._session.preferences.recent_folders
        self.empty.recent.setVisible(bool(recent))
        for button in (self.empty.recent, self.train.change):
            button.set_recent(recent)
        self.tests.set_recent(recent)

    def _show_contents(self) -> None:
        """Show what the folders hold, once it has been checked in the background."""
        session, self._checked = self._session, None
        if session.contents is not None:
            self._check(session.contents)
        elif error := session.scan_error:
            self._cards.show_failure(error, AGAIN)
        else:
            self._cards.show_reading()
        self._show_next()
        self.step_changed.emit()

    def _check(self, contents: Contents) -> None:
        spec = self._session.spec
        self._session.background.run(
            "problems", lambda: check(contents, spec), self._show_found, _raise
        )

    def _show_found(self, found: Checked) -> None:
        contents = self._session.contents
        if contents is None or not found.holds_for(contents, self._session.spec):
            return
        self._checked = found
        train = found.contents.train
        self._cards.show_contents(found.contents)
        self.groups.set_files(train.folder, [image.path for image in train.images])
        self.reading.set_contents(found.contents)
        self._show_problems()

    def _show_problems(self) -> None:
        """Show what is known to be wrong: with the images, and with their tiles."""
        prepared = self._session.prepared
        if found := self._all():
            leaks = prepared.leaks.problems() if prepared else ()
            copies = {problem for _, problem in leaks}
            self._cards.show_problems(found.problems, copies)
        self._show_next()
        self.step_changed.emit()

    def _all(self) -> Checked | None:
        """Return what was checked, with what was found when the tiles were made."""
        session, found = self._session, self._checked
        if found is None:
            return None
        if error := session.prepare_error:
            return found.along_with([("train", Problem("error", error))])
        return found.along_with(session.prepared.problems if session.prepared else ())

    def _show_prepared(self) -> None:
        self._doing = ""
        self._show_problems()

    def _show_preparing(self, what: str, done: int, of: int) -> None:
        what = what[:1].upper() + what[1:]
        self._doing = tr(" {what}: {done:,} of {of:,}.", what=what, done=done, of=of)
        self._show_next()

    def _show_progress(self, name: str, done: int, of: int) -> None:
        if self._session.contents is None:
            self._cards.show_progress(name, done, of)

    def _show_next(self) -> None:
        found, error = self._checked, self._session.scan_error
        if found is None:
            self.next.show_state(error or READING, waits=not error)
            return
        every = self._all() or found
        # Only what is wrong with the images themselves has to be mended here.
        told = every.worst("error") or (
            found.summary() if found.contents.tests else NO_TESTS
        )
        cure = self.reading.notice.sentence
        self.next.show_state(found.blocked(cure), told + self._doing)


def _raise(error: BaseException) -> None:
    raise error
