"""What tells classes apart without looking at a cell, as a number."""

from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from drawn import REAL
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from cellclassifier.core.dataset import scan
from cellclassifier.core.entries import Image
from cellclassifier.core.intensity import Extent
from cellclassifier.core.shortcuts import shortcuts
from cellclassifier.core.statistics import wilson
from cellclassifier.core.tile_spec import GroupSpec


def image(number, class_name="a", group="", **facts):
    """Return an image without pixels, the facts of which are all the same."""
    known = {
        "path": Path(f"{number}.png"),
        "class_name": class_name,
        "group": group or f"{class_name}{number}",
        "width": 64,
        "height": 64,
        "channels": 1,
        "extent": Extent("uint8", 0, 255),
        "mean": 50.0,
        "std": 9.0,
        "pixel_size": None,
        "sha256": str(number),
    }
    return Image(**{**known, **facts})


def images(count=40, **facts):
    """Return images of "a" and "b"; each fact is a function of class and number."""
    return [
        image(n, "ab"[n % 2], **{k: of("ab"[n % 2], n) for k, of in facts.items()})
        for n in range(count)
    ]


ENDINGS = {"a": "jpg", "b": "tif"}


def only(found):
    (one,) = found
    return one


def test_the_same_everywhere_tells_nothing():
    assert shortcuts(images(), "ab") == ()


@pytest.mark.parametrize(
    ("feature", "facts"),
    [
        ("Mean brightness", {"mean": lambda c, n: 50 + n / 99 + 9 * (c == "b")}),
        (
            "Darkest pixel",
            {"extent": lambda c, n: Extent("uint8", 5.0 * (c == "b"), 255)},
        ),
        (
            "Brightest pixel",
            {"extent": lambda c, n: Extent("uint8", 0, 200 if c == "a" else 255)},
        ),
        ("Spread of brightness", {"std": lambda c, n: 4 + 3 * (c == "b")}),
        ("Size in pixels", {"width": lambda c, n: 64 if c == "a" else 80}),
        ("Size in pixels", {"height": lambda c, n: 64 if c == "a" else 80}),
        (
            "Depth",
            {"extent": lambda c, n: Extent("uint8" if c == "a" else "uint16", 0, 255)},
        ),
        ("File format", {"path": lambda c, n: Path(f"{n}.{ENDINGS[c]}")}),
        ("Number of channels", {"channels": lambda c, n: 1 + 2 * (c == "a")}),
        ("Pixel size", {"pixel_size": lambda c, n: None if c == "a" else 0.65}),
    ],
)
def test_each_difference_between_classes_is_found(feature, facts):
    found = only(shortcuts(images(**facts), "ab"))
    assert found.feature == feature
    assert found.balanced_accuracy == 1
    assert found.telling
    assert f"{feature} alone tells the classes apart with a balanced" in found.text
    assert "100.0 % on 40 training images (chance 50 %;" in found.text
    assert "cross-validated over 40 groups" in found.text


def test_spellings_of_one_format_are_the_same():
    endings = {"a": ".tif", "b": ".TIFF"}
    assert shortcuts(images(path=lambda c, n: Path(f"{n}{endings[c]}")), "ab") == ()


def normal(seed, distance, count=4000):
    """Return brightnesses that overlap, one a unit wide, as a function."""
    noise = np.random.default_rng(seed).standard_normal(count)
    return lambda c, n: float(noise[n] + distance * (c == "b"))


def test_numbers_agree_with_theory():
    # Of two normal distributions the best threshold lies half way.
    found = only(shortcuts(images(4000, mean=normal(0, 2)), "ab"))
    assert found.balanced_accuracy == pytest.approx(NormalDist().cdf(1), abs=0.015)
    assert found.n == 4000
    assert found.chance == 0.5
    assert found.telling


def test_chance_is_no_shortcut():
    for seed in range(5):
        found = only(shortcuts(images(400, mean=normal(seed, 0)), "ab"))
        assert found.balanced_accuracy == pytest.approx(0.5, abs=0.08)
        assert not found.telling


def test_a_rare_class_counts_as_much_as_a_frequent_one():
    some = [image(n, "a" if n % 10 else "b", mean=50.0 + n % 3) for n in range(400)]
    found = only(shortcuts(some, "ab"))
    assert found.balanced_accuracy == pytest.approx(0.5, abs=0.1)
    assert not found.telling


