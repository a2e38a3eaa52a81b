"""What masking finds out before a run is made, and that all of a run see the same."""

import clumped
import numpy as np
import pytest

from cellclassifier.core import masking
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.finder import Finder
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.later_sets import add_set
from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.preparation import prepare
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import ReadingSpec
from cellclassifier.core.tiling import read_tile, view_of


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return clumped.study(tmp_path_factory.mktemp("masked"))


def masked(study, masked="clumps only", **how):
    update = {"masking": MaskSpec(masked=masked, radius=clumped.RADIUS, **how)}
    return study.spec.model_copy(update=update)


def prepared(study, spec):
    return prepare(study.folder, spec, read_contents(spec))


def test_the_control_of_training_is_what_clumps_stand_out_from(study):
    seen = prepared(study, masked(study)).spec.masking.seen
    assert seen.source.endswith("training tiles of `control`")
    assert seen.light == pytest.approx((0.3,), abs=0.02)
    # As the clumps of a run are found elsewhere.
    run = study.new_run(read_contents(study.spec))
    noise = Finder(run, ClumpSpec(radius=clumped.RADIUS)).noise
    assert seen.deviation == pytest.approx(noise.deviation, rel=1e-6)
    assert seen.tiles == noise.tiles


def test_nothing_is_found_out_where_nothing_is_masked(study, monkeypatch):
    monkeypatch.setattr(masking, "_seen", None)
    found = prepared(study, study.spec)
    assert found.spec.masking == MaskSpec()
    assert found.bare == ()


def test_tiles_without_a_clump_are_counted_and_told(study):
    found = prepared(study, masked(study))
    classes = [tile.class_name for tile in found.bare]
    assert classes.count("control") > 10
    assert classes.count("clumps") < 2
    told = [p.text for _, p in found.problems if "No clump was found" in p.text]
    assert len(told) == 2
    assert "of 6 in 'control'" in told[0]
    assert "an even ground alone" in told[0]
    other = prepared(study, masked(study, "without clumps"))
    assert other.bare == found.bare
    assert any("these it sees as they are" in p.text for _, p in other.problems)


def test_what_was_found_is_kept_in_the_study(study, monkeypatch):
    first = prepared(study, masked(study))

    def never(*_):
        raise AssertionError("looked again")

    monkeypatch.setattr(masking, "read_tile", never)
    again = prepared(study, masked(study, "without clumps"))
    assert again.spec.masking.seen == first.spec.masking.seen
    assert again.bare == first.bare
    with pytest.raises(AssertionError, match="looked again"):
        prepared(study, masked(study, k=6))


def test_a_run_keeps_it_and_masks_all_of_its_sets_alike(study, tmp_path):
    spec = masked(study)
    run = Study(study.folder, spec).new_run(read_contents(spec))
    assert run.record.study.masking == prepared(study, spec).spec.masking
    view = view_of(run.record.study)
    later = add_set(run, study.spec.tests[0].parent / "test")
    for name in ("train", "test", later.name):
        tile = next(t for t in run.tiles(name) if t.class_name == "clumps")
        seen, whole = read_tile(tile, view), read_tile(tile, view.unmasked)
        assert (seen != whole).mean() > 0.5
        assert np.median(seen) == pytest.approx(view.masking.seen.light[0], abs=0.01)
    without = [t for t in run.tiles() if t.class_name == "control"]
    written = (run.folder / "without_clumps.csv").read_text().count("control,")
    assert written >= len(without) - 2


def test_copies_of_one_picture_get_the_same_noise_whatever_they_are_called(
    study, tmp_path
):
    spec = prepared(study, masked(study)).spec
    tile = prepared(study, masked(study)).tables["train"][0]
    other = tmp_path / "another name.png"
    other.write_bytes(tile.image.read_bytes())
    view = view_of(spec)
    first, second = read_tile(tile, view), read_tile(tile._replace(image=other), view)
    np.testing.assert_array_equal(first, second)


def test_a_finder_looks_at_whole_tiles_of_a_masked_run(study):
    runs = []
    for how in ("none", "without clumps"):
        spec = masked(study, how)
        runs.append(Study(study.folder, spec).new_run(read_contents(spec)))
    spec = ClumpSpec(radius=clumped.RADIUS)
    plain, hidden = (Finder(run, spec) for run in runs)
    assert plain.noise == hidden.noise
    tile = next(t for t in runs[1].tiles("test") if t.class_name == "clumps")
    seen = read_tile(tile, view_of(runs[1].record.study))
    found = hidden.find("test", tile, seen)
    np.testing.assert_array_equal(found.mask, plain.find("test", tile).mask)
    assert found.clumps


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"control": "wild"}, "no class 'wild'"),
        ({"channel": 2}, "no channel 2"),
        ({"unit": "µm"}, "does not tell its pixel size"),
    ],
)
def test_what_cannot_be_found_is_told(study, how, said):
    with pytest.raises(UserError, match=said):
        prepared(study, masked(study, **how))


def test_too_small_a_clump_is_told(study):
    spec = study.spec.model_copy(
        update={
            "masking": MaskSpec(masked="clumps only", radius=0.5),
            "reading": ReadingSpec(),
        }
    )
    with pytest.raises(UserError, match="at least 1 is needed"):
        prepared(study, spec)
