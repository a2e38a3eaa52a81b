"""Settings of attribution methods: names of folders, windows, and what maps cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cellclassifier.core.attribution_spec import (
    SPECS,
    CombinedSpec,
    IntegratedGradientsSpec,
    OcclusionSpec,
    Passes,
    folder_name,
    passes,
    settings_of,
    spec_of,
)
from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import ExplainJob, decode_to_worker, encode

TILE = (256, 256, 1)


def test_every_method_has_settings():
    assert set(SPECS) == set(ATTRIBUTIONS)


@pytest.mark.parametrize("method", ATTRIBUTIONS)
def test_default_settings_have_the_folder_of_the_method(method):
    assert folder_name(method, spec_of(method)) == method
    assert settings_of(spec_of(method)) == {}


def test_other_settings_have_a_folder_each():
    given_ = [
        {},
        {"steps": 64},
        {"steps": 64.0, "baseline": "black"},
        {"baseline": "black"},
    ]
    names = {
        folder_name("integrated_gradients", spec_of("integrated_gradients", each))
        for each in given_
    }
    assert len(names) == 4
    assert all(len(n) in (20, 29) for n in names)
    # Whatever way they came, and whether or not a default is among them.
    again = spec_of("integrated_gradients", {"steps": "64", "baseline": "blurred"})
    assert folder_name("integrated_gradients", again) in names


def test_settings_come_back():
    spec = OcclusionSpec(window=12, unit="µm", channels="apart")
    assert spec_of("occlusion", settings_of(spec)) == spec


def test_settings_travel_to_the_worker(tmp_path):
    settings = {"window": 12, "unit": "µm"}
    job = ExplainJob(
        run=tmp_path, test="t", tiles=(1,), method="occlusion", settings=settings
    )
    there = decode_to_worker(encode(job).strip())
    assert there == job
    assert spec_of(there.method, there.settings) == OcclusionSpec(window=12, unit="µm")


def test_what_is_unknown_is_told():
    with pytest.raises(UserError, match=r"no attribution method 'lime'.*occlusion"):
        spec_of("lime")
    with pytest.raises(UserError, match="'radius' of 'occlusion' is refused"):
        spec_of("occlusion", {"radius": 3})
    with pytest.raises(UserError, match=r"stride \(9\) is larger than the window"):
        spec_of("occlusion", {"window": 4, "stride": 9})


def test_a_stride_beyond_the_window_would_leave_pixels_uncovered():
    with pytest.raises(ValidationError, match="would never be covered"):
        OcclusionSpec(window=4, stride=5)


@given(
    length=st.integers(8, 300),
    more=st.integers(0, 60),
    window=st.one_of(st.none(), st.floats(0.1, 400)),
    share=st.one_of(st.none(), st.floats(0.01, 1)),
)
def test_every_pixel_is_covered(length, more, window, share):
    stride = window * share if window and share else None
    spec = OcclusionSpec(window=window, stride=stride)
    side = spec.window_px(length)
    starts = spec.starts(length + more, length)
    assert starts == sorted(set(starts))
    covered = {pixel for start in starts for pixel in range(start, start + side)}
    assert covered == set(range(length + more))


def test_automatic_windows_follow_the_tile():
    spec = OcclusionSpec()
    assert [(spec.window_px(n), spec.stride_px(n)) for n in (256, 80, 64)] == [
        *((32, 16), (10, 5), (8, 4)),
    ]
    blur = IntegratedGradientsSpec().blur_px
    assert (blur(256), blur(80)) == (25.6, 8)
    assert IntegratedGradientsSpec(blur=3).blur_px(256) == 3


def test_micrometres_become_pixels():
    spec = CombinedSpec(window=6, unit="µm").in_pixels(0.5)
    assert (spec.window_px(256), spec.stride_px(256)) == (12, 6)
    assert type(spec) is CombinedSpec
    assert OcclusionSpec(window=6).in_pixels(None).window == 6
    with pytest.raises(UserError, match="Give the window in pixels"):
        OcclusionSpec(window=6, unit="µm").in_pixels(None)
    with pytest.raises(ValueError, match="in pixels"):
        OcclusionSpec(window=6, unit="µm").window_px(64)


@pytest.mark.parametrize(
    ("method", "settings", "cost"),
    [
        ("gradient_input", {}, (0, 1)),
        ("article", {}, (1, 1)),
        ("hires_cam", {}, (1, 0)),
        ("integrated_gradients", {"steps": 40}, (2, 40)),
        ("smooth_gradient", {}, (0, 16)),
        ("occlusion", {}, (226, 0)),
        ("occlusion", {"window": 24, "stride": 12}, (1 + 21 * 21, 0)),
        ("combined", {}, (226, 1)),
    ],
)
def test_what_a_map_costs(method, settings, cost):
    assert passes(method, spec_of(method, settings), TILE) == Passes(*cost)


def test_channels_apart_cost_a_pass_each():
    spec = OcclusionSpec(channels="apart")
    assert passes("occlusion", spec, (64, 64, 3)) == Passes(1 + 3 * 15 * 15, 0)
