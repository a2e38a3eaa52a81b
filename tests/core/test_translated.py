"""Sentences of core in the language that marks every text: none is left in English."""

import json
from pathlib import Path

import pytest
from judged import drawn
from marked import speaking, unmarked

from cellclassifier.core import checks, devices
from cellclassifier.core.contents import read_contents
from cellclassifier.core.dataset import scan
from cellclassifier.core.evaluation.calibration import Temperature
from cellclassifier.core.evaluation.evaluate import evaluate
from cellclassifier.core.evaluation.files import write_evaluation
from cellclassifier.core.evening import EVENED, MOST_TIMES
from cellclassifier.core.evidence import Made
from cellclassifier.core.experiment_results import spread
from cellclassifier.core.experiment_spec import ExperimentSpec
from cellclassifier.core.grouping import ALONE, USUAL, find_grouping, told
from cellclassifier.core.leakage import Pair
from cellclassifier.core.leaks import Leaks
from cellclassifier.core.messages import SelfTested
from cellclassifier.core.places import HERE, Place
from cellclassifier.core.run_record import History
from cellclassifier.core.self_test import Facts, conclude
from cellclassifier.core.shortcuts import shortcuts
from cellclassifier.core.statistics import wilson
from cellclassifier.core.steps import step_told
from cellclassifier.core.tile_spec import GroupSpec
from cellclassifier.core.verdicts import judge

RECORDED = json.loads(
    Path(__file__).with_name("recorded_histories.json").read_text(encoding="utf-8")
)


def verdict(name, **changes):
    case = {**RECORDED[name], **changes}
    nothing = [None] * len(case["accuracy"])
    columns = [
        case.get(key) or nothing
        for key in ("accuracy", "loss", "val_accuracy", "val_loss")
    ]
    from cellclassifier.core.messages import EpochEnded

    epochs = tuple(
        EpochEnded(
            epoch=number, accuracy=a, loss=b, val_accuracy=c, val_loss=d, seconds=1
        )
        for number, (a, b, c, d) in enumerate(zip(*columns, strict=True), 1)
    )
    return judge(
        History(epochs),
        n_training=case["n_training"],
        n_validation=case["n_validation"],
        majority=case["majority"],
        test=wilson(*case["test"]) if "test" in case else None,
        made=Made(classes=case["classes"], unit_input=case.get("unit_input", True)),
    )


@pytest.mark.parametrize("name", RECORDED)
def test_verdicts(name):
    plain = verdict(name)
    with speaking():
        found = verdict(name)
    assert found.kind == plain.kind
    assert not unmarked(found.text), found.text
    # What was measured stands in both.
    assert f"{100 * RECORDED[name]['accuracy'][-1]:.1f} %" in found.text or (
        plain.kind in {"memorised", "overfitting"}
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"accuracy": [0.5, 0.6], "loss": [0.7, 0.6], "val_accuracy": None},
        {"accuracy": [0.5] * 9, "loss": [0.7] * 9, "unit_input": False},
        {
            "accuracy": [0.6, 0.9, 0.95, 0.6, 0.6, 0.6],
            "loss": [0.6, 0.2, 0.1, 0.9, 1.0, 1.1],
            "val_accuracy": None,
            "val_loss": None,
            "n_validation": 0,
        },
    ],
)
def test_verdicts_on_other_courses(changes):
    changes = {**changes, "val_loss": changes.get("val_loss")}
    with speaking():
        found = verdict("granules", **{"val_accuracy": None, **changes})
    assert found.text
    assert not unmarked(found.text), found.text


def pair(kind, part="test"):
    place = (0, 0, 64, 64)
    one = (1, "train", Path("1.png"), *place)
    two = (9, part, Path("2.png"), *place)
    return Pair(kind, *one, *two, 1.0, 0.0, False, 0.0, 0.0, 1.0, "d")


