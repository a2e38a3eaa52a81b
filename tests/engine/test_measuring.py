"""A measurement as a job, with a network made by hand that looks for clumps."""

import csv
import json
import shutil

import clumped
import measured
import numpy as np
import pytest
from drawn import Recorder

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.effects import erased_tile
from cellclassifier.core.clumps.finder import Finder
from cellclassifier.core.clumps.report_files import document, folder_for, words_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import MeasureJob
from cellclassifier.core.runs import Run
from cellclassifier.core.tiling import read_tile, view_of
from cellclassifier.engine.asking import Asking
from cellclassifier.engine.attributions import Scored
from cellclassifier.engine.channel import Cancelled
from cellclassifier.engine.measuring import measure
from cellclassifier.engine.models import load_scored

SPEC = MeasureSpec(clumps=ClumpSpec(radius=clumped.RADIUS), networks=5, reinitialised=2)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return measured.run(tmp_path_factory.mktemp("measured"))


@pytest.fixture(scope="module")
def done(original):
    channel = Recorder()
    measure(original, job(original), channel)
    return folder_for(original, "test", SPEC), channel


@pytest.fixture
def run(tmp_path, original):
    """A copy that a test may change, without maps; its images are those of all."""
    folder = tmp_path / "study" / "runs" / original.id
    leave = shutil.ignore_patterns("measures", "attributions")
    shutil.copytree(original.folder, folder, ignore=leave)
    return Run(folder)


def job(run, spec=SPEC):
    return MeasureJob(run=run.folder, test="test", spec=spec)


