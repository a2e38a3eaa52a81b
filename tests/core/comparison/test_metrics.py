"""Numbers of runs, against scikit-learn and by hand."""

import os
import shutil
from math import log

import comparable
import drawn
import numpy as np
import pytest
from sklearn import metrics as sk

from cellclassifier.core.comparison.metrics import METRICS, values
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import EpochEnded, Kept, encode
from cellclassifier.core.predictions import from_tiles, write_predictions
from cellclassifier.core.study import Study


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = comparable.study(tmp_path_factory.mktemp("metrics"), tests=3)
    runs = comparable.experiment(study, 3)
    comparable.finish(runs, [20, 18, 12])
    return study


@pytest.fixture
def run_set(made, tmp_path):
    # A copy, since tests change its files.
    folder = shutil.copytree(made.folder, tmp_path / "study")
    (found,) = comparable.sets_of(Study.open(folder))
    return found


def write(run, probabilities, labelled=True):
    tiles = run.tiles("test")
    if not labelled:
        tiles = [tile._replace(class_name="") for tile in tiles]
    table = from_tiles(run.record.classes, tiles, probabilities.astype(np.float32))
    write_predictions(run.predictions_path("test"), table)
    return table


def touch(path):
    # Tables are read again where their time is another one.
    now = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(now, now))


def test_accuracy_counts_right_tiles(run_set):
    assert values(run_set, "accuracy") == (20 / 24, 18 / 24, 12 / 24)
    # The first twelve tiles are the first class.
    assert values(run_set, "balanced")[2] == 0.5


def test_numbers_are_those_of_scikit_learn(run_set):
    run = run_set.runs[0]
    p = np.random.default_rng(0).dirichlet((1, 1), 24)
    p[:6] = 0.5  # ties
    table = write(run, p)
    touch(run.predictions_path("test"))
    true, score = table.true, table.probabilities.astype(float)
    expected = {
        "accuracy": sk.accuracy_score(true, table.predicted),
        "balanced": sk.balanced_accuracy_score(true, table.predicted),
        "auc": sk.roc_auc_score(true, score[:, 1]),
        "loss": sk.log_loss(true, score / score.sum(1, keepdims=True)),
    }
    for key, value in expected.items():
        assert values(run_set, key)[0] == pytest.approx(value, abs=1e-6), key


def test_what_is_impossible_but_true_does_not_make_the_loss_infinite(run_set):
    run = run_set.runs[0]
    write(run, np.tile([0.0, 1.0], (24, 1)))
    touch(run.predictions_path("test"))
    # Half of the tiles, at 2^-23 each.
    assert values(run_set, "loss")[0] == pytest.approx(23 * log(2) / 2)


def test_of_three_classes_the_area_is_the_mean_of_each_against_the_rest(tmp_path):
    study = comparable.study(tmp_path, tests=2)
    for seed, part in enumerate(("train", "test")):
        drawn.folder(tmp_path / "images" / part, 4, seed=seed, classes=("rings",))
    (run,) = comparable.experiment(study, 1)
    comparable.end(run)
    p = np.random.default_rng(1).dirichlet((1, 1, 1), len(run.tiles("test")))
    table = write(run, p)
    (found,) = comparable.sets_of(study)
    expected = sk.roc_auc_score(
        table.true, p / p.sum(1, keepdims=True), multi_class="ovr"
    )
    assert values(found, "auc")[0] == pytest.approx(expected, abs=1e-6)
    assert METRICS["loss"].chance(found) == pytest.approx(log(3))
    assert METRICS["accuracy"].chance(found) == pytest.approx(1 / 3)
    assert METRICS["auc"].chance(found) == 0.5
    assert METRICS["gap"].chance(found) is None


def test_epochs_are_counted_to_the_first_that_knows_all_tiles(tmp_path):
    study = comparable.study(tmp_path, tests=2)
    runs = comparable.experiment(study, 3)
    courses = [(0.6, 0.995, 0.99), (0.7, 0.8, 0.9949), (1.0, 1.0, 1.0)]
    for run, course in zip(runs, courses, strict=True):
        comparable.predict(comparable.end(run, course), 12)
    (found,) = comparable.sets_of(study)
    assert values(found, "epochs") == (2, None, 1)
    assert METRICS["epochs"].text(None) == "not reached"
    assert METRICS["epochs"].text(2) == "2 epochs"


def test_the_gap_is_that_of_the_network_that_was_kept(run_set):
    assert values(run_set, "gap")[0] == pytest.approx(1 - 20 / 24)
    path = run_set.runs[0].folder / "events.jsonl"
    append_line(path, encode(Kept(epoch=2)).decode())
    touch(path)
    assert values(run_set, "gap")[0] == pytest.approx(0.9 - 20 / 24)


def test_a_run_that_went_on_counts_its_epochs_from_the_first(tmp_path):
    study = comparable.study(tmp_path, tests=2)
    (run,) = comparable.experiment(study, 1)
    comparable.predict(comparable.end(run, (0.7, 0.996)), 16)
    run.checkpoint_path.touch()
    longer = study.add_epochs(run, 2)
    for epoch in (3, 4):
        told = EpochEnded(epoch=epoch, accuracy=1, loss=0, seconds=1)
        append_line(longer.folder / "events.jsonl", encode(told).decode())
    comparable.predict(comparable.end(longer, ()), 16)
    _, found = comparable.sets_of(study)
    assert found.runs[0].id == longer.id
    assert values(found, "epochs") == (2,)


def test_what_has_no_class_has_no_number(run_set):
    run = run_set.runs[0]
    write(run, np.full((24, 2), 0.5), labelled=False)
    touch(run.predictions_path("test"))
    for key in ("accuracy", "balanced", "auc", "loss", "gap"):
        assert values(run_set, key)[0] is None
        assert values(run_set, key)[1] is not None
    assert METRICS["auc"].text(None) == "not defined"


def test_a_damaged_table_is_told_of(run_set):
    path = run_set.runs[1].predictions_path("test")
    path.write_text("nothing")
    touch(path)
    with pytest.raises(UserError, match="damaged"):
        values(run_set, "accuracy")


def test_a_table_that_is_gone_is_told_of(run_set):
    run_set.runs[1].predictions_path("test").unlink()
    with pytest.raises(UserError, match="are gone"):
        values(run_set, "accuracy")


def test_an_unknown_number_is_refused(run_set):
    with pytest.raises(KeyError):
        values(run_set, "beauty")


@pytest.mark.parametrize("key", METRICS)
def test_each_number_is_shown_with_its_unit(key):
    metric = METRICS[key]
    assert metric.key == key
    assert metric.text(0.5).endswith(metric.unit)
    assert metric.meaning.endswith(".")
