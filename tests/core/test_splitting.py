"""The split of a study: drawn once, kept in a file, and the same ever after."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from cellclassifier.core import splitting
from cellclassifier.core.dealing import deal, split
from cellclassifier.core.errors import UserError
from cellclassifier.core.splitting import stored_split
from cellclassifier.core.train_spec import TrainSpec

TRAINING = TrainSpec(validation_share=0.25, split_seed=3)


class Cut(NamedTuple):
    """A tile, as far as a split cares."""

    image: Path
    class_name: str
    group: str
    x: int = 0


def drawn(where="images", images=24, each=2, start=0):
    """Return the tiles of some images, three of a group, and the images' hashes."""
    names = [Path(where) / f"{n}.png" for n in range(start, start + images)]
    tiles = [
        Cut(path, "ab"[n % 2], f"{'ab'[n % 2]}{n // 6}", x)
        for n, path in enumerate(names)
        for x in range(each)
    ]
    return tiles, {path: f"{int(path.stem):064x}" for path in names}


def redrawn(monkeypatch):
    """Let another version of the program split and deal in another way."""
    monkeypatch.setattr(splitting, "split", lambda rows, *_: ["train"] * len(rows))
    monkeypatch.setattr(splitting, "deal", lambda rows, *_: [1] * len(rows))


def only_file(folder):
    (path,) = (folder / "splits").iterdir()
    return path


def test_a_split_is_drawn_by_share_and_seed(tmp_path):
    tiles, hashes = drawn()
    parts = stored_split(tmp_path, tiles, hashes, TRAINING)
    assert parts == split(tiles, 0.25, 3)
    assert set(parts) == {"train", "validation"}


@pytest.mark.parametrize(
    "training", [TRAINING, TrainSpec(folds=4, fold=2, split_seed=3)]
)
def test_a_study_that_is_opened_again_has_the_same_split(
    tmp_path, monkeypatch, training
):
    tiles, hashes = drawn()
    first = stored_split(tmp_path, tiles, hashes, training)
    assert "validation" in first
    path = only_file(tmp_path)
    before, changed = path.read_bytes(), path.stat().st_mtime_ns
    redrawn(monkeypatch)
    assert stored_split(tmp_path, tiles, hashes, training) == first
    assert only_file(tmp_path).read_bytes() == before
    assert path.stat().st_mtime_ns == changed


def test_the_study_and_its_images_may_move_and_be_listed_in_another_order(
    tmp_path, monkeypatch
):
    tiles, hashes = drawn()
    first = stored_split(tmp_path / "old", tiles, hashes, TRAINING)
    (tmp_path / "old").rename(tmp_path / "new")
    redrawn(monkeypatch)
    tiles, hashes = drawn("elsewhere")
    again = stored_split(tmp_path / "new", tiles[::-1], hashes, TRAINING)
    assert again[::-1] == first


def test_each_fold_is_validation_once_from_one_file(tmp_path):
    tiles, hashes = drawn()
    found = [
        stored_split(tmp_path, tiles, hashes, TrainSpec(folds=4, fold=fold))
        for fold in range(1, 5)
    ]
    only_file(tmp_path)
    for parts in zip(*found, strict=True):
        assert sorted(parts) == ["train"] * 3 + ["validation"]
    dealt = deal(tiles, 4, 0)
    assert found[2] == tuple("validation" if f == 3 else "train" for f in dealt)


def test_the_share_means_nothing_where_there_are_folds(tmp_path):
    tiles, hashes = drawn()
    for share in (0.0, 0.2):
        training = TrainSpec(folds=3, validation_share=share)
        assert "validation" in stored_split(tmp_path, tiles, hashes, training)
    only_file(tmp_path)


def with_change(change):
    """Return tiles and hashes with one thing that a split depends on changed."""
    tiles, hashes = drawn()
    if change == "pixels":
        hashes[tiles[0].image] = "f" * 64
    elif change == "class":
        tiles[:2] = [tile._replace(class_name="b") for tile in tiles[:2]]
    elif change == "group":
        tiles[:2] = [tile._replace(group="a9") for tile in tiles[:2]]
    elif change == "tiles":
        tiles = tiles[1:]
    elif change == "images":
        tiles = tiles[2:]
    return tiles, hashes


