"""The combined map: the mean of two others, each brought to a maximum of 1."""

import numpy as np
import pytest
from explained import conv_net, images, relative, scored

from cellclassifier.core.attribution import magnitude
from cellclassifier.core.attribution_spec import CombinedSpec, OcclusionSpec
from cellclassifier.engine import attributions


@pytest.mark.parametrize("channels", [1, 3])
def test_it_is_the_mean_of_normalised_occlusion_and_gradient_x_input(channels):
    if channels == 1:
        (tiles, classes), network = images(3, seed=5), scored()
    else:
        tiles = np.random.default_rng(0).random((3, 24, 24, 3), dtype=np.float32)
        classes = np.array([1, 0, 1])
        network = attributions.Scored(conv_net(channels=3))
    both = [
        attributions.bind("occlusion", network, OcclusionSpec(window=6))(
            tiles, classes
        ),
        attributions.bind("gradient_input", network)(tiles, classes),
    ]
    explain = attributions.bind("combined", network, CombinedSpec(window=6))
    found = explain(tiles, classes)
    for place in range(3):
        strong = [magnitude(each.maps[place]) for each in both]
        expected = sum(each / each.max() for each in strong) / 2
        assert relative(expected, magnitude(found.maps[place])) < 1e-5
        assert 0.5 <= magnitude(found.maps[place]).max() <= 1 + 1e-6
    assert found.measured == both[0].measured


def test_a_tile_without_any_attribution_stays_empty():
    """No division by a maximum of 0."""
    even = np.full((1, 24, 24, 1), 0, np.float32)
    found = attributions.bind("combined", scored())(even, np.array([0])).maps
    assert np.isfinite(found).all()