@pytest.mark.parametrize("part", ["validation", "9"])
@pytest.mark.parametrize("overruled", ["", "1"])
def test_leaks(overruled, part):
    kinds = "same file", "near copy", "turned copy", "shifted crop", "same group"
    leaks = Leaks(tuple(pair(kind, part) for kind in kinds), "key", overruled)
    with speaking():
        found = list(leaks.problems())
    assert len(found) == 3
    for _, problem in found:
        assert problem.text.startswith("⟦")
        assert not unmarked(problem.text), problem.text


FACTS = [
    Facts(engine=engine, system=system, **more)
    for engine in ("tensorflow", "torch")
    for system in ("Linux", "Windows", "Darwin")
    for more in (
        {"speed": 99.0, "tiles": "minibatches of 20 tiles of 128 px, network 'deep'"},
        {"card": True},
        {"card": False, "asked": "gpu:1"},
        {"driver": "470.1", "cuda": "12.5"},
        {"driver": "570.1", "cuda": ""},
        {"driver": "570.1", "cuda": "12.5", "libraries": False},
        {"driver": "570.1", "cuda": "12.5"},
        {"on_gpu": True, "used": "7", "deviation": 1e-4, "driver": "570.1"},
        {"on_gpu": True, "used": "7", "deviation": 1.0, "driver": "570.1"},
        {"out_of_memory": True, "free": 2**30, "used": "the processor (4 cores)"},
        {"out_of_memory": True, "on_gpu": True, "used": "7"},
        {"error": "9"},
    )
]


@pytest.mark.parametrize("facts", FACTS)
def test_self_tests(facts):
    plain = conclude(facts)
    with speaking():
        found = conclude(facts)
    assert found.passed == plain.passed
    assert bool(found.advice) == bool(plain.advice)
    assert not unmarked(f"{found.found} {found.advice}"), found


def test_what_a_worker_found_is_told_in_the_language_of_the_window():
    facts = FACTS[0]
    plain = conclude(facts)
    sent = SelfTested(**plain._asdict(), speed=99, facts=facts)
    arrived = SelfTested.model_validate_json(sent.model_dump_json())
    assert arrived.words() == "\n".join((plain.found, plain.advice))
    with speaking():
        assert not unmarked(arrived.words())
        # What came otherwise than it was sent is not believed.
        other = arrived.model_copy(update={"passed": not plain.passed})
        assert other.words() == "\n".join((plain.found, plain.advice))


def test_devices():
    with speaking():
        for more in ("", "; no GPU was found", "; the chosen GPU (1) was not found"):
            assert not unmarked(devices.told(f"the processor (8 cores){more}"))
        assert devices.told("NVIDIA L4 (24 GB)") == "NVIDIA L4 (24 GB)"
        assert devices.told("") == ""
    for more in ("", "; no GPU was found", "; the chosen GPU (gpu:1) was not found"):
        name = f"the processor (8 cores){more}"
        assert devices.told(name) == name


def test_evaluations_and_what_is_written_of_them(tmp_path):
    made = drawn(60, "ab", seed=0)
    plain = evaluate(made, repetitions=20)
    with speaking():
        found = evaluate(made, repetitions=20)
        assert len(found.notes) == len(plain.notes)
        for note in found.notes:
            assert not unmarked(note), note
        for each in (found.accuracy, found.balanced, *found.roc_auc):
            assert not unmarked(each.text()), each.text()
        assert not unmarked(Temperature(1.5, 20, 0.5, 0.4).text())
        write_evaluation(tmp_path / "xx", "A", made, plain, endings=("svg",))
    write_evaluation(tmp_path / "en", "A", made, plain, endings=("svg",))
    files = sorted(path.name for path in (tmp_path / "en").iterdir())
    assert "roc.svg" in files
    for name in files:
        one, other = ((tmp_path / c / name).read_bytes() for c in ("en", "xx"))
        assert one == other, name


