"""The main job in steps, with a worker that only writes what it is asked for."""

import numpy as np
import pytest
from drawn import study
from PIL import Image

from cellclassifier.core import demo, workflow
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import Ended, EpochEnded, ExplainJob, PredictJob
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.runs import Run
from cellclassifier.core.study import read_contents


class Clerk:
    """Stands in for a worker: writes made-up files, notes the jobs."""

    def __init__(self, outcome="done"):
        self.jobs, self.outcome = [], outcome

    def do(self, job, heard):
        self.jobs.append(job)
        run = Run(job.run)
        if isinstance(job, PredictJob):
            predicted(run, job.test)
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
    assert [job.kind for job in clerk.jobs] == ["train", "predict"]
    assert list(workflow.predictions(run)) == ["test"]


def test_a_training_that_was_stopped_predicts_nothing(made):
    clerk = Clerk("cancelled")
    with pytest.raises(UserError, match="was stopped"):
        workflow.train(made, read_contents(made.spec), clerk, ignore)
    assert [job.kind for job in clerk.jobs] == ["train"]


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


def test_the_example_is_drawn_once(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(demo, "draw_example", lambda *args, **_: calls.append(args))
    first = workflow.example(tmp_path)
    assert workflow.example(tmp_path).spec == first.spec
    assert calls == [(tmp_path / "images", "clear")]
    assert first.spec.train == tmp_path / "images" / "train"
    assert (first.spec.tiling.rows, first.spec.tiling.columns) == (4, 4)


def test_an_example_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="could not be"):
        workflow.example(tmp_path / "file" / "example")
