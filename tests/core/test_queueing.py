"""The queue of a study, as files that many may write."""

import json
from datetime import UTC, datetime

import drawn
import pytest
from nodes_faked import LAB, FarFaked

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.places import HERE
from cellclassifier.core.queueing import Doing, Queue, conductor_command


@pytest.fixture
def study(tmp_path):
    return drawn.study(tmp_path, count=6, tests=4)


@pytest.fixture
def runs(study):
    contents = read_contents(study.spec)
    return [study.new_run(contents) for _ in range(3)]


def test_runs_wait_in_the_order_in_which_they_came(study, runs):
    queue = Queue(study.folder)
    for run in (runs[1], runs[0], runs[2]):
        queue.add(run)
    assert [w.run_id for w in queue.waiting()] == [runs[i].id for i in (1, 0, 2)]
    first = queue.waiting()[0]
    assert queue.drop(first.run_id)
    assert not queue.drop(first.run_id)
    queue.add(runs[1], resume=True, number=first.number)
    assert queue.waiting()[0] == first._replace(resume=True)


def test_a_damaged_entry_is_left_out(study, runs):
    queue = Queue(study.folder)
    queue.add(runs[0])
    (queue.folder / "x.wait").write_text("{")
    (queue.folder / "y.wait").write_text(json.dumps({"number": 1}))
    assert [w.run_id for w in queue.waiting()] == [runs[0].id]


def test_pausing_is_kept_until_it_goes_on(study):
    queue = Queue(study.folder)
    assert not queue.paused
    queue.pause()
    assert Queue(study.folder).paused
    queue.go_on()
    queue.go_on()
    assert not queue.paused


def test_without_a_conductor_nothing_goes_on(study):
    queue = Queue(study.folder)
    assert not queue.is_conducted()
    queue.folder.mkdir()
    queue.status_path.write_text(
        '{"process_id": 1, "doing": [{"run_id": "a", "what": "training"}]}'
    )
    assert queue.status().doing[0].run_id == "a"
    assert queue.doing() == ()
    queue.status_path.write_text("no status")
    assert queue.status() is None


def test_a_folder_that_cannot_be_written_is_told(study, runs, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("cellclassifier.core.queueing.write_atomically", refuse)
    with pytest.raises(UserError, match="could not be put into the queue"):
        Queue(study.folder).add(runs[0])


def test_a_conductor_is_this_program(tmp_path):
    command = conductor_command(str(tmp_path), "worker")
    assert command[-3:] == ["--conduct", str(tmp_path), "worker"]


def test_runs_go_to_another_place_only_when_none_is_done_or_far(study, runs):
    queue = Queue(study.folder)
    assert queue.place() == HERE
    faked = FarFaked(study.folder)
    assert Queue(study.folder).place() == LAB
    faked.note(runs[0].id)
    assert queue.far() == (runs[0].id,)
    with pytest.raises(UserError, match=r"trained on workstations \(tcp://lab:8786\)"):
        queue.send_to(HERE)
    # The place that it has already is no change.
    queue.send_to(LAB)
    queue.forget_far()
    faked.conduct(Doing(run_id=runs[0].id, device="lab-2"))
    with pytest.raises(UserError, match="Wait until they are done"):
        queue.send_to(HERE)
    faked.close()
    queue.send_to(HERE)
    assert queue.place() == HERE
    (queue.folder / "place.json").write_text('{"kind": "elsewhere"}')
    assert queue.place() == HERE


def test_what_is_told_stands_until_something_else_is_or_nothing(study):
    queue = Queue(study.folder)
    assert queue.told() is None
    queue.tell("")
    before = datetime.now(UTC)
    queue.tell("Lost contact.", "warning")
    told = Queue(study.folder).told()
    assert (told.text, told.level) == ("Lost contact.", "warning")
    assert before <= told.time <= datetime.now(UTC)
    queue.tell("Found again.")
    assert queue.told().level == "info"
    queue.tell("")
    assert queue.told() is None
    queue.tell("Of nodes that are not used any more.")
    queue.send_to(LAB)
    assert queue.told() is None
    (queue.folder / "told.json").write_text('{"text": 1}')
    assert queue.told() is None