def test_problems_of_folders(tmp_path):
    train, test = tmp_path / "train", tmp_path / "test"
    for folder in (train / "a", train / "b", test / "a"):
        folder.mkdir(parents=True)
    (train / "a" / "x.txt").write_text("no image")
    with speaking():
        one, other = scan(train), scan(test)
        problems = [
            *checks.training_problems(one, validation=True, folds=5),
            *checks.testing_problems("9", other, one, None),
            *scan(tmp_path / "gone").problems,
        ]
        reasons = [each.reason for each in one.left_out]
    assert len(problems) > 3
    assert reasons
    for text in (*(each.text for each in problems), *reasons):
        assert text.startswith("⟦"), text


def test_images_that_differ(tmp_path):
    import drawn as images

    random = iter(range(99))
    for part, classes, size in (("train", "ab", 64), ("test", "ac", 48)):
        for name in classes:
            for number in range(1 if name == "a" else 6):
                path = tmp_path / part / name / f"{name}_{number}.png"
                pixels = images.shape("triangles", next(random))[:size, :size]
                images.write(path, pixels // (1 if name == "a" else 3))
    with speaking():
        train, test = scan(tmp_path / "train"), scan(tmp_path / "test")
        problems = [
            *checks.training_problems(train, validation=True),
            *checks.testing_problems("9", test, train, None),
        ]
        alone = shortcuts(train.images, train.classes)
    assert len(problems) > 5
    for text in (each.text for each in problems):
        assert not unmarked(text), text
    # With one image of a class there are no folds, and nothing is told.
    assert alone == ()


def test_shortcuts(tmp_path):
    import drawn as images

    for place, name in enumerate("ab"):
        for number in range(8):
            pixels = images.shape("triangles", 10 * place + number)
            path = tmp_path / name / f"{number % 4}_{number}.png"
            images.write(path, pixels // (1 + 2 * place))
    plain = scan(tmp_path, GroupSpec(by="pattern", pattern=r"^(\d)_"))
    english = shortcuts(plain.images, plain.classes, {"t": plain.images})
    with speaking():
        found = shortcuts(plain.images, plain.classes, {"t": plain.images})
    assert found
    for one, other in zip(english, found, strict=True):
        assert one[:7] == other[:7]
        assert not unmarked(other.text), other.text


@pytest.mark.parametrize("pattern", [USUAL[0].pattern, r"(\d+)"])
def test_how_images_are_grouped_is_kept_in_english_and_told_in_the_language(
    tmp_path, pattern
):
    spec = GroupSpec(by="pattern", pattern=pattern)
    with speaking():
        _, how = find_grouping(tmp_path, [tmp_path / "a" / "1.png"], spec)
        assert how.startswith("the pattern ")
        assert told(how).startswith("⟦")
        assert told(ALONE).startswith("⟦")
        assert told("the table x.csv").startswith("⟦")
    assert told(how) == how
    assert told(ALONE) == ALONE


def test_spreads_and_places():
    with speaking():
        for values in ((), (0.5,), (0.5, 0.6), (0.5, 0.6, 0.7, 0.8, 0.9)):
            assert set(unmarked(spread(values).text())) <= {"SD"}
        for place in (HERE, Place(kind="scheduler", address="tls://h:1")):
            assert not unmarked(place.text)


def test_steps_of_a_worker():
    with speaking():
        for step in ("reading tiles", "predicting 9", "asking 9", "gathering methods"):
            assert step_told(step).startswith("⟦")
        assert step_told("something new") == "something new"
    assert step_told("predicting test") == "predicting test"


def test_help_that_names_a_number_names_the_right_one():
    help_text = ExperimentSpec.model_fields["sizes"].description
    assert help_text.endswith(EVENED)
    assert f"up to {MOST_TIMES} times" in EVENED


def test_a_run_is_kept_in_english(tmp_path):
    import reported

    study = reported.study(tmp_path)
    with speaking():
        contents = read_contents(study.spec)
        run = study.new_run(contents)
    text = (run.folder / "run.json").read_text("utf-8")
    assert "⟦" not in text
    assert "8 bit" in run.record.depth
    assert run.record.grouping.startswith("the pattern")
