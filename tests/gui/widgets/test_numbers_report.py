"""What the numbers page computes, and which tiles belong to what is clicked."""

import numpy as np
import pytest
from judged import drawn, sure, table

from cellclassifier.core.evaluation.calibration import fit_temperature
from cellclassifier.core.evaluation.evaluate import evaluate
from cellclassifier.gui.widgets.class_table import (
    class_columns,
    class_rows,
    class_table,
)
from cellclassifier.gui.widgets.numbers_report import Choice, make_report
from cellclassifier.gui.widgets.numbers_words import (
    NONE,
    calibration_words,
    headline,
    number_columns,
    number_rows,
    number_table,
    remarks,
    spanned,
    temperature_words,
)

FIELDS = table(
    sure("aababbab"),
    "aaaabbb.",
    groups=["g", "g", "g", "h", "i", "i", "i", "j"],
    images=["1.tif"] * 4 + ["2.tif"] * 3 + ["3.tif"],
)


def report(of, validation=None, **choice):
    return make_report(of, validation, Choice(**choice))


def cells(found):
    return {row.cells[0]: list(row.cells[1:]) for row in number_rows(found)}


def test_tiles_are_judged_by_themselves():
    found = report(FIELDS)
    assert found.evaluation.accuracy[:2] == (5, 7)
    assert found.evaluation.matrix.tolist() == [[3, 1], [1, 2]]
    assert found.rows_of_cell(0, 1).tolist() == [2]
    assert found.rows_of_cell(1, 1).tolist() == [4, 5]
    assert headline(found).startswith("5 of 7 tiles right: 71.4 % (35.9-91.8 by tile")


def test_images_decide_by_their_tiles_and_give_all_of_them():
    found = report(FIELDS, unit="image", how="vote")
    assert found.evaluation.n == 2
    assert found.evaluation.matrix.tolist() == [[1, 0], [0, 1]]
    assert found.rows_of_cell(0, 0).tolist() == [0, 1, 2, 3]
    assert found.rows(found.predicted == 1).tolist() == [4, 5, 6, 7]
    assert headline(found).startswith("2 of 2 images right: 100.0 % (34.2-100.0 by im")


def test_units_of_several_classes_are_left_out_and_told():
    mixed = FIELDS._replace(groups=("g",) * 8)
    found = report(mixed, unit="group")
    assert found.mixed == 1
    assert found.rows(np.ones(0, bool)).tolist() == []
    assert remarks(found) == ["1 group is left out, with tiles of several classes."]
    assert found.evaluation is None
    assert headline(found) == (
        "Nothing can be judged: every group holds tiles of several classes."
    )


def test_notes_call_units_by_their_name():
    told = " ".join(remarks(report(FIELDS, unit="image")))
    assert "tile" not in told.lower()


def test_an_even_vote_is_told():
    even = table(sure("ab"), "aa", images=["1.tif", "1.tif"])
    found = report(even, unit="image", how="vote")
    assert found.ties == 1
    assert "The vote was even in 1 of the images." in remarks(found)


def test_rows_of_a_threshold_are_those_called_so():
    of = table([[0.2, 0.8], [0.7, 0.3], [0.4, 0.6], [0.1, 0.9]], "bab.")
    found = report(of)
    # The class of the last one is not known: it is on no curve.
    assert found.rows_called(1, float(np.float32(0.6))).tolist() == [0, 2]
    assert found.rows_called(0, 0.5).tolist() == [1]


def test_scores_are_those_of_known_tiles():
    found = report(FIELDS).scores(1)
    assert (found.class_name, found.place, found.unit) == ("b", 1, "tiles")
    assert found.is_class.tolist() == [False] * 4 + [True] * 3
    assert found.score == pytest.approx([0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1])


def test_without_a_rest_there_are_no_scores():
    assert report(table(sure("ab"), "aa")).scores(0) is None
    assert report(table(sure("ab"), "aa")).scores(1) is None


def test_bins_hold_together_every_known_tile_once():
    of = drawn(300, "abc", seed=2)
    found = report(of)
    rows = [found.rows_of_bin(place) for place in range(len(found.bins.counts))]
    assert [len(each) for each in rows] == found.bins.counts.tolist()
    assert sorted(np.concatenate(rows).tolist()) == list(range(300))


