"""The command line: exit codes, one document or one sentence, and the whole job."""

import argparse
import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from drawn import folder, study
from PIL import Image

from cellclassifier import __version__, cli, cli_predict
from cellclassifier.core import demo
from cellclassifier.core.contents import read_contents
from cellclassifier.core.link import Worker
from cellclassifier.core.messages import Ended, encode
from cellclassifier.core.preferences import home
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.options import parser


class Windows:
    """Notes which windows were opened."""

    def __init__(self):
        self.opened = []

    def __call__(self, named):
        self.opened.append(named)
        return 5


@pytest.fixture
def run(capsys):
    """Return what runs a command: arguments in; exit code, stdout and stderr out."""

    def call(*arguments):
        capsys.readouterr()
        try:
            code = cli.main([str(each) for each in arguments], Windows())
        except SystemExit as error:
            code = error.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


def sentence(err):
    """Return the last line on stderr, which tells the problem."""
    lines = err.splitlines()
    assert lines
    assert lines[-1].endswith(".")
    return lines[-1]


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    where = tmp_path_factory.mktemp("cli")
    folder(where / "train", 20)
    folder(where / "test", 20, seed=1)
    return where


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return study(tmp_path_factory.mktemp("cli"), tests=8, epochs=1)


@pytest.fixture(scope="module")
def shared():
    """Start one real worker, which all commands of this file use in turn."""
    with Worker() as worker:
        yield worker


@pytest.fixture
def one_worker(shared, monkeypatch):
    class Lent:
        def __enter__(self):
            return shared

        def __exit__(self, *_):
            return None

    for module in (cli, cli_predict):
        monkeypatch.setattr(module, "Worker", Lent)


@pytest.mark.parametrize("arguments", [[], ["some/study"], ["/study"]])
def test_without_a_command_the_window_opens(arguments):
    windows = Windows()
    assert cli.main(arguments, windows) == 5
    assert windows.opened == [arguments[0] if arguments else None]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--unknown"],
        ["train"],
        ["train", "S", "--epochs", "many"],
        ["train", "S", "--network", "shallow"],
        ["explain", "S", "--method", "magic"],
        ["explain", "S", "--limit", "0"],
        ["new", "S"],
        ["new", "S", "--train", "D", "--size", "big"],
        ["check", "S", "--more"],
        ["one", "two"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run, arguments):
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert "usage: cellclassifier" in err


def test_version_and_help_are_0(run):
    assert run("--version") == (0, f"{__version__}\n", "")
    code, out, _ = run("--help")
    assert code == 0
    for command in ("demo", "new", "check", "train", "predict", "explain"):
        assert command in out


def test_new_makes_a_study(run, images, tmp_path):
    where = tmp_path / "my study"
    code, out, _ = run(
        *("new", where, "--train", images / "train", "--test", images / "test"),
        *("--size", 64, "--rows", 2, "--columns", 3, "--group-pattern", r"(\d)\d*"),
    )
    assert code == 0
    assert str(where) in out
    spec = Study.open(where).spec
    assert spec.train == images / "train"
    assert spec.tests == (images / "test",)
    assert (spec.tiling.size, spec.tiling.rows, spec.tiling.columns) == (64, 2, 3)
    assert (spec.groups.by, spec.groups.pattern) == ("pattern", r"(\d)\d*")


def test_folders_are_kept_as_full_paths(run, images, tmp_path, monkeypatch):
    monkeypatch.chdir(images)
    assert run("new", tmp_path / "s", "--train", "train", "--test", "test")[0] == 0
    assert Study.open(tmp_path / "s").spec.train == images / "train"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--size", 10], "greater than or equal to 64 (got 10)"),
        (["--rows", 0], "greater than or equal to 1"),
        (["--group-pattern", "("], "is not a regular expression"),
        (["--test", "gone"], "does not exist"),
        (["--set", "tiling.lines=3"], "is no setting"),
        (["--set", "tiling.overlap=2"], "less than or equal to 0.9"),
        (["--set", "tiling.by=size", "--set", "tiling.side=500"], "cannot be cut"),
    ],
)
def test_a_problem_makes_no_study_and_is_1(
    run, images, tmp_path, monkeypatch, more, words
):
    monkeypatch.chdir(images)
    code, out, err = run("new", tmp_path / "s", "--train", images / "train", *more)
    assert (code, out) == (1, "")
    assert words in sentence(err)
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "s").exists()