@pytest.mark.parametrize("change", ["pixels", "class", "group", "tiles", "images"])
def test_other_tiles_have_a_split_of_their_own(tmp_path, change):
    first = stored_split(tmp_path, *drawn(), TRAINING)
    stored_split(tmp_path, *with_change(change), TRAINING)
    assert len(list((tmp_path / "splits").iterdir())) == 2
    assert stored_split(tmp_path, *drawn(), TRAINING) == first
    assert len(list((tmp_path / "splits").iterdir())) == 2


@pytest.mark.parametrize(
    "asked", [{"split_seed": 4}, {"validation_share": 0.3}, {"folds": 3}]
)
def test_other_settings_have_a_split_of_their_own(tmp_path, asked):
    stored_split(tmp_path, *drawn(), TRAINING)
    stored_split(tmp_path, *drawn(), TRAINING.model_copy(update=asked))
    assert len(list((tmp_path / "splits").iterdir())) == 2


def test_settings_that_decide_nothing_share_a_split(tmp_path):
    stored_split(tmp_path, *drawn(), TRAINING)
    stored_split(tmp_path, *drawn(), TRAINING.model_copy(update={"epochs": 99}))
    only_file(tmp_path)


def test_nothing_is_kept_where_nothing_is_kept_aside(tmp_path):
    tiles, hashes = drawn()
    parts = stored_split(tmp_path, tiles, hashes, TrainSpec(validation_share=0))
    assert parts == ("train",) * len(tiles)
    assert list(tmp_path.iterdir()) == []


def test_the_file_names_each_image_for_people_too(tmp_path):
    tiles, hashes = drawn()
    tiles = [tile._replace(group=f'{tile.group}, "ü"\n細胞') for tile in tiles]
    parts = stored_split(tmp_path, tiles, hashes, TRAINING)
    with only_file(tmp_path).open(encoding="utf-8", newline="") as file:
        header, *rows, end = csv.reader(file)
    assert header == ["image_sha256", "class", "group", "tiles", "part"]
    assert end[0] == "sha256 of all lines above"
    expected = {
        (hashes[tile.image], tile.class_name, tile.group, "2", part)
        for tile, part in zip(tiles, parts, strict=True)
    }
    assert {tuple(row) for row in rows} == expected
    assert stored_split(tmp_path, tiles, hashes, TRAINING) == parts


def moved(data):
    """Move one image to the other side."""
    return data.replace(b",train\n", b",validation\n", 1)


@pytest.mark.parametrize(
    "damage",
    [
        moved,
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1].rpartition(b"\n")[0] + b"\n",
        lambda data: b"\xff" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
    ],
    ids=["moved", "empty", "half", "no end", "no text", "line ends"],
)
def test_a_damaged_split_is_told_and_never_drawn_anew(tmp_path, damage):
    tiles, hashes = drawn()
    stored_split(tmp_path, tiles, hashes, TRAINING)
    path = only_file(tmp_path)
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    with pytest.raises(UserError, match=rf"{path.name}, which keeps the split .*copy"):
        stored_split(tmp_path, tiles, hashes, TRAINING)
    assert path.read_bytes() == damaged


def test_a_split_of_other_images_is_told(tmp_path):
    tiles, hashes = drawn()
    stored_split(tmp_path / "one", tiles, hashes, TRAINING)
    stored_split(tmp_path / "other", *drawn(start=5), TRAINING)
    path = only_file(tmp_path / "one")
    path.write_bytes(only_file(tmp_path / "other").read_bytes())
    with pytest.raises(UserError, match="is damaged: it is about other images"):
        stored_split(tmp_path / "one", tiles, hashes, TRAINING)


def test_a_split_that_cannot_be_opened_is_told(tmp_path):
    tiles, hashes = drawn()
    stored_split(tmp_path, tiles, hashes, TRAINING)
    path = only_file(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(UserError, match="it cannot be read"):
        stored_split(tmp_path, tiles, hashes, TRAINING)


def test_more_folds_than_groups_are_refused_and_nothing_is_kept(tmp_path):
    with pytest.raises(UserError, match=r"Class 'a' has only 4 groups; 5 folds need"):
        stored_split(tmp_path, *drawn(), TrainSpec(folds=5))
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_split_is_what_it_was_when_this_was_written(tmp_path):
    # Under another name, splits of studies that exist would not be found again.
    stored_split(tmp_path, *drawn(), TRAINING)
    assert only_file(tmp_path).name == "e5ea30aa393b3b8924e361182bd7cca9.csv"