def test_calibration_changes_losses_and_no_class():
    of, validation = drawn(200, seed=1), drawn(150, seed=3)
    plain = report(of, validation)
    found = report(of, validation, calibrate=True)
    assert plain.before is None
    assert plain.temperature == found.temperature == fit_temperature(validation)
    assert found.before.log_loss == evaluate(of).log_loss
    assert found.evaluation.log_loss.value != found.before.log_loss.value
    assert found.evaluation.matrix.tolist() == found.before.matrix.tolist()
    before = cells(found)["log loss (nats)"]
    assert before[:2] == [
        f"{found.evaluation.log_loss.value:.3f}",
        f"{found.before.log_loss.value:.3f}",
    ]
    assert "before" in [column.title for column in number_columns(found)]
    assert f"{plain.temperature.value:.2f}" in temperature_words(plain)
    assert found.temperature.text() in temperature_words(found)


def test_validation_that_cannot_be_fitted_says_why():
    found = report(drawn(50), table(sure("aa"), "aa"), calibrate=True)
    assert found.temperature is None
    assert found.no_temperature
    assert found.before is None
    assert temperature_words(found) == found.no_temperature


def test_without_known_classes_it_is_said_plainly():
    found = report(table(sure("ab"), ".."))
    assert found.evaluation is None
    told = "There is nothing to compare with: the class of none of these 2 tiles"
    assert headline(found).startswith(told)
    assert "sub-folder for each class" in remarks(found)[0]
    assert number_rows(found) == []
    assert calibration_words(found) == []


def test_intervals_by_group_have_a_column_where_there_are_any():
    grouped = report(drawn(120, groups=6, spread=1.0))
    titles = [column.title for column in number_columns(grouped)]
    assert titles == ["number", "value", "95 % by tile", "95 % by group", "n"]
    found = grouped.evaluation
    told = spanned(found.accuracy_by_group.by_group, 100)
    assert f"; {told} by group, {found.groups} groups)" in headline(grouped)
    assert cells(grouped)["accuracy (%)"] == [
        f"{100 * found.accuracy.value:.1f}",
        spanned((found.accuracy.low, found.accuracy.high), 100),
        told,
        "120",
    ]
    alone = report(drawn(120))
    assert "95 % by group" not in [column.title for column in number_columns(alone)]
    assert "groups)" not in headline(alone)


@pytest.mark.parametrize("calibrate", [False, True])
@pytest.mark.parametrize("groups", [None, 6])
def test_every_row_has_a_cell_a_column(groups, calibrate):
    of = drawn(120, "abc", groups=groups)
    found = report(of, drawn(90, "abc", seed=5), calibrate=calibrate)
    assert {len(row.cells) for row in number_rows(found)} == {
        len(number_columns(found))
    }
    rows = class_rows(found.evaluation)
    assert {len(row.cells) for row in rows} == {len(class_columns("tiles"))}
    for header, saved in (number_table(found), class_table(found.evaluation)):
        assert {len(row) for row in saved} == {len(header)}


def test_classes_have_their_intervals_by_tile_and_by_group():
    found = report(drawn(120, groups=6, spread=1.0)).evaluation
    rows = class_rows(found)
    assert [row.cells[0].strip() for row in rows] == [
        *("a", f"by group ({found.groups})"),
        *("b", f"by group ({found.groups})"),
    ]
    recall = found.classes[1].recall
    assert rows[2].cells[3] == (
        f"{100 * recall.value:.1f} ({spanned((recall.low, recall.high), 100)})"
    )
    by_group = spanned(found.classes[1].recall_by_group.by_group, 100)
    assert rows[3].cells[3] == f"({by_group})"
    alone = class_rows(report(drawn(120)).evaluation)
    assert [row.cells[0] for row in alone] == ["a", "b"]


def test_what_is_not_defined_is_a_dash():
    rows = class_rows(report(table(sure("aa"), "aa")).evaluation)
    # No tile is of b: neither recall nor areas are defined.
    assert rows[1].cells[1] == "0"
    assert rows[1].cells[3] == NONE
    assert "nan" not in " ".join(" ".join(row.cells) for row in rows)


def test_the_file_has_all_digits_and_no_percent():
    found = report(drawn(120, groups=6, spread=1.0))
    header, rows = number_table(found)
    accuracy = dict(zip(header, rows[0], strict=True))
    assert float(accuracy["value"]) == pytest.approx(found.evaluation.accuracy.value)
    assert float(accuracy["low_by_unit"]) == pytest.approx(
        found.evaluation.accuracy.low
    )
    assert accuracy["unit"] == "tile"
    assert "%" not in accuracy["number"]


def test_calibration_is_told_in_words():
    of = table(sure("aab", confidence=0.75), "aba")
    told = calibration_words(report(of))[0]
    assert told == (
        "On average the network is 75.0 % sure and right in 33.3 %: it is more sure "
        "than right by 41.7 points."
    )
