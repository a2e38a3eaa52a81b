"""The numbers page in another language; what is written of it stays English."""

from pathlib import Path

import pytest
from judged import drawn, sure, table
from marked import speaking, unmarked

from cellclassifier.gui.widgets.numbers_report import Choice, make_report
from cellclassifier.gui.widgets.numbers_sheet import NumbersSheet
from cellclassifier.gui.widgets.numbers_words import (
    headline,
    methods,
    number_table,
    remarks,
    temperature_words,
)

LOST = table(
    *(sure("aabbbbab", confidence=1.0), "aaaabb..", list("gghhiijj")),
    images=[f"{number}.tif" for number in (1, 1, 2, 2, 3, 3, 4, 4)],
)
"""Tiles that are sure beyond doubt, wrong ones too, some of them of no known class."""

GROUPED = drawn(120, groups=6, spread=1.0)
ALONE = GROUPED._replace(images=tuple(Path(f"{n}.tif") for n in range(120)))

UNITS = ("tile", "image", "group")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("of", [LOST, ALONE])
def test_what_is_said_of_numbers_is_said_in_the_language_of_the_window(of, unit):
    with speaking():
        found = make_report(of, drawn(90, seed=5), Choice(unit, "vote", True))
        told = [headline(found), *remarks(found), *methods(found)]
        told.append(temperature_words(found))
    assert len(methods(found)) >= 3
    assert [words for each in told if (words := unmarked(each))] == []


@pytest.mark.parametrize("unit", UNITS)
def test_sentences_about_methods_stand_below_in_any_language(unit):
    plain = make_report(LOST, None, Choice(unit))
    with speaking():
        marked = make_report(LOST, None, Choice(unit))
    for split in (remarks, methods):
        assert len(split(plain)) == len(split(marked)) > 0
    beginnings = [each.partition(":")[0] for each in methods(plain)]
    assert beginnings == ["Log loss", "Calibration error", "Brier score", "Intervals"]


def test_numbers_are_saved_in_english(qtbot, tmp_path):
    plain = make_report(GROUPED, None, Choice())
    sheet = NumbersSheet()
    qtbot.addWidget(sheet)
    with speaking():
        sheet.show_report(make_report(GROUPED, None, Choice()))
        assert unmarked(sheet.numbers.rows()[0][0]) == []
        for name in ("numbers", "classes", "matrix", "bins", "roc"):
            getattr(sheet, name).export_csv(tmp_path / f"{name}.csv")
    header, rows = number_table(plain)
    saved = (tmp_path / "numbers.csv").read_text("utf-8").splitlines()
    assert saved[0] == ",".join(header)
    assert saved[1].startswith(f"{rows[0][0]},")
    for path in tmp_path.glob("*.csv"):
        assert "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}" not in path.read_text(
            "utf-8"
        )
