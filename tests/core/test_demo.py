import hashlib
from dataclasses import replace

import numpy as np
import pytest
import tifffile
from PIL import Image
from scipy import ndimage

from cellclassifier.core import demo
from cellclassifier.core.cells import SIDE
from cellclassifier.core.errors import UserError
from cellclassifier.core.micrograph import draw_field

TILES = demo.TILES_A_SIDE


@pytest.fixture(scope="session", params=sorted(demo.PAIRS))
def drawn(request, tmp_path_factory):
    """Each pair with all its dishes and the first field of each, drawn once."""
    folder = tmp_path_factory.mktemp("example")
    pair = replace(demo.PAIRS[request.param], fields={"train": 1, "test": 1})
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(demo.PAIRS, request.param, pair)
        demo.draw_example(folder, request.param, 0, lambda *step: seen.append(step))
    return folder, request.param, pair, seen


@pytest.fixture
def small(monkeypatch):
    """One dish of one field for each class, for what needs drawing again."""
    one = {"train": 1}
    pair = replace(demo.PAIRS["clear"], dishes=one, fields=one)
    monkeypatch.setitem(demo.PAIRS, "clear", pair)


def fields_of(folder, part, group):
    return [tifffile.imread(p) for p in sorted(folder.glob(f"{part}/{group}/*/*.tif"))]


def masks_of(folder, part, group):
    paths = sorted(folder.glob(f"masks/{part}/{group}/*/*.png"))
    return [np.asarray(Image.open(path)) for path in paths]


def hashes(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_layout_has_each_dish_in_one_class_and_one_part(drawn):
    folder, _, pair, seen = drawn
    dishes = []
    for part in ("train", "test"):
        for group in demo.CLASSES:
            here = sorted((folder / part / group).iterdir())
            assert len(here) == pair.dishes[part]
            assert all(len(list(d.iterdir())) == pair.fields[part] for d in here)
            dishes += [dish.name for dish in here]
    assert len(set(dishes)) == len(dishes)
    pictures = {p.relative_to(folder).with_suffix("") for p in folder.glob("t*/*/*/*")}
    truths = {
        p.relative_to(folder / "masks").with_suffix("")
        for p in folder.glob("masks/*/*/*/*.png")
    }
    assert pictures == truths
    assert seen == [(k + 1, len(pictures)) for k in range(len(pictures))]


def test_images_are_12_bit_in_16_and_hardly_saturated(drawn):
    folder, _, pair, _ = drawn
    for part in ("train", "test"):
        for group in demo.CLASSES:
            images = np.stack(fields_of(folder, part, group))
            count = pair.dishes[part] * pair.fields[part]
            assert images.shape == (count, SIDE, SIDE)
            assert images.dtype == np.uint16
            # More than 11 bits, so that the depth found from the images is 12.
            assert 2047 < images.max() <= 4095
            assert (images == 4095).mean() < 0.002


def test_nearly_every_tile_shows_cells(drawn):
    folder, *_ = drawn
    for group in demo.CLASSES:
        tiles = tiles_of(np.stack(fields_of(folder, "train", group)))
        covered = (tiles > 500).mean(axis=(1, 2))
        assert (covered > 0.3).mean() > 0.97


def test_masks_are_empty_for_control_and_mark_what_is_brighter(drawn):
    folder, name, *_ = drawn
    brighter = 1.3 if name == "clear" else 1.05
    for part in ("train", "test"):
        masks = masks_of(folder, part, "control")
        assert masks
        assert not any(mask.any() for mask in masks)
        images = fields_of(folder, part, "depleted")
        masks = masks_of(folder, part, "depleted")
        for image, mask in zip(images, masks, strict=True):
            assert mask.dtype == np.uint8
            assert set(np.unique(mask)) == {0, 255}
            inside = mask > 0
            near = ndimage.binary_dilation(inside, iterations=3)
            around = ndimage.binary_dilation(near, iterations=3) & ~near
            assert image[inside].mean() > brighter * image[around].mean()


def test_clear_clumps_are_in_nearly_every_depleted_tile(drawn):
    folder, name, *_ = drawn
    tiles = tiles_of(np.stack(masks_of(folder, "train", "depleted")))
    share = ((tiles > 0).sum(axis=(1, 2)) >= 20).mean()
    if name == "clear":
        assert share > 0.95
    else:
        assert share < 0.6


def tiles_of(images):
    """Cut fields (n, 512, 512) into tiles (16 n, 128, 128)."""
    side = SIDE // TILES
    cut = images.reshape(-1, TILES, side, TILES, side).swapaxes(2, 3)
    return cut.reshape(-1, side, side)


def brightness_of(folder, part):
    means = [
        tiles_of(np.stack(fields_of(folder, part, group))).mean(axis=(1, 2))
        for group in demo.CLASSES
    ]
    truth = np.repeat([False, True], [len(means[0]), len(means[1])])
    return np.concatenate(means), truth


def test_mean_brightness_does_not_tell_the_classes_apart(drawn):
    folder, *_ = drawn
    means, truth = brightness_of(folder, "train")
    right = ((means[None] > means[:, None]) == truth).mean(axis=1)
    direction = right.max() >= 1 - right.min()
    threshold = means[right.argmax() if direction else right.argmin()]
    means, truth = brightness_of(folder, "test")
    assert (((means > threshold) == direction) == truth).mean() < 0.6


def test_same_seed_gives_the_same_bytes_and_another_does_not(small, tmp_path):
    for name, seed in (("first", 0), ("again", 0), ("other", 1)):
        demo.draw_example(tmp_path / name, "clear", seed)
    first, again, other = (hashes(tmp_path / n) for n in ("first", "again", "other"))
    assert first == again
    pictures = [name for name in first if name.endswith(".tif")]
    assert len(pictures) == 2
    assert len({first[name] for name in pictures}) == 2
    assert all(first[name] != other[name] for name in pictures)


def test_full_example_has_the_tiles_that_a_network_needs():
    for pair in demo.PAIRS.values():
        tiles = {
            part: len(demo.CLASSES) * pair.dishes[part] * pair.fields[part] * TILES**2
            for part in ("train", "test")
        }
        assert tiles == {"train": 640, "test": 256}


def test_clumps_are_taken_from_the_diffuse_signal():
    look = demo._looks(1, np.random.default_rng(0))[0]
    clumps = demo.PAIRS["clear"].clumps
    diffuse, none = draw_field(look, None, np.random.default_rng(5))
    gathered, mask = draw_field(look, clumps, np.random.default_rng(5))
    assert not none.any()
    assert mask.any()
    # The same cells: the total stays, though the brightest pixels rise far above.
    assert gathered.mean() == pytest.approx(diffuse.mean(), rel=0.02)
    assert np.percentile(gathered, 99.5) > 1.25 * np.percentile(diffuse, 99.5)


def test_unknown_pair_is_told_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match="called 'vague'"):
        demo.draw_example(tmp_path / "new", "vague")
    assert not (tmp_path / "new").exists()


def test_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UserError, match="Choose a folder"):
        demo.draw_example(tmp_path / "file")
