"""What stderr shows: a bar on a terminal alone, and what has to be known anywhere."""

import io
import re
from types import SimpleNamespace

import pytest
from drawn import folder

from cellclassifier.core import terminal
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import (
    BatchEnded,
    Began,
    DeviceFound,
    EpochEnded,
    Progressed,
)
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import TilingSpec


class Stderr(io.StringIO):
    def __init__(self, is_terminal):
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self):
        return self._is_terminal


@pytest.fixture(params=[True, False], ids=["terminal", "file"])
def stderr(request, monkeypatch):
    made = Stderr(request.param)
    # Not `sys.stderr` itself, which pytest puts back before the test begins.
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stderr=made))
    return made


def test_a_bar_is_drawn_on_a_terminal_alone(stderr):
    terminal.show("reading", 1, 4)
    terminal.bar("drawing")(4, 4)
    terminal.scanning("train", 0, 0)
    if not stderr.isatty():
        assert stderr.getvalue() == ""
        return
    assert stderr.getvalue() == (
        f"\r\x1b[Kreading [{'#' * 6}{'-' * 18}] 1 of 4"
        f"\r\x1b[Kdrawing [{'#' * 24}] 4 of 4\n"
        f"\r\x1b[Kreading images of train [{'-' * 24}] 0 of 0\n"
    )


def test_a_line_takes_the_place_of_a_bar(stderr):
    terminal.say("Done.")
    start = "\r\x1b[K" if stderr.isatty() else ""
    assert stderr.getvalue() == f"{start}Done.\n"


def test_events_are_told(stderr):
    terminal.tell(DeviceFound(text="x"))
    terminal.tell(Began(device="x", training_tiles=1, validation_tiles=1, batches=1))
    terminal.tell(BatchEnded(epoch=3, batch=1, of=2))
    terminal.tell(Progressed(what="predicting day", done=1, of=2))
    told = {"epoch": 3, "accuracy": 0.912, "loss": 0.25, "seconds": 1.24}
    terminal.tell(EpochEnded(**told))
    terminal.tell(EpochEnded(**told, val_accuracy=0.8, val_loss=1))
    lines = [line for line in re.split(r"\r\x1b\[K|\n", stderr.getvalue()) if line]
    bars, told = lines[:-2], lines[-2:]
    assert told == [
        "epoch 3: accuracy 91.2 %, loss 0.250 (1.2 s)",
        "epoch 3: accuracy 91.2 %, loss 0.250; validation 80.0 % (1.2 s)",
    ]
    names = [bar.partition(" [")[0] for bar in bars]
    assert names == (["epoch 3", "predicting day"] if stderr.isatty() else [])


@pytest.mark.parametrize(
    ("extra", "number"), [((), ""), (("a.txt",), "1 file"), (("a", "b"), "2 files")]
)
def test_what_does_not_stop_the_work_is_told(tmp_path, capsys, extra, number):
    train = folder(tmp_path / "train", 20)
    test = folder(tmp_path / "test", 3, seed=1)
    for name in extra:
        (train / "discs" / name).touch()
    terminal.warn(read_contents(StudySpec(train=train, tests=(test,))))
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    expected = [f"train: {number} left out; see check."] if extra else []
    assert lines[: len(expected)] == expected
    assert [line[:30] for line in lines[len(expected) :]] == [
        "test: Class 'discs' has only 3",
        "test: Class 'squares' has only",
    ]


def test_errors_are_left_to_who_stops(tmp_path, capsys):
    train = folder(tmp_path / "train", 20)
    (train / "empty").mkdir()
    terminal.warn(read_contents(StudySpec(train=train)))
    assert capsys.readouterr() == ("", "")


def test_without_a_study_to_check_the_reason_is_told(tmp_path, capsys):
    train = folder(tmp_path / "train", 20)
    for name in ("a.txt", "b.txt"):
        (train / "discs" / name).touch()
    contents = read_contents(StudySpec(train=train))
    terminal.warn(contents, error="There is another problem.")
    told = capsys.readouterr().err
    assert told.startswith(
        "train: 2 files left out; 2 of 2 files, such as a.txt: not an image: '.txt'"
    )
    assert "see check" not in told
    reason = contents.train.left_out[0].reason
    terminal.warn(contents, error=f"Class 'discs' is empty. a.txt: {reason}")
    assert capsys.readouterr().err == "train: 2 files left out.\n"


def test_nothing_is_told_of_images_that_are_well(tmp_path, capsys):
    train = folder(tmp_path / "train", 5)
    spec = StudySpec(train=train, tiling=TilingSpec(rows=2, columns=2))
    terminal.warn(read_contents(spec))
    assert capsys.readouterr() == ("", "")


def test_a_line_says_whose_it_is_when_that_changes(stderr):
    one, two = SimpleNamespace(id="1"), SimpleNamespace(id="2")
    heard = terminal.hearing()
    ended = EpochEnded(epoch=1, accuracy=0.5, loss=1, seconds=1)
    for run, event in (
        (one, Began(device="x", training_tiles=1, validation_tiles=1, batches=1)),
        (two, BatchEnded(epoch=1, batch=1, of=2)),
        (one, BatchEnded(epoch=1, batch=1, of=2)),
        (one, ended),
        (one, ended),
        (two, ended),
    ):
        heard(run, event)
    lines = [line for line in re.split(r"\r\x1b\[K|\n", stderr.getvalue()) if line]
    said = [line.partition(" [")[0].partition(":")[0] for line in lines]
    bars = ["epoch 1", "run 1, epoch 1"] if stderr.isatty() else []
    epochs = ["run 1", "epoch 1", "epoch 1", "run 2", "epoch 1"]
    assert said == ["run 1", "run 2", *bars, *epochs]
