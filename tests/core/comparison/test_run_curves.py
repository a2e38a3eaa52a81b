"""Learning curves of sets of runs, and how much of the truth their bands hold."""

import numpy as np
import pytest
from curved import history, sets_of, write

from cellclassifier.core.comparison.loess import smooth
from cellclassifier.core.comparison.run_curves import (
    FEWEST,
    band_of,
    learning,
)
from cellclassifier.core.files import write_atomically


@pytest.fixture
def sets(tmp_path):
    return sets_of(tmp_path, runs=6, epochs=6)


def test_every_point_of_every_run_is_there(sets):
    found = learning(sets[0])
    assert [curve.part for curve in found.curves] == ["train", "validation"]
    train, validation = found.curves
    assert len(train.points) == len(validation.points) == 36
    for run in sets[0].runs:
        own = [point.value for point in train.points if point.run.id == run.id]
        assert own == run.history().accuracy
        own = [point.value for point in validation.points if point.run.id == run.id]
        assert own == run.history().val_accuracy
    assert train.smooth.method == "loess"
    assert train.smooth.n == 36
    assert found.notes == ()
    losses = learning(sets[0], "loss").curves[1]
    assert losses.points[0].value == pytest.approx(
        sets[0].runs[0].history().val_loss[0]
    )


def test_the_curve_is_loess_and_the_other_the_mean_over_runs(sets):
    (train, _) = learning(sets[0]).curves
    table = np.array([run.history().accuracy for run in sets[0].runs])
    epochs = np.arange(1.0, 7)
    assert train.band.mean == pytest.approx(table.mean(axis=0))
    assert train.band.runs.tolist() == [6] * 6
    assert (train.band.low < train.band.mean).all()
    assert (train.band.mean < train.band.high).all()
    wanted = smooth(np.tile(epochs, 6), table.ravel())
    assert train.smooth.y == pytest.approx(wanted.y)


def test_the_test_is_marked_at_the_epoch_that_is_kept(sets):
    run = sets[0].runs[2]
    (run.folder / "events.jsonl").unlink()
    write(run, history(1, 6), kept=4)
    found = learning(sets[0])
    assert [mark.epoch for mark in found.marks] == [6, 6, 4, 6, 6, 6]
    wanted = [each.predictions("test").accuracy().value for each in sets[0].runs]
    assert [mark.value for mark in found.marks] == pytest.approx(wanted)


def test_runs_that_stopped_early_stay_and_are_told(sets):
    run = sets[0].runs[0]
    (run.folder / "events.jsonl").unlink()
    write(run, history(0, 4))
    found = learning(sets[0])
    band = found.curves[0].band
    assert band.runs.tolist() == [6, 6, 6, 6, 5, 5]
    later = [each.history().accuracy[5] for each in sets[0].runs[1:]]
    assert band.mean[5] == pytest.approx(np.mean(later))
    assert np.isfinite(band.low).all()
    assert "runs ended at different epochs (1 at 4, 5 at 6)" in found.notes[0]


def test_an_epoch_that_a_crash_damaged_is_counted(sets):
    run = sets[0].runs[0]
    path = run.folder / "events.jsonl"
    lines = path.read_text().splitlines()
    lines[3] = lines[3][:20]
    write_atomically(path, "\n".join(lines) + "\n")
    found = learning(sets[0], "loss")
    assert [len(curve.points) for curve in found.curves] == [35, 35]
    assert [curve.lost for curve in found.curves] == [1, 1]
    assert "1 epoch is missing" in found.notes[0]
    assert found.curves[0].band.runs.tolist() == [6, 6, 5, 6, 6, 6]


def test_few_runs_have_no_band_and_that_is_told(tmp_path):
    (found, _) = map(learning, sets_of(tmp_path, runs=FEWEST - 1, epochs=6))
    assert np.isnan(found.curves[0].band.low).all()
    assert np.isfinite(found.curves[0].band.mean).all()
    assert f"4 runs have no band over runs; it needs {FEWEST}" in found.notes[0]


def test_nothing_measured_gives_no_curve(sets):
    for run in sets[1].runs:
        (run.folder / "events.jsonl").unlink()
    found = learning(sets[1])
    assert found.curves == ()
    assert found.notes == ()


def test_the_same_seed_gives_the_same_band():
    table = np.random.default_rng(0).normal(0, 1, (7, 4))
    one, same, other = band_of(table, 3), band_of(table, 3), band_of(table, 4)
    assert (one.low == same.low).all()
    assert (one.low != other.low).any()


def test_where_all_runs_agree_no_band_is_shown():
    band = band_of(np.ones((8, 2)))
    assert np.isnan(band.low).all()
    assert band.mean.tolist() == [1, 1]


def test_whole_runs_are_redrawn():
    # Runs that differ, without any noise of epochs: the ends run beside each other.
    table = np.arange(12.0)[:, None] + np.arange(5.0)
    band = band_of(table)
    assert np.ptp(band.high - band.mean) == pytest.approx(0, abs=1e-9)
    assert np.ptp(band.low - band.mean) == pytest.approx(0, abs=1e-9)


def cover(runs, rate, repetitions=150):
    """Return which share of a true curve both bands hold, in simulated experiments."""
    epochs = np.arange(1.0, 10)
    true = 95 - 45 * np.exp(-(epochs - 1) / rate)
    held = []
    for seed in range(repetitions):
        random = np.random.default_rng([seed, runs])
        shifted = random.normal(0, 2, (runs, 1))
        noise = random.normal(0, 2, (runs, 9))
        for place in range(1, 9):
            noise[:, place] *= np.sqrt(0.75)
            noise[:, place] += 0.5 * noise[:, place - 1]
        values = true + shifted + noise
        document = smooth(np.tile(epochs, runs), values.ravel(), epochs)
        honest = band_of(values, seed)
        held.append(
            [
                np.mean((each.low <= true) & (true <= each.high))
                for each in (document, honest)
            ]
        )
    return np.mean(held, axis=0)


def test_the_band_over_runs_holds_the_truth_and_the_documents_does_not():
    document, honest = cover(runs=12, rate=4.0)
    assert document < 0.88
    assert honest > 0.92
    document, honest = cover(runs=12, rate=0.7)
    assert document < 0.80
    assert honest > 0.92
