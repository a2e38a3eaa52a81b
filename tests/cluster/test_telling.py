"""What a node tells of a work: nothing twice, nothing mixed, and not too much."""

import json
import os
from types import SimpleNamespace

import pytest
from ordered import fill, order_of, run_of

from cellclassifier.cluster import telling
from cellclassifier.cluster.hands import Hands
from cellclassifier.cluster.orders import Report
from cellclassifier.cluster.store import Store
from cellclassifier.cluster.telling import Teller
from cellclassifier.cluster.works import Work
from cellclassifier.core.files import write_atomically
from cellclassifier.core.messages import PredictJob


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("home"), epochs=2)


@pytest.fixture
def clock(monkeypatch):
    """Stands in for the clock that never goes back; it stands still."""
    made = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(telling, "time", SimpleNamespace(monotonic=lambda: made.now))
    return made


class Acted(Work):
    """A work whose worker is the test."""

    training, shared = True, False
    lacking: tuple[str, ...] = ()


@pytest.fixture
def work(home, tmp_path, clock):
    order, contents = order_of(home)
    store = Store(tmp_path / "contents")
    fill(store, contents)
    made = Acted(order, tmp_path / "studies", store, "one", Hands())
    made._run = made.desk.lay_out(order.sheet)
    made._looked = order.sheet
    return made


def kinds(news):
    return [each["kind"] for each in news]


def of_kind(news, kind):
    return [each for each in news if each["kind"] == kind]


def tell(work, *lines):
    with (work.run.folder / "events.jsonl").open("ab") as file:
        file.write(b"".join(line.encode() + b"\n" for line in lines))


def epoch(run, number):
    """Write what a worker writes at the end of an epoch, in its order."""
    write_atomically(run.folder / "batch_loss.csv", f"batches {number}")
    write_atomically(run.folder / "checkpoint.npz", f"checkpoint {number}")
    write_atomically(run.folder / "best.npz", f"best {number}")
    write_atomically(run.folder / "epochs" / f"{number}.npz", f"kept {number}")
    write_atomically(run.folder / "history.csv", f"history {number}")


def copies(work, news):
    """Return the content of each file of the copies that are told."""
    found = {}
    for each in of_kind(news, "checkpoint"):
        for file in each["files"]:
            name = file["path"].partition("/")[2]
            content = work._store.give(file["sha256"], 0, file["size"])
            found[name] = content.decode()
    return found


# Lines, minibatches, and what the worker tells


def test_it_asks_and_begins_once(work):
    teller = Teller(work)
    assert kinds(teller.news()) == ["asks", "began"]
    assert kinds(teller.news()) == []
    assert kinds(Teller(work).news()) == ["asks", "began"]


def test_lines_are_told_once_and_whole(work):
    teller = Teller(work)
    tell(work, "{}", "{}")
    with (work.run.folder / "events.jsonl").open("ab") as file:
        file.write(b'{"half')
    (lines,) = of_kind(teller.news(), "lines")
    assert (lines["first"], lines["lines"]) == (0, ["{}", "{}"])
    assert of_kind(teller.news(), "lines") == []
    tell(work, 'x"}')
    (lines,) = of_kind(teller.news(), "lines")
    assert (lines["first"], lines["lines"]) == (2, ['{"halfx"}'])


def test_whoever_knows_some_lines_is_told_the_others(work):
    tell(work, "0", "1", "2")
    (lines,) = of_kind(Teller(work, 2).news(), "lines")
    assert (lines["first"], lines["lines"]) == (2, ["2"])
    assert of_kind(Teller(work, 3).news(), "lines") == []
    assert of_kind(Teller(work, 9).news(), "lines") == []


def test_lines_bear_the_paths_of_home(work, home):
    tell(work, json.dumps({"path": str(work.run.record.study.train)}))
    (lines,) = of_kind(Teller(work).news(), "lines")
    assert json.loads(lines["lines"][0]) == {"path": str(home.record.study.train)}


def test_what_was_over_before_anyone_looked_is_told_all_the_same(work):
    tell(work, "{}")
    work.training = False
    assert kinds(Teller(work).rest()) == ["began", "lines"]
    # Another node may do what failed before it began.
    work.report = Report(key="a", node="one", outcome="failed")
    assert kinds(Teller(work).rest()) == ["lines"]


def test_minibatches_are_told_once_a_second(work, clock):
    teller = Teller(work)
    live = work.run.folder / "live.json"
    live.write_text("1")
    assert [each["line"] for each in of_kind(teller.news(), "live")] == ["1"]
    live.write_text("22")
    assert of_kind(teller.news(), "live") == []
    clock.now += telling.LIVE_SECONDS
    # The clock of the computer was set back by years.
    os.utime(live, (1, 1))
    assert [each["line"] for each in of_kind(teller.news(), "live")] == ["22"]
    clock.now += telling.LIVE_SECONDS
    assert of_kind(teller.news(), "live") == []


def test_errands_tell_what_the_worker_does(home, tmp_path):
    order, _ = order_of(home, jobs=[PredictJob(run=home.folder, test="test")])
    work = Work(order, tmp_path, Store(tmp_path / "contents"), "one", Hands())
    work._heard.extend([b"1", b"2"])
    assert [(n["kind"], n["line"]) for n in Teller(work).news()] == [
        *(("heard", "1"), ("heard", "2")),
    ]
    assert list(Teller(work).rest()) == []


