"""All that a node does and keeps: over restarts, beside others, until it is settled."""

import os
import threading

import pytest
from acting import ACTOR
from ordered import files, fill, order_of, run_of
from waiting import until

from cellclassifier.cluster import reached, works, works_here
from cellclassifier.cluster.orders import Report
from cellclassifier.cluster.store import KEPT_DAYS
from cellclassifier.cluster.telling import Teller, describe
from cellclassifier.cluster.works import Work
from cellclassifier.cluster.works_here import Works
from cellclassifier.core.files import write_atomically

SECONDS = 60


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("short"), epochs=1)


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("long"), epochs=1000)


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    monkeypatch.setattr(works, "ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(works, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(works_here, "TELL_SECONDS", 0.02)


@pytest.fixture
def scratch(tmp_path):
    return tmp_path / "scratch"


@pytest.fixture
def node(scratch):
    """Return what makes a node with this scratch; its work ends with the test."""
    made = []

    def node(name="one"):
        made.append(Works(scratch, name, ACTOR))
        return made[-1]

    yield node
    for each in made:
        for work in each._all():
            work.ask("stop")
            assert work.ended.wait(SECONDS)


class Doing(threading.Thread):
    """Has a node do an order as Dask does, and keeps what is told."""

    def __init__(self, node, order):
        super().__init__(daemon=True)
        self.node, self.order = node, order
        self.told, self.left, self.report = [], threading.Event(), None
        self.looks = 0
        self.start()

    def run(self):
        self.report = self.node.do(self.order, self.told.append, self.going)

    def going(self):
        self.looks += 1
        return not self.left.is_set()

    def end(self):
        self.join(SECONDS)
        assert not self.is_alive(), "it is still being done"
        return self.report

    def epochs(self):
        lines = [line for n in self.told for line in n.get("lines", ())]
        return sum('"epoch_ended"' in line for line in lines)


def begun(node, run, **order):
    made, contents = order_of(run, **order)
    fill(node.store, contents)
    return Doing(node, made)


def report_path(scratch, order):
    return scratch / "studies" / order.study / "reports" / f"{order.key}.json"


def test_an_order_is_done_and_told(node, short):
    doing = begun(node(), short)
    report = doing.end()
    assert report.outcome == "done"
    kinds = [each["kind"] for each in doing.told]
    assert kinds[0] == "asks"
    assert {"began", "lines"} <= set(kinds)
    assert doing.epochs() == 1


def test_a_report_waits_until_it_is_settled(node, short, scratch):
    here = node()
    doing = begun(here, short)
    report, order = doing.end(), doing.order
    assert here.unfetched
    assert not here.busy
    (holding,) = here.holdings(order.study)
    assert (holding.key, holding.run) == (order.key, order.run)
    assert holding.ended
    assert not holding.training
    # Asked again it says the same, and does nothing anew.
    again = Doing(here, order)
    assert again.end() == report
    assert again.told == []
    here.settle(order.study, order.key)
    assert not here.unfetched
    assert list(here.holdings(order.study)) == []
    assert not report_path(scratch, order).exists()
    left = files(scratch)
    assert not [path for path in left if "/runs/" in path]
    # What home has now takes no room here; what others may need does.
    held = {path.rpartition("/")[2] for path in left if path.startswith("contents/")}
    assert held == set(order.sheet.blobs)
    here.settle(order.study, order.key)


def test_a_report_is_kept_over_a_restart_of_the_process(node, short, scratch):
    doing = begun(node(), short)
    report, order = doing.end(), doing.order
    after = node("two")
    (holding,) = after.holdings(order.study)
    assert (holding.key, holding.run, holding.ended) == (order.key, order.run, True)
    assert Doing(after, order).end() == report
    wanted = {file.sha256: file.size for file in report.files}
    assert after.store.lacking(wanted) == []
    after.settle(order.study, order.key)
    assert len(after.store.lacking(wanted)) == len(wanted)
    assert not report_path(scratch, order).exists()


def test_a_report_that_a_crash_damaged_is_made_anew(node, short, scratch):
    order, contents = order_of(short)
    path = report_path(scratch, order)
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"key": "')
    here = node()
    fill(here.store, contents)
    assert Doing(here, order).end().outcome == "done"
    assert Report.model_validate_json(path.read_bytes()).outcome == "done"


def test_a_report_that_cannot_be_kept_is_given_all_the_same(node, short, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(works_here, "write_atomically", full)
    report = begun(node(), short).end()
    assert report.outcome == "done"
    assert report.files


def test_work_goes_on_without_a_scheduler_and_is_found_again(node, long):
    here = node()
    doing = begun(here, long)
    until(lambda: doing.epochs() >= 1, SECONDS)
    doing.left.set()
    assert doing.end().outcome == "refused"
    assert here.busy
    (holding,) = here.holdings(doing.order.study)
    assert holding.training
    assert not holding.ended
    again = Doing(here, doing.order)
    # All is told from the first line that the order says is known.
    until(lambda: again.epochs() >= 3, SECONDS)
    assert [each["kind"] for each in again.told][:2] == ["asks", "began"]
    here.find(doing.order.key).ask("stop")
    assert again.end().outcome == "cancelled"
    began = [e for e in here.find(doing.order.key).run.events() if e.kind == "began"]
    assert len(began) == 1


def test_it_is_told_again_from_a_line_on(node, long):
    here = node()
    doing = begun(here, long)
    until(lambda: doing.epochs() >= 3, SECONDS)
    del doing.told[:]
    here.again(doing.order.key, 2)
    until(lambda: doing.epochs() >= 2, SECONDS)
    assert next(n["first"] for n in doing.told if n["kind"] == "lines") == 2
    # Of one that is not here nothing is told.
    here.again("other", 0)
    assert "other" not in here._tellers


def test_what_is_not_wanted_ends_and_leaves_nothing(node, long, scratch):
    here = node()
    doing = begun(here, long)
    until(lambda: doing.epochs() >= 1, SECONDS)
    order = doing.order
    here.settle(order.study, order.key)
    doing.end()
    # Else the node would stay for whoever fetches it.
    until(lambda: not here.unfetched, SECONDS)
    until(
        lambda: not (scratch / "studies" / order.study / "runs" / order.run).exists(), 9
    )
    assert not report_path(scratch, order).exists()


def test_what_is_settled_while_it_ends_keeps_no_report(
    node, short, scratch, monkeypatch
):
    here = node()
    order, contents = order_of(short)
    fill(here.store, contents)
    told = Teller.rest

    def rest(teller):
        yield from told(teller)
        # Its conductor says, on another thread, that nobody wants it any more.
        here.settle(order.study, order.key)

    monkeypatch.setattr(Teller, "rest", rest)
    assert Doing(here, order).end().outcome == "done"
    assert here.find(order.key) is None
    assert not report_path(scratch, order).exists()


def test_an_order_takes_the_place_of_an_earlier_one(node, long):
    here = node()
    first = begun(here, long)
    until(lambda: first.epochs() >= 1, SECONDS)
    second = begun(here, long)
    assert first.end().outcome == "cancelled"
    until(lambda: second.epochs() >= 1, SECONDS)


def test_a_second_run_waits_until_the_first_has_ended(node, long, short):
    here = node()
    first = begun(here, long)
    until(lambda: first.epochs() >= 1, SECONDS)
    # Of a study of its own, which knows nothing of the first.
    second = begun(here, short, study="0" * 16)
    until(lambda: second.looks > 2, SECONDS)
    assert here.find(second.order.key) is None
    assert not here.find(first.order.key).ended.is_set()
    here.find(first.order.key).ask("stop")
    assert first.end().outcome == "cancelled"
    assert second.end().outcome == "done"


def test_one_that_waits_and_is_not_wanted_any_more_is_not_begun(node, long, short):
    here = node()
    first = begun(here, long)
    until(lambda: first.epochs() >= 1, SECONDS)
    second = begun(here, short, study="0" * 16)
    here.settle(second.order.study, second.order.key)
    assert second.end().outcome == "refused"
    assert here.find(second.order.key) is None


def test_one_that_waits_is_not_begun_by_a_node_that_ends(node, long, short):
    here = node()
    first = begun(here, long)
    until(lambda: first.epochs() >= 1, SECONDS)
    second = begun(here, short, study="0" * 16)
    until(lambda: second.looks, SECONDS)
    here.wind_up()
    assert first.end().outcome == "paused"
    assert second.end().outcome == "refused"


def test_a_study_that_a_node_works_on_is_never_forgotten(node, long, scratch):
    here = node()
    first = begun(here, long)
    until(lambda: first.epochs() >= 1, SECONDS)
    study = scratch / "studies" / first.order.study
    os.utime(study, (1, 1))
    here.forget_unused()
    assert here.find(first.order.key).run.folder.is_dir()


def test_what_a_node_does_is_said_in_words(node, long):
    here = node()
    assert here.going() == []
    first = begun(here, long)
    until(lambda: first.epochs() >= 2, SECONDS)
    (work,) = here.going()
    said, _, number = describe(work).partition(", epoch ")
    assert said == f"trains {long.folder.name} of {long.study_folder.name}"
    assert number in ("3 of 1000", "4 of 1000")


def test_winding_up_pauses_what_goes_on(node, long):
    here = node()
    doing = begun(here, long)
    until(lambda: doing.epochs() >= 1, SECONDS)
    here.wind_up()
    report = doing.end()
    assert report.outcome == "paused"
    assert any(file.path.endswith("checkpoint.npz") for file in report.files)


def test_an_order_of_another_version_is_refused(node, short):
    order, _ = order_of(short, version="0.0.1")
    here = node()
    report = Doing(here, order).end()
    assert report.outcome == "refused"
    assert "Install the same one" in report.detail
    assert not here.busy


def test_the_first_of_two_nodes_hands_a_run_over_to_the_second(node, long):
    # They share the scratch folder, and the scheduler has lost the first one.
    first = begun(node("one"), long)
    until(lambda: first.epochs() >= 2, SECONDS)
    first.left.set()
    first.end()
    two = node("two")
    second = Doing(two, first.order)

    def events(kind):
        run = getattr(two.find(first.order.key), "run", None)
        return [e.epoch for e in run.events() if e.kind == kind] if run else []

    until(lambda: len(events("began")) > 1, SECONDS)
    until(lambda: second.epochs() > events("began")[1], SECONDS)
    assert events("began")[1] >= 2
    # Each epoch was trained once, by one or the other.
    told = events("epoch_ended")
    assert told == list(range(1, len(told) + 1))


def test_contents_that_another_report_needs_stay(node, short):
    here = node()
    one, two = begun(here, short), None
    one.end()
    two = begun(here, short)
    report = two.end()
    here.settle(one.order.study, one.order.key)
    wanted = {file.sha256: file.size for file in report.files}
    assert here.store.lacking(wanted) == []


def test_what_nobody_used_is_forgotten(node, scratch):
    here = node()
    old, new = (scratch / "studies" / (name * 16) for name in "ab")
    for folder in (old, new):
        write_atomically(folder / "runs" / "x" / "run.json", "{}")
    before = old.stat().st_mtime - (KEPT_DAYS + 1) * 86_400
    os.utime(old, (before, before))
    here.forget_unused()
    assert [path.name for path in (scratch / "studies").iterdir()] == [new.name]


# As it is reached from other computers


@pytest.fixture
def served(node, monkeypatch):
    monkeypatch.setattr(reached, "_HERE", [])
    here = node()
    reached.serve(here)
    return here


@pytest.mark.parametrize("name", ["../../other", "/etc", "..", "", "a" * 16 + "/.."])
def test_no_study_or_key_leads_elsewhere(served, scratch, name):
    for other in ("other", "studies/other"):
        write_atomically(scratch / other / "reports" / "x.json", "{}")
        write_atomically(scratch / other / "x.json", "{}")
    before = files(scratch.parent)
    with pytest.raises(ValueError, match="Expected the name of a study"):
        reached.holdings(name)
    with pytest.raises(ValueError, match="Expected"):
        reached.settle(name, ["x"])
    with pytest.raises(ValueError, match="Expected the key"):
        reached.settle("0" * 16, [f"{name}/../x" if name else ""])
    assert files(scratch.parent) == before
    assert not reached.ask(name, "stop")
    assert not reached.again(name, 0)


def test_no_file_of_the_computer_is_read_or_written(served, scratch):
    secret = scratch.parent / "secret"
    secret.write_bytes(b"secret")
    for name in (str(secret), "../../secret", "../../../secret"):
        assert reached.give([(name, 0, 100)]) is None
        assert reached.take([(name, 6, 0, b"sec")]) == [name]
        with pytest.raises(ValueError, match="Expected a SHA-256"):
            reached.lacking({name: 6})
    assert files(scratch.parent) == {"secret": b"secret"}


def test_no_more_is_given_than_fits_into_memory(served, monkeypatch):
    monkeypatch.setattr(reached, "MOST_GIVEN", 25)
    digest, _ = served.store.add_bytes(b"0123456789")
    assert reached.give([(digest, 0, 10)] * 2) == [b"0123456789"] * 2
    assert reached.give([(digest, 0, 10)] * 3) is None
    assert reached.give([("0" * 64, 0, 10)]) is None


def test_what_cannot_be_kept_is_said(served, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(served.store, "take", full)
    assert reached.take([("0" * 64, 1, 0, b"x")]) == ["!one: No space left on device"]


def test_what_is_not_asked_for_in_words_is_not_asked(served, long, monkeypatch):
    doing = begun(served, long)
    until(lambda: doing.epochs() >= 1, SECONDS)
    asked = []
    monkeypatch.setattr(Work, "ask", lambda work, what: asked.append(what))
    assert reached.ask(doing.order.key, "erase")
    assert asked == []
    assert reached.ask(doing.order.key, "stop_after_epoch")
    assert asked == ["stop_after_epoch"]
    monkeypatch.undo()
    (holding,) = served.holdings(doing.order.study)
    assert holding.key == doing.order.key
