"""The leak check: each kind is found, across parts alone, and strangers are not."""

from pathlib import Path

import cv2
import drawn
import numpy as np
import pytest
import tifffile

from cellclassifier.core.copies import described
from cellclassifier.core.images import read_image
from cellclassifier.core.leakage import Pair, find, read_pairs, write_pairs
from cellclassifier.core.tiling import Tile

SIDE = 96
REFLECTED = cv2.BORDER_REFLECT_101


def field(seed, side=300, channels=1):
    """Draw a field of blurred spots with noise, uint8, (side, side, channel)."""
    random = np.random.default_rng(seed)
    image = np.zeros((side, side))
    places = random.integers(0, side, (side * side // 150, 2))
    image[places[:, 0], places[:, 1]] = random.uniform(0.3, 1, len(places))
    spots = cv2.GaussianBlur(image, (0, 0), 2.0)
    spots += 2 * cv2.GaussianBlur(image, (0, 0), 5.0)
    planes = [
        weight * spots / spots.max() + random.normal(0.15, 0.01, spots.shape)
        for weight in np.linspace(0.7, 0.3, channels)
    ]
    return (np.clip(np.stack(planes, axis=-1), 0, 1) * 255).astype(np.uint8)


def tile(seed, **drawing):
    return field(seed, **drawing)[40 : 40 + SIDE, 40 : 40 + SIDE]


def turned(image, angle, border=REFLECTED, mirrored=False):
    """Mirror top to bottom, then turn clockwise on the screen, degrees."""
    image = np.ascontiguousarray(image[::-1] if mirrored else image)
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -angle, 1)
    moved = cv2.warpAffine(image, matrix, (width, height), borderMode=border)
    return moved.reshape(image.shape)


def look(progress=None, **parts):
    """Look for pairs in arrays, (part, its tiles); each image is alone in its group."""
    arrays = [array for tiles in parts.values() for array in tiles]
    names = [part for part, tiles in parts.items() for _ in tiles]
    tiles = [
        Tile(i, Path(f"{i}.png"), 0, 0, *array.shape[1::-1], "a", f"g{i}", "train")
        for i, array in enumerate(arrays)
    ]
    return find(tiles, names, lambda tile: arrays[tile.number], {}, progress)


def only(pairs):
    assert len(pairs) == 1
    return pairs[0]


STRANGERS = tuple(tile(seed) for seed in range(100, 112))


@pytest.mark.parametrize("angle", [18, 54, 90, 133.7, 180, -72])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("border", [cv2.BORDER_CONSTANT, REFLECTED])
def test_a_turned_copy_is_found_with_its_angle(angle, mirrored, border):
    copy = turned(tile(1), angle, border, mirrored)
    pair = only(look(train=[*STRANGERS, tile(1)], study_2=[tile(50), copy]))
    assert (pair.kind, pair.one, pair.other) == ("turned copy", 12, 14)
    assert (pair.one_part, pair.other_part) == ("train", "study_2")
    assert pair.mirrored == mirrored
    assert abs((pair.angle - angle + 180) % 360 - 180) < 1
    assert np.hypot(pair.shift_x, pair.shift_y) < 1
    assert pair.similarity > 0.85
    assert not pair.exact


@pytest.mark.parametrize(("dx", "dy"), [(10, 0), (0, -25), (-29, 29), (48, 0)])
@pytest.mark.parametrize("angle", [0, 40])
def test_a_shifted_crop_is_found_with_its_shift(dx, dy, angle):
    one = field(2)[100 : 100 + SIDE, 100 : 100 + SIDE]
    other = field(2)[100 + dy : 100 + dy + SIDE, 100 + dx : 100 + dx + SIDE]
    pair = only(look(train=[one, *STRANGERS], test=[turned(other, angle)]))
    assert pair.kind == "shifted crop"
    turn = np.deg2rad(angle)
    x = -dx * np.cos(turn) + dy * np.sin(turn)
    y = -dx * np.sin(turn) - dy * np.cos(turn)
    assert pair.shift_x == pytest.approx(x, abs=1)
    assert pair.shift_y == pytest.approx(y, abs=1)
    assert pair.angle == pytest.approx(angle, abs=1)
    if not angle:
        share = (1 - abs(dx) / SIDE) * (1 - abs(dy) / SIDE)
        assert pair.overlap == pytest.approx(share, abs=0.05)


def test_the_place_of_a_pair_lays_one_tile_over_the_other():
    one = field(3)[100 : 100 + SIDE, 100 : 100 + SIDE]
    other = turned(field(3)[85 : 85 + SIDE, 120 : 120 + SIDE], 33, mirrored=True)
    pair = only(look(train=[one, *STRANGERS], test=[other]))
    turn, flip = np.deg2rad(pair.angle), -1 if pair.mirrored else 1
    matrix = np.array(
        [[np.cos(turn), -np.sin(turn) * flip], [np.sin(turn), np.cos(turn) * flip]]
    )
    middle = np.full(2, (SIDE - 1) / 2)
    shift = np.array([pair.shift_x, pair.shift_y]) + middle - matrix @ middle
    moved = cv2.warpAffine(one, np.column_stack([matrix, shift]), (SIDE, SIDE))
    shown = np.hypot(*(np.indices((SIDE, SIDE)) - 47.5)) < 40
    shown &= cv2.erode(moved, np.ones((5, 5))) > 0
    assert np.corrcoef(moved[shown], other[..., 0][shown])[0, 1] > 0.95


def test_a_smaller_crop_of_a_turned_tile_is_found():
    crop = turned(tile(4), 27)[14:-14, 14:-14]
    pair = only(look(train=[tile(4), *STRANGERS], test=[crop]))
    assert pair.kind == "turned copy"
    assert pair.overlap > 0.95


@pytest.mark.parametrize("ending", [".png", ".tif"])
def test_pixels_that_were_saved_anew_are_the_same_pixels(tmp_path, ending):
    path = drawn.write(tmp_path / f"copy{ending}", tile(5)[..., 0])
    pair = only(look(train=[tile(5), *STRANGERS], test=[read_image(path)]))
    assert (pair.kind, pair.similarity, pair.overlap) == ("same pixels", 1.0, 1.0)
    assert pair.exact


def test_more_bits_with_the_same_values_are_the_same_pixels():
    pair = only(look(train=[tile(5)], test=[tile(5).astype(np.uint16)]))
    assert pair.kind == "same pixels"


@pytest.mark.parametrize(
    "change",
    [
        lambda image: cv2.imdecode(
            cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 90])[1], 0
        )[..., None],
        lambda image: (image * 0.7 + 30).astype(np.uint8),
        lambda image: image.astype(np.uint16) * 257,
        lambda image: image.astype(np.float32) / 255,
    ],
)
def test_a_copy_of_other_quality_is_a_near_copy(change):
    pair = only(look(train=[tile(6), *STRANGERS], test=[change(tile(6))]))
    assert pair.kind == "near copy"
    assert pair.exact


