"""What is noted of a run that a node has, and what becomes of it without a node."""

import shutil

import pytest
from far_away import note, unwritable

from cellclassifier.cluster import far_run
from cellclassifier.cluster.far_run import FarRun
from cellclassifier.core import queueing
from cellclassifier.core.messages import Ended


def far(desk, **given):
    key = far_run.new_key(desk.run.id)
    return FarRun(desk.run, key, 3, **{"resume": False, **given})


def waiting(desk):
    return [(e.run_id, e.resume, e.number) for e in desk.queue.waiting()]


def test_keys_are_those_of_orders_and_never_the_same(desk):
    keys = {far_run.new_key(desk.run.id) for _ in range(50)}
    assert len(keys) == 50
    assert {key.rpartition(".")[0] for key in keys} == {desk.run.id}


@pytest.mark.parametrize("phase", ["sent", "begun"])
def test_a_note_is_read_as_it_was_written(desk, phase):
    made = far(desk, phase=phase, node="tcp://one:1", name="one")
    far_run.write_note(desk.queue, made)
    found = far_run.read_note(desk.queue, desk.run.id)
    assert (found.key, found.number, found.name) == (made.key, 3, "one")
    assert found.phase == "sought"
    # Where it is now is not known before its node is found.
    assert found.node == ""
    assert found.begun == found.resume == (phase == "begun")
    # Written anew while it is looked for, it is still one that was begun.
    far_run.write_note(desk.queue, found)
    assert far_run.read_note(desk.queue, desk.run.id).begun == (phase == "begun")
    far_run.drop_note(desk.queue, desk.run.id)
    assert desk.queue.far() == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": "x"}', "\ufeff\0"])
def test_a_damaged_note_is_none_and_its_run_waits_again(desk, text):
    note(desk.queue, desk.run)
    (desk.queue.far_folder / f"{desk.run.id}.json").write_text(text)
    assert far_run.read_note(desk.queue, desk.run.id) is None
    assert "was damaged" in far_run.renew(desk.queue, desk.run.id)
    ((run_id, resume, _),) = waiting(desk)
    assert (run_id, resume) == (desk.run.id, True)
    assert desk.queue.far() == ()


def test_a_note_of_a_deleted_run_goes(desk):
    note(desk.queue, desk.run)
    shutil.rmtree(desk.run.folder)
    assert far_run.read_note(desk.queue, desk.run.id) is None
    assert far_run.renew(desk.queue, desk.run.id) == ""
    assert (waiting(desk), desk.queue.far()) == ([], ())


def test_a_run_that_is_given_back_keeps_its_place(desk):
    note(desk.queue, desk.run)
    assert far_run.give_back(desk.queue, desk.run, 3) == ""
    assert waiting(desk) == [(desk.run.id, True, 3)]
    # One that waits already has its place.
    far_run.give_back(desk.queue, desk.run, 9)
    assert waiting(desk) == [(desk.run.id, True, 3)]
    assert desk.queue.far() == ()


@pytest.mark.parametrize("asked", ["stop", "stop_after_epoch"])
def test_a_run_that_was_asked_to_stop_does_not_go_on_elsewhere(desk, asked):
    desk.queue.add(desk.run)
    note(desk.queue, desk.run)
    desk.run.ask(asked)
    assert "could not be stopped" in far_run.give_back(desk.queue, desk.run, 3)
    assert (waiting(desk), desk.queue.far(), desk.run.asked()) == ([], (), None)
    assert desk.run.resumable


def test_a_run_that_was_to_be_paused_waits(desk):
    desk.run.ask("pause")
    far_run.give_back(desk.queue, desk.run, 3)
    assert waiting(desk) == [(desk.run.id, True, 3)]
    assert desk.run.asked() is None


@pytest.mark.parametrize("outcome", ["done", "cancelled", "failed"])
def test_a_run_that_is_over_does_not_wait(desk, outcome):
    note(desk.queue, desk.run)
    desk.run.mark_died(Ended(outcome=outcome))
    far_run.give_back(desk.queue, desk.run, 3)
    assert (waiting(desk), desk.queue.far()) == ([], ())


def test_on_a_full_disk_it_is_noted_as_before(desk, monkeypatch):
    note(desk.queue, desk.run)
    with unwritable(monkeypatch, queueing), pytest.raises(OSError, match="queue"):
        far_run.give_back(desk.queue, desk.run, 3)
    assert desk.queue.far() == (desk.run.id,)


def test_the_lock_shows_that_it_goes_on(desk):
    made = far(desk)
    made.take_lock()
    assert desk.run.is_alive()
    made.let_go()
    assert not desk.run.is_alive()
    # Who looks has it for a moment: it is taken with the next try, and once.
    with desk.run.lock:
        made.take_lock()
        assert made.lock is None
    made.take_lock()
    made.take_lock()
    assert desk.run.is_alive()
    made.let_go()
    assert not desk.run.is_alive()


def test_the_lock_of_a_shared_run_is_the_nodes(desk):
    made = far(desk, shared=True)
    made.take_lock()
    assert not desk.run.is_alive()


def test_a_deleted_run_is_told_from_a_lost_study(desk):
    made = far(desk)
    assert not made.gone
    shutil.rmtree(desk.run.folder)
    assert made.gone
    shutil.rmtree(desk.queue.study_folder)
    assert not made.gone


def test_an_order_names_the_run_and_all_it_needs(desk):
    order, contents = far_run.order_of(far(desk), desk.queue, share=True)
    assert (order.run, order.share, order.resume) == (desk.run.id, True, False)
    assert set(order.sheet.blobs) == set(contents.paths)
    assert {f"{desk.run.id}/run.json"} <= {each.path for each in order.sheet.files}
