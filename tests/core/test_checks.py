"""Training images and test sets, seen together."""

import shutil

import numpy as np
import pytest
from drawn import folder, write

from cellclassifier.core.checks import testing_problems as problems_of_test
from cellclassifier.core.checks import training_problems
from cellclassifier.core.dataset import scan


@pytest.fixture
def train(tmp_path):
    return scan(folder(tmp_path / "train", 20))


def errors(problems):
    return [problem.text for problem in problems if problem.level == "error"]


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
    assert "has 'stars'" in text
    assert "'discs', 'squares'" in text


def test_class_names_are_told_apart_by_case(train, tmp_path):
    where = folder(tmp_path / "test", 20, seed=1, classes=("Discs", "squares"))
    assert "'Discs'" in errors(problems_of_test(scan(where), train))[0]


def test_a_missing_class_gets_attention(train, tmp_path):
    where = folder(tmp_path / "test", 20, seed=1, classes=("squares",))
    (problem,) = problems_of_test(scan(where), train)
    assert problem.level == "attention"
    assert "no images of 'discs'" in problem.text


def test_an_image_in_training_and_test_is_found_under_any_name(train, tmp_path):
    where = folder(tmp_path / "test", 20, seed=1)
    shutil.copy(train.folder / "discs" / "3.png", where / "discs" / "renamed.png")
    (text,) = errors(problems_of_test(scan(where), train))
    assert "1 of 41 images" in text
    assert "renamed.png, which is 3.png" in text


def test_other_channels_are_told(train, tmp_path):
    random = np.random.default_rng(0)
    for name in ("discs", "squares"):
        for number in range(20):
            pixels = random.integers(0, 255, (32, 32, 3), np.uint8)
            write(tmp_path / "test" / name / f"{number}.png", pixels)
    (text,) = errors(problems_of_test(scan(tmp_path / "test"), train))
    assert "have 3 channels, the training images 1" in text


def test_nothing_is_compared_where_one_of_the_two_is_unusable(train, tmp_path):
    gone = scan(tmp_path / "gone")
    assert problems_of_test(gone, train) == list(gone.problems)
    good = scan(folder(tmp_path / "test", 20, seed=1, classes=("stars", "x")))
    assert problems_of_test(good, gone) == []
