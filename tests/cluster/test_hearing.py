"""Each kind of event that nodes tell, and those that nobody waits for any more."""

import pytest
from far_away import ONE, TWO, began_line, epoch_line

from cellclassifier.cluster.reach import Damaged, Gone
from cellclassifier.core.messages import BatchEnded, Ended, Progressed, encode


def line(event):
    return encode(event).decode().rstrip("\n")


def kinds(desk):
    return [event.kind for run_id, event in desk.heard if run_id == desk.run.id]


def test_a_node_that_asks_is_told_how_the_run_stands_by_now(desk):
    far = desk.give()
    (desk.run.folder / "events.jsonl").write_text(f"{began_line(0)}\n")
    desk.say("asks")
    ((node, key, sheet),) = desk.reach.transfers.answered
    assert (node, key, sheet.lines) == (ONE, far.key, 1)
    assert (far.node, far.name, far.phase) == (ONE, "one", "sent")
    # It has not begun: it waits for all who look, and nothing is said to be done.
    assert [each.run_id for each in desk.queue.waiting()] == [desk.run.id]
    assert desk.queue.status().doing == ()


def test_a_node_is_sent_what_it_needs(desk):
    far = desk.give()
    desk.say("asks")
    _, _, sheet = desk.reach.transfers.answered[0]
    wanted = [*sheet.blobs][:2]
    desk.say("needs", digests=wanted)
    ((nodes, paths, _),) = desk.reach.transfers.sent
    assert (nodes, sorted(paths)) == ([ONE], sorted(wanted))
    assert desk.far is far


def test_what_a_node_needs_by_an_older_sheet_has_it_begin_anew(desk):
    far = desk.give()
    desk.say("needs", digests=["0" * 64])
    desk.look(2)
    assert desk.reach.transfers.sent == []
    # With a new order, which holds how it stands now; the node forgets the old one.
    assert desk.far.key != far.key
    assert [far.key] in [keys for _, keys in desk.reach.asked("settle")]


@pytest.mark.parametrize("shared", [False, True])
def test_a_run_that_began_waits_no_more(desk, shared):
    desk.run.mark_died(Ended(outcome="failed"))
    desk.begin(shared=shared)
    assert desk.queue.waiting() == []
    assert desk.queue.far() == (desk.run.id,)
    # Where it is shared, its lock and its files are the node's.
    assert desk.run.is_alive() == (not shared)
    assert (desk.run.ended() is not None) == shared
    (doing,) = desk.queue.status().doing
    assert (doing.run_id, doing.device, doing.what) == (desk.run.id, "one", "training")
    assert doing.worker == 0


def test_the_state_of_a_far_run_is_that_of_any(desk):
    desk.begin()
    desk.train(1, began=0)
    assert desk.run.state == "running"
    desk.attendant.close()
    assert desk.run.state == "interrupted"


def test_lines_are_kept_and_told_once(desk):
    desk.begin()
    desk.train(1, 2, began=0)
    desk.train(2, 3, first=2)
    assert desk.lines == [began_line(0), *map(epoch_line, (1, 2, 3))]
    assert kinds(desk) == ["began", *["epoch_ended"] * 3]


def test_lines_of_a_shared_run_are_told_and_not_written(desk):
    desk.begin(shared=True)
    desk.train(1, began=0)
    assert kinds(desk) == ["began", "epoch_ended"]
    assert desk.lines == []


def test_lines_that_are_missing_are_asked_for(desk):
    far = desk.begin()
    desk.train(1, began=0)
    desk.train(3, first=3)
    assert desk.lines == [began_line(0), epoch_line(1)]
    assert (ONE, "again", (far.key, 2)) in desk.reach.calls
    desk.train(2, 3, first=2)
    assert desk.run.history().accuracy == [0.5] * 3


def test_the_end_is_told_with_the_files_only(desk):
    desk.begin()
    desk.say("lines", first=0, lines=[began_line(0), line(Ended(outcome="done"))])
    assert kinds(desk) == ["began"]
    assert desk.run.state == "running"


@pytest.mark.parametrize("shared", [False, True])
def test_batches_are_told(desk, shared):
    batch = BatchEnded(epoch=1, batch=1, of=2, loss=1.0)
    desk.begin(shared=shared)
    desk.say("live", line=line(batch))
    assert kinds(desk) == ["batch_ended"]
    assert (desk.run.live() == batch) == (not shared)


def test_predictions_are_told_and_shown(desk):
    desk.begin()
    desk.say("heard", line=line(Progressed(what="predicting", done=1, of=2)))
    desk.look()
    assert kinds(desk) == ["progressed"]
    (doing,) = desk.queue.status().doing
    assert doing.what == "predicting"