def test_a_study_is_not_made_twice(run, images, tmp_path):
    arguments = ("new", tmp_path / "s", "--train", images / "train")
    assert run(*arguments)[0] == 0
    code, _, err = run(*arguments)
    assert code == 1
    assert "already holds a study" in sentence(err)


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--json"], ["train"], ["predict"], ["explain"]]
)
def test_what_is_no_study_is_1(run, tmp_path, arguments):
    command, *more = arguments
    code, out, err = run(command, tmp_path, *more)
    assert (code, out) == (1, "")
    assert "is not a study" in sentence(err)
    assert len(err.splitlines()) == 1


def test_a_study_of_a_newer_version_is_1(run, tmp_path):
    (tmp_path / "study.json").write_text('{"schema_version": 9, "x": 1}')
    code, _, err = run("check", tmp_path)
    assert code == 1
    assert "newer version" in sentence(err)


@pytest.mark.parametrize("command", ["predict", "explain"])
def test_a_study_without_runs_is_1(run, tmp_path, command):
    where = Study.create(tmp_path / "s", StudySpec()).folder
    code, out, err = run(command, where)
    assert (code, out) == (1, "")
    assert "no finished run yet" in sentence(err)
    code, _, err = run(command, where, "--run", "2020")
    assert code == 1
    assert "no run '2020' in this study. There are: none." in sentence(err)


