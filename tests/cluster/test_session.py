"""What waits is given away, and what nodes have is found again, by whoever conducts."""

import shutil
import threading

import pytest
from far_away import ONE, TWO, Desk, unwritable

from cellclassifier.cluster import far_run, session
from cellclassifier.cluster.reach import Gone
from cellclassifier.core.errors import UserError


def waits(desk):
    return [(each.run_id, each.resume) for each in desk.queue.waiting()]


def given(desk):
    return [order.run for order, _, _ in desk.reach.orders]


def test_runs_are_given_away_in_the_order_of_the_queue(desk):
    first, second, third = desk.runs
    for number, run in enumerate((third, first, second)):
        desk.queue.add(run, number=number)
    desk.look()
    assert given(desk) == [third.id, first.id, second.id]
    # They wait until a node begins them: whoever looks finds them in the queue.
    assert [run_id for run_id, _ in waits(desk)] == given(desk)
    desk.look(2)
    assert len(given(desk)) == 3


def test_no_more_are_given_than_a_scheduler_bears(desk, monkeypatch):
    monkeypatch.setattr(session, "MOST", -1)
    for run in desk.runs:
        desk.queue.add(run)
    desk.look(3)
    # Two for each node, and one less.
    assert len(given(desk)) == 1


def test_what_is_wrong_with_one_does_not_keep_the_others(desk):
    images = [path for path in desk.runs[0].hashes() if "train" in str(path)]
    hidden = images[0].with_suffix(".hidden")
    images[0].rename(hidden)
    try:
        desk.give(*desk.runs)
    finally:
        hidden.rename(images[0])
    assert given(desk) == []
    assert all("is gone" in run.ended().detail for run in desk.runs)
    assert (waits(desk), desk.session._is_done()) == ([], True)


def test_a_run_that_was_deleted_is_left_out(desk):
    desk.queue.add(desk.runs[0])
    desk.queue.add(desk.runs[1])
    shutil.rmtree(desk.runs[0].folder)
    desk.look()
    assert given(desk) == [desk.runs[1].id]
    assert not desk.runs[0].folder.exists()
    assert [run_id for run_id, _ in waits(desk)] == [desk.runs[1].id]


def test_on_a_full_disk_no_run_fails(desk, monkeypatch):
    for run in desk.runs:
        desk.queue.add(run)
    with unwritable(monkeypatch, far_run), pytest.raises(OSError, match="No space"):
        desk.look()
    assert len(waits(desk)) == 3
    assert [run.state for run in desk.runs] == ["waiting"] * 3


def test_a_study_that_cannot_be_written_fails_no_run(desk, monkeypatch):
    desk.queue.add(desk.run)

    def refuse(path, data):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(far_run, "write_atomically", refuse)
    with pytest.raises(PermissionError):
        desk.look()
    assert waits(desk) == [(desk.run.id, False)]


def test_what_cannot_be_read_of_a_run_fails_it_alone(desk, monkeypatch):
    whole = far_run.order_of

    def order_of(far, *given):
        if far.run.id == desk.run.id:
            path = str(far.run.folder / "images.csv")
            raise PermissionError(13, "Permission denied", path)
        return whole(far, *given)

    from cellclassifier.cluster import attending

    monkeypatch.setattr(attending, "order_of", order_of)
    desk.give(*desk.runs)
    assert len(given(desk)) == 2
    assert "Permission denied" in desk.run.ended().detail


# Taken back


def test_a_run_that_is_dropped_is_taken_back(desk):
    desk.give()
    future = desk.future
    desk.queue.drop(desk.run.id)
    desk.look()
    assert future.status == "cancelled"
    assert (desk.attendant.fars, desk.queue.far()) == ({}, ())
    assert desk.session._is_done()


def test_a_run_that_is_dropped_while_its_files_are_sent_is_not_begun(desk):
    far = desk.give()
    desk.say("asks")
    desk.queue.drop(desk.run.id)
    desk.look()
    assert desk.reach.asked("settle") == [(ONE, [far.key])]
    assert desk.attendant.fars == {}
    # It begins all the same: it is ended as soon as it is heard of.
    desk.say("began", key=far.key, shared=False)
    assert desk.reach.asked("settle") == [(ONE, [far.key])] * 2
    assert desk.run.state == "waiting"
    assert desk.queue.far() == ()


def test_one_that_waits_again_is_a_new_order(desk):
    first = desk.give()
    desk.queue.drop(desk.run.id)
    desk.look()
    second = desk.give()
    assert second.key != first.key
    desk.say("began", TWO, key=first.key, shared=False)
    assert desk.reach.asked("settle") == [(TWO, [first.key])]
    assert second.phase == "sent"


