"""Training images and test sets, seen together."""

import numpy as np
import pytest
from drawn import folder, write

from cellclassifier.core import checks
from cellclassifier.core.checks import training_problems
from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import scan
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import GroupSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec


def problems_of_test(test, train, tiles=None):
    return checks.testing_problems("Day 2", test, train, tiles)


@pytest.fixture
def train(tmp_path):
    return scan(folder(tmp_path / "train", 20))


def errors(problems):
    return [problem.text for problem in problems if problem.level == "error"]


def only_attention(problems):
    (problem,) = problems
    assert problem.level == "attention"
    return problem.text


def test_two_classes_are_enough(train):
    assert training_problems(train) == []


def test_one_class_is_not(tmp_path):
    found = scan(folder(tmp_path, 20, classes=("discs",)))
    assert found.usable
    (text,) = errors(training_problems(found))
    assert "only one class ('discs')" in text


def test_what_the_scan_found_is_kept(tmp_path):
    (text,) = errors(training_problems(scan(tmp_path / "gone")))
    assert "does not exist" in text


def test_a_good_test_set_has_no_problems(train, tmp_path):
    assert problems_of_test(scan(folder(tmp_path / "test", 20, seed=1)), train) == []


def test_classes_that_the_training_images_lack(train, tmp_path):
    where = folder(tmp_path / "test", 20, seed=1, classes=("discs", "stars"))
    (text,) = errors(problems_of_test(scan(where), train))
    assert "The test set 'Day 2' has 'stars'" in text
    assert "'discs', 'squares'" in text


def test_class_names_are_told_apart_by_case(train, tmp_path):
    where = folder(tmp_path / "test", 20, seed=1, classes=("Discs", "squares"))
    assert "'Discs'" in errors(problems_of_test(scan(where), train))[0]


def test_a_missing_class_gets_attention(train, tmp_path):
    where = folder(tmp_path / "test", 20, seed=1, classes=("squares",))
    text = only_attention(problems_of_test(scan(where), train))
    assert "The test set 'Day 2' has no images of 'discs'" in text


def test_other_channels_are_told(train, tmp_path):
    random = np.random.default_rng(0)
    for name in ("discs", "squares"):
        for number in range(20):
            pixels = random.integers(0, 255, (64, 64, 3), np.uint8)
            write(tmp_path / "test" / name / f"{number}.png", pixels)
    (text,) = errors(problems_of_test(scan(tmp_path / "test"), train))
    assert "the test set 'Day 2' have 3 channels, the training images 1" in text


def test_nothing_is_compared_where_one_of_the_two_is_unusable(train, tmp_path):
    gone = scan(tmp_path / "gone")
    assert problems_of_test(gone, train) == list(gone.problems)
    good = scan(folder(tmp_path / "test", 20, seed=1, classes=("stars", "x")))
    assert problems_of_test(good, gone) == []


@pytest.mark.parametrize(
    ("images", "each", "number"),
    [(2, 1, "2 tiles;"), (3, 4, "12 tiles;"), (19, 1, "19 tiles;"), (5, 4, "")],
)
def test_few_tiles_get_attention(train, tmp_path, images, each, number):
    few = scan(folder(tmp_path / "few", images, seed=1))
    tiles = dict.fromkeys(few.classes, images * each)
    for problems in (
        training_problems(few, tiles),
        problems_of_test(few, train, tiles),
    ):
        levels = [problem.level for problem in problems]
        assert levels == ["attention"] * 2 * bool(number)
        for name, problem in zip(("discs", "squares"), problems, strict=False):
            assert f"Class '{name}' has only {number} 20 or more" in problem.text


def test_tiles_are_counted_as_the_settings_cut_them(tmp_path):
    train = scan(folder(tmp_path / "train", 6))
    contents = Contents(train, {"t": scan(folder(tmp_path / "test", 5, seed=1))})
    levels = [(name, problem.level) for name, problem in contents.problems()]
    assert levels == [("train", "attention")] * 2 + [("t", "attention")] * 2
    cut = StudySpec(tiling=TilingSpec(rows=2, columns=2))
    assert list(contents.under(cut).problems()) == []
    coarse = StudySpec(tiling=TilingSpec(rows=3, columns=1))
    texts = [problem.text for _, problem in contents.under(coarse).problems()]
    assert ["18 tiles" in text for text in texts] == [True, True, False, False]
    assert ["15 tiles" in text for text in texts] == [False, False, True, True]


def of_days(where, **days):
    """Draw images of two classes, from the days that each is from; scan them."""
    for name, own in days.items():
        for day in own:
            folder(where, 20, int(day), classes=(name,), name=f"day{day}/{{}}.png")
    return scan(where)


def test_a_class_of_one_group_is_told(tmp_path):
    found = of_days(tmp_path, discs="1", squares="12")
    tiles = {"discs": 20, "squares": 20}
    text = only_attention(training_problems(found, tiles))
    assert "All images of class 'discs' belong to one group (day1)" in text
    assert "peculiar to that one. Add images of 'discs'" in text
    text = only_attention(training_problems(found, tiles, validation=True))
    assert "belong to one group (day1)" in text
    assert "none of them can be kept aside for validation" in text


