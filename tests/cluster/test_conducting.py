"""The conductor's own loop: connections that break, and folders that cannot be used."""

import threading

import far_away
import pytest
from far_away import note, unwritable

from cellclassifier.cluster import attending, conductor
from cellclassifier.cluster.conductor import FarConductor
from cellclassifier.cluster.reach import Gone
from cellclassifier.core import queueing
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import Place
from cellclassifier.core.queueing import Queue

PLACE = Place(kind="scheduler", address="tcp://lab:8786")


@pytest.fixture
def made(desk, monkeypatch):
    """A conductor of the desk's study, and what its connections are to do.

    Each entry is raised, or called with the conductor, in place of the work over one
    connection; after the last one nothing is left to do.
    """
    desk.attendant.close()
    monkeypatch.setattr(conductor, "RETRY_SECONDS", 0.001)
    told, reaches, does = [], [], []

    def reach(*given):
        reaches.append(far_away.Reach())
        return reaches[-1]

    def serve(reach):
        doing = does.pop(0) if does else None
        if isinstance(doing, Exception):
            raise doing
        if doing:
            doing()

    monkeypatch.setattr(conductor, "Reach", reach)
    work = FarConductor(desk.queue.study_folder, PLACE, tell=told.append)
    monkeypatch.setattr(work, "_serve", serve)
    work.told, work.reaches, work.does = told, reaches, does
    return work


def no_room():
    return OSError(28, "No space left on device", "/study")


def test_it_conducts_until_nothing_is_left(made):
    assert made.conduct()
    assert [reach.closed for reach in made.reaches] == [False]
    assert made.queue.told() is None
    assert not made.queue.is_conducted()


def test_only_one_conducts(made, monkeypatch):
    other = FarConductor(made.queue.study_folder, PLACE)
    monkeypatch.setattr(conductor, "LOCK_SECONDS", 0.01)
    found = []
    made.does.append(lambda: found.append(other.conduct()))
    assert made.conduct()
    assert found == [False]


def test_a_lost_scheduler_is_found_again(made):
    level = []
    made.does += [Gone(), lambda: level.append(made.queue.told().level)]
    assert made.conduct()
    # What nodes do goes on meanwhile.
    assert [reach.closed for reach in made.reaches] == [True, False]
    assert "Lost contact" in made.told[0]
    assert level == ["warning"]


def test_it_says_why_it_is_not_found(made, monkeypatch):
    found, whole = [], conductor.Reach
    answers = [None, UserError("It has version 0."), UserError("It has version 0.")]

    def reach(*given):
        if (error := answers.pop(0) if answers else None) is not None:
            found.append(made.queue.told().text)
            raise error
        return whole()

    monkeypatch.setattr(conductor, "Reach", reach)
    made.does.append(Gone())
    assert made.conduct()
    assert "The last try: It has version 0." in found[-1]
    # Said once, though it is tried again and again.
    assert sum("version 0" in text for text in made.told) == 1


def test_the_first_one_must_be_there(made, monkeypatch):
    def reach(*given):
        raise UserError("There is no scheduler.")

    monkeypatch.setattr(conductor, "Reach", reach)
    with pytest.raises(UserError, match="no scheduler"):
        made.conduct()
    assert made.queue.told().level == "error"
    assert not made.queue.is_conducted()


def test_on_a_full_disk_it_says_so_and_goes_on_when_there_is_room(made, desk):
    key = note(desk.queue, desk.run)
    seen = []
    made.does += [no_room(), lambda: seen.append(made.queue.told())]
    assert made.conduct()
    assert "No space left" in seen[0].text
    assert "is fetched as soon as there is room" in seen[0].text
    assert [reach.closed for reach in made.reaches] == [True, False]
    assert desk.queue.far() == (desk.run.id,)
    assert key


def test_it_waits_as_long_as_nothing_can_be_written(made, monkeypatch):
    tries = []
    whole = queueing.write_atomically

    def write(path, data):
        tries.append(path.name)
        if len(tries) < 6:
            raise no_room()
        whole(path, data)

    monkeypatch.setattr(queueing, "write_atomically", write)
    made.does.append(no_room())
    assert made.conduct()
    # One connection, and no second one before the folder can be written.
    assert len(made.reaches) == 2
    # Whoever started it in a terminal reads it all the same, and once.
    assert sum("No space left" in text for text in made.told) == 1


