"""Times in words."""

import pytest

from cellclassifier.gui.widgets.durations import about, clock


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.4, "0:00"),
        (42, "0:42"),
        (59.6, "1:00"),
        (3725, "1:02:05"),
        (90_000, "25:00:00"),
    ],
)
def test_clock(seconds, text):
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "about 5 s"),
        (38, "about 40 s"),
        (56, "about 1 min"),
        (12 * 60, "about 12 min"),
        (33 * 60, "about 35 min"),
        (59.8 * 60, "about 1 h"),
        (131 * 60, "about 2 h 10 min"),
        (24 * 3600, "about 1 day"),
        (23.99 * 3600, "about 1 day"),
        (50.6 * 3600, "about 2 days 3 h"),
    ],
)
def test_estimates_are_no_finer_than_known(seconds, text):
    assert about(seconds) == text