def test_a_class_of_one_image_is_told(train, tmp_path):
    folder(tmp_path / "few", 20, seed=1, classes=("discs",))
    folder(tmp_path / "few", 1, seed=1, classes=("squares",))
    tiles = {"discs": 20, "squares": 16 * 20}
    found = scan(tmp_path / "few")
    one, unequal = training_problems(found, tiles)
    assert "All of class 'squares' comes from one image (0.png), so" in one.text
    one, unequal = problems_of_test(found, train, tiles)
    assert "In the test set 'Day 2' all of class 'squares' comes from one" in one.text
    assert "has 16 times as many" in unequal.text


def test_a_class_of_one_group_in_a_test_set_is_told(train, tmp_path):
    found = of_days(tmp_path / "test", discs="1", squares="12")
    tiles = {"discs": 20, "squares": 20}
    text = only_attention(problems_of_test(found, train, tiles))
    assert "In the test set 'Day 2' all images of class 'discs' belong to" in text
    assert "says little about others" in text


def test_settings_say_whether_validation_is_asked_for(tmp_path):
    contents = Contents(of_days(tmp_path, discs="1", squares="12"), {})
    for training, told in (
        (TrainSpec(validation_share=0), False),
        (TrainSpec(validation_share=0.2), True),
        (TrainSpec(validation_share=0, folds=2), True),
    ):
        spec = StudySpec(training=training)
        texts = [problem.text for _, problem in contents.under(spec).problems()]
        assert any("kept aside for validation" in text for text in texts) is told


def test_fewer_groups_than_folds_are_an_error(tmp_path):
    found = of_days(tmp_path, discs="12", squares="123")
    assert errors(training_problems(found, folds=2)) == []
    (text,) = errors(training_problems(found, folds=3))
    assert "Class 'discs' has only 2 groups; 3 folds need at least 3" in text


@pytest.mark.parametrize(
    ("tiles", "words"),
    [
        ((30, 20), ""),
        ((39, 20), ""),
        (
            (40, 20),
            "'discs' has 2 times as many tiles as 'squares' (40 to 20): always "
            "answering 'discs' would be right in 66.7 %",
        ),
        (
            (30, 3000),
            "'squares' has 100 times as many tiles as 'discs' (3,000 to 30): always "
            "answering 'squares' would be right in 99.0 %",
        ),
        ((0, 100), ""),
    ],
)
def test_imbalance_is_told_with_what_it_is_worth(train, tmp_path, tiles, words):
    tiles = dict(zip(train.classes, tiles, strict=True))
    test = scan(folder(tmp_path / "test", 20, seed=1))
    texts = [
        [problem.text for problem in problems]
        for problems in (
            training_problems(train, tiles),
            problems_of_test(test, train, tiles),
        )
    ]
    if not words:
        assert texts == [[], []]
        return
    assert texts[0][0].startswith(f"Class {words}, and a network may")
    assert f"In the test set 'Day 2' class {words}: judge each" in texts[1][0]


def test_only_groups_of_one_kind_are_compared(tmp_path):
    train = scan(folder(tmp_path / "train", 20, name="a/{}.png"))
    test = folder(tmp_path / "test", 20, seed=1, name="a_{}.png")
    pattern = GroupSpec(by="pattern", pattern="^a")
    assert scan(test, pattern).images[0].group == train.images[0].group == "a"
    problems = problems_of_test(scan(test, pattern), train)
    assert not any("share" in problem.text for problem in problems)
    # Names that the same counter gave say nothing about what was taken together.
    alone = scan(folder(tmp_path / "alone", 20))
    again = scan(folder(tmp_path / "again", 20, seed=1))
    assert alone.images[0].group == again.images[0].group
    assert problems_of_test(again, alone) == []


def of_depth(where, dtype, top, seed=0):
    return scan(folder(where, 20, seed, name="{}.tif", dtype=dtype, top=top))


def test_a_test_of_another_depth_is_an_error(tmp_path):
    deep = of_depth(tmp_path / "train", np.uint16, 4095)
    shallow = of_depth(tmp_path / "test", np.uint8, 255, seed=1)
    (problem,) = problems_of_test(shallow, deep)
    assert problem.level == "error"
    assert "the test set 'Day 2' are stored as 8 bit, the training" in problem.text
    assert "training images as 12 bit in 16" in problem.text
    assert errors(problems_of_test(deep, shallow))


def test_the_same_depth_in_other_files_is_none(tmp_path):
    plain = of_depth(tmp_path / "train", np.uint8, 255)
    same = of_depth(tmp_path / "test", np.uint16, 255, seed=1)
    assert problems_of_test(same, plain) == []


def test_a_brighter_test_gets_attention(tmp_path):
    dim = of_depth(tmp_path / "train", np.uint16, 1023)
    bright = of_depth(tmp_path / "test", np.uint16, 4095, seed=1)
    text = only_attention(problems_of_test(bright, dim))
    assert "'Day 2' holds brighter pixels (12 bit in 16)" in text
    assert "training images (10 bit in 16)" in text
    assert problems_of_test(dim, bright) == []


def test_a_test_of_another_size_gets_attention(train, tmp_path):
    other = scan(folder(tmp_path / "test", 20, seed=1, size=80))
    text = only_attention(problems_of_test(other, train))
    assert "test set 'Day 2' are 80 x 80 pixels, most training images 64 x 64" in text
