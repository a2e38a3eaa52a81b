"""Reading folders off the GUI thread: what is superseded is never heard again."""

import threading

import drawn
import pytest

from cellclassifier.core.spec import StudySpec
from cellclassifier.gui import scanning
from cellclassifier.gui.scanning import Scanner
from cellclassifier.gui.session import Session


class Gate:
    """Holds readings up, each until the gate is opened."""

    def __init__(self, real):
        self.open, self.started, self.reports, self._real = (
            threading.Event(),
            [],
            0,
            real,
        )

    def read(self, spec, report):
        self.started.append(spec)
        while not self.open.wait(0.01):
            self.reports += 1
            report("train", scanning.EVERY, 999)
        return self._real(spec, report)


@pytest.fixture
def gate(monkeypatch):
    made = Gate(scanning.read_contents)
    monkeypatch.setattr(scanning, "read_contents", made.read)
    yield made
    made.open.set()


@pytest.fixture
def scanner(qtbot):
    made = Scanner()
    yield made
    made.close()


@pytest.fixture
def session(qtbot):
    made = Session(["true"])
    yield made
    made.close()


def specs(tmp_path):
    names = ("first", "second")
    return [StudySpec(train=drawn.folder(tmp_path / name, 2)) for name in names]


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=20_000)


def test_a_later_reading_ends_the_one_before(qtbot, scanner, gate, tmp_path):
    first, second = specs(tmp_path)
    found, reported = [], []
    scanner.found.connect(lambda contents: found.append(contents.train.folder))
    scanner.reported.connect(lambda *what: reported.append(what))
    scanner.start(first)
    wait(qtbot, lambda: len(reported) > 0)
    scanner.start(second)
    # The one thread is free although the gate is shut: the first gave up.
    wait(qtbot, lambda: gate.started == [first, second])
    gate.open.set()
    wait(qtbot, lambda: found == [second.train])


def test_what_is_stopped_tells_nothing(qtbot, scanner, gate, tmp_path):
    first, _ = specs(tmp_path)
    told = []
    for signal in (scanner.reported, scanner.found, scanner.failed):
        signal.connect(lambda *what: told.append(what))
    scanner.start(first)
    wait(qtbot, lambda: gate.reports > 0)
    scanner.stop()
    scanner.reported.disconnect()
    gate.open.set()
    done = []
    scanner._background.run("other", lambda: 1, done.append, done.append)
    wait(qtbot, lambda: done == [1])
    assert not [what for what in told if len(what) == 1]


def test_closing_does_not_wait_for_all_files(qtbot, scanner, gate, tmp_path):
    scanner.start(specs(tmp_path)[0])
    wait(qtbot, lambda: gate.reports > 0)
    scanner.close()  # hangs, and with it this test, if the reading goes on
    assert not gate.open.is_set()


def test_a_delayed_start_replaces_the_one_before(qtbot, scanner, gate, tmp_path):
    first, second = specs(tmp_path)
    gate.open.set()
    scanner.start(first, delay_ms=50)
    scanner.start(second, delay_ms=50)
    with qtbot.waitSignal(scanner.found, timeout=20_000):
        pass
    assert gate.started == [second]


def test_nothing_of_a_study_reaches_the_next(qtbot, session, gate, tmp_path):
    study = drawn.study(tmp_path / "a", 6, 4)
    session.open_study(study.folder)
    wait(qtbot, lambda: gate.reports > 0)
    seen, done = [], []
    session.create_study(tmp_path / "empty")
    session.scanned.connect(lambda *what: seen.append(what))
    gate.open.set()
    session.scanner._background.run("other", lambda: 1, done.append, done.append)
    wait(qtbot, lambda: done == [1])
    assert session.spec.train is None
    assert session.contents is None
    assert seen == []


def test_a_slow_reading_holds_up_nothing_else(qtbot, session, gate, tmp_path):
    session.open_study(drawn.study(tmp_path / "a", 6, 4).folder)
    wait(qtbot, lambda: gate.reports > 0)
    done = []
    session.background.run("other", lambda: 1, done.append, done.append)
    wait(qtbot, lambda: done == [1])


def test_a_folder_that_cannot_be_read_is_told_and_can_be_read_again(
    qtbot, session, monkeypatch, tmp_path
):
    real = scanning.read_contents

    def refuse(spec, report):
        raise PermissionError(13, "Permission denied", "x")

    monkeypatch.setattr(scanning, "read_contents", refuse)
    changes = []
    session.contents_changed.connect(lambda: changes.append(session.scan_error))
    with qtbot.waitSignal(session.failed, timeout=20_000) as told:
        session.open_study(drawn.study(tmp_path, 6, 4).folder)
    assert "Permission denied" in session.scan_error
    assert told.args[0] == session.scan_error == session.blocked() == changes[-1]
    monkeypatch.setattr(scanning, "read_contents", real)
    session.scan()
    assert "still being read" in session.blocked()
    wait(qtbot, lambda: session.checked)
    assert session.blocked() == ""