def test_a_pause_takes_back_what_waits(desk):
    desk.give(*desk.runs)
    desk.queue.hold()
    desk.look()
    assert desk.attendant.fars == {}
    assert len(waits(desk)) == 3
    desk.queue.go_on()
    desk.look()
    assert len(desk.attendant.fars) == 3


def test_a_pause_takes_back_what_a_node_is_about_to_begin(desk):
    far = desk.give()
    desk.say("asks")
    desk.queue.hold()
    desk.look(2)
    assert desk.reach.asked("ask") == [(ONE, "pause")]
    # It was in time, or the node has begun and stops after its epoch.
    desk.report("paused")
    assert waits(desk) == [(desk.run.id, True)]
    assert desk.queue.waiting()[0].number == far.number
    assert desk.run.asked() is None


def test_a_pause_that_comes_too_late_is_asked_of_the_training(desk):
    desk.give()
    desk.say("asks")
    desk.reach.answers["ask"] = Gone()
    desk.queue.hold()
    desk.look()
    desk.reach.answers["ask"] = True
    desk.say("began", shared=False)
    desk.look(2)
    assert desk.reach.asked("ask")[-1] == (ONE, "pause")


# The loop


def test_it_ends_when_nothing_is_left(desk):
    desk.session.work(threading.Event())
    assert desk.queue.far() == ()


def test_it_is_left_with_what_goes_on(desk):
    desk.begin()
    left = threading.Event()
    left.set()
    desk.session.work(left)
    assert desk.queue.far() == (desk.run.id,)


def test_a_scheduler_that_is_gone_is_told(desk):
    desk.begin()
    desk.reach.alive = False
    with pytest.raises(Gone):
        desk.session.work(threading.Event())


def test_a_computer_that_slept_looks_for_its_nodes_anew(desk, monkeypatch):
    desk.begin()
    hours = iter(range(0, 80_000, 8 * 3600))
    monkeypatch.setattr(session.time, "time", lambda: next(hours))
    with pytest.raises(Gone, match="slept"):
        desk.session.work(threading.Event())
    assert desk.queue.far() == (desk.run.id,)


def test_a_lost_folder_is_no_empty_one(desk, tmp_path):
    desk.queue.study_folder.rename(tmp_path / "away")
    with pytest.raises(OSError, match="study"):
        desk.session.work(threading.Event())
    with pytest.raises(OSError, match="study"):
        Desk.connect(desk)
    # Nothing was made where it was.
    assert not desk.queue.study_folder.exists()


def test_a_queue_that_refuses_ends_nothing_that_goes_on(desk, monkeypatch):
    def refuse(runs, busy):
        desk.reach.wanted.append(runs)
        raise UserError("sbatch: Socket timed out.")

    monkeypatch.setattr(desk.reach, "want", refuse)
    desk.queue.add(desk.run)
    with pytest.raises(UserError, match="timed out"):
        desk.look()
    monkeypatch.undo()


def test_a_queue_that_refuses_more_is_asked_again_later(desk, monkeypatch):
    desk.begin()

    def refuse(runs, busy):
        desk.reach.wanted.append(runs)
        raise UserError("sbatch: Socket timed out.")

    monkeypatch.setattr(desk.reach, "want", refuse)
    number = len(desk.reach.wanted)
    desk.look(4)
    assert len(desk.reach.wanted) == number + 1
    assert "sbatch: Socket timed out." in desk.told


def test_a_node_that_hangs_is_told(desk):
    desk.begin()
    assert desk.told[-1] == ""
    desk.reach.silent = frozenset({ONE})
    desk.look()
    assert desk.told[-1].startswith("The node one does not answer: stopped, ")
    assert "another node goes on from the last epoch" in desk.told[-1]
    desk.reach.there, desk.reach.silent = (ONE, TWO), frozenset({ONE, TWO})
    desk.look()
    assert desk.told[-1].startswith(f"2 nodes (one, at {TWO}) do not answer")
    # Whatever it tells, it is well.
    desk.train(1, began=0)
    desk.reach.there = (ONE,)
    desk.look()
    assert desk.told[-1] == ""


def test_what_is_waited_for_is_said(desk):
    desk.reach.there = ()
    desk.give()
    assert "No node is there yet" in desk.told[-1]
    desk.join(ONE)
    assert desk.told[-1] == "Waiting for a node that is free."
    desk.say("asks")
    desk.look()
    assert "gets its files" in desk.told[-1]
    desk.say("began", shared=False)
    desk.look()
    assert desk.told[-1] == ""
