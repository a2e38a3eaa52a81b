"""From images to the tiles of the next run: dropped, split and checked."""

import shutil

import drawn
import numpy as np
import pytest
from drawn import folder, shape, write

from cellclassifier.core import leakage, preparation
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table
from cellclassifier.core.mask_spec import MaskSpec
from cellclassifier.core.preparation import contrasts, decisive, prepare, rule_of
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import (
    AugmentSpec,
    GroupSpec,
    IntensitySpec,
    ReadingSpec,
    TilingSpec,
)
from cellclassifier.core.tiling import cut
from cellclassifier.core.train_spec import TrainSpec


@pytest.fixture
def spec(tmp_path):
    return StudySpec(
        train=folder(tmp_path / "train", 12),
        tests=(folder(tmp_path / "test", 4, seed=1),),
        tiling=TilingSpec(size=64),
    )


@pytest.fixture
def prepared(tmp_path):
    """Return what prepares a study of `spec` in a folder of its own."""

    def call(spec, told=None):
        tell = told or (lambda *_: None)
        return prepare(tmp_path / "study", spec, read_contents(spec), tell)

    return call


def with_tiling(spec, **changes):
    tiling = spec.tiling.model_copy(update=changes)
    return spec.model_copy(update={"tiling": tiling})


def texts(found):
    return [problem.text for _, problem in found.problems]


def test_clean_images_give_all_tiles_split_by_group(spec, prepared):
    found = prepared(spec)
    assert found.error() == ""
    assert len(found.tables["train"]) == 24
    assert len(found.tables["test"]) == 8
    assert {tile.part for tile in found.tables["test"]} == {"test"}
    parts = [tile.part for tile in found.tables["train"]]
    assert 2 <= parts.count("validation") <= 8
    assert found.dropped == {"train": (), "test": ()}
    assert found.leaks.pairs == ()
    assert (found.spec.intensity.black, found.spec.intensity.white) == (0, 255)


def test_it_tells_how_far_it_is_and_can_be_stopped(spec, prepared):
    told = []
    prepared(with_tiling(spec, least_contrast=0.01), lambda *each: told.append(each))
    names = {name for name, _, _ in told}
    assert any("near-empty" in name for name in names)
    assert any("copies" in name for name in names)

    def stop(*_):
        raise KeyboardInterrupt

    other = with_tiling(spec, least_contrast=0.02, rows=2)
    with pytest.raises(KeyboardInterrupt):
        prepared(other, stop)


def add_empty(where, count):
    random = np.random.default_rng(5)
    for number in range(count):
        noise = random.integers(9, 13, (64, 64)).astype(np.uint8)
        for name in ("discs", "squares"):
            write(
                where / name / f"empty{number}.png", noise + np.uint8(name == "discs")
            )


def test_near_empty_tiles_are_dropped_by_one_rule_for_all(spec, prepared):
    add_empty(spec.train, 3)
    assert len(prepared(spec).tables["train"]) == 30
    found = prepared(with_tiling(spec, least_contrast=0.05))
    assert len(found.tables["train"]) == 24
    gone = found.dropped["train"]
    assert sorted(tile.image.name for tile in gone) == sorted(
        2 * [f"empty{n}.png" for n in range(3)]
    )
    numbers = [tile.number for tile in (*found.tables["train"], *gone)]
    assert sorted(numbers) == list(range(30))


def test_contrasts_are_measured_once(spec, prepared, monkeypatch):
    dropping = with_tiling(spec, least_contrast=0.05)
    first = prepared(dropping)
    monkeypatch.setattr(preparation, "contrasts", None)
    assert prepared(dropping).tables == first.tables
    assert prepared(with_tiling(spec, least_contrast=0.01)).error() == ""
    with pytest.raises(TypeError):
        prepared(with_tiling(spec, least_contrast=0.05, rows=2))