def test_neither_dark_nor_bright_is_found_too():
    def mean(c, n):
        return 50.0 + n % 7 if c == "b" else (20.0, 90.0)[n // 2 % 2] + n % 7

    assert only(shortcuts(images(80, mean=mean), "ab")).balanced_accuracy == 1


@pytest.mark.parametrize(
    ("scale", "offset"), [(1e-3, 0), (1.0, 2.0**31), (1e300, 0), (-1.0, 0)]
)
def test_the_scale_of_brightness_does_not_matter(scale, offset):
    plain = normal(1, 1.5)
    found = [
        only(shortcuts(images(200, mean=mean), "ab"))
        for mean in (plain, lambda c, n: (round(plain(c, n), 3) + offset) * scale)
    ]
    accuracies = [each.balanced_accuracy for each in found]
    assert accuracies[0] == pytest.approx(accuracies[1], abs=0.02)


def test_texts_are_told_by_their_most_frequent_class():
    # In "a" 30 of 40 are 8 bit, in "b" 10 of 40: 30 + 30 of 80 are told right.
    def extent(c, n):
        often = n // 2 % 4 != 0
        return Extent("uint8" if often == (c == "a") else "uint16", 0, 255)

    found = only(shortcuts(images(80, extent=extent), "ab"))
    assert found.balanced_accuracy == 0.75
    assert found.low == pytest.approx(wilson(30, 40).low)
    assert found.low > 0.6 - 0.01
    assert "Mostly: uint8 in 'a', uint16 in 'b'." in found.text


@pytest.mark.parametrize(("right", "telling"), [(31, True), (29, False)])
def test_a_warning_needs_to_be_surely_above_chance(right, telling):
    # Wilson: 31 of 40 is at least 62.5 %, 29 of 40 at least 57.2 %.
    def channels(c, n):
        return 1 if (n // 2 < right) == (c == "a") else 3

    found = only(shortcuts(images(80, channels=channels), "ab"))
    assert found.balanced_accuracy == right / 40
    assert found.telling is telling


def test_of_all_that_is_exposure_the_best_is_warned_about():
    def extent(c, n):
        return Extent("uint8", float(n % 5 == 0), 200 + 20 * (c == "b") * (n % 7 > 0))

    mean = {"mean": lambda c, n: 50 + 9 * (c == "b")}
    found = shortcuts(images(200, extent=extent, **mean), "ab")
    assert [each.feature for each in found if each.telling] == ["Mean brightness"]
    better = [each for each in found if each.feature == "Brightest pixel"]
    assert better[0].low > 0.6


def test_a_test_set_is_told_by_what_all_training_images_taught():
    train = images(40, channels=lambda c, n: 1 if c == "a" else 3)
    test = images(10, channels=lambda c, n: 1 if c == "a" or n == 1 else 3)
    other = [*images(10, channels=lambda c, n: 5), image(11, "stars")]
    tests = {"Day 2": test, "Day 3": other, "none": [image(0, "stars")]}
    found = only(shortcuts(train, "ab", tests))
    assert dict(found.tests) == {"Day 2": wilson(9, 10), "Day 3": wilson(0, 10)}
    words = "On the test set 'Day 2' it gets 9 of 10 right: 90.0 % (59.6-98.2)."
    assert words in found.text


def test_no_image_of_its_group_teaches_what_an_image_is():
    # Each group has a brightness of its own: nothing holds for another group.
    some = [image(n, "ab"[n % 2], f"g{n % 4}", mean=n % 4) for n in range(200)]
    found = only(shortcuts(some, "ab"))
    assert found.balanced_accuracy <= 0.5
    assert not found.telling
    assert "over 4 groups" in found.text
    alone = [each._replace(group=each.sha256) for each in some]
    assert only(shortcuts(alone, "ab")).balanced_accuracy == 1


def test_with_one_group_of_a_class_single_images_are_folds_and_it_is_said():
    some = images(40, mean=lambda c, n: 50 + 9 * (c == "b"))
    some = [each._replace(group=f"dish {each.class_name}") for each in some]
    found = only(shortcuts(some, "ab"))
    assert found.balanced_accuracy == 1
    words = "over single images, since class 'a' has one group only)"
    assert words in found.text


@pytest.mark.parametrize(
    "some", [[], [image(0), image(1)], [image(0), image(1), image(2, "b")]]
)
def test_too_little_tells_nothing(some):
    assert shortcuts(some, "ab") == ()


def test_a_class_without_images_is_no_class():
    some = images(40, channels=lambda c, n: 1 if c == "a" else 3)
    assert only(shortcuts(some, ["a", "b", "none"])).chance == 0.5


def test_many_classes_are_not_all_named():
    some = [image(n, "abcdef"[n % 6], channels=n % 6 + 1) for n in range(120)]
    text = only(shortcuts(some, "abcdef")).text
    assert "Mostly: 1 in 'a', 2 in 'b', 3 in 'c', 4 in 'd', ..." in text
    assert "(chance 16.7 %" in text


def test_the_order_of_the_images_does_not_matter():
    some = images(200, mean=normal(2, 1), width=lambda c, n: 60 + n % 9)
    assert shortcuts(some[::-1], "ab") == shortcuts(some, "ab")


def real(name, groups):
    folder = REAL / name
    if not folder.is_dir():
        pytest.skip(f"no real images at {folder}")
    return scan(folder / "train", groups), scan(folder / "test", groups)


def told_by_a_line(train, test):
    """Return how often a line through the mean brightness is right on the test set."""
    scaler, line = StandardScaler(), LogisticRegression()
    values = scaler.fit_transform([[each.mean] for each in train.images])
    line.fit(values, [each.class_name for each in train.images])
    values = scaler.transform([[each.mean] for each in test.images])
    return line.score(values, [each.class_name for each in test.images])


def test_mean_brightness_alone_does_well_on_the_real_images():
    groups = GroupSpec(by="pattern", pattern=r"^([A-Z]\d+)")
    train, test = real("primary", groups)
    found = shortcuts(train.images, train.classes, {"test": test.images})
    best = only([each for each in found if each.telling])
    assert best.feature == "Mean brightness"
    assert best.n == 327
    ((_, share),) = best.tests
    assert (share.k, share.n) == (325, 371)
    # The note on these images says 0.876, and so does another kind of classifier.
    assert round(share.value, 3) == 0.876
    assert share.value == pytest.approx(told_by_a_line(train, test), abs=0.001)
    assert best.balanced_accuracy == pytest.approx(0.731, abs=0.002)


def test_mean_brightness_alone_tells_phases_of_the_cell_cycle():
    train, test = real("extra/E5_jurkat_dna_12bit", GroupSpec())
    found = shortcuts(train.images, train.classes, {"test": test.images})
    best = only([each for each in found if each.telling])
    assert best.feature == "Mean brightness"
    ((_, share),) = best.tests
    assert share.n == 360
    # The note on these images says 0.872, of another kind of classifier.
    assert share.value == pytest.approx(0.872, abs=0.015)
    assert share.value == pytest.approx(told_by_a_line(train, test), abs=0.015)
