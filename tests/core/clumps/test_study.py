"""A whole set is measured: in clumps or not, with nulls, and written for R."""

import csv
import json

import clumped
import numpy as np
import pytest

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.files import folder_of, write_measured, write_over_runs
from cellclassifier.core.clumps.finder import Finder
from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.clumps.measures import over_all
from cellclassifier.core.clumps.nulls import of_other_networks
from cellclassifier.core.clumps.study import measure, tiles_to_explain
from cellclassifier.core.control_class import control_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.spots.detection import count
from cellclassifier.core.tiling import read_tile, view_of

SPEC = ClumpSpec(radius=clumped.RADIUS)
WRONG = (1, 8)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return clumped.study(tmp_path_factory.mktemp("clumps"))


@pytest.fixture
def run(made):
    return clumped.predicted(made, WRONG)


def explain(run, found=None, leave=()):
    """Keep a map of each tile: its clumps, or what `found` gives of its mask."""
    finder, random = Finder(run, SPEC), np.random.default_rng(0)
    for tile in run.tiles("test"):
        if tile.number not in leave:
            mask = finder.find("test", tile).mask
            kept = (found or (lambda m: m * 1.0 + 0.05))(mask)
            clumped.save_map(run, tile.number, kept + 1e-3 * random.random(mask.shape))


def whole(measured, name):
    return next(p for p in measured.parts if (p.class_name, p.outcome) == (name, "all"))


def test_a_map_of_clumps_is_far_above_its_nulls(run):
    explain(run)
    measured = measure(run, "test", "gradient_input", SPEC)
    part = whole(measured, "clumps")
    assert part.tiles == 6
    assert part.enrichment.value > 3
    brightness, elsewhere = part.nulls
    assert 1 < brightness.middle < 2.5
    assert elsewhere.middle < 1
    assert (elsewhere.below, elsewhere.p) == (99, pytest.approx(0.01))
    assert "x over area (95 % " in part.text()
    assert "brightness alone 1." in part.text()
    assert "(99 of 99 below, p = 0.01)" in measured.text()
    assert "training tiles of `control`" in measured.text()


def test_a_map_that_does_not_know_of_clumps_is_at_1(run):
    explain(run, np.ones_like)
    part = whole(measure(run, "test", "gradient_input", SPEC), "clumps")
    assert part.enrichment.value == pytest.approx(1, abs=0.02)
    assert part.rank.value == pytest.approx(part.area.value, abs=0.1)


def test_tiles_without_clumps_are_counted_apart(run):
    explain(run)
    measured = measure(run, "test", "gradient_input", SPEC)
    control = whole(measured, "control")
    assert control.without >= 5
    assert control.enrichment.tiles == 6 - control.without
    assert f"{control.without} of 6 tiles without clumps" in control.text().lower()
    for tile in measured.tiles:
        assert tile.score.defined == (tile.clumps > 0)
        assert np.isnan(tile.elsewhere) == (tile.clumps == 0)


def test_outcomes_are_told_apart(run):
    explain(run)
    measured = measure(run, "test", "gradient_input", SPEC)
    counts = {(p.class_name, p.outcome): p.tiles for p in measured.parts}
    assert sum(counts[name, "wrong"] for name in ("control", "clumps")) == len(WRONG)
    assert {t.tile for t in measured.tiles if t.outcome == "wrong"} == set(WRONG)
    assert all(t.explained == t.predicted_class for t in measured.tiles)


def test_other_networks_are_a_null_of_their_own(run):
    explain(run)
    random = np.random.default_rng(0)

    finder, tiles = Finder(run, SPEC), run.tiles("test")
    maps = random.random((19, 64, 64)).astype(np.float32)
    scores = {
        tile.number: of_other_networks(maps, finder.find("test", tile).mask)
        for tile in tiles
        if tile.number != 7
    }
    others = {"permuted weights": scores}
    part = whole(measure(run, "test", "gradient_input", SPEC, others=others), "clumps")
    null = next(null for null in part.nulls if null.name == "permuted weights")
    assert (null.below, null.p) == (19, pytest.approx(0.05))
    assert null.middle == pytest.approx(1, abs=0.1)
    assert null.tiles in (5, 6)
    uneven = {"permuted weights": {n: np.ones(1 + n % 2) for n in range(12)}}
    with pytest.raises(ValueError, match="as many networks for each tile"):
        measure(run, "test", "gradient_input", SPEC, others=uneven)


