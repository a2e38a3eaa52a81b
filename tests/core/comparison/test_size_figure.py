"""The figure of sizes with its controls, and the numbers beside it."""

import pytest
import sized

from cellclassifier.core.comparison.size_figure import (
    HEADER,
    ends_of,
    sizes_named,
    write_size_curve,
)
from cellclassifier.core.files import read_table


@pytest.fixture(scope="module")
def curve(tmp_path_factory):
    return sized.curve(tmp_path_factory.mktemp("figure"), runs=5)


def test_all_files_are_written_and_the_same_numbers_give_the_same_bytes(
    curve, tmp_path
):
    first = write_size_curve(tmp_path / "a" / "curve", curve)
    assert [path.suffix for path in first] == [".svg", ".pdf", ".png", ".csv"]
    second = write_size_curve(tmp_path / "b" / "curve", curve)
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_the_drawing_names_all_that_it_shows(curve, tmp_path):
    path, _ = write_size_curve(tmp_path / "curve", curve, endings=("svg",))
    text = path.read_text()
    for words in (
        "Training tiles of each class",
        "Test accuracy (%)",
        "expected at twice the data (95 %)",
        "95 %, runs redrawn",
        "mean, n = 5 runs a size",
        "power law, fitted",
        "shuffled",
        "background",
        "n = 32 tiles",
        "chance 50 %",
    ):
        assert words in text, words


@pytest.mark.parametrize("width", [85, 114, 174])
def test_every_width_of_a_journal_has_room(curve, tmp_path, width):
    paths = write_size_curve(tmp_path / "curve", curve, width, ("png",))
    assert paths[0].stat().st_size > 10_000


def test_the_numbers_are_those_of_the_curve(curve, tmp_path):
    (path,) = write_size_curve(tmp_path / "curve", curve, endings=())
    rows = read_table(path)
    assert tuple(rows[0]) == HEADER
    kinds = [row["kind"] for row in rows]
    assert kinds.count("run") == 5 * 5 + 3 * 5
    assert kinds.count("mean") == 5
    assert kinds.count("trivial") == 3
    mean = next(row for row in rows if row["kind"] == "mean")
    assert float(mean["value"]) == pytest.approx(100 * curve.points[0].mean)
    found = next(row for row in rows if row["kind"] == "forecast")
    assert float(found["low"]) == pytest.approx(100 * curve.forecast.interval[0])
    law = {row["name"]: float(row["value"]) for row in rows if row["kind"] == "law"}
    assert law == pytest.approx(curve.forecast.law._asdict())


def test_the_axis_hides_nothing(curve):
    low, high = ends_of(curve)
    values = [100 * v for each in curve.points for v in each.values]
    values += [100 * each.value for each in curve.references]
    values += [100 * end for end in curve.forecast.interval]
    assert low < min(values)
    assert high > max(values)


def test_sizes_are_named_and_last_twice_the_data(curve):
    named = sizes_named(curve)
    assert [words for _, words in named][:2] == ["1", "2"]
    assert named[-2][1].startswith("all\n(")
    assert named[-1][0] == curve.forecast.size


def test_a_curve_without_forecast_or_controls_is_drawn_as_well(tmp_path, monkeypatch):
    monkeypatch.setattr(sized, "RIGHT", dict.fromkeys(sized.RIGHT, 28))
    curve = sized.curve(tmp_path, 1, controls=(), sizes=(1, 2))
    bare = curve._replace(references=())
    paths = write_size_curve(tmp_path / "bare", bare, endings=("png",))
    assert paths[0].exists()
    assert not [row for row in read_table(paths[1]) if row["kind"] == "law"]
