"""What nodes tell and send is written down whole, once, and of one training."""

import pytest
from far_away import arrived, began_line, epoch_line

from cellclassifier.cluster import home
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import BatchEnded, Ended, EpochEnded, encode


def line(event):
    return encode(event).decode().rstrip("\n")


END = line(Ended(outcome="done"))
TOLD = [began_line(0), epoch_line(1), epoch_line(2), epoch_line(3)]


def epochs(run):
    return [(e.epoch, e.seconds) for e in run.history().epochs]


def test_lines_are_appended_in_order(desk):
    assert [e.kind for e in home.add_lines(desk.run, 0, TOLD[:2])] == [
        "began",
        "epoch_ended",
    ]
    home.add_lines(desk.run, 2, TOLD[2:])
    assert desk.lines == TOLD


@pytest.mark.parametrize("first", [0, 1, 2])
def test_lines_that_are_there_are_not_written_twice(desk, first):
    home.add_lines(desk.run, 0, TOLD[:3])
    new = home.add_lines(desk.run, first, TOLD[first:])
    assert desk.lines == TOLD
    assert [event.epoch for event in new] == [3]
    assert home.add_lines(desk.run, first, TOLD[first:]) == []


def test_lines_behind_a_gap_are_left(desk):
    home.add_lines(desk.run, 0, TOLD[:2])
    assert home.add_lines(desk.run, 3, TOLD[3:]) == []
    assert desk.lines == TOLD[:2]


def test_of_two_trainings_only_that_of_the_node_stays(desk):
    home.add_lines(desk.run, 0, TOLD)
    # Another node began anew: it tells the same epochs, measured once more.
    other = [began_line(0), epoch_line(1, 5.0)]
    new = home.add_lines(desk.run, 0, other)
    assert [event.seconds for event in new] == [5.0]
    assert epochs(desk.run) == [(1, 5.0)]
    home.add_lines(desk.run, 2, [epoch_line(2, 6.0)])
    assert epochs(desk.run) == [(1, 5.0), (2, 6.0)]


def test_lines_that_differ_in_paths_alone_are_the_same(desk):
    told = '{"kind":"told","text":"/%s/x.png was left"}'
    home.add_lines(desk.run, 0, [TOLD[0], told % "home", TOLD[1]])
    before = desk.lines
    assert home.add_lines(desk.run, 0, [TOLD[0], told % "node", TOLD[1]]) == []
    assert desk.lines == before


def test_a_line_that_a_crash_cut_short_is_written_whole(desk):
    path = desk.run.folder / "events.jsonl"
    home.add_lines(desk.run, 0, TOLD[:2])
    with path.open("a") as file:
        file.write(TOLD[2][:9])
    home.add_lines(desk.run, 2, TOLD[2:])
    assert desk.lines == TOLD


def test_the_end_is_not_told_before_its_files_are_here(desk):
    new = home.add_lines(desk.run, 0, [*TOLD, END])
    assert not any(isinstance(event, Ended) for event in new)
    assert desk.lines == TOLD
    assert desk.run.ended() is None
    assert home.add_lines(desk.run, 4, [END]) == []
    # That of an earlier part of the training is followed by what went on.
    paused = line(Ended(outcome="paused"))
    home.add_lines(desk.run, 4, [paused, began_line(3)])
    assert desk.lines == [*TOLD, paused, began_line(3)]


def test_damaged_lines_are_kept_and_told_to_nobody(desk):
    new = home.add_lines(desk.run, 0, ["no event", TOLD[1]])
    assert [type(event) for event in new] == [EpochEnded]
    assert desk.lines == ["no event", TOLD[1]]


def test_a_deleted_run_does_not_come_back(desk):
    import shutil

    shutil.rmtree(desk.run.folder)
    with pytest.raises(OSError, match="events"):
        home.add_lines(desk.run, 0, TOLD)
    batch = BatchEnded(epoch=1, batch=1, of=2, loss=1.0)
    assert home.set_live(desk.run, line(batch)) == [batch]
    assert not desk.run.folder.exists()


def test_the_last_batches_take_the_place_of_those_before(desk):
    for number in (1, 2):
        batch = BatchEnded(epoch=1, batch=number, of=2, loss=1.0)
        home.set_live(desk.run, line(batch))
    assert desk.run.live() == batch
    assert home.set_live(desk.run, "damaged") == []


def test_files_are_put_and_the_history_last(desk, monkeypatch):
    written = []
    monkeypatch.setattr(home, "move", lambda part, path: written.append(path.name))
    names = ("events.jsonl", "model.keras", "checkpoint.npz", "best.npz", "x.csv")
    files = {f"{desk.run.id}/{name}": b"x" for name in names}
    assert home.put(desk.run, arrived(desk.run.folder, files)) == ""
    assert written == ["x.csv", *home.LAST]


WRONG = [
    ("{}/run.json", "made with"),
    ("{}/RUN.json", "made with"),
    # The same file on Windows.
    ("{}/run.json.", "made with"),
    ("{}/Run.json. .", "made with"),
    ("{}/RUN~1.JSO", "none of a run's"),
    ("{}/tiles/train.csv", "made with"),
    ("{}/images.csv", "made with"),
    ("{}/.lock", "none of a run's"),
    ("other/x.csv", "another run"),
    ("{}", "another run"),
    ("{}/../other/x", "leads out"),
    ("/etc/x", "no path"),
    ("C:/x", "no path"),
    ("{}\\..\\x", "letter"),
]


@pytest.mark.parametrize(("name", "why"), WRONG)
def test_nothing_else_is_written(desk, name, why):
    before = {p: p.read_bytes() for p in desk.run.folder.rglob("*") if p.is_file()}
    files = {f"{desk.run.id}/fine.csv": b"x", name.format(desk.run.id): b"x"}
    with pytest.raises(UserError, match=why):
        home.put(desk.run, arrived(desk.run.folder, files))
    after = {p: p.read_bytes() for p in desk.run.folder.rglob("*") if p.is_file()}
    assert after == before


def test_what_is_done_has_its_end_and_its_network(desk):
    files = {f"{desk.run.id}/{name}": data for name, data in desk.made().items()}
    events, _ = files.items()

    def came(files):
        return arrived(desk.run.folder, files)

    assert home.put(desk.run, [], "done") == "the end of its history"
    assert home.put(desk.run, [], "cancelled") == ""
    # Else it would count as done, and could not be resumed.
    assert home.put(desk.run, came(dict([events])), "done") == "its network"
    assert desk.run.ended() is None
    assert home.put(desk.run, came(files), "done") == ""
    assert desk.run.state == "done"
