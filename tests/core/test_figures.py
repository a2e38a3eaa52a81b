"""Figures: PNG files in which right and wrong are told apart."""

import numpy as np
import pytest
from drawn import study
from matplotlib.figure import Figure
from PIL import Image

from cellclassifier.core import figures
from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.predictions import from_tiles
from cellclassifier.core.run_record import History


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = study(tmp_path_factory.mktemp("figures"), count=4, tests=14)
    return made.new_run(read_contents(made.spec))


def table(run, right):
    tiles = run.tiles("test")
    true = np.array([run.record.classes.index(tile.class_name) for tile in tiles])
    named = true if right else 1 - true
    return from_tiles(run.record.classes, tiles, np.eye(2, dtype=np.float32)[named])


def history(epochs, validation):
    more = {"val_accuracy": 0.5, "val_loss": 0.7} if validation else {}
    return History(
        tuple(
            EpochEnded(epoch=n + 1, accuracy=0.6, loss=0.5, seconds=1, **more)
            for n in range(epochs)
        )
    )


def pixels(path):
    with Image.open(path) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGB")).astype(int)


def count(found, colour):
    named = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    return int((abs(found - named).max(axis=-1) < 12).sum())


@pytest.mark.parametrize("validation", [True, False])
@pytest.mark.parametrize("epochs", [0, 1, 9])
def test_a_learning_curve_shows_validation_where_there_is_any(
    epochs, validation, tmp_path
):
    path = tmp_path / "new" / "curve.png"
    figures.learning_curve(history(epochs, validation), path)
    found = pixels(path)
    if epochs:
        assert count(found, figures.TRAINING) > 100
    assert (count(found, figures.VALIDATION) > 100) == (validation and epochs > 0)


@pytest.mark.parametrize("right", [True, False])
def test_a_gallery_frames_right_in_green_and_wrong_in_red(right, run, tmp_path):
    figures.gallery(run, "test", table(run, right), tmp_path / "g.png")
    found = pixels(tmp_path / "g.png")
    green, red = count(found, figures.RIGHT), count(found, figures.WRONG)
    assert (green > 5000) is right
    assert (red > 5000) is not right


def test_a_gallery_begins_with_the_wrong_and_then_the_unsure(
    run, tmp_path, monkeypatch
):
    drawn = []
    monkeypatch.setattr(
        Figure, "savefig", lambda figure, *_, **__: drawn.append(figure)
    )
    tiles = run.tiles("test")
    first = np.linspace(0.51, 0.99, len(tiles), dtype=np.float32)
    chances = np.stack([first, 1 - first], axis=1)
    made = from_tiles(run.record.classes, tiles, chances)
    figures.gallery(run, "test", made, tmp_path / "g.png")
    titles = [axes.get_title() for axes in drawn[0].axes if axes.get_title()]
    assert len(titles) == 24
    assert [title[0] for title in titles] == ["\u2717"] * 14 + ["\u2713"] * 10
    numbers = [int(title.split()[2]) for title in titles]
    assert numbers[:14] == sorted(numbers[:14])
    assert numbers[14:] == sorted(numbers[14:])
    assert numbers[14] == 51


def test_overlays_put_purple_on_the_second_of_each_pair(run, tmp_path):
    maps = [(row, np.zeros((64, 64, 1), np.float32)) for row in range(3)]
    figures.overlays(run, "test", table(run, True), maps, tmp_path / "none.png")
    for _, each in maps:
        each[20:40, 20:40] = -1
    figures.overlays(run, "test", table(run, True), maps, tmp_path / "some.png")
    none, some = pixels(tmp_path / "none.png"), pixels(tmp_path / "some.png")
    assert none.shape == some.shape
    changed = abs(none - some).max(axis=-1) > 40
    assert changed.sum() > 1000
    width = changed.shape[1] // figures.COLUMNS
    shares = [changed[:, i * width : (i + 1) * width].sum() for i in range(6)]
    assert all(share > 300 for share in shares[1::2])
    assert sum(shares[0::2]) < 0.1 * sum(shares)


@pytest.mark.parametrize(
    ("channels", "shape"), [(1, (9, 9)), (2, (9, 9)), (3, (9, 9, 3))]
)
def test_what_is_shown_fills_the_range_of_grey_or_colour(channels, shape):
    random = np.random.default_rng(0)
    tile = random.uniform(0.1, 0.12, (9, 9, channels)).astype(np.float32)
    found = figures.display(tile)
    assert found.shape == shape
    assert found.min() >= 0
    assert found.max() <= 1
    assert found.max() - found.min() > 0.5


def test_a_flat_tile_can_be_shown():
    assert np.isfinite(figures.display(np.full((9, 9, 1), 0.5, np.float32))).all()
