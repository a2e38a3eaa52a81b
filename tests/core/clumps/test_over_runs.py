"""Runs of an experiment beside each other: they are the outer level."""

import clumped
import numpy as np
import pytest

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.answers import answers_in
from cellclassifier.core.clumps.earlier import (
    CORRECTED,
    NETWORK,
    OTHER,
    PREDICTED,
    latest,
    why_old,
)
from cellclassifier.core.clumps.effects import Answer, ErasedTile
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.clumps.medians import median
from cellclassifier.core.clumps.over_runs import (
    COLUMNS,
    members,
    read_over_runs,
    rows_of,
    siblings,
)
from cellclassifier.core.clumps.plan import plan
from cellclassifier.core.clumps.report import Report
from cellclassifier.core.clumps.report_files import folder_for, write_report
from cellclassifier.core.clumps.study import measure
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.predictions import from_tiles, write_predictions

SPEC = MeasureSpec(clumps=ClumpSpec(radius=clumped.RADIUS))


def predict(run):
    tiles = run.tiles("test")
    p = np.tile(np.array([[0.9, 0.1]], np.float32), (len(tiles), 1))
    path = run.predictions_path("test")
    write_predictions(path, from_tiles(run.record.classes, tiles, p))


def measured(run, seed=0, erased=()):
    """Make maps by chance, measure them, and write the report."""
    random = np.random.default_rng(seed)
    for number in range(len(run.tiles("test"))):
        light = random.random((64, 64)) ** (1 + seed)
        clumped.save_map(run, number, light)
    found = measure(run, "test", SPEC.method, SPEC.clumps, moves=9)
    report = Report(
        *(SPEC, plan(run, "test", SPEC), run.network_key, "control", found),
        *(tuple(erased), (), (), (), ()),
    )
    folder = folder_for(run, "test", SPEC)
    write_report(folder, report)
    return folder


@pytest.fixture
def study(tmp_path):
    return clumped.study(tmp_path, count=4)


@pytest.fixture
def runs(study):
    """Three runs of an experiment, one of another, and one of none."""
    contents = read_contents(study.spec)
    own = [study.new_run(contents, None, "one", "deep")]
    own += [study.add_sister(own[0], seed) for seed in (2, 1)]
    study.new_run(contents, None, "one", "alexnet")
    study.new_run(contents)
    for run in own[:2]:
        run.model_path.touch()
        predict(run)
    return own


def test_runs_that_differ_in_their_seed_belong_together(study, runs):
    found = siblings(runs[1])
    assert [run.id for run in found] == [runs[0].id, runs[2].id, runs[1].id]
    (alone,) = siblings(study.new_run(read_contents(study.spec)))
    assert alone.record.experiment == ""
    (study.folder / "runs" / "broken").mkdir()
    (study.folder / "runs" / "broken" / "run.json").write_text("{}")
    assert len(siblings(runs[0])) == 3


def test_what_there_is_of_each_run_is_told(runs):
    states = [each.state for each in members(runs[0], "test", SPEC)]
    assert states == ["to measure", "no network", "to measure"]
    measured(runs[0])
    first, unready, other = members(runs[0], "test", SPEC)
    assert first.state == "measured"
    assert first.folder == folder_for(runs[0], "test", SPEC)
    assert unready.plan is None
    assert other.plan.of == 8
    runs[2].model_path.touch()
    assert members(runs[0], "test", SPEC)[1].state == "not predicted"


def test_runs_are_the_outer_level_of_the_interval(runs):
    for seed, run in enumerate(runs):
        run.model_path.touch()
        predict(run)
        measured(run, seed)
    found = members(runs[0], "test", SPEC)
    (ill,) = [e for e in read_over_runs(found) if e.class_name == "clumps"]
    values = [each.value for each in ill.each]
    assert ill.enrichment.value == np.median(values)
    assert (ill.enrichment.runs, ill.enrichment.over) == (3, "runs and groups")
    assert "median of 3 runs" in ill.text
    assert f"lie from {min(values):.2g} to {max(values):.2g}" in ill.text
    widths = [np.ptp(each.interval) for each in ill.each]
    assert ill.wider == pytest.approx(np.ptp(values) / np.median(widths))
    rows = rows_of([ill], found)
    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [row[1] for row in rows] == [each.run.id for each in found]


def test_one_run_says_nothing_of_the_spread(runs):
    measured(runs[0])
    found = read_over_runs(members(runs[0], "test", SPEC))
    assert all("takes at least two" in each.text for each in found)
    assert np.isnan(found[0].wider)
    assert read_over_runs([]) == ()


def test_the_median_and_interval_of_one_run_are_those_of_the_set(runs):
    folder = measured(runs[0])
    found = read_over_runs(members(runs[0], "test", SPEC))
    tiles = measure(runs[0], "test", SPEC.method, SPEC.clumps, moves=9).tiles
    own = [t for t in tiles if t.true_class == "clumps" and t.score.defined]
    expected = median(
        np.array([t.score.enrichment for t in own]), [t.group for t in own]
    )
    (ill,) = [e for e in found if e.class_name == "clumps"]
    assert ill.each[0].value == pytest.approx(expected.value, rel=1e-5)
    assert ill.each[0].interval == pytest.approx(expected.interval, rel=1e-5)
    assert folder.exists()


def test_runs_of_other_tiles_and_damaged_tables_are_refused(runs):
    folders = [measured(run, seed) for seed, run in enumerate(runs[:2])]
    path = folders[1] / "tiles.csv"
    kept = path.read_text()
    path.write_text(kept.replace("test6_0", "other"))
    with pytest.raises(UserError, match="is of another image"):
        read_over_runs(members(runs[0], "test", SPEC))
    path.write_text("tile,enrichment\nx,1\n")
    with pytest.raises(UserError, match="cannot be read"):
        read_over_runs(members(runs[0], "test", SPEC))


def test_why_a_measurement_is_old_is_told(study, runs):
    run = runs[0]
    assert latest(run, "test") is None
    folder = measured(run)
    assert latest(run, "test") == folder
    assert latest(run, "other") is None
    assert why_old(folder, run, MeasureSpec(seed=5)) == OTHER
    tile = run.tiles("test")[0]
    kept, digest = Corrections(study.folder), run.hashes("test")[tile.image]
    kept.save(tile, digest, np.zeros((64, 64), bool))
    assert why_old(folder, run, SPEC) == CORRECTED
    kept.forget(tile, digest)
    assert why_old(folder, run, SPEC) == PREDICTED
    run.model_path.write_bytes(b"other")
    assert why_old(folder, run, SPEC) == NETWORK
    (folder / "settings.json").write_text("[")
    assert why_old(folder, run, SPEC) == OTHER
    assert latest(run, "test") is None


def test_answers_come_back_as_they_were(runs):
    image = runs[0].tiles("test")[0].image
    tiles = [
        ErasedTile(
            *(number, image, "g", "clumps", "clumps", 2, fair),
            *(Answer("clumps", 2.5), Answer("control", -1.0), Answer("clumps", 2.0)),
        )
        for number, fair in ((0, True), (1, False))
    ]
    folder = measured(runs[0], erased=tiles)
    assert answers_in(folder) == {0: tiles[0], 1: tiles[1]}
    (folder / "counterfactual.csv").write_text("tile\n1\n")
    with pytest.raises(UserError, match="cannot be read"):
        answers_in(folder)
    (folder / "counterfactual.csv").unlink()
    assert answers_in(folder) == {}
