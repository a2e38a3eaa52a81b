"""What needs no network: brightness, size and background of tiles."""

import drawn
import numpy as np
import pytest

from cellclassifier.core.comparison import trivial_lines
from cellclassifier.core.comparison.trivial_lines import trivial
from cellclassifier.core.contents import read_contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import GroupSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec


def picture(random, background, area, light):
    """A bright square of some area on noise."""
    image = background + 4 * random.standard_normal((64, 64))
    side = round(area**0.5)
    y, x = random.integers(0, 64 - side, 2)
    image[y : y + side, x : x + side] += light
    return np.clip(image, 0, 255).astype(np.uint8)


def study(where, differ, count=15):
    """Draw two classes that differ in one thing alone."""
    random = np.random.default_rng(0)
    for part in ("train", "test"):
        for number in range(2 * count):
            second = number % 2
            background = 40 + 12 * random.random() + 25 * second * (differ == "ground")
            area = (200 + 40 * random.random()) * (
                4 if second * (differ == "size") else 1
            )
            # A larger object is fainter, so that all tiles are equally bright.
            light = 24_000 / area
            pixels = picture(random, background, area, light)
            name = f"d{number // 2 % 5}_{part}{number}.png"
            drawn.write(where / part / ("a", "b")[second] / name, pixels)
    spec = StudySpec(
        train=where / "train",
        tests=(where / "test",),
        groups=GroupSpec(by="pattern", pattern="(d\\d)"),
        tiling=TilingSpec(size=64),
        training=TrainSpec(validation_share=0),
    )
    return Study.create(where / "study", spec)


def run_of(made):
    return made.new_run(read_contents(made.spec))


def test_each_finds_what_it_looks_at_and_no_other(tmp_path):
    run = run_of(study(tmp_path, "size"))
    found = {each.name: each for each in trivial(run, "test")}
    assert set(found) == {"brightness only", "size only", "background only"}
    assert found["size only"].test.value > 0.95
    assert found["size only"].training.value > 0.95
    assert found["background only"].test.value < 0.8
    assert found["size only"].test.n == 30


def test_the_background_tells_of_itself(tmp_path):
    run = run_of(study(tmp_path, "ground"))
    found = {each.name: each.test.value for each in trivial(run, "test")}
    assert found["background only"] > 0.95
    assert found["brightness only"] > 0.95
    assert found["size only"] < 0.8


def test_where_nothing_differs_nothing_is_found_in_other_groups(tmp_path):
    run = run_of(study(tmp_path, "nothing"))
    for each in trivial(run, "test"):
        assert each.training.low < 0.6
        assert each.test.low < 0.6


def test_one_group_a_class_leaves_training_open(tmp_path):
    made = study(tmp_path, "size", count=3)
    made.save(
        made.spec.model_copy(update={"groups": GroupSpec(by="pattern", pattern="(_t)")})
    )
    run = run_of(made)
    assert {each.training for each in trivial(run, "test")} == {None}


def test_tiles_that_were_not_drawn_count_as_well(tmp_path):
    made = study(tmp_path, "size")
    few = made.spec.training.model_copy(update={"per_class": 2})
    made.save(made.spec.model_copy(update={"training": few}))
    assert trivial(run_of(made), "test")[0].training.n == 30


def test_what_was_measured_is_kept_until_an_image_changes(tmp_path, monkeypatch):
    run = run_of(study(tmp_path, "size", count=6))
    first = trivial(run, "test")

    def never(*_):
        raise AssertionError("measured again")

    monkeypatch.setattr(trivial_lines, "read_tile", never)
    assert trivial(run, "test") == first
    monkeypatch.undo()
    for path in (run.study_folder / "cache").glob("trivial_*"):
        path.unlink()
    image = run.tiles("test")[0].image
    drawn.write(image, np.zeros((64, 64), np.uint8))
    with pytest.raises(UserError, match="was changed since the run was made"):
        trivial(run, "test")
