"""What nodes have is found again by whoever conducts next, or is done by others."""

import shutil

import pytest
from far_away import ONE, TWO, epoch_line, note

from cellclassifier.cluster import session
from cellclassifier.cluster.reach import Gone
from cellclassifier.core.messages import Ended


def waits(desk):
    return [(each.run_id, each.resume) for each in desk.queue.waiting()]


def given(desk):
    return [order.run for order, _, _ in desk.reach.orders]


@pytest.fixture
def late(monkeypatch):
    """Has nodes have no time to come back."""
    monkeypatch.setattr(session, "SEEK_SECONDS", -1.0)


def test_a_run_is_found_again(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    (desk.run.folder / "events.jsonl").write_text(f"{epoch_line(1)}\n")
    desk.connect().look(2)
    order, nodes, _ = desk.reach.orders[-1]
    assert (order.key, nodes) == (key, [ONE])
    assert (ONE, "again", (key, 1)) in desk.reach.calls
    assert desk.far.phase == "sought"
    desk.say("asks")
    desk.say("began", shared=False)
    desk.report(files=desk.made())
    assert desk.run.state == "done"


def test_one_that_is_found_is_stopped_though_it_told_nothing_yet(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    desk.run.ask("stop")
    desk.connect().look(3)
    # Its words may have come before they were listened to.
    assert desk.reach.asked("ask") == [(ONE, "stop")]


def test_one_that_is_over_comes_home(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key, ended=True, training=False)
    desk.connect().look(2)
    desk.report(files=desk.made())
    assert desk.run.state == "done"
    assert desk.session._is_done()


def test_what_is_sought_is_not_given_away_meanwhile(desk):
    note(desk.queue, desk.run)
    desk.queue.add(desk.run)
    desk.connect().look(3)
    assert given(desk) == []
    assert not desk.session._is_done()
    assert any("Looking for the nodes" in text for text in desk.told)


def test_no_node_of_a_cluster_is_given_back_while_runs_are_sought(desk):
    key = note(desk.queue, desk.run)
    desk.reach.there = ()
    desk.connect().look(3)
    # 0 would end all of them, whatever they do.
    assert desk.reach.wanted == []
    desk.holds(key)
    desk.join(ONE)
    assert desk.reach.wanted[-1] == 1


def test_a_node_that_comes_later_is_asked_too(desk):
    key = note(desk.queue, desk.run)
    desk.reach.there = ()
    desk.connect().look()
    desk.holds(key, TWO)
    desk.join(ONE, TWO)
    assert desk.reach.orders[-1][1] == [TWO]


def test_the_run_of_a_node_that_does_not_come_goes_on_elsewhere(desk, late):
    key = note(desk.queue, desk.run)
    desk.connect().look(2)
    order = desk.reach.orders[-1][0]
    assert (order.run, order.resume) == (desk.run.id, True)
    assert order.key != key


def test_a_node_that_comes_too_late_is_stopped_and_forgotten(desk, late, monkeypatch):
    key = note(desk.queue, desk.run)
    desk.connect().look(2)
    desk.begin(ONE)
    desk.train(1, 2, began=0)
    desk.holds(key, TWO)
    desk.join(ONE, TWO)
    assert (TWO, [key]) in desk.reach.asked("settle")
    # Nothing that it tells or has made gets here.
    desk.say("lines", TWO, key=key, first=3, lines=[epoch_line(3, 9.0)])
    assert len(desk.run.history().epochs) == 2
    # It goes on until it has stopped: it is looked after.
    monkeypatch.setattr(session.time, "monotonic", lambda: 1e9)
    number = len(desk.reach.asked("settle"))
    desk.look(2)
    assert len(desk.reach.asked("settle")) > number


def test_in_the_studys_own_folder_it_is_paused_not_stopped(desk, late):
    desk.sharing = True
    key = note(desk.queue, desk.run)
    desk.connect().look(2)
    desk.begin(ONE, shared=True)
    desk.holds(key, TWO)
    desk.join(ONE, TWO)
    # A stop would be for good, and for the run that goes on by the other one.
    assert (TWO, "pause") in desk.reach.asked("ask")
    desk.holds(key, TWO, ended=True)
    desk.join(TWO, ONE)
    assert (TWO, [key]) in desk.reach.asked("settle")


def test_a_shared_run_that_goes_on_unseen_is_not_begun_a_second_time(desk, late):
    note(desk.queue, desk.run)
    with desk.run.lock:
        desk.connect().look(3)
        assert given(desk) == []
        assert not desk.session._is_done()
    desk.look(2)
    assert given(desk) == [desk.run.id]


def test_of_two_nodes_that_have_one_order_one_goes_on(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key, ONE)
    desk.holds(key, TWO)
    desk.reach.there = (ONE, TWO)
    desk.connect().look(2)
    assert len(desk.reach.orders) == 1
    assert desk.far.node == ONE
    assert (TWO, [key]) in desk.reach.asked("settle")


def test_a_node_that_came_back_is_not_taken_for_another(desk):
    far = desk.begin(ONE)
    # It comes with a new address, and has not told of the run yet.
    desk.holds(far.key, TWO)
    desk.join(TWO)
    assert desk.reach.asked("settle") == []
    desk.say("asks", TWO)
    desk.say("began", TWO, shared=False)
    assert far.node == TWO


def test_what_nobody_knows_is_ended(desk):
    desk.holds("unknown.1", TWO)
    desk.join(TWO)
    assert (TWO, ["unknown.1"]) in desk.reach.asked("settle")


def test_a_found_run_needs_no_room_on_its_node(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    desk.connect().look(2)
    # The node has none: it is busy with that very run.
    assert desk.reach.held == [True]
    desk.give(desk.runs[1])
    assert desk.reach.held == [True, False]


def test_a_found_run_whose_node_dies_goes_on_elsewhere(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    desk.connect().look(2)
    desk.say("began", shared=False)
    future = desk.future
    # Dask would wait for that very node, for ever.
    desk.join(TWO)
    assert future.status == "cancelled"
    assert any("The node one is gone: run" in text for text in desk.told)
    order, nodes, _ = desk.reach.orders[-1]
    assert (order.run, order.resume, nodes) == (desk.run.id, True, [])
    assert order.key != key


def test_a_found_run_whose_node_comes_back_elsewhere_is_found_again(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    desk.connect().look(2)
    desk.say("began", shared=False)
    # There is no other one that could do it: it may only have lost its connection.
    desk.join()
    assert desk.queue.far() == (desk.run.id,)
    assert any("Looking for the nodes" in text for text in desk.told)
    desk.holds(key, TWO)
    desk.join(TWO)
    order, nodes, _ = desk.reach.orders[-1]
    assert (order.key, nodes) == (key, [TWO])


def test_a_run_for_nodes_that_are_gone_is_given_to_others(desk):
    desk.reach.there = (ONE, TWO)
    desk.give()
    desk.report("refused", detail="The node one has version 0.")
    desk.look()
    assert desk.reach.orders[-1][1] == [TWO]
    desk.join(ONE, "tcp://three:3")
    assert desk.reach.orders[-1][1] == ["tcp://three:3"]
    assert desk.far.phase == "sent"


def test_a_node_that_did_not_answer_is_asked_again(desk, monkeypatch):
    key = note(desk.queue, desk.run)
    desk.reach.answers["holdings"] = Gone()
    desk.connect().look(2)
    desk.reach.answers.clear()
    desk.holds(key)
    monkeypatch.setattr(session, "AGAIN_SECONDS", -1.0)
    now = session.time.monotonic()
    monkeypatch.setattr(session.time, "monotonic", lambda: now + 40)
    desk.look(2)
    assert desk.far.key == key


@pytest.mark.parametrize("answer", [Gone(), "{", "[1]", '[{"key": "x"}]', None])
def test_a_node_that_answers_nothing_is_left(desk, answer):
    note(desk.queue, desk.run)
    desk.reach.answers["holdings"] = answer
    desk.connect().look(2)
    assert desk.attendant.fars == {}
    # It may answer when nodes have come or gone.
    desk.reach.answers.clear()
    desk.holds(f"{desk.run.id}.0123abcd", ONE)
    desk.join(ONE, TWO)
    assert desk.far is not None


def test_a_run_that_was_stopped_while_nobody_looked_does_not_go_on(desk, late):
    note(desk.queue, desk.run)
    desk.run.ask("stop")
    desk.connect().look(2)
    assert (given(desk), waits(desk), desk.queue.far()) == ([], [], ())
    assert any("could not be stopped" in text for text in desk.told)
    assert desk.session._is_done()


def test_a_run_that_was_dropped_while_nobody_looked_does_not_go_on(desk):
    key = note(desk.queue, desk.run, begun=False)
    desk.holds(key)
    desk.connect().look(3)
    assert (given(desk), desk.queue.far()) == ([], ())
    desk.join(ONE, TWO)
    assert (ONE, [key]) in desk.reach.asked("settle")


def test_a_run_that_was_deleted_while_nobody_looked_is_forgotten(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    shutil.rmtree(desk.run.folder)
    desk.connect().look(2)
    assert (ONE, [key]) in desk.reach.asked("settle")
    assert (given(desk), waits(desk), desk.queue.far()) == ([], [], ())
    assert desk.session._is_done()


def test_a_damaged_note_loses_no_run(desk):
    key = note(desk.queue, desk.run)
    (desk.queue.far_folder / f"{desk.run.id}.json").write_text("{")
    desk.holds(key)
    desk.connect().look(2)
    assert any("was damaged" in text for text in desk.told)
    assert (ONE, [key]) in desk.reach.asked("settle")
    order = desk.reach.orders[-1][0]
    assert (order.run, order.resume) == (desk.run.id, True)


def test_a_run_that_is_done_is_not_sought_for_ever(desk, late):
    note(desk.queue, desk.run)
    desk.run.mark_died(Ended(outcome="done"))
    desk.connect().look(2)
    assert (desk.queue.far(), waits(desk)) == ((), [])
    assert desk.session._is_done()


def test_a_found_run_whose_image_is_gone_fails_in_words(desk):
    key = note(desk.queue, desk.run)
    desk.holds(key)
    image = next(path for path in desk.run.hashes() if "train" in str(path))
    hidden = image.with_suffix(".hidden")
    image.rename(hidden)
    try:
        desk.connect().look(2)
    finally:
        hidden.rename(image)
    assert "is gone" in desk.run.ended().detail
    assert (ONE, [key]) in desk.reach.asked("settle")
