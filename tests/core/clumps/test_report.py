"""What may be said of a measurement: no more than was measured."""

from pathlib import Path

import clumped
import numpy as np
import pytest

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.effects import Answer, ErasedTile
from cellclassifier.core.clumps.plan import plan
from cellclassifier.core.clumps.report import Report
from cellclassifier.core.clumps.report_files import (
    folder_for,
    words_of,
    write_report,
)
from cellclassifier.core.clumps.study import measure
from cellclassifier.core.errors import UserError
from cellclassifier.core.measure_spec import MeasureSpec

SPEC = MeasureSpec(clumps=ClumpSpec(radius=clumped.RADIUS))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    found = clumped.predicted(clumped.study(tmp_path_factory.mktemp("report")))
    random = np.random.default_rng(0)
    for number in range(12):
        clumped.save_map(found, number, random.random((64, 64)))
    return found


def report(run, erased=(), others=None, **changes):
    measured = measure(run, "test", SPEC.method, SPEC.clumps, others=others)
    empty = {"lost": (), "dosed": (), "curves": (), "steps": ()}
    found = Report(
        *(SPEC, plan(run, "test", SPEC), "abc", "control", measured),
        **{"erased": tuple(erased), **empty},
    )
    return found._replace(**changes)


def erased(number, name, after):
    answers = Answer(name, 2.0), Answer(after, -1.0), Answer(name, 2.0)
    return ErasedTile(number, Path("x"), "g", name, name, 2, True, *answers)


def test_what_was_not_measured_is_not_told(run):
    found = report(run)
    (sentence,) = found.sentences()
    value = found.measured.parts[0].enrichment.value
    assert sentence.startswith(f"`clumps`: {value:.2g} x over area (95 % ")
    assert "brightness alone" in sentence
    assert "masks elsewhere" in sentence
    for never in ("permuted", "flip", "put into"):
        assert never not in found.text()


def test_each_class_is_told_with_what_was_found_of_it(run):
    scores = {"permuted networks": {n: np.full(4, 0.5) for n in range(12)}}
    tiles = [erased(1, "clumps", "control"), erased(2, "clumps", "clumps")]
    found = report(run, [*tiles, erased(7, "control", "clumps")], scores, lost=(3, 4))
    (sentence,) = found.sentences()
    assert "; permuted networks 0.5 x (4 of 4 below, p = 0.2)" in sentence
    assert sentence.endswith("; erasing the clumps flips 50 % of 2, the placebo 0 %.")
    # The control has no sentence of its own, but what was found is told.
    assert "`control`, found right: Without clumps 1 of 1 tiles" in found.text()
    assert "Clumps cover all of 2 tiles" in found.text()


def test_without_a_control_each_class_with_clumps_has_a_sentence(run):
    found = report(run, control="")
    assert len(found.sentences()) == len(
        [p for p in found.measured.parts if p.outcome == "all" and p.enrichment.tiles]
    )


def test_no_clumps_are_told(run):
    spec = ClumpSpec(radius=clumped.RADIUS, k=99)
    found = report(run, measured=measure(run, "test", SPEC.method, spec))
    assert found.sentences() == [
        "No clumps were found, so there is nothing to measure."
    ]


def test_a_result_is_whole_or_not_there(run, monkeypatch):
    folder = folder_for(run, "test", SPEC)
    assert words_of(run, "test", SPEC) is None
    found = report(run)
    write_report(folder, found)
    assert words_of(run, "test", SPEC) == found.text() + "\n"

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cellclassifier.core.clumps.report_files.write_measured", full)
    with pytest.raises(OSError, match="No space"):
        write_report(folder, found)
    assert words_of(run, "test", SPEC) is None


def test_the_folder_differs_with_what_a_result_depends_on(run):
    base = folder_for(run, "test", SPEC)
    assert base.parent == run.folder / "measures"
    assert folder_for(run, "test", MeasureSpec(seed=1)) != base
    path = run.predictions_path("test")
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n")
    assert folder_for(run, "test", SPEC) != base
    path.write_bytes(kept)
    assert folder_for(run, "test", SPEC) == base
    with pytest.raises(UserError, match="no attribution method"):
        folder_for(run, "test", MeasureSpec(method="magic"))
