"""What becomes of runs that nodes have, in each phase of their way."""

import shutil

import pytest
from far_away import ONE, TWO, arrived, unwritable

from cellclassifier.cluster import attending, far_run
from cellclassifier.cluster.reach import Damaged, Gone
from cellclassifier.core.errors import UserError


def asked(desk):
    return desk.reach.asked("ask")


def waits(desk):
    return [(each.run_id, each.resume) for each in desk.queue.waiting()]


@pytest.mark.parametrize("answer", [Gone("x"), False])
def test_a_stop_that_did_not_come_through_is_asked_again(desk, answer):
    desk.begin()
    desk.reach.answers["ask"] = answer
    desk.run.ask("stop")
    desk.look(2)
    assert len(asked(desk)) >= 2
    desk.reach.answers["ask"] = True
    number = len(asked(desk))
    desk.look(4)
    assert len(asked(desk)) == number + 1


def test_another_node_is_asked_what_the_first_was(desk):
    desk.begin(ONE)
    desk.run.ask("stop")
    desk.look()
    desk.begin(TWO)
    desk.look()
    assert asked(desk) == [(ONE, "stop"), (TWO, "stop")]


def test_a_stop_after_a_pause_is_asked_for(desk):
    desk.begin()
    desk.run.ask("pause")
    desk.look()
    desk.run.ask("stop")
    desk.look()
    assert [what for _, what in asked(desk)] == ["pause", "stop"]


def test_the_node_of_a_shared_run_sees_for_itself(desk):
    desk.begin(shared=True)
    desk.run.ask("stop")
    desk.look()
    assert asked(desk) == []


def test_what_one_node_cannot_even_begin_another_does(desk):
    desk.reach.there = (ONE, TWO)
    far = desk.give()
    desk.say("asks", ONE)
    desk.report("failed", detail="No space left on device.")
    desk.look()
    order, nodes, _ = desk.reach.orders[-1]
    assert (order.run, nodes) == (desk.run.id, [TWO])
    assert order.key != far.key
    assert any("No space left" in text for text in desk.told)
    # When none is left that has not tried, it is said of the run.
    desk.say("asks", TWO)
    desk.report("failed", node=TWO, detail="No space left on device.")
    assert desk.run.ended().detail == "No space left on device."
    assert waits(desk) == []


def test_a_version_that_all_refuse_is_told(desk):
    desk.give()
    with pytest.raises(UserError, match="has version 0"):
        desk.report("refused", detail="The node one has version 0.")
    assert [run_id for run_id, _ in waits(desk)] == [desk.run.id]


def test_what_one_refuses_another_is_given(desk):
    desk.reach.there = (ONE, TWO)
    desk.give()
    desk.report("refused", detail="The node one has version 0.")
    desk.look()
    order, nodes, _ = desk.reach.orders[-1]
    assert (order.run, nodes) == (desk.run.id, [TWO])
    # Nor is anything else tried there.
    desk.give(desk.runs[1])
    assert desk.reach.orders[-1][1] == [TWO]


def test_a_node_that_ends_does_not_end_the_rest(desk):
    desk.begin()
    desk.reach.there = ()
    desk.report("refused", detail="The node one lost the scheduler.")
    assert [run_id for run_id, _ in waits(desk)] == [desk.run.id]


def test_what_an_earlier_order_ends_with_is_left(desk):
    desk.give()
    before = desk.future
    desk.say("needs", digests=["0" * 64])
    desk.look(2)
    before.end("{")
    desk.look()
    assert desk.run.ended() is None
    assert desk.far is not None


def test_the_report_of_a_node_that_was_left_is_not_taken(desk):
    desk.reach.there = (ONE, TWO)
    far = desk.begin(ONE)
    # It had the run too, while it was out of sight, and was told to stop.
    desk.report("cancelled", node=TWO)
    desk.look()
    assert desk.run.ended() is None
    assert desk.far.key != far.key
    assert desk.reach.orders[-1][0].resume


def test_an_image_that_changed_is_told(desk):
    far = desk.give()
    image = next(iter(desk.run.hashes()))
    paths = desk.attendant._orders[far.key][1].paths
    digest = next(digest for digest, path in paths.items() if path == image)
    desk.attendant.inbox.put(("sent", far.key, Damaged(digest)))
    desk.look()
    assert f"{image} has been changed since" in desk.run.ended().detail


def test_a_sending_that_broke_is_begun_again(desk):
    far = desk.give()
    desk.say("asks")
    desk.attendant.inbox.put(("sent", far.key, Gone()))
    desk.look()
    # So that the node says once more what it needs.
    assert (ONE, "again", (far.key, 0)) in desk.reach.calls
    assert desk.far is far


@pytest.mark.parametrize("error", [UserError("No room."), OSError(5, "No room.")])
def test_what_cannot_be_sent_is_told(desk, error):
    far = desk.give()
    desk.attendant.inbox.put(("sent", far.key, error))
    desk.look()
    assert "No room." in desk.run.ended().detail


@pytest.mark.parametrize("phase", ["sent", "asked", "begun", "home"])
def test_a_run_that_is_deleted_is_forgotten(desk, phase):
    far = desk.give()
    if phase != "sent":
        desk.say("asks")
    if phase in ("begun", "home"):
        desk.say("began", shared=False)
    shutil.rmtree(desk.run.folder)
    if phase == "home":
        desk.attendant.inbox.put(("fetched", far.key, None, []))
    desk.look(2)
    assert not desk.run.folder.exists()
    assert (desk.attendant.fars, desk.queue.far(), waits(desk)) == ({}, (), [])
    settled = desk.reach.asked("settle")
    assert ((ONE, [far.key]) in settled) == (phase != "sent")


def test_what_comes_of_a_deleted_run_does_not_bring_it_back(desk, tmp_path):
    far = desk.begin()
    shutil.rmtree(desk.run.folder)
    files = arrived(tmp_path, {f"{desk.run.id}/model.keras": b"network"})
    desk.attendant.handle(("snapshot", far.key, ONE, files))
    # Nor does it stay where it came.
    assert not files[0][1].exists()
    assert not desk.run.folder.exists()
    assert desk.attendant.fars == {}


def test_a_lost_drive_is_no_deletion(desk, tmp_path):
    desk.begin()
    desk.queue.study_folder.rename(tmp_path / "away")
    with pytest.raises(OSError, match="study"):
        desk.look()
    assert desk.attendant.fars
    (tmp_path / "away").rename(desk.queue.study_folder)
    assert desk.queue.far() == (desk.run.id,)
    assert not (tmp_path / "away").exists()


def test_on_a_full_disk_a_run_that_begins_stays_known(desk, monkeypatch):
    desk.give()
    modules = (far_run, attending)
    with unwritable(monkeypatch, *modules), pytest.raises(OSError, match="No space"):
        desk.say("began", shared=False)
    assert desk.queue.far() == (desk.run.id,)
