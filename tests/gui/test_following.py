"""Following what workers write, without missing or repeating a word."""

import drawn
import pytest

from cellclassifier.core.contents import read_contents
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    Ended,
    EpochEnded,
    encode,
)
from cellclassifier.core.queueing import Doing, Queue
from cellclassifier.gui.following import Follower, Standing, Tail

BEGAN = Began(device="a stage", training_tiles=9, validation_tiles=3, batches=2)


def epoch(number):
    return EpochEnded(epoch=number, accuracy=0.5, loss=1, seconds=1)


def tell(folder, *events):
    for event in events:
        append_line(folder / "events.jsonl", encode(event).decode())


def live(folder, number, batch=1):
    event = BatchEnded(epoch=number, batch=batch, of=2)
    (folder / "live.json").write_bytes(encode(event))
    return event


def test_a_tail_tells_each_line_once(tmp_path):
    tail = Tail(tmp_path)
    assert tail.read() == []
    tell(tmp_path, BEGAN, epoch(1))
    assert tail.read() == [BEGAN, epoch(1)]
    assert tail.read() == []
    tell(tmp_path, epoch(2))
    assert tail.read() == [epoch(2)]


def test_half_a_line_waits_for_its_end_and_damaged_ones_are_left(tmp_path):
    tail, path = Tail(tmp_path), tmp_path / "events.jsonl"
    line = encode(epoch(1))
    path.write_bytes(b'{"kind": "no such"}\n' + line[:10])
    assert tail.read() == []
    with path.open("ab") as file:
        file.write(line[10:])
    assert tail.read() == [epoch(1)]


def test_batches_are_told_unless_their_epoch_is_over(tmp_path):
    tail = Tail(tmp_path)
    event = live(tmp_path, 1)
    assert tail.read() == [event]
    assert tail.read() == []
    live(tmp_path, 1, batch=2)
    tell(tmp_path, epoch(1))
    assert tail.read() == [epoch(1)]


def test_a_fresh_tail_leaves_out_what_was_told_before(tmp_path):
    tell(tmp_path, BEGAN)
    tail = Tail(tmp_path, fresh=True)
    tell(tmp_path, epoch(1))
    assert tail.read() == [epoch(1)]


def test_what_goes_on_by_run():
    standing = Standing((Doing(run_id="a", what="predicting"),), ("b",))
    assert [standing.what(each) for each in "abc"] == ["predicting", "waiting", ""]


@pytest.fixture
def followed(qtbot, tmp_path):
    study = drawn.study(tmp_path, count=6, tests=4)
    run = study.new_run(read_contents(study.spec))
    follower = Follower()
    yield study, run, follower
    follower.close()


def test_a_run_that_came_and_went_between_two_looks_is_heard(qtbot, followed):
    study, run, follower = followed
    queue, said = Queue(study.folder), []
    queue.add(run)
    follower.changed.connect(lambda standing: said.append(standing.waiting))
    follower.heard.connect(lambda run_id, event: said.append(event.kind))
    follower.follow(study.folder)
    qtbot.waitUntil(lambda: said == [(run.id,)], timeout=20_000)
    tell(run.folder, BEGAN, epoch(1), Ended(outcome="done"))
    queue.drop(run.id)
    # What it said is told before it is gone.
    qtbot.waitUntil(lambda: len(said) == 5, timeout=20_000)
    assert said == [(run.id,), "began", "epoch_ended", "ended", ()]


def test_who_asks_is_told_what_was_told_before(qtbot, followed):
    study, _, follower = followed
    with qtbot.waitSignal(follower.changed, timeout=20_000) as first:
        follower.follow(study.folder)
    with qtbot.waitSignal(follower.changed, timeout=20_000) as again:
        follower.look()
    assert again.args == first.args


def test_a_pause_is_seen(qtbot, followed):
    study, _, follower = followed
    with qtbot.waitSignal(follower.changed, timeout=20_000):
        follower.follow(study.folder)
    with qtbot.waitSignal(follower.changed, timeout=20_000) as waited:
        Queue(study.folder).hold()
    assert waited.args[0].paused
