"""Occlusion against brute force, and against what is known exactly."""

import numpy as np
import pytest
from explained import SIDE, conv_net, images, linear_net, relative, scored

from cellclassifier.core.attribution_spec import OcclusionSpec
from cellclassifier.engine import attributions
from cellclassifier.engine.attributions import occlusion


def explained(network, tiles, classes, **settings):
    spec = OcclusionSpec(**settings)
    return attributions.bind("occlusion", network, spec)(tiles, classes)


def by_brute_force(network, tile, index, window, stride, fill):
    """Cover one window after the other, and average over those on each pixel."""
    height, width, _ = tile.shape
    rows, columns = (
        sorted({*range(0, length - window, stride), length - window})
        for length in (height, width)
    )
    total, times = np.zeros((height, width)), np.zeros((height, width))
    classes = np.array([index])
    whole = network.log_odds(tile[None], classes)[0]
    for y in rows:
        for x in columns:
            covered = tile.copy()
            covered[y : y + window, x : x + window] = fill[
                y : y + window, x : x + window
            ]
            lost = whole - network.log_odds(covered[None], classes)[0]
            total[y : y + window, x : x + window] += lost
            times[y : y + window, x : x + window] += 1
    assert times.min() > 0
    return total / times


@pytest.mark.parametrize(
    ("window", "stride"), [(6, 3), (7, 5), (5, 5), (24, 1), (1, 1)]
)
def test_it_is_what_covering_each_window_in_turn_gives(window, stride):
    tiles, classes = images(2, seed=3)
    tile, index = tiles[1], classes[1]
    found = explained(
        scored(), tile[None], np.array([index]), window=window, stride=stride
    )
    fill = occlusion.local_median(tile, window)
    expected = by_brute_force(scored(), tile, index, window, stride, fill)
    assert relative(expected, found.maps[0, ..., 0]) < 1e-3
    facts = found.measured[0]
    assert (facts["window"], facts["stride"]) == (window, stride)
    whole = scored().log_odds(tile[None], np.array([index]))[0]
    assert facts["log_odds"] == pytest.approx(whole)


@pytest.mark.parametrize("channels", ["together", "apart"])
def test_of_a_linear_model_a_window_is_its_sum(channels):
    model, weight = linear_net((8, 8, 2))
    tile = np.random.default_rng(1).random((8, 8, 2), dtype=np.float32)
    settings = {"window": 4, "stride": 4, "channels": channels}
    found = explained(
        attributions.Scored(model), tile[None], np.array([1]), **settings
    ).maps[0]
    lost = weight * (tile - occlusion.local_median(tile, 4))
    for y in (0, 4):
        for x in (0, 4):
            window = (slice(y, y + 4), slice(x, x + 4))
            of_channels = lost[window].sum(axis=(0, 1))
            if channels == "together":
                of_channels = np.full(2, of_channels.sum() / 2)
            expected = np.broadcast_to(of_channels, (4, 4, 2))
            np.testing.assert_allclose(found[window], expected, rtol=1e-3, atol=1e-5)


def test_channels_apart_are_each_covered_alone():
    network = attributions.Scored(conv_net(channels=3))
    tiles = np.random.default_rng(0).random((1, SIDE, SIDE, 3), dtype=np.float32)
    tiles[..., 1] = 0.5  # its own median: covering it changes nothing
    found = explained(network, tiles, np.array([1]), channels="apart").maps[0]
    most = np.abs(found).max(axis=(0, 1))
    assert most[1] < 1e-4 * most.max()
    assert (most[[0, 2]] > 0.01 * most.max()).all()


def test_a_spot_that_is_covered_is_gone():
    """The fill is the ground around it; black it would be a new structure."""
    tile = np.full((64, 64, 1), 0.2, np.float32)
    tile[30:36, 30:36] = 0.9
    for window in (8, 16):
        fill = occlusion.local_median(tile, window)
        np.testing.assert_allclose(fill, 0.2, atol=1e-6)


@pytest.mark.parametrize("window", [5, 8, 16, 32, 50])
def test_the_fill_follows_the_ground(window):
    """On a slope the local median is the slope, away from the border."""
    slope = np.linspace(0, 1, 128, dtype=np.float32)
    tile = np.tile(slope, (128, 1))[..., None]
    tile = np.concatenate([tile, 1 - tile], axis=-1)
    fill = occlusion.local_median(tile, window)
    assert fill.shape == tile.shape
    assert fill.dtype == np.float32
    inner = slice(window, -window)
    off = np.abs(fill - tile)[inner, inner]
    assert off.max(initial=0) < 0.02


@pytest.mark.parametrize("shape", [(24, 40, 1), (33, 20, 2)])
def test_tiles_need_not_be_square(shape):
    model, _ = linear_net(shape)
    tiles = np.random.default_rng(1).random((2, *shape), dtype=np.float32)
    found = explained(attributions.Scored(model), tiles, np.array([1, 0])).maps
    assert (found != 0).all()