def rows(done, name):
    with (done[0] / name).open(newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_written(done):
    assert {path.name for path in done[0].iterdir()} == {
        *("tiles.csv", "numbers.csv", "nulls.csv", "profiles.csv", "doses.csv"),
        "null_draws.csv",
        *("counterfactual.csv", "deletion.csv", "cascade.csv"),
        *("settings.json", "words.txt"),
    }
    assert len(rows(done, "tiles.csv")) == 12
    assert done[0].parent.name == "measures"
    assert done[0].name.startswith("test_gradient_input_")
    kept = json.loads((done[0] / "settings.json").read_text())
    assert MeasureSpec.model_validate(kept["asked"]) == SPEC
    assert kept["measured_tiles"] == list(range(12))
    assert kept["control"] == "control"


def test_nulls_stand_beside_the_number(done):
    nulls = {
        row["null"]: row
        for row in rows(done, "nulls.csv")
        if (row["class"], row["outcome"]) == ("clumps", "all")
    }
    assert {name: int(row["draws"]) for name, row in nulls.items()} == {
        "brightness alone": 1,
        "masks elsewhere": 99,
        "permuted networks": 5,
        "untrained networks": 2,
    }
    observed = float(nulls["permuted networks"]["observed"])
    # The network looks at clumps by construction, and brightness alone does less.
    assert observed > 2 * float(nulls["brightness alone"]["median"])
    assert observed > float(nulls["permuted networks"]["median"])


def test_erasing_clumps_changes_the_class_and_the_placebo_does_not(done):
    found = rows(done, "counterfactual.csv")
    assert [each["true_class"] for each in found] == ["clumps"] * 6
    for each in found:
        before, after, placebo = (
            float(each[f"log_odds{end}"]) for end in ("", "_erased", "_placebo")
        )
        assert each["called_placebo"] == each["called"] == each["explained"]
        # Of the class that it is called: clumps, or for one tile the control.
        drop = before - after if each["called"] == "clumps" else after - before
        assert drop > 2
        assert abs(placebo - before) < 0.1 * drop
    flipped = [
        r["called"] == "clumps" and r["called_erased"] == "control" for r in found
    ]
    assert sum(flipped) == 4


def test_what_is_told_of_a_tile_is_what_the_network_says(done, original):
    """The same pixels can be shown: tile, erased and placebo are made again."""
    row = next(r for r in rows(done, "counterfactual.csv") if r["called"] == "clumps")
    tile = original.tiles("test")[int(row["tile"])]
    pixels = read_tile(tile, view_of(original.record.study))
    clumps = Finder(original, SPEC.clumps).find("test", tile, pixels)
    made = erased_tile(pixels, clumps, SPEC.seed, tile.number)
    index = original.record.classes.index("clumps")
    for name, changed in (("", made.tile), ("_erased", made.erased)):
        said = load_scored(original).log_odds(changed[None], np.array([index]))
        assert float(row[f"log_odds{name}"]) == pytest.approx(said[0], rel=1e-4)


def test_clumps_that_are_put_in_change_the_class(done):
    found = rows(done, "doses.csv")
    of_dose = {
        dose: [r["called"] for r in found if r["clumps"] == str(dose)]
        for dose in (0, *SPEC.doses)
    }
    assert of_dose[0] == ["control"] * 6
    assert of_dose[16] == ["clumps"] * 6
    flips = [names.count("clumps") for names in of_dose.values()]
    assert flips == sorted(flips)


def test_pixels_with_attribution_matter_more_than_any(done):
    found = {
        (r["kind"], r["order"], float(r["share"])): float(r["log_odds"])
        for r in rows(done, "deletion.csv")
        if r["explained"] == "clumps"
    }
    whole = found["deletion", "attribution", 0.0]
    assert found["deletion", "random", 0.0] == whole
    assert found["insertion", "random", 1.0] == pytest.approx(whole, rel=1e-5)
    gone = found["deletion", "attribution", 0.02]
    assert gone < 0 < found["deletion", "random", 0.02]
    back = found["insertion", "attribution", 0.02]
    assert back > found["insertion", "random", 0.02]


def test_layers_are_told_from_the_output_down(done):
    found = rows(done, "cascade.csv")
    assert [r["layers"] for r in found[::12]] == ["output", "spots"]
    first, last = (
        np.mean([float(r["spearman"]) for r in found if r["step"] == step])
        for step in "12"
    )
    # Of two classes the output is a number times the same map.
    assert first == pytest.approx(1, abs=1e-3)
    assert last < 0.9


def test_the_sentence_tells_all_of_it(done, original):
    words = words_of(original, "test", SPEC)
    first, rest = words.split("\n\n", 1)
    assert first.startswith("`clumps`: ")
    for part in (
        "x over area (95 % ",
        "; brightness alone ",
        "; permuted networks ",
        " of 5 below",
        "; untrained networks ",
        "; erasing the clumps flips 80 % of 5, the placebo 0 %",
        "; 16 clumps put into `control` flip 100 %.",
    ):
        assert part in first
    assert "`control`: 6 of 6 tiles without clumps" in rest
    told = document(done[0])
    assert told["sentences"] == [first]
    assert told["run"] == original.id


def test_it_tells_how_far_it_is(done):
    whats = list(dict.fromkeys(event.what for event in done[1].events))
    assert whats == [
        *("explaining", "looking at the control", "finding clumps"),
        *("drawing networks", "asking permuted networks"),
        *("asking untrained networks", "measuring", "erasing clumps"),
        *("putting clumps in", "deleting pixels", "making layers forget"),
    ]
    assert all(event.done <= event.of for event in done[1].events)


def test_the_same_seed_gives_the_same_numbers(done, run):
    measure(run, job(run), Recorder())
    again = folder_for(run, "test", SPEC)
    assert again.name == done[0].name
    for name in ("nulls.csv", "counterfactual.csv", "doses.csv", "cascade.csv"):
        assert (again / name).read_text() == (done[0] / name).read_text(), name


def test_it_can_be_stopped_and_leaves_no_half_result(run):
    few = SPEC.model_copy(update={"networks": 1, "reinitialised": 0, "limit": 4})
    # The first makes maps, which the next ones do not.
    for whole in (Recorder(), Recorder()):
        measure(run, job(run, few), whole)
        shutil.rmtree(run.folder / "measures")
    for checks in (0, whole.checks // 2, whole.checks - 1):
        with pytest.raises(Cancelled):
            measure(run, job(run, few), Recorder(stop_after=checks))
        assert words_of(run, "test", few) is None


def test_some_tiles_and_parts_alone(run):
    spec = SPEC.model_copy(
        update={
            **{"networks": 0, "reinitialised": 0, "limit": 4},
            **{"doses": (), "curve_tiles": 0, "cascade_tiles": 0},
        }
    )
    measure(run, job(run, spec), Recorder())
    done = (folder_for(run, "test", spec), None)
    assert len(rows(done, "tiles.csv")) == 4
    assert not rows(done, "doses.csv")
    assert not rows(done, "cascade.csv")
    words = words_of(run, "test", spec)
    assert "Measures 4 of 12 tiles" in words
    # Nothing is said of what was not measured.
    for never in ("permuted networks 1", "put into", "Likeness", "Log-odds of"):
        assert never not in words


def test_a_fixed_class_and_another_method(run):
    spec = SPEC.model_copy(
        update={
            **{"method": "occlusion", "settings": {"window": 16.0}},
            **{"class_name": "control", "limit": 4, "networks": 1},
            **{"reinitialised": 0, "curve_tiles": 2, "cascade_tiles": 2},
        }
    )
    measure(run, job(run, spec), Recorder())
    done = (folder_for(run, "test", spec), None)
    assert done[0].name.startswith("test_occlusion-")
    assert {r["explained"] for r in rows(done, "tiles.csv")} == {"control"}
    clumps = [r for r in rows(done, "counterfactual.csv") if r["called"] == "clumps"]
    # Of the control: without clumps it is more probable.
    assert all(float(r["log_odds"]) < 0 < float(r["log_odds_erased"]) for r in clumps)


def test_of_another_network_it_is_another_result(run):
    before = folder_for(run, "test", SPEC)
    model = measured.network()
    model.layers[0].set_weights([w * 2 for w in model.layers[0].get_weights()])
    model.save(run.model_path)
    assert folder_for(run, "test", SPEC) != before


def test_what_is_missing_is_told(run):
    asked = job(run, MeasureSpec(clumps=ClumpSpec(control="well")))
    with pytest.raises(UserError, match="There is no class 'well'"):
        measure(run, asked, Recorder())
    run.predictions_path("test").unlink()
    with pytest.raises(UserError, match="has not been predicted"):
        measure(run, job(run), Recorder())


def test_three_classes_are_told_apart():
    network = Scored(measured.network(3))
    names = ("control", "clumps", "never")
    asking = Asking(network, names, np.stack, lambda *_: None, 0)
    tiles = np.stack([clumped.tile(n, n * 6)[0][..., None] for n in (0, 1)])
    found = asking.answers(tiles, ["never", "clumps"])
    assert [each.class_name for each in found] == ["control", "clumps"]
    assert found[0].log_odds < 0 < found[1].log_odds
    said = network.log_odds(tiles, np.array([2, 1]))
    np.testing.assert_allclose([each.log_odds for each in found], said, rtol=1e-5)
