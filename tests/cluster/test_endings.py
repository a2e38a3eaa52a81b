"""What comes home of a run, and what becomes of it where that is not all."""

import pytest
from far_away import ONE

from cellclassifier.cluster import home
from cellclassifier.cluster.reach import Gone
from cellclassifier.core.messages import Ended


def asked(desk):
    return desk.reach.asked("ask")


def full(part, path):
    raise OSError(28, "No space left on device", str(path))


def waits(desk):
    return [(each.run_id, each.resume) for each in desk.queue.waiting()]


def test_a_run_comes_home_whole(desk):
    far = desk.begin()
    desk.report(files=desk.made())
    assert desk.run.state == "done"
    assert len(desk.run.history().epochs) == 4
    assert (desk.attendant.fars, desk.queue.far()) == ({}, ())
    assert not desk.run.is_alive()
    assert desk.reach.asked("settle") == [(ONE, [far.key])]
    assert desk.heard[-1] == (desk.run.id, Ended(outcome="done"))
    assert desk.session._is_done()


def test_nothing_is_settled_before_all_is_written(desk, monkeypatch):
    desk.begin()
    monkeypatch.setattr(home, "move", full)
    with pytest.raises(OSError, match="No space"):
        desk.report(files=desk.made())
    assert desk.reach.asked("settle") == []
    assert desk.queue.far() == (desk.run.id,)


def test_a_full_disk_is_no_node_that_is_gone(desk):
    desk.begin()
    desk.reach.answers[ONE, "give"] = OSError(28, "No space left on device")
    # What the node has is fetched as soon as there is room.
    with pytest.raises(OSError, match="No space"):
        desk.report(files=desk.made())
    assert desk.queue.far() == (desk.run.id,)
    assert waits(desk) == []
    assert desk.reach.asked("settle") == []


def test_what_is_put_in_its_place_leaves_nothing_behind(desk):
    desk.begin()
    desk.report(files={**desk.made(), "run.json": b"{}"})
    assert not list(desk.run.folder.glob(".came*"))


@pytest.mark.parametrize("missing", ["model.keras", "events.jsonl"])
def test_a_run_that_is_not_whole_is_not_done(desk, missing):
    desk.begin()
    files = desk.made()
    del files[missing]
    desk.report(files=files)
    # Else its predictions would be missing, and nobody be told.
    ended = desk.heard[-1][1]
    assert ended.outcome == "failed"
    assert "sent not all of it" in ended.detail
    assert desk.run.state == "failed"


def test_what_is_not_the_runs_fails_it_alone(desk):
    desk.give(*desk.runs)
    desk.begin()
    desk.report(files={**desk.made(), "run.json": b"{}"})
    assert "made with it" in desk.run.ended().detail
    assert not desk.run.model_path.exists()
    assert len(desk.attendant.fars) == 2


def test_a_pause_comes_home(desk):
    far = desk.begin()
    desk.queue.pause()
    desk.run.ask("pause")
    desk.look()
    assert asked(desk) == [(ONE, "pause")]
    desk.report("paused", {"events.jsonl": desk.made("paused", 2)["events.jsonl"]})
    ((run_id, resume),) = waits(desk)
    assert (run_id, resume) == (desk.run.id, True)
    assert desk.queue.waiting()[0].number == far.number
    assert desk.run.state == "paused"
    assert desk.run.asked() is None
    desk.queue.go_on()
    desk.look()
    assert desk.reach.orders[-1][0].resume


def test_a_pause_that_no_event_tells_of_waits_all_the_same(desk):
    desk.begin()
    desk.train(1, began=0)
    desk.report("paused")
    assert waits(desk) == [(desk.run.id, True)]
    assert desk.run.state == "interrupted"


