"""The queue of a study, as files that many may write."""

import json

import drawn
import pytest

from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.queueing import Queue, conductor_command


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
