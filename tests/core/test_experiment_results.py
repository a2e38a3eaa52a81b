"""Numbers of experiments, against SciPy and by hand."""

import math

import drawn
import numpy as np
import pytest
from scipy import stats

from cellclassifier.core import experiments
from cellclassifier.core.contents import read_contents
from cellclassifier.core.experiment_results import (
    Line,
    Speed,
    band,
    control_sentence,
    lines,
    seconds_of,
    speeds,
    spread,
)
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.files import append_line
from cellclassifier.core.messages import Ended, EpochEnded, encode
from cellclassifier.core.predictions import from_tiles, write_predictions

VALUES = [0.91, 0.94, 0.95, 0.93, 0.96, 0.90, 0.94, 0.95, 0.92, 0.93, 0.97, 0.94]


def test_mean_deviation_and_interval_are_those_of_scipy():
    found = spread(VALUES)
    assert found.n == 12
    assert found.mean == pytest.approx(np.mean(VALUES))
    assert found.deviation == pytest.approx(stats.tstd(VALUES))
    other = stats.bootstrap(
        (np.array(VALUES),), np.mean, n_resamples=99_999, rng=7, method="BCa"
    ).confidence_interval
    assert found.low == pytest.approx(other.low, abs=0.001)
    assert found.high == pytest.approx(other.high, abs=0.001)
    assert spread(VALUES) == found
    assert found.text().startswith("93.7 % (SD 2.0, n = 12 runs; 95 % ")


@pytest.mark.parametrize("values", [[0.9], [0.9, 0.8], [0.9, 0.8, 0.7, 0.6], [0.9] * 6])
def test_few_or_equal_runs_have_no_interval(values):
    found = spread(values)
    assert math.isnan(found.low)
    assert "95 %" not in found.text()
    assert f"n = {len(values)} run" in found.text()


def test_no_runs_say_so():
    assert spread([]).text() == "no run has a result yet"


def test_a_band_follows_curves_of_any_length():
    found = band([[0.5, 0.7, 0.9], [0.7, 0.9]])
    assert found.runs.tolist() == [2, 2, 1]
    assert found.mean == pytest.approx([0.6, 0.8, 0.9])
    half = np.std([0.5, 0.7], ddof=1)
    assert found.high - found.mean == pytest.approx([half, half, 0])
    assert found.mean - found.low == pytest.approx([half, half, 0])
    assert band([]).epochs.tolist() == []


@pytest.fixture
def trained(tmp_path):
    study = drawn.study(tmp_path, count=6, tests=4, epochs=2)
    what = ExperimentSpec(runs=3)
    record, runs = experiments.make(study, what, read_contents(study.spec))
    for run in runs[:2]:
        for event in (
            EpochEnded(epoch=1, accuracy=0.6, loss=0.6, seconds=9),
            EpochEnded(epoch=2, accuracy=0.8, loss=0.4, seconds=3),
            Ended(outcome="done"),
        ):
            append_line(run.folder / "events.jsonl", encode(event).decode())
        tiles, classes = run.tiles("test"), run.record.classes
        p = np.full((len(tiles), 2), 0.4, np.float32)
        p[:, 0] = 0.6
        p[-1] = 0.2, 0.8
        table = from_tiles(classes, tiles, p)
        write_predictions(run.predictions_path("test"), table)
    return record, runs


def test_lines_count_what_has_ended_and_was_predicted(trained):
    record, runs = trained
    (line,) = lines(runs, record.variants)
    assert line.done == 2
    assert len(line.runs) == len(line.histories) == 3
    (value,) = line.accuracy.values()
    assert value.n == 2
    table = runs[0].predictions("test")
    assert value.values[0] == table.accuracy().value
    recalls = [
        np.mean(table.predicted[table.true == index] == index) for index in (0, 1)
    ]
    (balanced,) = line.balanced.values()
    assert balanced.values[0] == pytest.approx(np.mean(recalls))
    assert line.chance == 0.5
    assert not line.is_control


def control(values):
    found = spread(values)
    return Line("x", (), len(values), (), {"test": found}, {"test": found}, 0.5)


def test_a_control_at_chance_is_said_to_be():
    text = control_sentence(control([0.48, 0.52, 0.51, 0.49, 0.50]))
    assert "stays at chance" in text
    assert "n = 5 runs" in text


def test_a_control_above_chance_leaks():
    text = control_sentence(control([0.68, 0.72, 0.71, 0.69, 0.70]))
    assert text.startswith("Something leaks")
    assert "chance 50 %" in text


def test_too_few_controls_say_nothing():
    assert "needs 5" in control_sentence(control([0.9, 0.9, 0.9, 0.9]))
    empty = Line("x", (), 0, (), {}, {}, 0.5)
    assert "needs 5" in control_sentence(empty)


def test_the_control_is_judged_by_students_interval():
    values = [0.516, 0.574, 0.594, 0.61, 0.55]
    low, _ = stats.t.interval(0.99, 4, np.mean(values), stats.sem(values))
    assert "stays at chance" in control_sentence(control(values))
    assert 0.49 < low < 0.5
    higher = [value + 0.5 - low + 0.001 for value in values]
    assert "Something leaks" in control_sentence(control(higher))


def test_a_control_that_means_nothing_seldom_cries_wolf():
    rng = np.random.default_rng(0)
    runs = rng.normal(0.5, 0.1, (400, 6))
    cries = ["leaks" in control_sentence(control(list(row))) for row in runs]
    assert sum(cries) <= 8


def test_times_are_estimated_from_earlier_runs(trained):
    _, runs = trained
    known = speeds(runs)
    assert len(known) == 2
    tiles = sum(tile.part == "train" for tile in runs[0].tiles())
    # The first epoch, in which the network is compiled, is left out.
    assert known[0].seconds == pytest.approx(3 / tiles)


def test_other_sizes_are_scaled_by_area_and_other_networks_unknown():
    known = [Speed("deep", 128, 1, 0.01), Speed("deep", 256, 1, 0.05)]
    assert seconds_of("deep", 128, 100, 9, known) == pytest.approx(9)
    assert seconds_of("deep", 512, 10, 1, known) == pytest.approx(2)
    assert seconds_of("deep", 64, 100, 1, known) == pytest.approx(0.25)
    assert seconds_of("alexnet", 128, 100, 9, known) is None