def test_some_tiles_alone_can_be_measured(run):
    explain(run, leave=(0, 9))
    measured = measure(run, "test", "gradient_input", SPEC, tiles={9, 2, 8})
    assert [tile.tile for tile in measured.tiles] == [2, 8]
    assert measured.missing == (9,)


def test_what_has_no_map_is_told_and_what_is_empty_left_out(run):
    assert len(tiles_to_explain(run, "test", "gradient_input")) == 12
    with pytest.raises(UserError, match="No tile of 'test'"):
        measure(run, "test", "gradient_input", SPEC)
    explain(run, leave=(0, 9))
    clumped.save_map(run, 3, np.zeros((64, 64)))
    measured = measure(run, "test", "gradient_input", SPEC)
    assert measured.missing == (0, 9)
    assert tiles_to_explain(run, "test", "gradient_input") == (0, 9)
    assert measured.blank == (3,)
    assert {tile.tile for tile in measured.tiles} == set(range(12)) - {0, 3, 9}
    assert "Left out: 2 tiles that have no map yet." in measured.text()


def test_a_fixed_class_can_be_explained(run):
    mask = np.pad(np.ones((8, 8)), 28)
    for number in range(12):
        clumped.save_map(run, number, mask, "clumps")
    measured = measure(run, "test", "gradient_input", SPEC, class_name="clumps")
    assert {tile.explained for tile in measured.tiles} == {"clumps"}
    with pytest.raises(UserError, match="There is no class 'clump'"):
        measure(run, "test", "gradient_input", SPEC, class_name="clump")


def test_own_masks_are_used_instead(made, run):
    masks = made.spec.train.parents[1] / "masks" / "test"
    spec = ClumpSpec(radius=clumped.RADIUS, masks=masks)
    finder = Finder(run, spec)
    assert finder.noise is None
    explain(run)
    measured = measure(run, "test", "gradient_input", spec)
    assert {tile.source for tile in measured.tiles} == {"own mask"}
    # There is just as little in the control as was drawn there: nothing.
    assert whole(measured, "control").without == 6
    assert whole(measured, "clumps").enrichment.value > 3
    only = ClumpSpec(radius=clumped.RADIUS, masks=masks / "clumps")
    measured = measure(run, "test", "gradient_input", only)
    assert len(measured.unmasked) == 6
    assert "6 tiles that have no mask" in measured.text()


def test_a_correction_goes_before_all_else(made, run):
    tile = run.tiles("test")[0]
    mask = np.zeros((64, 64), bool)
    mask[5:9, 5:9] = True
    kept, digest = Corrections(made.folder), run.hashes("test")[tile.image]
    kept.save(tile, digest, mask)
    try:
        found = Finder(run, SPEC).find("test", tile)
        assert found.source == "corrected"
        np.testing.assert_array_equal(found.mask, mask)
        wider = SPEC.model_copy(update={"dilate": 1})
        assert Finder(run, wider).find("test", tile).mask.sum() > mask.sum()
        explain(run)
        assert measure(run, "test", "gradient_input", SPEC).corrections != ""
    finally:
        kept.forget(tile, digest)


def test_the_threshold_is_that_of_the_control_of_training(run):
    seen = []
    finder = Finder(run, SPEC, lambda what, done, of: seen.append((done, of)))
    assert finder.control == "control"
    assert finder.noise.tiles == 6
    assert seen[-1] == (5, 6)
    by_clumps = Finder(run, SPEC.model_copy(update={"control": "clumps"}))
    assert by_clumps.noise.deviation > finder.noise.deviation
    tile = run.tiles("test")[0]
    pixels = read_tile(tile, view_of(run.record.study))
    given = finder.find("test", tile, pixels)
    np.testing.assert_array_equal(given.mask, finder.find("test", tile).mask)
    assert given.clumps == count(given.mask)


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (("control", "granules"), "control"),
        (("Snf7", "C"), "C"),
        (("siRNA", "siControl_2"), "siControl_2"),
        (("discs", "squares"), ""),
        (("control a", "control b"), ""),
    ],
)
def test_the_control_is_known_by_its_name(classes, expected):
    assert control_of(classes) == expected
    assert control_of(classes, classes[1]) == classes[1]
    with pytest.raises(UserError, match="no class 'other' to be the control"):
        control_of(classes, "other")