def test_copies_within_a_part_and_between_tests_are_nobodys_business():
    one = [tile(7), turned(tile(7), 30)]
    assert look(train=one) == ()
    assert look(train=one, test=[tile(8), tile(8)]) == ()
    assert look(train=[*STRANGERS], first=one, second=[tile(7)]) == ()


def test_each_pair_of_parts_is_compared():
    copies = [turned(tile(9), angle) for angle in (0, 40, 80, 120)]
    names = ("train", "validation", "first", "second")
    pairs = look(**{name: [copy] for name, copy in zip(names, copies, strict=True)})
    assert {(pair.one_part, pair.other_part) for pair in pairs} == {
        ("train", "validation"),
        ("train", "first"),
        ("train", "second"),
        ("validation", "first"),
        ("validation", "second"),
    }
    assert look(first=copies[:1], train=copies[1:2])[0].one_part == "train"


def test_each_tile_with_copies_is_named():
    ones = [turned(tile(10), angle) for angle in range(0, 90, 18)]
    others = [turned(tile(10), angle) for angle in range(99, 180, 18)]
    pairs = look(train=[*ones, *STRANGERS], test=others)
    named = {index for pair in pairs for index in (pair.one, pair.other)}
    assert named == {*range(5), *range(17, 22)}


def test_strangers_are_no_pairs():
    many = [tile(seed) for seed in range(200, 240)]
    assert look(train=many[:20], validation=many[20:30], test=many[30:]) == ()


def test_perfect_shapes_that_differ_in_size_alone_are_no_exact_copies():
    kinds = drawn.CLASSES * 24
    shapes = [drawn.shape(kind, i)[..., None] for i, kind in enumerate(kinds)]
    pairs = look(train=shapes[:32], test=shapes[32:])
    assert not any(pair.exact for pair in pairs)


def test_flat_tiles_are_no_pairs():
    random = np.random.default_rng(0)
    slope = np.repeat(np.linspace(90, 110, SIDE), SIDE).reshape(SIDE, SIDE, 1)
    flat = [
        np.full((SIDE, SIDE, 1), 100, np.uint8),
        np.zeros((SIDE, SIDE, 1), np.uint8),
        slope.astype(np.uint8),
        *(np.rint(slope + random.normal(0, 2, slope.shape)) for _ in range(3)),
    ]
    assert look(train=[*flat[:-1], *STRANGERS], test=flat[-1:]) == ()
    assert look(train=flat[:3], test=flat[:3]) == ()