def test_a_drive_that_is_gone_is_waited_for(made, desk, tmp_path):
    away = tmp_path / "away"

    def lose():
        desk.queue.study_folder.rename(away)
        threading.Timer(0.05, lambda: away.rename(desk.queue.study_folder)).start()
        raise FileNotFoundError(2, "No such file or directory", "/study")

    made.does.append(lose)
    assert made.conduct()
    assert len(made.reaches) == 2


def test_it_does_not_wait_for_ever(made, monkeypatch):
    monkeypatch.setattr(conductor, "PATIENCE_SECONDS", -1.0)
    made.does.append(no_room())
    with (
        unwritable(monkeypatch, queueing),
        pytest.raises(OSError, match="No space left"),
    ):
        made.conduct()
    assert not made.queue.is_conducted()


def test_it_can_be_left_while_it_waits(made, monkeypatch):
    def fill():
        made.leave()
        raise no_room()

    made.does.append(fill)
    assert made.conduct()
    assert len(made.reaches) == 1


def test_what_ends_it_is_told_even_on_a_full_disk(made, monkeypatch):
    made.does.append(UserError("All nodes have version 0."))
    with (
        unwritable(monkeypatch, queueing),
        pytest.raises(UserError, match="version 0"),
    ):
        made.conduct()


def test_the_process_says_what_ended_it(made, monkeypatch, capsys):
    def conduct(self):
        raise no_room()

    monkeypatch.setattr(FarConductor, "conduct", conduct)
    assert conductor.main([str(made.queue.study_folder)]) == 1
    assert "No space left" in capsys.readouterr().err


def test_it_stops_what_runs(made, desk):
    desk.connect()
    desk.begin()

    def stop():
        made.stop()
        assert desk.run.asked() == "stop"
        assert Queue(desk.queue.study_folder).paused

    made.does.append(stop)
    assert made.conduct()


def test_all_of_it_brings_a_run_home(made, desk, monkeypatch):
    """The real loop, over one connection that breaks and another."""
    monkeypatch.setattr(attending, "Transfers", far_away.Transfers)
    serving = FarConductor._serve
    desk.queue.add(desk.run)
    steps = iter(["begin", "break", "found", "report"])

    def serve(reach):
        desk.reach = reach
        nodes = reach.nodes
        step = [next(steps)]

        def looked():
            desk.queue.study_folder.stat()
            if reach.orders and step[0] == "begin":
                step[0] = next(steps)
                order = reach.orders[-1][0]
                told = {"key": order.key, "node": far_away.ONE, "name": "one"}
                reach.hear({**told, "kind": "began", "shared": False})
                lines = [far_away.began_line(0), far_away.epoch_line(1)]
                reach.hear({**told, "kind": "lines", "first": 0, "lines": lines})
            elif step[0] == "break" and desk.run.history().epochs:
                reach.alive = False
            elif step[0] == "found" and reach.orders:
                step[0] = next(steps)
                end(reach)
            return nodes()

        reach.nodes = looked
        if step[0] == "found":
            key = far_away.far_run.read_note(desk.queue, desk.run.id).key
            desk.holds(key, ended=True)
        serving(made, reach)

    def end(reach):
        files = {f"{desk.run.id}/{n}": d for n, d in desk.made().items()}
        reach.files |= files
        listed = [
            {"path": path, "size": len(data), "sha256": "0" * 64}
            for path, data in files.items()
        ]
        order, _, future = reach.orders[-1]
        report = far_away.Report.model_validate(
            {
                **{"key": order.key, "node": "one", "address": far_away.ONE},
                **{"outcome": "done", "files": listed},
            }
        )
        future.end(report.model_dump_json())

    monkeypatch.setattr(made, "_serve", serve)
    assert made.conduct()
    assert (desk.run.state, len(desk.run.history().epochs)) == ("done", 4)
    assert len(made.reaches) == 2
    assert (made.queue.far(), made.queue.waiting()) == ((), [])