def copied(desk, name="checkpoint.npz", data=b"state", node=ONE):
    path = f"{desk.run.id}/{name}"
    desk.reach.files[path] = data
    listed = {"path": path, "size": len(data), "sha256": "0" * 64}
    desk.say("checkpoint", node=node, files=[listed])


def test_a_copy_of_a_checkpoint_is_kept(desk):
    desk.begin()
    copied(desk)
    assert desk.run.checkpoint_path.read_bytes() == b"state"


def test_a_copy_that_did_not_come_is_made_whole_again(desk):
    far = desk.begin()
    desk.reach.answers[ONE, "give"] = Gone()
    copied(desk)
    assert not desk.run.checkpoint_path.exists()
    # The next one would hold only what changed since: all is asked for.
    assert (ONE, "again", (far.key, 0)) in desk.reach.calls


def test_a_copy_that_is_not_the_runs_ends_it_alone(desk):
    desk.begin()
    copied(desk, "run.json", b"{}")
    assert "made with it" in desk.run.ended().detail
    assert desk.far is None
    assert desk.run.record.id == desk.run.id


def test_a_copy_from_before_it_began_elsewhere_is_left(desk):
    desk.begin(ONE)
    desk.begin(TWO)
    copied(desk, node=ONE)
    assert not desk.run.checkpoint_path.exists()
    copied(desk, node=TWO)
    assert desk.run.checkpoint_path.exists()


def test_what_an_earlier_node_tells_is_not_mixed_in(desk):
    desk.begin(ONE)
    desk.train(1, began=0)
    desk.begin(TWO)
    desk.train(2, node=ONE, seconds=9.0)
    assert len(desk.lines) == 2
    # Where the other one began anew, its lines take the place of all before.
    desk.train(1, 2, node=TWO, first=0, seconds=5.0, began=0)
    assert [epoch.seconds for epoch in desk.run.history().epochs] == [5.0, 5.0]


@pytest.mark.parametrize("kind", ["asks", "began"])
def test_what_nobody_wants_is_ended(desk, kind):
    desk.say(kind, TWO, key="unknown.1")
    assert desk.reach.asked("settle") == [(TWO, ["unknown.1"])]


@pytest.mark.parametrize("kind", ["lines", "live", "heard", "checkpoint", "needs"])
def test_what_else_is_told_of_it_is_left(desk, kind):
    more = {"lines": [], "first": 0, "line": "", "files": [], "digests": []}
    desk.say(kind, TWO, key="unknown.1", **more)
    assert desk.reach.asked("settle") == []


ODD = [
    {},
    {"kind": "lines"},
    {"kind": "needs"},
    {"kind": "live"},
    {"kind": "heard"},
    {"kind": "checkpoint"},
    {"kind": "checkpoint", "files": [{"path": "x"}]},
    {"kind": "checkpoint", "files": 5},
    {"kind": "lines", "lines": 5, "first": 0},
    {"kind": "lines", "lines": [5], "first": 0},
    {"kind": "lines", "lines": ["x"], "first": "?"},
    {"kind": "lines", "lines": ["x"], "first": -5},
    {"kind": "live", "line": None},
    {"kind": "needs", "digests": None},
    {"kind": "new in version 9"},
]


@pytest.mark.parametrize("event", ODD)
def test_an_event_of_another_version_does_no_harm(desk, event):
    far = desk.begin()
    desk.reach.hear({"key": far.key, "node": ONE, **event})
    desk.look()
    assert desk.far is far


def test_the_run_that_is_deleted_is_forgotten_everywhere(desk):
    import shutil

    far = desk.begin()
    shutil.rmtree(desk.run.folder)
    desk.reach.hear(
        {
            **{"kind": "lines", "key": far.key, "node": ONE},
            **{"first": 0, "lines": [began_line(0)]},
        }
    )
    desk.look(2)
    assert not desk.run.folder.exists()
    assert desk.attendant.fars == {}
    assert (ONE, [far.key]) in desk.reach.asked("settle")
    assert desk.queue.far() == ()


def test_a_damaged_content_of_the_run_itself_is_sent_anew(desk):
    far = desk.give()
    desk.say("asks")
    _, _, sheet = desk.reach.transfers.answered[0]
    desk.say("needs", digests=[*sheet.blobs])
    _, paths, done = desk.reach.transfers.sent[0]
    events = desk.run.folder / "history.csv"
    paths = desk.attendant._orders[far.key][1].paths
    paths["a"] = events
    done(Damaged("a"))
    desk.look(2)
    assert desk.run.ended() is None
    assert desk.far.key != far.key