def test_contrasts_are_those_of_the_pixels(spec):
    contents = read_contents(spec)
    rule = rule_of(spec, contents.train)
    tiles = cut(contents.train, spec.tiling)
    resolved = spec.model_copy(update={"intensity": rule})
    found = contrasts(tiles, resolved, lambda *_: None)
    pixels = shape("discs", 0)
    assert tiles[0].image.name == "0.png"
    assert found[0] == pytest.approx(pixels.std() / 255, rel=1e-5)


def test_a_class_that_is_dropped_whole_stops_the_work(spec, prepared):
    found = prepared(with_tiling(spec, least_contrast=0.9))
    assert "All tiles of class 'discs'" in found.error()
    assert "Lower the least contrast" in found.error()


def test_copies_stop_the_work_until_a_reason_is_written(spec, prepared, tmp_path):
    shutil.copy(spec.train / "discs" / "3.png", spec.tests[0] / "discs" / "again.png")
    found = prepared(spec)
    assert len(found.leaks.exact) == 1
    assert "1 tile of the test set 'test' shows the same as a tile" in found.error()
    assert "again.png, which is 3.png" in found.error()
    study = Study(tmp_path / "study", spec)
    with pytest.raises(UserError, match="shows the same"):
        study.new_run(read_contents(spec), found)
    overruled = found.overruled(tmp_path / "study", "  the same cell,\n on purpose ")
    assert overruled.error() == ""
    assert any(
        "because: the same cell, on purpose" in text for text in texts(overruled)
    )
    run = study.new_run(read_contents(spec), overruled)
    assert run.record.overruled == "the same cell, on purpose"
    assert run.record.pairs == len(found.leaks.pairs)
    assert len(read_table(run.folder / "leaks.csv")) == run.record.pairs
    assert prepared(spec).error() == ""
    taken_back = overruled.overruled(tmp_path / "study", " ")
    assert taken_back.error() == found.error()
    assert prepared(spec).error() == found.error()


def test_a_reason_does_not_count_for_other_copies(spec, prepared, tmp_path):
    for number in (3, 5):
        source = spec.train / "discs" / f"{number}.png"
        shutil.copy(source, spec.tests[0] / "discs" / f"again{number}.png")
        found = prepared(spec)
        assert found.error()
        found.overruled(tmp_path / "study", "it is on purpose")
        assert prepared(spec).error() == ""


def test_copies_are_looked_for_once(spec, prepared, monkeypatch):
    first = prepared(spec)
    monkeypatch.setattr(leakage, "find", None)
    assert prepared(spec).leaks == first.leaks
    other = spec.model_copy(update={"reading": ReadingSpec(channels=(1,))})
    with pytest.raises(TypeError):
        prepared(other)


def test_what_tells_the_classes_apart_without_a_cell_is_said(tmp_path, prepared):
    where = tmp_path / "images"
    random = np.random.default_rng(0)
    for name, level in (("dim", 40), ("bright", 160)):
        for number in range(30):
            noise = random.integers(0, 30, (64, 64)) + level
            write(where / name / f"{number}.png", noise.astype(np.uint8))
    found = prepared(StudySpec(train=where, tiling=TilingSpec(size=64)))
    assert found.error() == ""
    assert any("brightness" in text for text in texts(found))


def test_stretching_each_image_is_warned_about(spec, prepared):
    rule = IntensitySpec(rule="image")
    found = prepared(spec.model_copy(update={"intensity": rule}))
    assert any("stretched on its own" in text for text in texts(found))


@pytest.mark.parametrize(
    "changes",
    [
        {"intensity": IntensitySpec(rule="window", black=300)},
        {"tiling": TilingSpec(size=64, by="size", side=65)},
        {"tiling": TilingSpec(size=64, by="size", side=10, unit="µm")},
        {"training": TrainSpec(folds=50)},
    ],
)
def test_settings_that_do_not_fit_the_images_are_refused(spec, prepared, changes):
    with pytest.raises(UserError):
        prepared(spec.model_copy(update=changes))


