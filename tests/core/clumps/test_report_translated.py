"""What was measured in another language: all of it is translated, and no file is."""

import json
import runpy
from pathlib import Path

import clumped
import marking
import numpy as np
import pytest

from cellclassifier.core.attribution_spec import Passes
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps import deletion, earlier, tables
from cellclassifier.core.clumps.cascade import Step
from cellclassifier.core.clumps.deletion import FRACTIONS, KINDS, ORDERS
from cellclassifier.core.clumps.effects import Answer, DosedTile, ErasedTile
from cellclassifier.core.clumps.finder import Finder
from cellclassifier.core.clumps.finding_words import finding, finding_of
from cellclassifier.core.clumps.medians import Median
from cellclassifier.core.clumps.over_runs import OverRuns
from cellclassifier.core.clumps.plan import plan
from cellclassifier.core.clumps.profiles import unit_name
from cellclassifier.core.clumps.report import Report
from cellclassifier.core.clumps.report_files import write_report
from cellclassifier.core.clumps.retold import words_in
from cellclassifier.core.clumps.study import measure
from cellclassifier.core.files import read_table
from cellclassifier.core.measure_spec import MeasureSpec

SPEC = MeasureSpec(clumps=ClumpSpec(radius=clumped.RADIUS), seed=3)
NAMES = ("clumps", "control")
OTHERS = ("permuted networks", "untrained networks")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = clumped.study(tmp_path_factory.mktemp("translated"))
    found = clumped.predicted(made, wrong=(8,))
    random = np.random.default_rng(0)
    for number in range(12):
        clumped.save_map(found, number, random.random((64, 64)))
    return found


def erased(number, true, called, after):
    random = np.random.default_rng(number)
    odds = random.normal(size=3).tolist()
    answers = Answer(called, odds[0]), Answer(after, odds[1]), Answer(called, odds[2])
    fair = number != 3
    return ErasedTile(number, Path("x"), f"g{number}", true, called, 2, fair, *answers)


def dosed(number):
    answers = tuple(Answer(name, 0.1234567 * number) for name in NAMES)
    before = Answer("control", 2 / 3)
    return DosedTile(number, Path("y"), "g", (2, 8), (2, 7), before, answers)


def report(run):
    """Return a report in which nothing is missing."""
    random = np.random.default_rng(1)
    others = {name: {n: 2 * random.random(4) for n in range(12)} for name in OTHERS}
    measured = measure(run, "test", SPEC.method, SPEC.clumps, others=others, moves=9)
    odds = {(k, o): random.normal(size=(6, 10)) for k in KINDS for o in ORDERS}
    groups = ["a", "b", "c", "d", "e", "f"]
    curves = deletion.curves(odds, ["clumps"] * 3 + ["control"] * 3, groups, 0)
    tiles = [erased(n, "clumps", "clumps", NAMES[n % 2]) for n in range(6)]
    tiles += [erased(n, "", "control", "control") for n in (6, 7)]
    return Report(
        *(SPEC, plan(run, "test", SPEC), "abc", "control", measured),
        *(tuple(tiles), (4, 5), tuple(map(dosed, range(6, 10))), curves),
        (Step(("output",), (0.91, 0.7)), Step(("conv1", "conv2"), (0.3, np.nan))),
    )


def test_all_that_a_report_says_is_translated(run):
    found = report(run)
    plain = found.text()
    with marking.marked():
        for line in (*found.sentences(), *found.text().splitlines()):
            assert marking.left(line, *NAMES) == [], line
        assert marking.numbers([found.text()]) == marking.numbers([plain])
    assert found.text() == plain


def test_files_of_a_report_are_the_english_ones(run, tmp_path):
    write_report(tmp_path / "plain", report(run))
    with marking.marked():
        write_report(tmp_path / "marked", report(run))
    files = marking.contents(tmp_path / "plain")
    assert {"words.txt", "settings.json", "profiles.csv"} < set(files)
    assert marking.contents(tmp_path / "marked") == files


def test_a_report_is_told_again_from_its_files(run, tmp_path):
    found = report(run)
    write_report(tmp_path, found)
    assert words_in(tmp_path) == found.text()
    with marking.marked():
        # Just what would be said of the report itself, which is no longer there.
        assert words_in(tmp_path) == found.text()
        assert "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}" in words_in(tmp_path)


