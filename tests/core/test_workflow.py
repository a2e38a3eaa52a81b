"""The main job in steps, with a worker that only writes what it is asked for."""

import numpy as np
import pytest
from drawn import folder, study
from PIL import Image

from cellclassifier.core import demo, workflow
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended, EpochEnded, ExplainJob, PredictJob
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study

MADE = {"images", "study.json", "example.cellstudy"}
"""What lies in the folder of an example that was drawn."""


class Clerk:
    """Stands in for a worker: writes made-up files, notes the jobs."""

    def __init__(self, outcome="done"):
        self.jobs, self.outcome = [], outcome

    def do(self, job, heard):
        self.jobs.append(job)
        run = Run(job.run)
        if isinstance(job, PredictJob) and not job.validation:
            predicted(run, job.test)
        elif isinstance(job, PredictJob):
            run.validation_path.touch()
        elif isinstance(job, ExplainJob):
            table = run.predictions(job.test)
            for number, name in zip(table.tiles, table.predicted_classes, strict=True):
                if number in job.tiles:
                    path = run.attribution_path(job.method, job.test, number, name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    np.save(path, np.ones((64, 64, 1), np.float32))
        else:
            heard(EpochEnded(epoch=1, accuracy=1, loss=0, seconds=1))
        return Ended(outcome=self.outcome)


def predicted(run, test):
    tiles = run.tiles(test)
    first = np.linspace(0.1, 0.9, len(tiles), dtype=np.float32)
    table = from_tiles(run.record.classes, tiles, np.stack([first, 1 - first], axis=1))
    write_predictions(run.predictions_path(test), table)


@pytest.fixture
def made(tmp_path):
    return study(tmp_path, count=6, tests=4)


def ignore(_event):
    pass


def test_training_is_followed_by_predicting_every_test_set(made):
    clerk = Clerk()
    run = workflow.train(made, read_contents(made.spec), clerk, ignore)
    assert [job.kind for job in clerk.jobs] == ["train", "predict", "predict"]
    assert [job.validation for job in clerk.jobs[1:]] == [False, True]
    assert list(run.all_predictions()) == ["test"]
    assert run.validation_path.exists()


def test_without_a_validation_part_there_is_none_to_predict(tmp_path):
    made = study(tmp_path, count=6, tests=4, validation_share=0)
    clerk = Clerk()
    workflow.train(made, read_contents(made.spec), clerk, ignore)
    assert [job.kind for job in clerk.jobs] == ["train", "predict"]
    assert clerk.jobs[1].test == "test"


def test_a_training_that_was_stopped_predicts_nothing(made):
    clerk = Clerk("cancelled")
    with pytest.raises(UserError) as caught:
        workflow.train(made, read_contents(made.spec), clerk, ignore)
    assert [job.kind for job in clerk.jobs] == ["train"]
    (run,) = made.runs()
    assert str(caught.value) == f"Stopped. What it had learnt is kept in {run.folder}."


def two_tests(made):
    more = folder(made.folder.parent / "more", 3, seed=2)
    spec = made.spec.model_copy(update={"tests": (*made.spec.tests, more)})
    return Study(made.folder, spec).new_run(read_contents(spec))


def test_a_prediction_that_was_stopped_is_told(made):
    clerk = Clerk("cancelled")
    with pytest.raises(UserError, match=r"^Stopped\. Test sets .* are kept\.$"):
        workflow.predict(two_tests(made), clerk, ignore)
    assert [job.test for job in clerk.jobs] == ["test"]


def test_an_explanation_that_was_stopped_is_told_and_nothing_drawn(made):
    run = two_tests(made)
    for name in run.record.tests:
        predicted(run, name)
    clerk = Clerk("cancelled")
    with pytest.raises(UserError, match=r"^Stopped\. Maps .* are kept\.$"):
        workflow.explain(run, "gradient_input", 5, clerk, ignore)
    assert [job.kind for job in clerk.jobs] == ["explain"]
    assert not (run.folder / "figures").exists()


@pytest.mark.parametrize(
    "step",
    [
        workflow.predict,
        lambda run, *who: workflow.explain(run, "gradient_input", 5, *who),
    ],
    ids=["predict", "explain"],
)
def test_a_run_without_a_test_set_is_told(made, step):
    spec = made.spec.model_copy(update={"tests": ()})
    run = Study(made.folder, spec).new_run(read_contents(spec))
    clerk = Clerk()
    with pytest.raises(UserError, match=f"The run {run.id} has no test set"):
        step(run, clerk, ignore)
    assert clerk.jobs == []


def test_predicting_predicts_every_test_set_anew(made):
    run = two_tests(made)
    predicted(run, "test")
    clerk = Clerk()
    found = workflow.predict(run, clerk, ignore)
    assert [job.test for job in clerk.jobs] == ["test", "more", ""]
    assert clerk.jobs[-1].validation
    assert {name: len(table.tiles) for name, table in found.items()} == {
        "test": 8,
        "more": 6,
    }


def test_explaining_predicts_only_the_test_sets_that_lack_it(made):
    run = two_tests(made)
    predicted(run, "test")
    before = run.predictions_path("test").stat().st_mtime_ns
    clerk = Clerk()
    drawn = workflow.explain(run, "gradient_input", 2, clerk, ignore)
    assert [(job.kind, job.test) for job in clerk.jobs] == [
        ("predict", "more"),
        ("explain", "test"),
        ("explain", "more"),
    ]
    assert [path.name for path in drawn] == [
        "overlays_test_gradient_input.png",
        "overlays_more_gradient_input.png",
    ]
    assert run.predictions_path("test").stat().st_mtime_ns == before


def test_explaining_predicts_first_where_needed_and_draws(made):
    run = made.new_run(read_contents(made.spec))
    clerk = Clerk()
    drawn = workflow.explain(run, "gradient_input", 5, clerk, ignore)
    assert [job.kind for job in clerk.jobs] == ["predict", "explain"]
    assert len(clerk.jobs[1].tiles) == 5
    (path,) = drawn
    assert path == run.folder / "figures" / "overlays_test_gradient_input.png"
    with Image.open(path) as image:
        assert image.width > 500


def test_telling_rows_take_the_classes_in_turn_the_surest_right_first(made):
    run = made.new_run(read_contents(made.spec))
    table = workflow.predict(run, Clerk(), ignore)["test"]
    rows = workflow.telling(table, 100)
    assert sorted(rows) == list(range(8))
    assert [table.true_classes[row] for row in rows] == ["discs", "squares"] * 4
    for name in ("discs", "squares"):
        own = [row for row in rows if table.true_classes[row] == name]
        order = [(not table.right[row], -table.confidence[row]) for row in own]
        assert order == sorted(order)
    assert workflow.telling(table, 3) == rows[:3]


def test_a_folder_is_predicted_as_a_set_and_stays_one(made, tmp_path):
    run = made.new_run(read_contents(made.spec))
    new = folder(tmp_path / "new", 2, seed=5, classes=("discs",))
    clerk, told = Clerk(), []
    found = workflow.predict_folder(
        run, new, clerk, ignore, lambda *each: told.append(each)
    )
    (job,) = clerk.jobs
    assert (job.test, job.validation, found.tiles) == ("new", False, 2)
    assert len(run.all_predictions()["new"].tiles) == 2
    assert told
    workflow.predict(run, clerk, ignore)
    assert [job.test for job in clerk.jobs[1:]] == ["test", "", "new"]


def test_a_later_folder_that_is_gone_is_passed_over(made, tmp_path):
    run = made.new_run(read_contents(made.spec))
    new = folder(tmp_path / "new", 2, seed=5)
    workflow.predict_folder(run, new, Clerk(), ignore)
    new.rename(tmp_path / "elsewhere")
    clerk = Clerk()
    found = workflow.predict(run, clerk, ignore)
    assert [job.test for job in clerk.jobs] == ["test", ""]
    assert list(found) == ["test", "new"]


def test_tiles_without_a_class_are_told_by_what_is_predicted(made):
    run = made.new_run(read_contents(made.spec))
    first = np.array([0.6, 0.1, 0.8, 0.3, 0.9, 0.2, 0.4, 0.05], np.float32)
    tiles = [tile._replace(class_name="") for tile in run.tiles("test")]
    chances = np.stack([first, 1 - first], axis=1)
    rows = workflow.telling(from_tiles(run.record.classes, tiles, chances), 8)
    assert rows == [4, 7, 2, 1, 0, 5, 3, 6]


def test_a_right_tile_is_told_before_a_surer_wrong_one(made):
    run = made.new_run(read_contents(made.spec))
    first = np.array([0.6, 0.1, 0.8, 0.3, 0.9, 0.2, 0.4, 0.05], np.float32)
    chances = np.stack([first, 1 - first], axis=1)
    table = from_tiles(run.record.classes, run.tiles("test"), chances)
    rows = workflow.telling(table, 8)
    assert rows[0::2] == [2, 0, 1, 3]
    assert rows[1::2] == [7, 5, 6, 4]


def test_figures_are_drawn_for_all_that_was_predicted(made):
    run = made.new_run(read_contents(made.spec))
    assert [p.name for p in workflow.draw_figures(run)] == ["learning_curve.png"]
    predicted(run, "test")
    paths = workflow.draw_figures(run)
    assert [path.name for path in paths] == ["learning_curve.png", "gallery_test.png"]
    assert all(path.is_file() for path in paths)


@pytest.fixture
def drawing(monkeypatch):
    """Stand in for the drawing of the example, and note what was asked for."""
    calls = []

    def draw(where, pair, progress=None):
        assert not where.exists()
        where.mkdir(parents=True)
        (where / "new").touch()
        calls.append((where, pair))

    monkeypatch.setattr(demo, "draw_example", draw)
    return calls


@pytest.mark.parametrize("exists", [False, True])
def test_the_example_is_drawn_once(tmp_path, drawing, exists):
    where = tmp_path / "example"
    if exists:
        where.mkdir()
    first = workflow.example(where)
    assert workflow.example(where).spec == first.spec
    assert [pair for _, pair in drawing] == ["clear"]
    assert {path.name for path in where.iterdir()} == MADE
    assert (where / "images" / "new").exists()
    assert first.spec.train == where / "images" / "train"
    assert first.spec.tests == (where / "images" / "test",)
    assert (first.spec.tiling.rows, first.spec.tiling.columns) == (4, 4)


def test_the_other_pair_can_be_drawn(tmp_path, drawing):
    workflow.example(tmp_path / "x", pair="subtle")
    assert [pair for _, pair in drawing] == ["subtle"]


def test_a_drawing_that_was_interrupted_is_made_again(tmp_path, drawing, monkeypatch):
    where = tmp_path / "example"

    def interrupted(folder, *_args, **_options):
        (folder / "train").mkdir(parents=True)
        (folder / "train" / "half.tif").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo, "draw_example", interrupted)
        with pytest.raises(KeyboardInterrupt):
            workflow.example(where)
    assert {path.name for path in where.iterdir()} == {"images.unfinished"}
    workflow.example(where)
    assert {path.name for path in where.iterdir()} == MADE
    assert not list(where.rglob("half.tif"))
    assert (where / "images" / "new").exists()


@pytest.mark.parametrize("name", ["images/my.tif", "notes.txt", ".hidden"])
def test_no_example_is_drawn_among_files_of_the_user(tmp_path, drawing, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(UserError, match="is not empty and holds no study"):
        workflow.example(tmp_path)
    assert drawing == []
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [tmp_path / name]


def test_an_example_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    for where in (tmp_path / "file", tmp_path / "file" / "example"):
        with pytest.raises(UserError, match=r"could not be (drawn|written)"):
            workflow.example(where)
