import pytest

from cellclassifier.gui import theme
from cellclassifier.gui.widgets.probabilities import ProbabilityBars, percent


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (1e-6, "< 1 %"),
        (0.005, "< 1 %"),
        (0.995, "> 99 %"),
        (0.014, "1 %"),
        (0.5, "50 %"),
        (0.994, "99 %"),
        (0.9999, "> 99 %"),
        (1.0, "100 %"),
    ],
)
def test_only_one_itself_is_a_hundred_percent(share, text):
    assert percent(share) == text


@pytest.fixture
def bars(qtbot):
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    return widget


def coloured(bars, place, count):
    image = bars.grab().toImage()
    y = int(bars.height() * (place + 0.5) / count)
    wanted = theme.class_colour(place)
    return sum(image.pixelColor(x, y) == wanted for x in range(image.width()))


def test_bars_are_as_long_as_the_probabilities_in_the_colours_of_the_classes(bars):
    bars.set_values(("discs", "squares", "stars"), (0.6, 0.3, 0.0))
    bars.resize(400, bars.sizeHint().height())
    assert coloured(bars, 0, 3) == pytest.approx(2 * coloured(bars, 1, 3), abs=4)
    assert coloured(bars, 0, 3) > 100
    assert coloured(bars, 2, 3) == 0


def test_numbers_are_told_to_screen_readers_and_in_full_in_the_tooltip(bars):
    bars.set_values(("discs", "squares"), (0.99991, 0.00009))
    assert bars.accessibleName() == "probabilities: discs > 99 %, squares < 1 %"
    assert bars.toolTip() == "discs: 0.9999\nsquares: 0.0001"
    bars.set_values((), ())
    assert bars.accessibleName() == "probabilities: none"
    assert bars.sizeHint().height() == 0