@pytest.mark.parametrize("what", ["words", "table", "settings"])
def test_what_cannot_be_told_again_stays_as_it_is(run, tmp_path, what):
    write_report(tmp_path, report(run))
    words = tmp_path / "words.txt"
    if what == "words":
        # Of another version, whose numbers were other ones.
        words.write_text(words.read_text().replace("(median of 3", "(median of 4"))
    elif what == "table":
        (tmp_path / "doses.csv").write_text("tile\n1\n")
    else:
        settings = json.loads((tmp_path / "settings.json").read_bytes())
        settings["asked"]["method"] = 5
        (tmp_path / "settings.json").write_text(json.dumps(settings))
    with marking.marked():
        assert words_in(tmp_path) == words.read_text().strip()


def test_curves_and_nulls_that_are_read_back_are_translated(run, tmp_path):
    write_report(tmp_path, report(run))
    rows = {path.stem: read_table(path) for path in tmp_path.glob("*.csv")}
    with marking.marked():
        beside = tables.standings_of(rows["numbers"], rows["nulls"], rows["null_draws"])
        doses = tables.doses_of(rows["doses"])
        steps = tables.steps_of(rows["cascade"])
        said = [*(each.text for each in beside), doses.text, tables.steps_text(steps)]
        said += [null.label for each in beside for null in each.nulls]
        said += [doses.flips.label, doses.log_odds.label]
        for kind in KINDS:
            lines = tables.shares_of(rows["deletion"], "clumps", kind)
            said += [tables.shares_text(lines, kind), *(each.label for each in lines)]
            # Tables that are saved of a plot keep the names.
            assert [each.name for each in lines] == list(ORDERS)
        for text in said:
            assert text
            assert marking.left(text, *NAMES) == [], text
        assert doses.flips.name == "tiles that change class"


def test_each_verdict_on_curves_and_steps_is_translated():
    x = 100 * np.array(FRACTIONS)

    def line(order, value):
        found = np.full(len(FRACTIONS), value)
        return tables.Line(order, x, found, found - 0.1, found + 0.1, 9, 3)

    with marking.marked():
        said = []
        for values in ((0, 0, 0), (-1, -1, 0), (-2, -1, 0)):
            lines = [line(*each) for each in zip(ORDERS, values, strict=True)]
            said += [tables.shares_text(lines, kind) for kind in KINDS]
        for value in (0.1, 0.3, 0.8, np.nan):
            said.append(tables.steps_text([Step(("a",), (value,))]))
        for text in said:
            assert marking.left(text) == [], text


def test_what_is_told_over_runs_is_translated():
    medians = [Median(v, 9, 5, 1, (v - 0.1, v + 0.2), "groups") for v in (2.0, 3.0)]
    over = Median(2.5, 9, 5, 2, (2.1, 2.9), "runs and groups")
    found = OverRuns("not known", tuple(medians), over, 1.9)
    bare = found._replace(enrichment=over._replace(interval=None))
    alone = found._replace(each=tuple(medians[:1]))
    with marking.marked():
        said = [each.text for each in (found, bare, alone)]
        said += [
            each.text(over_area=True)
            for each in (*medians, over, over._replace(tiles=0))
        ]
        said += [over._replace(interval=None).text(), found.label]
        for text in said:
            assert marking.left(text) == [], text
    assert found.text.startswith("`not known`: 2.5 x over area, median of 2 runs (95 %")


def test_how_clumps_were_found_is_kept_in_english(run):
    of_masks = SPEC.clumps.model_copy(update={"masks": Path("/lab/masks")})
    with marking.marked():
        finder = Finder(run, SPEC.clumps)
        assert finder.english.endswith("texture of 6 training tiles of `control`")
        found = [finder.text, finding_of(finding(of_masks))]
        found.append(finding_of(finding(SPEC.clumps)))
        for text in found:
            assert text.startswith("\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}")
            assert marking.left(text, *NAMES, "/lab/masks") == [], text
        assert finding_of("in some other way") == "in some other way"
    assert finder.text == finder.english == finding_of(finder.english)


def test_plans_units_and_what_stands_in_constants_are_translated(run):
    some = plan(run, "test", SPEC)._replace(of=900, most=Passes(1200, 30))
    with marking.marked():
        constants = runpy.run_path(earlier.__file__)
        said = [
            some.text,
            *(unit_name(a) for a in ("brightness", "distance", "centre")),
        ]
        said += [constants[n] for n in ("OTHER", "CORRECTED", "NETWORK", "PREDICTED")]
        for text in said:
            assert marking.left(text) == [], text
