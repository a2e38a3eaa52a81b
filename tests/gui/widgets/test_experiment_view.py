"""An experiment that runs, or has: its runs, its plots, and what can be asked for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cellclassifier.core import language
from cellclassifier.core.experiment_results import Line, spread
from cellclassifier.core.experiment_spec import ExperimentRecord, ExperimentSpec
from cellclassifier.core.messages import EpochEnded
from cellclassifier.core.run_record import History, RunRecord
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.experiment_rows import ACCURACY, NUMBER, STATE, VARIANT
from cellclassifier.gui.widgets.experiment_view import ExperimentView, RunState
from cellclassifier.gui.widgets.experiment_words import estimated, progress, share

EPOCHS = 4
WAITING = RunState("waiting", 0, EPOCHS, 40.0)
RUNNING = RunState("running", 1, EPOCHS, 30.0)
DONE = RunState("done", EPOCHS, EPOCHS, None)


@pytest.fixture
def view(qtbot):
    widget = ExperimentView()
    qtbot.addWidget(widget)
    widget.resize(1040, 700)
    widget.show()
    return widget


@pytest.fixture
def make(tmp_path):
    """Make an experiment: of each variant its states, and accuracies of the done."""

    def made(variants, tests=("S1",), vary="seed", seconds=10.0):
        lines, states = [], {}
        for name, (found, accuracies) in variants.items():
            runs = [_run(tmp_path, name, n, tests, vary) for n in range(len(found))]
            states |= {run.id: state for run, state in zip(runs, found, strict=True)}
            shares = {test: spread(accuracies) for test in tests if accuracies}
            lines.append(
                Line(
                    name,
                    tuple(runs),
                    len(accuracies),
                    tuple(_history(state.epoch, seconds) for state in found),
                    shares,
                    shares,
                    0.5,
                )
            )
        experiment = ExperimentSpec(runs=len(found), vary=vary)
        record = ExperimentRecord(
            id="e",
            created=datetime.now(UTC),
            experiment=experiment,
            variants=tuple(variants),
        )
        return record, lines, states

    return made


def _run(where, variant, number, tests, vary):
    name = f"{variant}-{number}".replace(" ", "_")
    folder = where / "runs" / name
    folder.mkdir(parents=True, exist_ok=True)
    varied = {"fold": number + 1, "folds": 3} if vary == "folds" else {"seed": number}
    shuffled = "shuffled" in variant
    record = RunRecord(
        id=name,
        created=datetime.now(UTC),
        study=StudySpec(training=TrainSpec(epochs=EPOCHS, shuffled=shuffled, **varied)),
        classes=("a", "b"),
        channels=1,
        tests={test: Path("images") for test in tests},
        grouping="",
        depth="",
        experiment="e",
        variant=variant,
    )
    (folder / "run.json").write_text(record.model_dump_json())
    return Run(folder)


def _history(epochs, seconds):
    return History(
        tuple(
            EpochEnded(epoch=e, accuracy=0.5 + e / 10, loss=1, seconds=seconds)
            for e in range(1, epochs + 1)
        )
    )


def column(view, place):
    return [row.cell(place) for row in view.table.rows()]


def choose(view, run_id):
    places = [row.run_id for row in view.table.rows()]
    view.table.selectRow(places.index(run_id))


def test_before_there_is_anything(view):
    view.grab()
    assert view.plots.curves.is_empty()
    assert not view.pause.isEnabled()


def test_runs_stand_in_the_order_of_training(view, make):
    two = {"deep": ([DONE, RUNNING], [0.9]), "compact": ([WAITING, WAITING], [])}
    view.show_experiment(*make(two), False)
    assert column(view, VARIANT) == ["deep", "compact", "deep", "compact"]
    assert column(view, NUMBER) == ["0", "0", "1", "1"]
    assert column(view, STATE) == ["done", "waiting", "running", "waiting"]
    assert column(view, ACCURACY) == ["90.0 %", "", "", ""]
    assert [row.progress() for row in view.table.rows()] == [
        "4 of 4",
        "0 of 4",
        "1 of 4, 0:30 left",
        "0 of 4",
    ]
    assert not view.table.isColumnHidden(VARIANT)
    assert view.heading.text() == "Experiment with 2 variants"
    assert view.about.text().startswith("2 runs of each variant, which differ in: seed")


def test_one_bar_for_all(view, make):
    one = {"deep": ([DONE, RUNNING, WAITING, WAITING], [0.9])}
    view.show_experiment(*make(one), False)
    assert view.bar.value() / view.bar.maximum() == pytest.approx(5 / 16)
    assert view.progress.text() == (
        "1 of 4 runs finished, 5 epochs trained, about 2 min left"
    )
    assert view.heading.text() == "deep"
    assert view.table.isColumnHidden(VARIANT)


def test_time_left_is_shared_by_devices():
    assert progress([RUNNING, WAITING, WAITING], False).endswith("about 2 min left")
    assert progress([RUNNING, RUNNING], False).endswith("about 30 s left")
    unknown = WAITING._replace(seconds_left=None)
    assert progress([RUNNING, unknown], False).endswith("time left not known yet")
    assert progress([RUNNING, WAITING], True).endswith("paused")
    assert progress([DONE, DONE], False) == "2 of 2 runs finished, 8 epochs trained"


def test_runs_that_ended_early_have_nothing_left():
    stopped = DONE._replace(epoch=2)
    failed = RunState("failed", 1, EPOCHS, None)
    assert share([stopped, failed]) == 1
    assert share([]) == 0
    assert progress([stopped, failed], False) == (
        "1 of 2 runs finished, 3 epochs trained, 1 failed"
    )


def test_waiting_runs_take_as_long_as_others_of_their_variant(make):
    unknown = RunState("waiting", 1, EPOCHS, None)
    variants = {"deep": ([DONE, unknown], [0.9]), "compact": ([unknown], [])}
    _, lines, states = make(variants, seconds=7.0)
    lines[1] = lines[1]._replace(histories=(History(()),))
    found = estimated(states, lines)
    assert found["deep-1"].seconds_left == 21
    assert found["compact-0"].seconds_left is None


def test_results_come_as_runs_finish(view, make):
    view.show_experiment(*make({"deep": ([RUNNING, WAITING], [])}), False)
    assert view.plots.strip.is_empty()
    assert not view.plots.curves.is_empty()
    view.show_experiment(*make({"deep": ([DONE, RUNNING], [0.9])}), False)
    assert "90.0 % (n = 1 run)" in view.plots.strip.accessibleDescription()
    assert column(view, ACCURACY) == ["90.0 %", ""]


def test_an_accuracy_stands_beside_the_run_that_has_it(view, make):
    record, lines, states = make({"deep": ([DONE, DONE, DONE], [0.8, 0.9])})
    view.show_experiment(record, lines, states, False)
    # Of three runs two were predicted: which ones is not known yet.
    assert column(view, ACCURACY) == ["", "", ""]
    for run in (lines[0].runs[0], lines[0].runs[2]):
        path = run.predictions_path("S1")
        path.parent.mkdir()
        path.touch()
    view.show_experiment(record, lines, states, False)
    assert column(view, ACCURACY) == ["80.0 %", "", "90.0 %"]


def test_training_or_validation_is_chosen(view, make):
    view.show_experiment(*make({"deep": ([DONE], [0.9])}), False)
    assert view.plots.curves.words(1).startswith("epoch 1, training")
    view.plots.part.setCurrentIndex(1)
    view.plots.part.activated.emit(1)
    # They have none.
    assert view.plots.curves.is_empty()
    assert "no tiles aside" in view.plots.curves._message


def test_another_test_set_is_chosen(view, make):
    record, lines, states = make({"deep": ([DONE], [0.9])}, tests=("S1", "S2"))
    lines[0].accuracy["S2"] = spread([0.7])
    view.show_experiment(record, lines, states, False)
    tests = view.plots.tests
    assert not tests.isHidden()
    tests.setCurrentIndex(1)
    tests.activated.emit(1)
    assert column(view, ACCURACY) == ["70.0 %"]
    assert "70.0 %" in view.plots.strip.accessibleDescription()
    view.show_experiment(record, lines, states, False)
    assert view.plots.test == "S2"


def test_choosing_a_run_tells_and_stays(view, make, qtbot):
    record, lines, states = make({"deep": ([DONE, WAITING], [0.9])})
    view.show_experiment(record, lines, states, False)
    with qtbot.waitSignal(view.run_chosen) as told:
        choose(view, "deep-1")
    assert told.args == ["deep-1"]
    with qtbot.assertNotEmitted(view.run_chosen):
        states["deep-1"] = RUNNING
        view.show_experiment(record, lines, states, False)
        assert view.table.row().run_id == "deep-1"
        more = lines[0]._replace(runs=lines[0].runs[1:], histories=(History(()),))
        view.show_experiment(record, [more], states, False)
        assert view.table.row().run_id == "deep-1"
        view.choose_run("nothing")
    assert view.table.row() is None
    with qtbot.assertNotEmitted(view.run_chosen):
        view.choose_run("deep-1")
    with qtbot.waitSignal(view.run_opened) as told:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert told.args == ["deep-1"]


def test_only_a_waiting_run_is_dropped(view, make, qtbot):
    view.show_experiment(*make({"deep": ([DONE, WAITING], [0.9])}), False)
    assert not view.drop.isEnabled()
    choose(view, "deep-0")
    with qtbot.assertNotEmitted(view.dropped):
        qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    choose(view, "deep-1")
    with qtbot.waitSignal(view.dropped) as told:
        view.drop.click()
    assert told.args == ["deep-1"]
    with qtbot.waitSignal(view.dropped):
        qtbot.keyClick(view.table, Qt.Key.Key_Delete)


def test_pause_becomes_go_on(view, make, qtbot):
    record, lines, states = make({"deep": ([RUNNING, WAITING], [])})
    view.show_experiment(record, lines, states, False)
    with qtbot.waitSignal(view.paused):
        view.pause.click()
    view.show_experiment(record, lines, states, True)
    assert view.pause.text() == "Go on"
    with qtbot.waitSignal(view.resumed):
        view.pause.click()
    view.show_experiment(record, lines, dict.fromkeys(states, DONE), False)
    assert not view.pause.isEnabled()
    assert view.pause.toolTip() == "All runs have ended"


def test_runs_are_added_but_no_folds(view, make, qtbot):
    view.show_experiment(*make({"deep": ([DONE], [0.9])}), False)
    view.number.setValue(7)
    with qtbot.waitSignal(view.added) as told:
        view.add.click()
    assert told.args == [7]
    folds = make({"compact": ([DONE, DONE, WAITING], [0.9, 0.8])}, vary="folds")
    view.show_experiment(*folds, False)
    assert not view.add.isEnabled()
    assert column(view, NUMBER) == ["1", "2", "3"]


def test_what_blocks_is_said(view, make):
    view.show_experiment(*make({"deep": ([RUNNING, WAITING], [])}), False)
    choose(view, "deep-1")
    view.set_blocked("Another window has this study.")
    for button in (view.pause, view.drop, view.add):
        assert not button.isEnabled()
        assert button.toolTip() == "Another window has this study."
    view.set_blocked("")
    assert view.drop.isEnabled()


@pytest.mark.parametrize(
    ("accuracies", "level", "words"),
    [
        ([0.5], "info", "5 finished runs"),
        ([0.48, 0.5, 0.52, 0.49, 0.51], "info", "stays at chance"),
        ([0.7, 0.72, 0.75, 0.71, 0.73], "attention", "Something leaks"),
    ],
)
def test_the_control_is_told(view, make, accuracies, level, words):
    assert view.notice.isHidden()
    done = [DONE] * len(accuracies)
    variants = {
        "deep": ([DONE], [0.9]),
        "deep, shuffled labels": (done, accuracies),
    }
    view.show_experiment(*make(variants), False)
    assert view.notice.level == level
    assert words in view.notice.sentence


def test_a_leak_is_seen_in_any_language(view, make):
    variants = {"deep, shuffled labels": ([DONE] * 5, [0.7, 0.72, 0.75, 0.71, 0.73])}
    language.install(lambda text, number: "Leck" if "leaks" in text else "")
    try:
        view.show_experiment(*make(variants), False)
    finally:
        language.install(None)
    assert (view.notice.level, view.notice.sentence) == ("attention", "Leck")


def test_controls_that_show_the_same_are_told_once(view, make):
    variants = {
        "a, shuffled labels": ([DONE] * 5, [0.48, 0.5, 0.52, 0.49, 0.51]),
        "b, shuffled labels": ([DONE] * 5, [0.47, 0.5, 0.52, 0.49, 0.51]),
        "c, shuffled labels": ([DONE] * 5, [0.7, 0.72, 0.75, 0.71, 0.73]),
    }
    view.show_experiment(*make(variants), False)
    first, second = view.notice.sentence.splitlines()
    assert first.startswith("c, shuffled labels: Something leaks")
    assert second.startswith("a, shuffled labels: With shuffled labels")
    assert second.endswith("The same holds for: b, shuffled labels.")
    assert view.notice.level == "attention"


def test_an_unknown_state_is_shown_as_it_is(view, make):
    odd = RunState("predicting", EPOCHS, EPOCHS, None)
    view.show_experiment(*make({"deep": ([odd], [])}), False)
    assert column(view, STATE) == ["predicting"]
    view.grab()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_follows_the_scheme(view, make, qapp, scheme):
    variants = {
        f"{network}, {data}": ([DONE, RUNNING, WAITING], [0.9])
        for network in ("deep", "compact")
        for data in ("colour", "grey (mean)", "grey (maximum)")
    }
    theme.apply(qapp, scheme)
    try:
        view.show_experiment(*make(variants), False)
        assert view.minimumSizeHint().width() <= 1000
        assert view.minimumSizeHint().height() <= 700
        corner = view.plots.curves.grab().toImage().pixelColor(1, 1)
        assert corner == theme.colours().panel
        view.grab()
    finally:
        theme.apply(qapp, "light")


def test_the_node_of_a_run_is_told_beside_its_state(view, make):
    far = RUNNING._replace(where="on lab-2")
    view.show_experiment(*make({"deep": ([far, WAITING], [])}), False)
    assert column(view, STATE) == ["running", "waiting"]
    model = view.table.model()
    tips = [
        model.data(model.index(row, STATE), Qt.ItemDataRole.ToolTipRole).splitlines()
        for row in range(2)
    ]
    assert tips[0][1] == "running on lab-2"
    assert tips[1][1] == "waiting"