def test_without_a_control_each_tile_is_its_own(tmp_path):
    run = clumped.predicted(clumped.study(tmp_path, ("discs", "squares"), 4))
    finder = Finder(run, SPEC)
    assert finder.noise is None
    assert "each tile itself" in finder.text
    tile = next(t for t in run.tiles("test") if t.class_name == "squares")
    assert finder.find("test", tile).clumps > 2


def test_micrometres_need_a_pixel_size(run):
    with pytest.raises(UserError, match="does not tell its pixel size"):
        Finder(run, ClumpSpec(radius=1, unit="µm"))


def test_an_image_that_was_changed_is_not_measured(tmp_path):
    run = clumped.predicted(clumped.study(tmp_path, count=4))
    explain(run)
    image = run.tiles("test")[2].image
    image.write_bytes(image.read_bytes() + b"0")
    with pytest.raises(UserError, match="gone or was changed"):
        measure(run, "test", "gradient_input", SPEC)


def test_it_can_be_stopped(run):
    explain(run)

    class Stopped(Exception):
        pass

    def stop(what, done, of):
        if what == "measuring" and done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        measure(run, "test", "gradient_input", SPEC, progress=stop)


def test_the_same_seed_gives_the_same_numbers(run):
    explain(run)
    one, two, other = (
        measure(run, "test", "gradient_input", SPEC, seed=seed) for seed in (3, 3, 4)
    )
    assert one.text() == two.text()
    drawn = [[tile.elsewhere for tile in m.tiles] for m in (one, two, other)]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2], equal_nan=True)


def test_over_runs_only_tiles_that_all_have_count(run, made):
    other = clumped.predicted(made)
    explain(run, leave=(7,))
    explain(other, lambda mask: mask * 1.0 + 0.5)
    both = [measure(r, "test", "gradient_input", SPEC) for r in (run, other)]
    found = {each.class_name: each for each in over_all(both)}["clumps"]
    assert found.enrichment.runs == 2
    assert found.enrichment.tiles in (5, 6)
    assert found.each[0] > found.each[1] > 1
    assert found.enrichment.value == pytest.approx(np.mean(found.each))
    changed = measure(other, "test", "gradient_input", ClumpSpec(radius=3))
    with pytest.raises(ValueError, match="one way to find clumps"):
        over_all([both[0], changed])


def test_all_of_it_is_written_for_r(run, made, tmp_path):
    explain(run)
    measured = measure(run, "test", "gradient_input", SPEC)
    folder = folder_of(measured, made.folder)
    assert folder.parent == run.folder / "clumps"
    paths = write_measured(folder, measured)
    tables = {path.stem: rows(path) for path in paths if path.suffix == ".csv"}
    assert len(tables["tiles"]) == 12
    by_tile = {int(row["tile"]): row for row in tables["tiles"]}
    for tile in measured.tiles:
        text = by_tile[tile.tile]["enrichment"]
        if tile.score.defined:
            assert float(text) == pytest.approx(tile.score.enrichment, rel=1e-5)
        else:
            assert text == "NA"
    part = whole(measured, "clumps")
    row = next(
        r
        for r in tables["numbers"]
        if (r["class"], r["outcome"], r["number"]) == ("clumps", "all", "enrichment")
    )
    assert float(row["low"]) == pytest.approx(part.enrichment.interval[0], rel=1e-5)
    assert {r["null"] for r in tables["nulls"]} == {
        "brightness alone",
        "masks elsewhere",
    }
    assert {r["along"] for r in tables["profiles"]} == {
        *("brightness", "distance", "centre")
    }
    settings = json.loads((folder / "settings.json").read_bytes())
    assert ClumpSpec.model_validate(settings["clumps"]) == SPEC
    assert (folder / "words.txt").read_text() == measured.text() + "\n"
    write_over_runs(tmp_path / "runs.csv", over_all([measured]))
    assert {r["class"] for r in rows(tmp_path / "runs.csv")} >= {"clumps"}


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_profiles_are_by_class(run):
    explain(run)
    measured = measure(run, "test", "gradient_input", SPEC)
    assert set(measured.profiles) == {"", "control", "clumps"}
    distance = next(p for p in measured.profiles["clumps"] if p.name == "distance")
    assert distance.mean[0] > 3
    assert distance.mean[-3] < 1