def test_a_run_that_was_stopped_while_it_paused_does_not_wait(desk):
    desk.begin()
    desk.run.ask("stop")
    desk.report("paused", {"events.jsonl": desk.made("paused", 2)["events.jsonl"]})
    assert waits(desk) == []
    assert (desk.run.state, desk.run.asked()) == ("paused", None)


def test_a_stop_comes_home(desk):
    desk.begin()
    desk.run.ask("stop")
    desk.look(3)
    # Once is enough, where it came through.
    assert asked(desk) == [(ONE, "stop")]
    desk.report("cancelled", desk.made("cancelled", 2))
    assert desk.run.state == "cancelled"
    assert desk.run.asked() is None
    assert waits(desk) == []


def test_a_report_of_failure_is_kept_where_no_event_tells(desk):
    desk.begin()
    desk.train(1, began=0)
    desk.report("failed", detail="The worker died.")
    assert (desk.run.state, desk.run.ended().detail) == ("failed", "The worker died.")


def test_a_failure_that_the_worker_told_is_left_as_it_is(desk):
    desk.begin()
    files = {"events.jsonl": desk.made("failed", 2)["events.jsonl"]}
    desk.report("failed", files, detail="in other words")
    assert desk.run.ended() == Ended(outcome="failed")
    assert not (desk.run.folder / "died.json").exists()


def test_a_failure_without_an_address_fails_once(desk):
    from cellclassifier.cluster.orders import Report

    desk.begin()
    report = Report(key=desk.far.key, node="one", outcome="failed", detail="It is so.")
    desk.future.end(report.model_dump_json(exclude={"address"}))
    desk.look()
    assert desk.run.ended().detail == "It is so."


def test_a_node_that_went_with_the_files_is_made_up_for(desk):
    far = desk.begin()
    desk.train(1, 2, began=0)
    desk.reach.answers[ONE, "give"] = Gone()
    desk.report(files=desk.made())
    assert (desk.run.id, True) in waits(desk)
    desk.look()
    order = desk.reach.orders[-1][0]
    assert (order.run, order.resume) == (desk.run.id, True)
    assert order.key != far.key
    # The lines are home, but not their end: nobody takes it for done.
    assert order.sheet.lines == 3


def test_a_stopped_run_whose_node_went_does_not_go_on(desk):
    desk.begin()
    desk.run.ask("stop")
    desk.look()
    desk.reach.answers[ONE, "give"] = Gone()
    desk.report("cancelled", files=desk.made("cancelled"))
    desk.look()
    assert (desk.attendant.fars, waits(desk), desk.queue.far()) == ({}, [], ())
    assert any("could not be stopped" in text for text in desk.told)


def test_nodes_that_die_one_after_another_are_told(desk):
    desk.begin()
    desk.future.end(status="error")
    desk.look()
    assert "died one after another" in desk.run.ended().detail
    assert waits(desk) == []


@pytest.mark.parametrize("status", ["cancelled", "lost"])
def test_a_scheduler_that_lost_all_is_left(desk, status):
    desk.begin()
    desk.attendant.inbox.put(("over", desk.far.key, desk.future))
    desk.future.status = status
    with pytest.raises(Gone):
        desk.look()
    assert desk.queue.far() == (desk.run.id,)


@pytest.mark.parametrize("error", [TimeoutError(), OSError(), RuntimeError()])
def test_a_report_that_does_not_come_is_looked_for(desk, error):
    desk.begin()
    desk.future.end(error)
    with pytest.raises(Gone):
        desk.look()
    assert desk.queue.far() == (desk.run.id,)


def test_a_damaged_report_is_told(desk):
    desk.begin()
    desk.future.end("{")
    desk.look()
    assert "cannot be read" in desk.run.ended().detail


def test_a_run_that_was_put_into_the_queue_meanwhile_is_not_trained_twice(desk):
    desk.begin()
    desk.queue.add(desk.run, resume=True)
    desk.report(files=desk.made())
    desk.look()
    assert waits(desk) == []
    assert len(desk.reach.orders) == 1