def test_what_nobody_listens_to_does_not_fill_the_memory(home, tmp_path):
    order, _ = order_of(home)
    work = Work(order, tmp_path, Store(tmp_path / "contents"), "one", Hands())
    event = SimpleNamespace(model_dump_json=lambda: "x")
    for _ in range(5000):
        work._hear(event)
    assert len(work.take_heard()) == 1000


# What is lacking


def test_contents_are_asked_for_a_part_at_a_time(work, clock, monkeypatch):
    monkeypatch.setattr(telling, "NEEDS_AT_ONCE", 2)
    teller = Teller(work)
    work.lacking = ("a", "b", "c")

    def needs():
        return [each["digests"] for each in of_kind(teller.news(), "needs")]

    assert needs() == [("a", "b")]
    assert needs() == []
    work.lacking = ("b", "c")
    # Not for each that comes: with thousands of them that would be megabytes.
    assert needs() == []
    work.lacking = ("c",)
    assert needs() == [("c",)]
    clock.now += telling.NEEDS_SECONDS + 1
    # What was sent may have been lost on its way.
    assert needs() == [("c",)]
    work.lacking = ()
    clock.now += telling.NEEDS_SECONDS + 1
    assert needs() == []


# Copies of the checkpoint


def test_a_copy_is_what_a_training_goes_on_from(work, clock):
    teller = Teller(work)
    assert copies(work, teller.news()) == {}
    epoch(work.run, 1)
    found = copies(work, teller.news())
    assert found == {
        "batch_loss.csv": "batches 1",
        "checkpoint.npz": "checkpoint 1",
        "best.npz": "best 1",
        "epochs/1.npz": "kept 1",
        "history.csv": "history 1",
    }
    epoch(work.run, 2)
    assert copies(work, teller.news()) == {}
    clock.now += telling.SNAPSHOT_SECONDS + 1
    found = copies(work, teller.news())
    assert found["checkpoint.npz"] == "checkpoint 2"
    # What came home before does not come again.
    assert "epochs/1.npz" not in found


def test_nothing_is_read_while_no_epoch_ends(work, clock, monkeypatch):
    teller = Teller(work)
    epoch(work.run, 1)
    list(teller.news())
    read = []
    monkeypatch.setattr(telling, "sha256", lambda path: read.append(path) or "")
    for _ in range(5):
        clock.now += telling.SNAPSHOT_SECONDS + 1
        list(teller.news())
    # A network may be gigabytes, and this looks several times a second.
    assert read == []


def test_a_copy_is_not_made_before_the_last_can_be_home(work, clock, monkeypatch):
    monkeypatch.setattr(telling, "BYTES_A_SECOND", 1)
    teller = Teller(work)
    epoch(work.run, 1)
    sent = sum(len(each) for each in copies(work, teller.news()).values())
    assert sent > telling.SNAPSHOT_SECONDS
    epoch(work.run, 2)
    clock.now += sent - 1
    assert copies(work, teller.news()) == {}
    clock.now += 2
    assert copies(work, teller.news())["checkpoint.npz"] == "checkpoint 2"


def test_a_copy_is_never_of_two_epochs(work, clock, monkeypatch):
    teller = Teller(work)
    epoch(work.run, 1)
    facts = work.run.checkpoint_path.stat()
    keep = Work.keep

    def interrupted(self, path):
        found = keep(self, path)
        if path.name == "checkpoint.npz":
            # An epoch ends meanwhile, between two ticks of the clock of files.
            epoch(work.run, 2)
            os.utime(work.run.checkpoint_path, ns=(0, facts.st_mtime_ns))
        return found

    monkeypatch.setattr(Work, "keep", interrupted)
    assert copies(work, teller.news()) == {}
    assert work.kept == set()
    monkeypatch.setattr(Work, "keep", keep)
    found = copies(work, teller.news())
    # And nothing is taken for sent that was not.
    assert found.pop("epochs/1.npz") == "kept 1"
    assert len(found) == 5
    assert all(text.endswith(" 2") for text in found.values())


def test_a_copy_for_which_there_is_no_room_is_made_later(work, clock, monkeypatch):
    teller = Teller(work)
    epoch(work.run, 1)
    keep = Work.keep

    def full(self, path):
        if path.name == "history.csv":
            raise OSError(28, "No space left on device")
        return keep(self, path)

    monkeypatch.setattr(Work, "keep", full)
    assert copies(work, teller.news()) == {}
    assert work.kept == set()
    monkeypatch.setattr(Work, "keep", keep)
    assert len(copies(work, teller.news())) == 5


def test_copies_do_not_fill_the_disk(work, clock):
    teller = Teller(work)
    before = set(work._store.folder.rglob("*"))
    most = 0
    for number in range(1, 20):
        epoch(work.run, number)
        (work.run.folder / "epochs" / f"{number}.npz").unlink()
        clock.now += telling.SNAPSHOT_SECONDS + 1
        assert copies(work, teller.news())
        kept = [p for p in work._store.folder.rglob("*") if p.is_file()]
        most = max(most, len(set(kept) - before))
    # Of the last two copies: one of them may be on its way home.
    assert most <= 8
    assert len(work.kept) <= 8


def test_in_the_studys_own_folder_nothing_is_copied(work):
    work.shared = True
    epoch(work.run, 1)
    assert copies(work, Teller(work).news()) == {}
    assert work.kept == set()