OTHERS = [
    {"train": None},
    {"tests": ()},
    {"reading": ReadingSpec(mix="mean")},
    {"groups": GroupSpec(by="image")},
    {"tiling": TilingSpec(size=64, rows=2)},
    {"tiling": TilingSpec(size=64, least_contrast=0.1)},
    {"intensity": IntensitySpec(rule="percentiles")},
    {"training": TrainSpec(split_seed=5)},
    {"training": TrainSpec(max_tiles=5)},
    {"training": TrainSpec(shuffled=True)},
    {"training": TrainSpec(folds=3)},
    {"training": TrainSpec(validation_share=0.3)},
    {"training": TrainSpec(marked_labels="left out")},
    {"training": TrainSpec(per_class=3)},
    {"masking": MaskSpec(masked="clumps only")},
]


@pytest.mark.parametrize("changes", OTHERS)
def test_what_decides_on_the_tiles_is_known(spec, changes):
    assert decisive(spec.model_copy(update=changes)) != decisive(spec)


def test_what_decides_on_a_draw_only_decides_on_one(spec):
    def decided(**training):
        return decisive(spec.model_copy(update={"training": TrainSpec(**training)}))

    assert decided(draw_seed=1) == decided(per_class_unit="groups") == decided()
    assert decided(per_class=3, draw_seed=1) != decided(per_class=3)
    masked = spec.model_copy(update={"masking": MaskSpec(masked="clumps only")})
    larger = masked.model_copy(update={"tiling": TilingSpec(size=128)})
    assert decisive(masked) != decisive(larger)


def test_what_decides_on_nothing_prepares_nothing_anew(spec, prepared):
    found = prepared(spec)
    changes = {
        "tiling": TilingSpec(size=128),
        "augment": AugmentSpec(zoom=0.1),
        "training": TrainSpec(epochs=3, batch_size=5, seed=5),
    }
    contents = found.contents
    other = spec.model_copy(update=changes)
    assert found.holds_for(other, contents)
    assert not found.holds_for(spec, read_contents(spec))


def test_a_run_is_made_of_what_was_prepared(spec, prepared, tmp_path):
    add_empty(spec.train, 3)
    spec = with_tiling(spec, least_contrast=0.05)
    contents = read_contents(spec)
    found = prepare(tmp_path / "study", spec, contents)
    changed = spec.model_copy(update={"training": TrainSpec(epochs=3)})
    run = Study(tmp_path / "study", changed).new_run(contents, found)
    assert run.tiles() == found.tables["train"]
    assert run.tiles("test") == found.tables["test"]
    assert run.record.study.training.epochs == 3
    assert run.record.study.intensity == found.spec.intensity
    assert len(read_table(run.folder / "dropped" / "train.csv")) == 6


def test_what_no_longer_holds_is_prepared_anew(spec, prepared, tmp_path):
    contents = read_contents(spec)
    found = prepare(tmp_path / "study", spec, contents)
    other = with_tiling(spec, rows=2)
    run = Study(tmp_path / "study", other).new_run(contents, found)
    assert len(run.tiles()) == 48


def test_folds_keep_each_group_aside_once(spec, prepared):
    seen = []
    for fold in (1, 2, 3):
        training = TrainSpec(folds=3, fold=fold)
        tiles = prepared(spec.model_copy(update={"training": training})).tables["train"]
        seen += [tile.image for tile in tiles if tile.part == "validation"]
    assert len(seen) == len(set(seen)) == 24


def test_tiles_of_a_few_pixels_are_looked_through_for_copies_too(tmp_path):
    tiling = TilingSpec(size=64, rows=10, columns=10)
    made = drawn.study(tmp_path, count=6, tests=4)
    spec = made.spec.model_copy(update={"tiling": tiling})
    found = prepare(made.folder, spec, read_contents(spec))
    assert len(found.tables["train"]) == 6 * 2 * 100
