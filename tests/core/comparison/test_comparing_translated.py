"""A comparison in another language: all of it is translated, and no file is."""

import comparable
import curved
import marking
import numpy as np
import pytest
import sized

from cellclassifier.core.comparison.comparing import comparison
from cellclassifier.core.comparison.drawing import number
from cellclassifier.core.comparison.metrics import METRICS
from cellclassifier.core.comparison.readers import ReaderMark
from cellclassifier.core.comparison.run_curves import learning
from cellclassifier.core.comparison.sentences import paragraph
from cellclassifier.core.comparison.sets import offers
from cellclassifier.core.comparison.setting_names import setting_name
from cellclassifier.core.comparison.size_curve import size_curves
from cellclassifier.core.comparison.size_figure import write_size_curve
from cellclassifier.core.comparison.size_words import document, tip_of
from cellclassifier.core.comparison.size_words import told as curve_told
from cellclassifier.core.comparison.told import lines, told
from cellclassifier.core.comparison.verdict_of import verdict_of
from cellclassifier.core.comparison.written import write_comparison
from cellclassifier.core.statistics import wilson
from cellclassifier.core.study import Study
from cellclassifier.core.verdicts import BY_HEART

NAMES = ("deep", "deep_sequential", "compact", "shuffled labels", "snf7", "test")


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("marked"), tests=6)
    runs = comparable.experiment(
        made, 5, networks=("deep", "deep_sequential"), shuffled=True
    )
    rng = np.random.default_rng(0)
    for run in runs:
        share = {"deep": 0.95, "deep_sequential": 0.75}.get(run.record.variant, 0.5)
        comparable.predict(comparable.end(run), rng.random(48) < share)
    return comparable.sets_of(made)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    made = comparable.study(tmp_path_factory.mktemp("elsewhere") / "snf7", 2, seed=5)
    comparable.finish(comparable.experiment(made, 3, vary="split"), [8, 9, 10])
    (found,) = comparable.sets_of(made)
    return found._replace(label="snf7", unfinished=1, failed=2, unpredicted=1)


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    made = sized.study(tmp_path_factory.mktemp("grown"))
    sized.experiment(made)
    return made.folder


def curve_of(folder):
    from cellclassifier.core.experiments import experiments

    study = Study.open(folder)
    return size_curves(study, experiments(study)[0])[0]


@pytest.mark.parametrize(
    ("metric", "places"),
    [
        *(("accuracy", each) for each in ((0,), (0, 2), (0, -1), (0, 1, 2, -1))),
        *(("epochs", each) for each in ((0,), (0, 2), (0, 2, 3))),
        *(("auc", each) for each in ((0, 2), (0, 2, 3))),
        ("loss", (0, -1)),
    ],
)
def test_all_that_a_comparison_says_is_translated(sets, elsewhere, metric, places):
    some = [[*sets, elsewhere][place] for place in places]
    english = said(some, metric)
    with marking.marked():
        translated = said(some, metric)
    for text in translated:
        # An abbreviation that all languages have.
        assert marking.left(text, *NAMES, "SD") == [], text
    assert marking.numbers(translated) == marking.numbers(english)
    assert not set(translated) & set(english)


def said(some, metric):
    """Return all sentences of a comparison, and those beside it."""
    found = told(comparison(some, metric))
    judged = [text for each in found.verdicts for text in (each.text, *each.settle)]
    return [*found.found.lines, *judged]


def test_metrics_notes_and_readers_are_translated(sets, elsewhere):
    mark = ReaderMark("A. B.", "r", wilson(7, 9), (0.5, 0.9), None, 3, 12)
    with marking.marked():
        said = [each.label for each in METRICS.values()]
        said += [each.meaning for each in METRICS.values()]
        said += [each.text(value) for each in METRICS.values() for value in (0.5, None)]
        said += learning(elsewhere).notes
        said += [mark.text(), setting_name("training.batch_size")]
        said += [verdict_of(elsewhere._replace(runs=())).text]
        for text in said:
            assert text
            assert marking.left(text, *NAMES, "A. B.") == [], text
    assert setting_name("training.batch_size") == "batch size"
    assert METRICS["auc"].small == "test auc"
    # It is a literal, since translators have to find it.
    assert f"{100 * BY_HEART:.1f} %" in METRICS["epochs"].label
    assert f"{100 * BY_HEART:.1f} %" in METRICS["epochs"].meaning


def test_what_cannot_be_compared_is_told_in_the_language(sets):
    empty = [each._replace(runs=()) for each in sets[:2]]
    with marking.marked():
        found = comparison(empty, "accuracy")
        assert found.how == "nothing"
        assert marking.left(" ".join(found.lines), *NAMES) == []


def test_files_of_a_comparison_are_the_english_ones(tmp_path):
    sets = curved.sets_of(tmp_path / "sets", runs=5, epochs=4, shuffled=True)
    compared = [each for each in sets if not each.is_control]
    controls = [each for each in sets if each.is_control]
    plain = told(comparison(compared, "accuracy"), controls)
    write_comparison(tmp_path / "plain", plain, endings=("svg",))
    with marking.marked():
        shown = told(comparison(compared, "accuracy"), controls)
        assert "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}" in " ".join(lines(shown))
        write_comparison(tmp_path / "marked", shown, endings=("svg",))
        assert paragraph(shown.found) == paragraph(plain.found)
        # The window goes on in its language.
        again = told(comparison(compared, "accuracy"), controls)
        assert lines(again) == lines(shown)
    files = marking.contents(tmp_path / "plain")
    assert {"words.txt", "comparison.json", "codebook.csv"} < set(files)
    assert marking.contents(tmp_path / "marked") == files


def test_a_curve_of_sizes_is_translated_and_its_files_are_not(grown, tmp_path):
    plain = curve_of(grown)
    write_size_curve(tmp_path / "plain" / "curve", plain, endings=("svg",))
    with marking.marked():
        curve = curve_of(grown)
        for line in (
            *curve_told(curve),
            *map(tip_of, (*curve.points, *curve.references)),
        ):
            assert marking.left(line, curve.title, "test") == [], line
        write_size_curve(tmp_path / "marked" / "curve", curve, endings=("svg",))
        assert document([curve]) == document([plain])
    files = marking.contents(tmp_path / "plain")
    assert marking.contents(tmp_path / "marked") == files


def test_runs_outside_of_experiments_have_a_heading(grown):
    from cellclassifier.core.contents import read_contents

    study = Study.open(grown)
    study.new_run(read_contents(study.spec))
    offer = offers(study)[-1]
    with marking.marked():
        assert offer.title == "runs outside of experiments"
        assert marking.left(offer.heading) == []


def test_the_search_finds_what_is_left():
    with marking.marked():
        label = METRICS["accuracy"].label
    assert marking.left(f"{label}: deep 93.1 % (n = 12 runs)", "deep") == ["runs"]
    assert number(0.5) == "0.5"
