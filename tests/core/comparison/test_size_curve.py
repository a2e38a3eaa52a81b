"""Accuracy by the size of the training set, read from runs, with its controls."""

import comparable
import drawn
import pytest
import sized

from cellclassifier.core.comparison.size_curve import size_curves
from cellclassifier.core.comparison.size_words import document, told
from cellclassifier.core.errors import UserError
from cellclassifier.core.experiments import experiments


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = sized.study(tmp_path_factory.mktemp("sizes"))
    sized.experiment(study, runs=3)
    return study


@pytest.fixture(scope="module")
def curve(made):
    return size_curves(made, experiments(made)[0])[0]


def test_each_size_is_a_point_from_few_to_many(curve):
    labels = [point.label for point in curve.points]
    assert labels == [
        "1 tile a class",
        "2 tiles a class",
        "4 tiles a class",
        "8 tiles a class",
        "all tiles",
    ]
    assert [point.size for point in curve.points][:4] == [1, 2, 4, 8]
    last = curve.points[-1]
    training = [t for t in last.runs[0].tiles() if t.part == "train"]
    assert last.tiles == len(training)
    assert last.size == len(training) / 2
    assert [len(point.values) for point in curve.points] == [3] * 5
    assert curve.points[0].mean == pytest.approx(20 / 32)
    assert (curve.title, curve.test, curve.unit) == ("deep", "test", "tiles")
    assert curve.chance == curve.majority == 0.5


def test_fewer_than_five_runs_have_no_band(curve, tmp_path):
    assert {point.interval for point in curve.points} == {None}
    more = sized.curve(tmp_path, runs=5, sizes=(1, 0), controls=())
    assert all(point.interval for point in more.points)
    assert more.references[0].kind == "trivial"


def test_controls_and_what_needs_no_network_stand_beside_it(curve):
    names = [each.name for each in curve.references]
    assert names == [
        "shuffled labels",
        "clumps only",
        "without clumps",
        "brightness only",
        "size only",
        "background only",
    ]
    assert [each.value for each in curve.references][:3] == [16 / 32, 25 / 32, 18 / 32]
    assert [len(each.runs) for each in curve.references] == [3, 3, 3, 0, 0, 0]
    assert {each.tiles for each in curve.references} == {0, 32}


def test_twice_the_data_is_told_with_its_interval_and_with_caution(curve):
    found = curve.forecast
    assert found.size == 2 * curve.points[-1].size
    low, high = found.interval
    assert low <= found.value <= high
    text = " ".join(told(curve))
    assert f"At twice the data ({found.size:.4g} tiles a class)" in text
    assert f"{100 * found.value:.1f} % ({100 * low:.1f}-{100 * high:.1f})" in text
    assert "if the curve goes on as it did" in text
    assert "the fit says nothing about other dishes" in text
    assert "3 runs of each size" in text
    assert "Shuffled labels: 50.0 %, n = 3 runs." in text
    bare = {each.name: each.bare for each in curve.references}
    assert bare["shuffled labels"] is bare["brightness only"] is None
    assert bare["clumps only"] == bare["without clumps"] > 0
    told_of = f"n = 3 runs; no clump was found in {bare['clumps only']} test tiles."
    assert f"Clumps only: 78.1 %, {told_of}" in text
    assert "Brightness only, without a network: " in text


def test_sizes_at_chance_tell_no_law(tmp_path, monkeypatch):
    monkeypatch.setattr(sized, "RIGHT", {1: 16, 2: 22, 4: 26, 8: 28, 0: 30})
    curve = sized.curve(tmp_path, controls=())
    assert curve.forecast.sizes == tuple(p.size for p in curve.points[1:])
    assert any("since at chance: 1 tile a class" in each for each in told(curve))


@pytest.mark.parametrize(
    ("right", "said"),
    [
        ({1: 16, 2: 16, 4: 26, 8: 28, 0: 30}, "3 sizes are above chance"),
        ({1: 28, 2: 28, 4: 29, 8: 28, 0: 28}, "does not surely rise"),
    ],
)
def test_too_few_points_or_a_flat_curve_have_no_forecast(
    tmp_path, monkeypatch, right, said
):
    monkeypatch.setattr(sized, "RIGHT", right)
    curve = sized.curve(tmp_path, controls=())
    assert curve.forecast is None
    assert said in curve.reason
    assert curve.reason in told(curve)


def test_networks_no_better_than_a_trivial_classifier_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sized, "RIGHT", dict.fromkeys(sized.RIGHT, 17))
    curve = sized.curve(tmp_path, controls=())
    assert "not surely better than" in told(curve)[-1]


def test_runs_that_have_not_ended_are_counted(tmp_path):
    made = sized.study(tmp_path)
    runs = comparable.experiment(made, 2, sizes=(1, 2, 0))
    record = experiments(made)[0]
    with pytest.raises(UserError, match="has a result yet"):
        size_curves(made, record)
    comparable.predict(comparable.end(runs[0]), 20)
    (curve,) = size_curves(made, record)
    assert [point.label for point in curve.points] == ["1 tile a class"]
    assert len(curve.missing) == 3
    assert curve.missing[0] == "deep, 1 tile a class: of 2 runs 1 has not ended."
    assert "1 size is above chance" in curve.reason


def test_each_network_has_a_curve(tmp_path):
    made = sized.study(tmp_path)
    record = sized.experiment(
        made, 1, networks=("deep", "compact"), sizes=(1, 0), controls=("shuffled",)
    )
    both = size_curves(made, record, "test")
    assert [curve.title for curve in both] == ["deep", "compact"]
    assert [len(curve.points) for curve in both] == [2, 2]
    assert both[0].points[0].runs != both[1].points[0].runs


def test_groups_are_counted_where_they_are_the_sizes(tmp_path):
    curve = sized.curve(tmp_path, 1, sizes=(1, 2, 0), size_unit="groups", controls=())
    assert [p.size for p in curve.points][:2] == [1, 2]
    assert curve.points[-1].label == "all groups"
    assert curve.points[0].tiles == 8  # a group is an image of four tiles


def test_an_experiment_without_sizes_says_so(tmp_path):
    study = drawn.study(tmp_path, count=4, tests=2)
    comparable.experiment(study, 1)
    with pytest.raises(UserError, match="compares no sizes"):
        size_curves(study, experiments(study)[0])


def test_all_of_it_is_data_for_programs(curve):
    (found,) = document([curve])
    assert [point["size"] for point in found["points"]][:3] == [1, 2, 4]
    assert found["forecast"]["accuracy"] == curve.forecast.value
    assert set(found["forecast"]["law"]) == {"a", "b", "c"}
    assert found["references"][0]["name"] == "shuffled labels"
    assert found["told"] == list(told(curve))