def test_check_tells_counts_and_what_is_left_out(run, tmp_path):
    where = study(tmp_path, count=20, tests=20).folder
    (tmp_path / "images" / "train" / "discs" / "notes.txt").touch()
    code, out, err = run("check", where)
    assert (code, err) == (0, "")
    assert "train: 40 images (discs 20, squares 20)" in out
    assert "test: 40 images" in out
    assert "left out: discs/notes.txt: not an image" in out

    code, out, err = run("check", where, "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document["problems"] == []
    assert document["sets"]["train"]["counts"] == {"discs": 20, "squares": 20}
    assert document["sets"]["test"]["groups"] == 40
    (left_out,) = document["sets"]["train"]["left_out"]
    assert left_out["path"].endswith("notes.txt")


def test_check_with_an_error_is_1_and_still_one_document(run, tmp_path):
    made = study(tmp_path, count=20, tests=20)
    (tmp_path / "images" / "test" / "stars").mkdir()
    code, out, err = run("check", made.folder, "--json")
    assert code == 1
    problems = json.loads(out)["problems"]
    assert {"set": "test", "level": "error", "text": sentence(err)} in problems
    code, out, err = run("check", made.folder)
    assert code == 1
    assert f"error (test): {sentence(err)}" in out


def test_damaged_images_say_nothing_beside_the_table(tmp_path):
    made = study(tmp_path, count=20, tests=20)
    bad = tmp_path / "images" / "train" / "discs" / "cut.tif"
    Image.fromarray(np.zeros((64, 64), np.uint8)).save(bad)
    bad.write_bytes(bad.read_bytes()[:3000])
    done = subprocess.run(
        [sys.executable, "-m", "cellclassifier", "check", str(made.folder), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    (left_out,) = json.loads(done.stdout)["sets"]["train"]["left_out"]
    assert left_out["path"].endswith("cut.tif")


def test_the_program_itself_gives_the_exit_code(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "cellclassifier", "check", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("one_worker")
def test_train_predict_and_explain(run, made):
    code, out, err = run("train", made.folder, "--seed", 3, "--batch-size", 6)
    assert code == 0
    trained = Study.open(made.folder).run()
    assert trained.record.study.training.seed == 3
    assert trained.record.study.training.batch_size == 6
    assert Study.open(made.folder).spec == made.spec
    assert f"run    {trained.folder}" in out
    assert " of 16 right: " in out
    assert "chance 50 %" in out
    assert "epoch 1: accuracy" in err
    assert "\r" not in err

    code, out, _ = run("train", made.folder, "--json")
    assert code == 0
    document = json.loads(out)
    newest = Study.open(made.folder).run()
    assert document["run"] == newest.id != trained.id
    assert document["folder"] == str(newest.folder)
    numbers = document["tests"]["test"]
    assert numbers["n"] == 16
    assert numbers["accuracy"] == numbers["right"] / 16
    low, high = numbers["interval_95"]
    assert 0 <= low <= numbers["accuracy"] <= high <= 1
    assert (numbers["chance"], numbers["majority_share"]) == (0.5, 0.5)

    code, out, _ = run("predict", made.folder, "--json")
    assert code == 0
    assert json.loads(out) == document

    code, out, _ = run("predict", made.folder, "--run", trained.id)
    assert code == 0
    assert str(trained.folder) in out

    code, out, _ = run("explain", made.folder, "--run", trained.id, "--limit", 3)
    assert code == 0
    (line,) = out.splitlines()
    with Image.open(line) as figure:
        assert figure.format == "PNG"
    maps = trained.folder / "attributions" / "gradient_input"
    assert len(list(maps.glob("*.npy"))) == 3

    code, _, err = run("predict", made.folder, "--run", "other")
    assert code == 1
    assert trained.id in sentence(err)


@pytest.mark.slow
@pytest.mark.usefixtures("one_worker")
def test_the_example_without_a_window(run, tmp_path, monkeypatch):
    study(tmp_path, tests=8, epochs=1).folder.rename(tmp_path / "example")
    monkeypatch.setattr(demo, "draw_example", pytest.fail)
    code, out, err = run("demo", tmp_path / "example", "--no-window")
    assert code == 0
    trained = Study.open(tmp_path / "example").run()
    assert str(trained.folder) in out
    assert " of 16 right: " in out
    drawn = {path.name for path in (trained.folder / "figures").iterdir()}
    assert drawn == {
        "learning_curve.png",
        "gallery_test.png",
        "overlays_test_gradient_input.png",
    }
    told = f"Learning curve, galleries and overlays: {trained.folder / 'figures'}"
    assert told in err.splitlines()


@pytest.fixture
def drawing(monkeypatch):
    """Stand in for the drawing of the examples, and note which pair was drawn."""
    pairs = []

    def draw(where, pair, progress=None):
        where.mkdir(parents=True)
        pairs.append(pair)
        progress(1, 1)

    monkeypatch.setattr(demo, "draw_example", draw)
    monkeypatch.setattr(cli, "has_display", lambda: True)
    return pairs


@pytest.mark.usefixtures("drawing")
def test_the_example_opens_the_window_where_there_is_a_screen(tmp_path):
    windows = Windows()
    assert cli.main(["demo"], windows) == 5
    assert windows.opened == [str(home() / "example")]
    assert cli.main(["demo", str(tmp_path / "x")], windows) == 5
    assert windows.opened[1] == str(tmp_path / "x")
    assert Study.open(tmp_path / "x").spec.tiling.rows == 4


def fails_with(monkeypatch, ended):
    program = "import sys; sys.stdin.readline(); print({!r}, end='', flush=True)"
    command = [sys.executable, "-c", program.format(encode(ended).decode())]
    monkeypatch.setattr(cli, "Worker", lambda: Worker(command))


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_training_that_fails_is_1(run, made, monkeypatch, more):
    fails_with(monkeypatch, Ended(outcome="failed", detail="No memory was left."))
    code, out, err = run("train", made.folder, *more)
    assert (code, out) == (1, "")
    assert sentence(err) == "No memory was left."


def test_a_training_that_was_stopped_is_1(run, made, monkeypatch):
    fails_with(monkeypatch, Ended(outcome="cancelled"))
    code, _, err = run("train", made.folder)
    assert code == 1
    (newest, *_) = Study.open(made.folder).runs()
    told = f"Stopped. What it had learnt is kept in {newest.folder}."
    assert sentence(err) == told


def test_settings_out_of_range_are_1(run, made):
    code, out, err = run("train", made.folder, "--epochs", 0)
    assert (code, out) == (1, "")
    assert "epochs: " in sentence(err).lower()


def test_each_pair_of_classes_can_be_drawn(tmp_path, drawing):
    windows = Windows()
    assert cli.main(["demo", "--pair", "subtle"], windows) == 5
    assert cli.main(["demo", str(tmp_path / "x"), "--pair", "subtle"], windows) == 5
    assert cli.main(["demo"], windows) == 5
    assert drawing == ["subtle", "subtle", "clear"]
    names = [home() / "subtle example", tmp_path / "x", home() / "example"]
    assert windows.opened == [str(name) for name in names]


def test_an_unknown_pair_is_2(run, drawing):
    code, out, err = run("demo", "--pair", "vague")
    assert (code, out) == (2, "")
    assert "usage: cellclassifier" in err
    assert drawing == []


def test_no_example_is_drawn_among_files_of_the_user(run, drawing, tmp_path):
    (tmp_path / "mine.txt").touch()
    code, out, err = run("demo", tmp_path)
    assert (code, out) == (1, "")
    assert "is not empty and holds no study" in sentence(err)
    assert list(tmp_path.iterdir()) == [tmp_path / "mine.txt"]
    assert drawing == []


def test_a_study_among_the_images_is_1(run, images):
    code, out, err = run("new", images / "train" / "s", "--train", images / "train")
    assert (code, out) == (1, "")
    assert "into which nothing is ever written" in sentence(err)
    assert not (images / "train" / "s").exists()


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied", "/x/y"),
        OSError(28, "No space left on device"),
        BlockingIOError(11, "Resource temporarily unavailable"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(run, made, monkeypatch, error):
    def refuse(*_args):
        raise error

    monkeypatch.setattr(cli, "read_contents", refuse)
    code, out, err = run("check", made.folder)
    assert (code, out) == (1, "")
    (line,) = err.splitlines()
    assert line == f"A file could not be read or written: {error}."


@pytest.fixture
def imperfect(tmp_path):
    """Return a study of few images with two files that are left out."""
    made = study(tmp_path, count=20, tests=3)
    for name in ("notes.txt", "more.txt"):
        (tmp_path / "images" / "train" / "discs" / name).touch()
    return made


TOLD = [
    "train: 2 files left out; see check.",
    "test: Class 'discs' has only 3 tiles; 20 or more give numbers that mean "
    "something. Add images, or cut them into more tiles.",
    "test: Class 'squares' has only 3 tiles; 20 or more give numbers that mean "
    "something. Add images, or cut them into more tiles.",
]


def test_new_says_why_a_class_has_no_image(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "czifile", None)
    train = folder(tmp_path / "train", 20)
    for number in range(4):
        path = train / "one" / f"{number}.czi"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    code, out, err = run("new", tmp_path / "made", "--train", train)
    assert (code, out) == (1, "")
    before, error = err.splitlines()
    # Without a study there is nothing to check.
    assert before == "train: 4 files left out."
    assert "Class 'one' has no image that can be used (none of 4 readable)" in error
    assert "4 of 4 files, such as 0.czi: is a " in error
    assert error.endswith('pip install "cellclassifier[formats]"')
    assert not (tmp_path / "made").exists()


def test_new_tells_what_has_to_be_known(run, imperfect, tmp_path):
    spec = imperfect.spec
    where = tmp_path / "other"
    code, out, err = run("new", where, "--train", spec.train, "--test", spec.tests[0])
    assert code == 0
    assert err.splitlines() == TOLD
    assert out.startswith(f"Study made in {where}.")


def test_train_tells_what_has_to_be_known(run, imperfect, monkeypatch):
    fails_with(monkeypatch, Ended(outcome="failed", detail="No memory was left."))
    code, out, err = run("train", imperfect.folder, "--json")
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert lines[: len(TOLD)] == TOLD
    assert lines[-1] == "No memory was left."


def test_tiles_are_counted_as_they_will_be_cut(run, images, tmp_path):
    arguments = ("--train", images / "train", "--rows", 2, "--columns", 2)
    code, _, err = run("new", tmp_path / "s", *arguments)
    assert (code, err) == (0, "")


@pytest.mark.parametrize("command", ["predict", "explain"])
def test_a_damaged_run_is_told_as_damaged(run, tmp_path, command):
    made = study(tmp_path, count=4, tests=2)
    record = made.new_run(read_contents(made.spec)).folder / "run.json"
    record.write_text("{")
    code, out, err = run(command, made.folder, "--run", record.parent.name)
    assert (code, out) == (1, "")
    assert f"{record} is damaged." in sentence(err)


@pytest.mark.parametrize("command", ["predict", "explain"])
def test_a_run_without_a_test_set_is_1(run, tmp_path, command):
    made = study(tmp_path, count=4, tests=2)
    spec = made.spec.model_copy(update={"tests": ()})
    trained = Study(made.folder, spec).new_run(read_contents(spec))
    (trained.folder / "events.jsonl").write_bytes(encode(Ended(outcome="done")))
    code, out, err = run(command, made.folder)
    assert (code, out) == (1, "")
    assert f"The run {trained.id} has no test set" in sentence(err)


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "utf-8"])
def test_a_name_that_the_terminal_cannot_show_is_shown_as_it_can(tmp_path, encoding):
    where = tmp_path / "細胞"
    images = folder(where / "train", 20, classes=("discs", "β-catenin"))
    (images / "discs" / "ß細.txt").touch()
    made = Study.create(where / "study", StudySpec(train=images))
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for command in (["check"], ["check", "--json"], ["predict"]):
        done = subprocess.run(
            [sys.executable, "-m", "cellclassifier", *command, str(made.folder)],
            capture_output=True,
            env=environment,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode == (command == ["predict"])
        if command == ["check"]:
            text = done.stdout.decode(encoding)
            assert ("細" in text) == (encoding == "utf-8")
            assert ("\\u7d30" in text) == (encoding != "utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_name_that_is_no_text_does_not_end_the_program(run, tmp_path):
    made = study(tmp_path, count=20, tests=20)
    name = os.fsdecode(b"bad\xff.png")
    (tmp_path / "images" / "train" / "discs" / name).touch()
    done = subprocess.run(
        [sys.executable, "-m", "cellclassifier", "check", str(made.folder)],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"left out: discs/bad\\udcff.png: its name holds bytes" in done.stdout


@pytest.fixture
def copied(tmp_path):
    """Return a study whose test set holds two files of the training images."""
    made = study(tmp_path, count=8, tests=4, epochs=1)
    images = tmp_path / "images"
    for number in (2, 3):
        source = images / "train" / "discs" / f"{number}.png"
        shutil.copy(source, images / "test" / "discs" / f"again{number}.png")
    return made


def test_copies_stop_check_and_train(run, copied):
    for command in ("check", "train"):
        code, _, err = run(command, copied.folder)
        assert code == 1
        assert "2 tiles of the test set 'test' show the same as tiles" in sentence(err)
    code, out, _ = run("check", copied.folder, "--json")
    assert code == 1
    found = json.loads(out)
    assert found["copies"] >= 2
    assert any(each["level"] == "error" for each in found["problems"])
    assert not list(copied.folder.glob("runs/*"))


def test_a_written_reason_trains_and_is_kept(run, copied, one_worker):
    reason = "they are the calibration slide"
    code, out, err = run("train", copied.folder, "--overrule", reason, "--json")
    assert code == 0, err
    assert json.loads(out)["overruled"] == reason
    (record,) = copied.folder.glob("runs/*/run.json")
    assert json.loads(record.read_text())["overruled"] == reason
    assert (record.parent / "leaks.csv").exists()
    assert run("check", copied.folder)[0] == 0
    assert run("train", copied.folder, "--overrule", " ")[0] == 1


def test_settings_are_listed_and_changed(run, made):
    code, out, err = run("settings", made.folder)
    assert (code, err) == (0, "")
    assert "tiling.rows=1  #" in out
    code, out, _ = run("settings", made.folder, "tiling.rows=2", "augment.zoom=0.1")
    assert code == 0
    assert "tiling.rows=2  #" in out
    assert Study.open(made.folder).spec.augment.zoom == 0.1
    code, out, err = run("settings", made.folder, "tiling.rows=0")
    assert (code, out) == (1, "")
    assert Study.open(made.folder).spec.tiling.rows == 2


def test_a_setting_of_one_run_does_not_change_the_study(run, made, monkeypatch):
    fails_with(monkeypatch, Ended(outcome="failed", detail="No memory was left."))
    before = (made.folder / "study.json").read_bytes()
    known = set(made.folder.glob("runs/*/run.json"))
    run("train", made.folder, "--set", "augment.noise=0.02")
    (record,) = set(made.folder.glob("runs/*/run.json")) - known
    assert json.loads(record.read_text())["study"]["augment"]["noise"] == 0.02
    assert (made.folder / "study.json").read_bytes() == before


def test_turned_copies_are_written_and_grouped(run, tmp_path):
    source = folder(tmp_path / "images", 2)
    target = tmp_path / "turned"
    code, out, err = run("turn", source, target, "--step", 90)
    assert (code, err) == (0, "")
    assert out.startswith("16 turned copies (")
    assert len(list(target.rglob("*.tif"))) == 16
    found = read_contents(StudySpec(train=target)).train
    assert (len(found.images), found.groups) == (16, 4)
    assert run("turn", source, source / "inside")[0] == 1
    assert run("turn", source, tmp_path / "x", "--step", 7)[0] == 1


def test_groups_come_from_a_table(run, tmp_path):
    source = folder(tmp_path / "images", 2)
    table = tmp_path / "groups.csv"
    rows = [f"{name}/{n}.png,day{n}" for name in ("discs", "squares") for n in (0, 1)]
    table.write_text("file,group\n" + "\n".join(rows))
    made = tmp_path / "study"
    code, _, _ = run("new", made, "--train", source, "--group-table", table)
    assert code == 0
    assert read_contents(Study.open(made).spec).train.groups == 2
    table.write_text("file;dish\n")
    code, _, err = run("check", made)
    assert code == 1
    assert "groups.csv" in sentence(err)


@pytest.mark.parametrize("arguments", [["nonsense"], ["teach", "."]])
def test_what_is_neither_a_command_nor_a_study_is_2(run, arguments):
    # Windows return 5.
    code, _, err = run(*arguments)
    assert code == 2
    assert f"error: {arguments[0]} is neither a command nor a study" in err


def test_who_reads_no_further_is_no_problem(made):
    command = [sys.executable, "-m", "cellclassifier", "settings", str(made.folder)]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as unread:
        done = subprocess.run(
            command, stdout=unread, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_argument_of_a_study_is_explained():
    (commands,) = (
        each.choices
        for each in parser()._actions
        if isinstance(each, argparse._SubParsersAction)
    )
    others = {"certificates", "scheduler", "node", "profile"}
    silent = [
        (name, action.dest)
        for name, command in commands.items()
        if name not in others
        for action in command._actions
        if not action.help
    ]
    assert silent == []
