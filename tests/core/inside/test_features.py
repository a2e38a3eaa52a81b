"""Feature maps and kernels as files, for one network and no other."""

import os

import clumped
import numpy as np
import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.inside import features
from cellclassifier.core.inside.features import (
    Learnt,
    features_path,
    kernels_path,
    layer_key,
    parse_key,
    read_features,
    write_features,
)


@pytest.fixture
def run(tmp_path):
    run = clumped.predicted(clumped.study(tmp_path, count=2))
    run.model_path.write_bytes(b"a network")
    return run


def learnt(seed=0):
    random = np.random.default_rng(seed)
    kernels = [random.normal(0, 1, (3, 3, *sides)) for sides in ((1, 4), (4, 4))]
    first, second = (kernel.astype(np.float32) for kernel in kernels)
    bias = np.arange(4, dtype=np.float32)
    rest = ("ReLU", (1, 1))
    return (
        Learnt("entry", 1, 1, *rest, (8, 8, 4), first, bias),
        Learnt("conv", 1, 2, *rest, (8, 8, 4), second, bias + 1),
        Learnt("conv", 2, 2, *rest, (4, 4, 4), second, bias + 1),
    )


def maps(seed=0):
    random = np.random.default_rng(seed)
    return [random.random(each.shape, np.float32) for each in learnt()]


def test_what_was_written_is_read_back_frozen(run):
    assert read_features(run, "test", 3) is None
    write_features(run, "test", 3, learnt(), maps())
    found = read_features(run, "test", 3)
    for each, expected in zip(found.convolutions, learnt(), strict=True):
        assert each[:6] == expected[:6]
        assert np.array_equal(each.kernel, expected.kernel)
        assert np.array_equal(each.bias, expected.bias)
    for map_, expected in zip(found.maps, maps(), strict=True):
        assert np.array_equal(map_, expected)
        assert not map_.flags.writeable
    assert read_features(run, "test", 2) is None
    assert read_features(run, "other", 3) is None


def test_shared_weights_are_told_and_kept_once(run):
    write_features(run, "test", 0, learnt(), maps())
    found = read_features(run, "test", 0).convolutions
    assert found[1].kernel is found[2].kernel
    assert [each.label for each in found] == [
        *("entry", "conv, use 1 of 2"),
        "conv, use 2 of 2",
    ]


def test_no_other_network_is_explained_by_them(run):
    write_features(run, "test", 0, learnt(), maps())
    run.model_path.write_bytes(b"another network")
    assert read_features(run, "test", 0) is None
    write_features(run, "test", 0, learnt(1), maps(1))
    found = read_features(run, "test", 0)
    assert np.array_equal(found.convolutions[0].kernel, learnt(1)[0].kernel)


@pytest.mark.parametrize("damage", [b"", b"no archive", b"half"])
@pytest.mark.parametrize("which", ["maps", "kernels"])
def test_damaged_files_are_as_if_missing(run, damage, which):
    write_features(run, "test", 0, learnt(), maps())
    path = features_path(run, "test", 0) if which == "maps" else kernels_path(run)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] if damage == b"half" else damage)
    assert read_features(run, "test", 0) is None


def test_maps_of_another_shape_are_as_if_missing(run):
    wrong = [each[:2] for each in maps()]
    write_features(run, "test", 0, learnt(), wrong)
    assert read_features(run, "test", 0) is None


def test_damaged_kernels_are_written_anew(run):
    write_features(run, "test", 0, learnt(), maps())
    kernels_path(run).write_bytes(b"broken")
    write_features(run, "test", 0, learnt(), maps())
    assert read_features(run, "test", 0) is not None


def test_only_the_newest_tiles_are_kept(run, monkeypatch):
    monkeypatch.setattr(features, "KEPT", 2)
    for tile in range(4):
        write_features(run, "test", tile, learnt(), maps())
        # Files written within one tick of the clock look alike.
        path = features_path(run, "test", tile)
        os.utime(path, ns=(tile, tile)) if tile < 3 else None
    kept = [read_features(run, "test", tile) is not None for tile in range(4)]
    assert kept == [False, False, True, True]
    assert kernels_path(run).exists()


@pytest.mark.parametrize(("name", "use"), [("conv16", 1), ("conv16", 2), ("a_b", 12)])
def test_a_use_of_a_layer_has_a_name(name, use):
    assert parse_key(layer_key(name, use)) == (name, use)
    assert layer_key("conv16", 2) == "conv16@2"


@pytest.mark.parametrize("key", ["conv16@x", "conv16@0", "conv16@-1", "conv16@²"])
def test_a_use_that_is_no_number_is_told(key):
    with pytest.raises(UserError, match="such as conv16@2"):
        parse_key(key)