def test_colour_and_channels_are_looked_at():
    one = tile(11, channels=3)
    others = [tile(seed, channels=3) for seed in range(300, 306)]
    pair = only(look(train=[one, *others], test=[turned(one, 70)]))
    assert pair.kind == "turned copy"


def test_tiles_of_many_sizes_are_looked_at_together():
    small, wide = tile(12)[:40, :40], tile(13)[:50]
    others = [field(14, 200), tile(15)]
    pairs = look(train=[small, wide, *others], test=[*STRANGERS, wide[:, ::-1]])
    pair = only(pairs)
    assert (pair.one, pair.mirrored) == (1, True)


def test_large_tiles_are_given_shifts_in_their_own_pixels():
    image = cv2.resize(field(16), (1200, 1200), interpolation=cv2.INTER_CUBIC)
    one, other = image[:400, :400, None], image[80:480, 40:440, None]
    strangers = [cv2.resize(s, (400, 400))[..., None] for s in STRANGERS[:5]]
    pair = only(look(train=[one, *strangers], test=[other]))
    assert pair.kind == "shifted crop"
    assert pair.shift_x == pytest.approx(-40, abs=3)
    assert pair.shift_y == pytest.approx(-80, abs=3)


def test_a_pair_of_one_file_is_not_told_again_by_its_pixels():
    tiles = [
        Tile(i, Path(f"{i}.tif"), 0, 0, SIDE, SIDE, "a", f"g{i}", "train")
        for i in range(2)
    ]
    hashes = {tile.image: "same" for tile in tiles}
    assert only(find(tiles, ["train", "test"], lambda _: tile(17), hashes))


def test_progress_rises_to_its_end_and_may_stop_the_search():
    heard = []
    look(lambda *step: heard.append(step), train=STRANGERS[:6], test=STRANGERS[6:])
    done = [step for step, _ in heard]
    assert done == sorted(done)
    assert heard[-1] == (24, 24)

    class StoppedError(Exception):
        pass

    def stop(done, of):
        if done >= 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        look(stop, train=STRANGERS[:6], test=STRANGERS[6:])


def test_fingerprints_that_have_no_room_are_made_anew(monkeypatch):
    parts = {"train": [tile(18), *STRANGERS], "test": [turned(tile(18), 77)]}
    expected = look(**parts)
    monkeypatch.setattr(described, "KEPT_BYTES", 0)
    assert look(**parts) == expected


def test_nothing_to_compare_is_nothing_found():
    assert find([], [], lambda tile: STRANGERS[0]) == ()
    assert look(train=[tile(19)]) == ()
    tiny = [np.arange(64, dtype=np.uint8).reshape(8, 8, 1) ** 2]
    assert only(look(train=tiny, test=tiny)).kind == "same pixels"


def test_pairs_are_written_and_read_again(tmp_path):
    images = [tile(20), tile(21)]
    pairs = look(train=[*images, *STRANGERS], test=[turned(tile(20), 50), tile(21)])
    assert [pair.kind for pair in pairs] == ["same pixels", "turned copy"]
    write_pairs(tmp_path / "leaks.csv", pairs)
    assert read_pairs(tmp_path / "leaks.csv") == pairs
    assert all(isinstance(pair, Pair) for pair in read_pairs(tmp_path / "leaks.csv"))


PRIMARY = drawn.REAL / "primary"


@pytest.mark.skipif(not PRIMARY.is_dir(), reason=f"no real images in {PRIMARY}")
def test_copies_of_real_cells_are_found_and_no_others(tmp_path):
    originals = [read_image(p) for p in sorted(PRIMARY.glob("test/*/*.png"))[::6]]
    strangers = [read_image(p) for p in sorted(PRIMARY.glob("train/*/*.png"))[::6]]
    copies = []
    for number, original in enumerate(originals):
        border = REFLECTED if number % 2 else cv2.BORDER_CONSTANT
        path = tmp_path / f"{number}.tif"
        tifffile.imwrite(path, turned(original, 18 * (number % 20 + 1), border)[..., 0])
        copies.append(read_image(path))
    pairs = look(train=originals + strangers, test=copies)
    first = len(originals) + len(strangers)
    assert {(p.one, p.other - first) for p in pairs} == {
        (i, i) for i in range(len(originals))
    }
