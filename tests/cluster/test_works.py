"""One order on a node: an actor trains, and is asked, answered and killed."""

import shutil
import sys

import filelock
import pytest
from acting import ACTOR, DYING
from ordered import fill, order_of, run_of
from waiting import until

from cellclassifier.cluster import works
from cellclassifier.cluster.desks import note_of
from cellclassifier.cluster.hands import Hands
from cellclassifier.cluster.store import Store
from cellclassifier.cluster.works import Work
from cellclassifier.core.messages import ExportJob, PredictJob, Progressed, TrainJob
from cellclassifier.core.runs import Run

SECONDS = 60
HANGING = [sys.executable, "-c", "import sys; [sys.stdin.readline() for _ in range(9)]"]
"""A worker that takes a job and is not heard of again."""

DEAF = [
    *(sys.executable, "-c"),
    "import sys, threading; sys.stdin.readline(); threading.Event().wait()",
]
"""One that does not even end when nobody is there any more."""


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("short"), epochs=2)


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("long"), epochs=1000)


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    monkeypatch.setattr(works, "ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(works, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(works, "GRACE_SECONDS", 5.0)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "scratch" / "contents")


@pytest.fixture
def begin(tmp_path, store):
    """Return what begins the work on an order; it is ended with the test."""
    begun = []

    def begin(order, contents=None, command=ACTOR):
        if contents is not None:
            fill(store, contents)
        work = Work(
            order, tmp_path / "scratch" / "studies", store, "one", Hands(command, 0)
        )
        begun.append(work)
        work.start()
        return work

    yield begin
    for work in begun:
        work.ask("stop")
        work._kill()
        assert work.ended.wait(SECONDS)


def over(work):
    assert work.ended.wait(SECONDS), "it goes on"
    return work.report


def named(report):
    return {file.path.partition("/")[2]: file for file in report.files}


def epochs(work):
    return 0 if work.run is None else len(work.run.history().epochs)


def test_a_run_is_trained_predicted_and_handed_over(short, store, begin):
    order, contents = order_of(short)
    work = begin(order, contents)
    report = over(work)
    assert (report.key, report.node, report.outcome) == (order.key, "one", "done")
    assert not report.shared
    found = named(report)
    assert {"model.keras", "events.jsonl", "predictions/test.csv"} <= set(found)
    for file in report.files:
        assert file.path.startswith(f"{short.folder.name}/")
        assert store.lacking({file.sha256: file.size}) == []
    events = found["predictions/test.csv"]
    table = store.give(events.sha256, 0, events.size).decode()
    (folder,) = short.record.tests.values()
    assert str(folder) in table
    assert work.kept == {file.sha256 for file in report.files}
    heard = b"".join(work.take_heard())
    assert Progressed.__name__.lower() in heard.decode()
    assert work.take_heard() == []


def test_what_is_lacking_is_awaited(short, store, begin):
    order, contents = order_of(short)
    work = begin(order)
    until(lambda: work.lacking, SECONDS)
    assert sorted(work.lacking) == sorted(contents.sheet.blobs)
    (first, path), *_ = contents.paths.items()
    data = path.read_bytes()
    store.take(first, len(data), 0, data)
    until(lambda: first not in work.lacking, SECONDS)
    assert len(work.lacking) == len(contents.paths) - 1
    assert not work.training
    fill(store, contents)
    assert over(work).outcome == "done"
    assert work.lacking == []


def test_an_answer_counts_however_late_it_comes(short, store, begin):
    # The sheet of the order may be that of an earlier try, whose files are gone.
    order, contents = order_of(short)
    gone = contents.sheet.files[0].model_copy(update={"sha256": "0" * 64})
    stale = contents.sheet.model_copy(update={"files": (gone,)})
    fill(store, contents)
    work = begin(order.model_copy(update={"sheet": stale}))
    until(lambda: work.lacking == ["0" * 64], SECONDS)
    work.answer(contents.sheet)
    assert over(work).outcome == "done"


def test_a_content_that_was_damaged_meanwhile_is_awaited_anew(short, store, begin):
    order, contents = order_of(short)
    fill(store, contents)
    digest = next(iter(short.hashes().values()))
    store.path(digest).write_bytes(bytes(store.path(digest).stat().st_size))
    work = begin(order)
    until(lambda: work.lacking == [digest], SECONDS)
    fill(store, contents)
    assert over(work).outcome == "done"


@pytest.mark.parametrize(
    ("what", "outcome"),
    [("stop", "cancelled"), ("pause", "paused"), ("stop_after_epoch", "cancelled")],
)
def test_asked_before_it_begins_it_does_not(short, begin, what, outcome):
    order, _ = order_of(short)
    work = begin(order)
    until(lambda: work.lacking, SECONDS)
    work.ask(what)
    report = over(work)
    assert (report.outcome, report.files) == (outcome, ())
    assert work.run is None


@pytest.mark.parametrize(
    ("what", "outcome"),
    [("stop", "cancelled"), ("pause", "paused"), ("stop_after_epoch", "cancelled")],
)
def test_asked_while_it_trains_it_ends_by_itself(long, begin, what, outcome):
    order, contents = order_of(long)
    work = begin(order, contents)
    until(lambda: epochs(work) >= 3, SECONDS)
    assert work.training
    work.ask(what)
    report = over(work)
    assert report.outcome == outcome
    assert ("model.keras" in named(report)) == (outcome == "cancelled")
    assert "control.json" not in named(report)
    assert not work.training


def test_a_pause_is_resumed_by_another_node(long, tmp_path, begin):
    order, contents = order_of(long)
    first = begin(order, contents)
    until(lambda: epochs(first) >= 3, SECONDS)
    first.ask("pause")
    files = {file.path: file for file in over(first).files}
    # As if it had come home and were sent from there.
    sheet = contents.sheet.model_copy(
        update={
            "files": (*contents.sheet.files, *files.values()),
            "lines": len(first.run.events()),
        }
    )
    other, _ = order_of(long, sheet=sheet, resume=True)
    done = epochs(first)
    second = Work(other, tmp_path / "elsewhere", first._store, "two", Hands(ACTOR, 0))
    second.start()
    try:
        until(lambda: epochs(second) > done, SECONDS)
        began = [e.epoch for e in second.run.events() if e.kind == "began"]
        assert began == [0, done]
    finally:
        second.ask("stop")
        assert second.ended.wait(SECONDS)


def test_one_that_does_not_stop_is_killed(short, begin, monkeypatch):
    monkeypatch.setattr(works, "GRACE_SECONDS", 0.2)
    order, contents = order_of(short)
    work = begin(order, contents, DEAF)
    until(lambda: work.training, SECONDS)
    work.ask("pause")
    assert not work.ended.wait(0.5)
    work.ask("stop")
    report = over(work)
    # It was wanted, and no failure.
    assert report.outcome == "cancelled"
    assert work.run.ended().outcome == "cancelled"


def test_a_worker_that_dies_is_told(short, begin):
    order, contents = order_of(short)
    report = over(begin(order, contents, DYING))
    assert report.outcome == "failed"
    assert "died unexpectedly" in report.detail
    assert "died.json" in named(report)


def test_an_errand_is_killed_at_once_and_leaves_the_run_alone(short, begin):
    order, contents = order_of(short, jobs=[PredictJob(run=short.folder, test="test")])
    work = begin(order, contents, DEAF)
    until(lambda: work._worker is not None, SECONDS)
    assert not work.training
    work.ask("stop")
    assert over(work).outcome == "cancelled"
    assert work.run.asked() is None


def test_errands_write_what_they_are_asked_for(short, begin):
    jobs = [
        PredictJob(run=short.folder, test="test"),
        PredictJob(run=short.folder, validation=True),
    ]
    order, contents = order_of(short, jobs=jobs)
    report = over(begin(order, contents))
    assert report.outcome == "done"
    assert set(named(report)) == {"predictions/test.csv", "validation.csv"}


def test_jobs_that_write_elsewhere_are_refused(short, begin, tmp_path):
    out = tmp_path / "out.keras"
    for job in (
        ExportJob(run=short.folder, format="keras", out=out),
        TrainJob(run=short.folder),
    ):
        order, contents = order_of(short, jobs=[job])
        report = over(begin(order, contents))
        assert report.outcome == "failed"
        assert "Expected a prediction" in report.detail
    assert not out.exists()


def test_a_set_that_the_run_has_not_is_refused(short, begin):
    for name in ("other", "../../x"):
        job = PredictJob(run=short.folder, test=name)
        order, contents = order_of(short, jobs=[job])
        report = over(begin(order, contents))
        assert report.outcome == "failed"
        assert "has no set" in report.detail


def test_nobody_is_awaited_for_ever(short, begin, monkeypatch):
    monkeypatch.setattr(works, "PATIENCE_SECONDS", 0.3)
    order, _ = order_of(short)
    # It waits in its study, for when that is there again.
    assert over(begin(order)).outcome == "paused"


def test_without_room_for_what_was_made_it_is_told(short, begin, monkeypatch):
    order, contents = order_of(short)

    def full(*_):
        raise OSError(28, "No space left on device")

    work = begin(order, contents)
    monkeypatch.setattr(Store, "add", full)
    monkeypatch.setattr(Store, "add_bytes", full)
    report = over(work)
    assert report.outcome == "failed"
    assert "could not hand over" in report.detail
    assert "No space left" in report.detail
    assert report.files == ()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_whatever_goes_wrong_it_ends(short, begin, monkeypatch):
    def wrong(*_):
        raise RuntimeError("of a kind that nobody thought of")

    monkeypatch.setattr(works.doing, "do", wrong)
    order, contents = order_of(short)
    report = over(begin(order, contents))
    assert (report.outcome, report.detail) == ("failed", "The node one went wrong.")


def test_a_folder_that_another_node_works_in_is_left_to_it(short, begin, tmp_path):
    order, contents = order_of(short)
    folder = tmp_path / "scratch" / "studies" / order.study / "runs" / order.run
    shutil.copytree(short.folder, folder)
    with filelock.FileLock(folder / ".lock"):
        work = begin(order, contents)
        until(lambda: Run(folder).asked() == "pause", SECONDS)
        assert work.run is None
    assert over(work).outcome == "done"


# In the study's own folder


@pytest.fixture
def shared(tmp_path, long):
    """An order on a run that a node sees, and that may be changed."""
    folder = tmp_path / "study" / "runs" / long.folder.name
    shutil.copytree(long.folder, folder)
    run = Run(folder)
    order, _ = order_of(run, share=True)
    note = note_of(run.study_folder, order)
    note.parent.mkdir(parents=True)
    note.write_text(f'{{"key": "{order.key}"}}')
    return run, order


def test_a_run_that_is_seen_is_trained_where_it_lies(shared, begin):
    run, order = shared
    work = begin(order)
    until(lambda: len(run.history().epochs) >= 3, SECONDS)
    assert work.shared
    work.ask("stop")
    report = over(work)
    assert (report.outcome, report.shared, report.files) == ("cancelled", True, ())
    assert run.state == "cancelled"


def test_a_run_that_was_deleted_does_not_come_back(shared, begin, monkeypatch):
    monkeypatch.setattr(works, "GRACE_SECONDS", 0.1)
    run, order = shared
    work = begin(order, command=HANGING)
    until(lambda: work.training, SECONDS)
    shutil.rmtree(run.folder)
    work.ask("stop")
    over(work)
    assert not run.folder.exists()
