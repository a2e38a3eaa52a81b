"""The dialog for a new experiment, and what it says that will be trained."""

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QSpinBox,
)

from cellclassifier.core.experiment_results import Speed
from cellclassifier.core.experiment_spec import ExperimentSpec, evened, planned
from cellclassifier.core.lots import Stock
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import ReadingSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.widgets.experiment_form import ExperimentDialog
from cellclassifier.gui.widgets.experiment_plan import plan, total

SPEC = StudySpec(
    tiling=TilingSpec(size=128),
    training=TrainSpec(network="deep", epochs=10, validation_share=0.2),
)
KNOWN = [Speed("deep", 128, 1, 0.01)]


@pytest.fixture
def dialog_of(qtbot):
    def make(channels=1, tiles=400, known=KNOWN, reason="", spec=SPEC, held=None):
        dialog = ExperimentDialog(spec, channels, tiles, known, reason, held=held)
        qtbot.addWidget(dialog)
        return dialog

    return make


def cells(dialog):
    table = dialog.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def box(dialog, name):
    return dialog.findChild(QCheckBox, name)


def test_it_proposes_twelve_runs_of_what_the_study_has(dialog_of):
    dialog = dialog_of()
    assert dialog.experiment == ExperimentSpec(networks=("deep",))
    # 12 runs x 10 epochs x 400 tiles x 0.01 s = 480 s
    assert cells(dialog) == [["deep", "12", "10", "400", "about 8 min"]]
    assert dialog.total.text() == (
        "12 runs, about 8 min on this device, less where runs stop early."
    )
    assert dialog.start.isEnabled()
    assert dialog.data.isHidden()


def test_what_is_not_known_is_said(dialog_of):
    dialog = dialog_of()
    box(dialog, "alexnet").click()
    dialog.findChild(QSpinBox, "runs").setValue(18)
    assert dialog.experiment.networks == ("deep", "alexnet")
    assert [row[-1] for row in cells(dialog)] == ["about 12 min", "not known"]
    text = dialog.total.text()
    assert text.startswith("36 runs; about 12 min on this device for 18 of them")
    assert text.endswith(
        "no run of alexnet has been timed yet, so its time is not known."
    )
    box(dialog, "deep").click()
    assert dialog.total.text() == (
        "18 runs; no run of alexnet has been timed yet, so its time is not known."
    )


def test_tiles_that_are_not_made_yet_leave_the_time_open(dialog_of):
    dialog = dialog_of(tiles=0)
    assert cells(dialog) == [["deep", "12", "10", "not known", "not known"]]
    assert "before the tiles are made" in dialog.total.text()


def test_a_control_is_one_switch(dialog_of):
    dialog = dialog_of()
    box(dialog, "shuffled").click()
    assert [row[0] for row in cells(dialog)] == ["deep", "deep, shuffled labels"]
    assert dialog.total.text().startswith("24 runs, about 16 min")
    help_texts = [each.text() for each in dialog.controls.findChildren(QLabel)]
    assert any("stay at chance" in text for text in help_texts)


def test_kinds_of_data_where_there_are_several_channels(dialog_of):
    dialog = dialog_of(channels=3)
    assert not dialog.data.isHidden()
    assert dialog.data.ticked() == ("keep",)
    assert dialog.experiment.mixes == ()
    box(dialog, "mean").click()
    assert dialog.experiment.mixes == ("keep", "mean")
    assert [row[0] for row in cells(dialog)] == ["deep, colour", "deep, grey (mean)"]
    box(dialog, "keep").click()
    assert dialog.experiment.mixes == ("mean",)


def test_a_study_in_grey_can_be_compared_with_colour(dialog_of):
    spec = SPEC.model_copy(update={"reading": ReadingSpec(mix="maximum")})
    dialog = dialog_of(spec=spec)
    assert not dialog.data.isHidden()
    assert dialog.data.ticked() == ("maximum",)
    assert dialog.experiment.mixes == ()


def test_nothing_starts_without_a_network_or_data(dialog_of):
    dialog = dialog_of(channels=3)
    box(dialog, "deep").click()
    assert not dialog.start.isEnabled()
    assert dialog.reason.text() == "No network is chosen: tick one or more."
    assert cells(dialog) == []
    box(dialog, "deep").click()
    box(dialog, "keep").click()
    assert dialog.start.toolTip() == "No kind of data is chosen: tick one or more."
    box(dialog, "keep").click()
    assert dialog.start.isEnabled()
    assert dialog.reason.text() == ""


def test_what_blocks_is_said_and_the_plan_still_shown(dialog_of):
    dialog = dialog_of(reason="The images are still being read.")
    assert not dialog.start.isEnabled()
    assert dialog.reason.text() == "The images are still being read."
    assert len(cells(dialog)) == 1


def test_folds_are_as_many_as_the_runs(dialog_of):
    dialog = dialog_of()
    varies = dialog.findChild(QComboBox, "vary")
    varies.setCurrentIndex(varies.findData("folds"))
    runs = dialog.findChild(QSpinBox, "runs")
    for number, allowed in ((1, False), (5, True), (50, True), (51, False)):
        runs.setValue(number)
        assert dialog.start.isEnabled() == allowed
        assert bool(dialog.reason.text()) != allowed
        assert bool(cells(dialog)) == allowed
        if allowed:
            planned(SPEC, dialog.experiment)
    runs.setValue(5)
    # 400 of 500 tiles train with a fifth aside, and so they do in each of 5 folds.
    assert cells(dialog)[0][3] == "400"


def test_tiles_of_folds_are_those_that_are_not_aside():
    folds = ExperimentSpec(runs=10, vary="folds")
    assert plan(SPEC, folds, 400, ())[0].tiles == 450
    training = SPEC.training.model_copy(update={"max_tiles": 420})
    capped = SPEC.model_copy(update={"training": training})
    assert plan(capped, folds, 400, ())[0].tiles == 420


def test_the_plan_has_all_that_will_be_trained():
    experiment = ExperimentSpec(
        runs=7, networks=("deep", "compact"), mixes=("keep", "mean"), shuffled=True
    )
    rows = plan(SPEC, experiment, 400, KNOWN)
    made = planned(SPEC, experiment)
    assert sum(row.runs for row in rows) == len(made)
    assert {row.variant for row in rows} == {each.variant for each in made}
    epochs = {each.variant: each.spec.training.epochs for each in made}
    assert {row.variant: row.epochs for row in rows} == epochs
    assert total(rows).startswith("56 runs; ")


def test_starting_accepts_and_leaving_does_not(dialog_of):
    dialog = dialog_of()
    dialog.start.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    other = dialog_of()
    other.reject()
    assert other.result() == QDialog.DialogCode.Rejected


def test_it_fits_a_small_screen(dialog_of):
    dialog = dialog_of(channels=3)
    assert dialog.width() <= 1280
    assert dialog.height() <= 760
    assert dialog.minimumSizeHint().height() <= 760


HELD = Stock({"control": 220, "treated": 180}, {"control": 7, "treated": 5}, 100)


def test_sizes_are_one_switch_with_what_there_is(dialog_of):
    dialog = dialog_of(held=HELD)
    assert dialog.experiment.sizes == ()
    assert "220 in 'control', 180 in 'treated'" in dialog.sizes.help.text()
    box(dialog, "sizes_switch").click()
    assert dialog.experiment.sizes == (5, 10, 20, 50, 100, 0)
    rows = cells(dialog)
    assert [row[0] for row in rows] == [
        *(f"deep, {n} tiles a class" for n in (5, 10, 20, 50, 100)),
        "deep, all tiles",
    ]
    # Minibatches of 20: 400 tiles are 20 of them, 10 tiles one, 200 tiles ten.
    assert [row[2] for row in rows] == ["200", "200", "100", "40", "20", "10"]
    assert [row[3] for row in rows] == ["10", "20", "40", "100", "200", "400"]
    assert "not known" not in {row[4] for row in rows}
    assert "Runs of fewer tiles get more epochs" in dialog.sizes.help.text()
    assert dialog.total.text().startswith("72 runs, about ")


def test_the_epochs_that_are_planned_are_those_that_are_trained():
    experiment = ExperimentSpec(runs=2, sizes=(5, 0))
    row, whole = plan(SPEC, experiment, 400, KNOWN, HELD)
    assert row.epochs == evened(SPEC.training, 400, 10).epochs
    # About as many changes of the weights, and more of validation.
    assert 0.1 * whole.seconds < row.seconds < 5 * whole.seconds


def test_of_several_networks_each_has_the_epochs_that_it_is_trained_with(dialog_of):
    dialog = dialog_of()
    dialog.networks.tick(["deep", "compact"])
    dialog._show_plan()
    rows = dialog.table
    shown = [rows.item(row, 2).text() for row in range(rows.rowCount())]
    trained = {e.variant: e.spec.training for e in planned(SPEC, dialog.experiment)}
    assert shown == [str(training.epochs) for training in trained.values()]
    alike = dialog.experiment.model_copy(update={"asked": ("epochs",)})
    assert {row.epochs for row in plan(SPEC, alike, 400, KNOWN)} == {
        SPEC.training.epochs
    }


def test_groups_are_proposed_as_far_as_there_are_any(dialog_of):
    dialog = dialog_of(held=HELD)
    box(dialog, "sizes_switch").click()
    unit = dialog.sizes.unit
    unit.setCurrentIndex(unit.findData("groups"))
    unit.activated.emit(unit.currentIndex())
    assert dialog.experiment.size_unit == "groups"
    assert dialog.experiment.sizes == (1, 2, 3, 4, 0)
    assert "7 in 'control', 5 in 'treated'" in dialog.sizes.help.text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5, x", "'x' is no size"),
        ("0", "'0' is no size"),
        ("-3", "'-3' is no size"),
        ("", "No size is given"),
        ("5 181", "Class 'treated' has 180 training tiles, so 181 of each class"),
    ],
)
def test_what_is_no_size_prevents_the_start_and_says_why(dialog_of, text, said):
    dialog = dialog_of(held=HELD)
    box(dialog, "sizes_switch").click()
    dialog.sizes.numbers.setText(text)
    dialog.sizes.numbers.textEdited.emit(text)
    assert not dialog.start.isEnabled()
    assert said in dialog.reason.text()
    box(dialog, "sizes_switch").click()
    assert dialog.start.isEnabled()


def test_sizes_of_tiles_that_are_not_made_yet_leave_the_time_open(dialog_of):
    dialog = dialog_of(tiles=0)
    box(dialog, "sizes_switch").click()
    assert {row[4] for row in cells(dialog)} == {"not known"}
    assert dialog.start.isEnabled()


def test_controls_of_clumps_ask_how_large_clumps_are(dialog_of):
    dialog = dialog_of()
    dialog.show()
    assert not dialog.clumps.isVisible()
    assert dialog.experiment.clumps is None
    box(dialog, "without clumps").click()
    assert dialog.clumps.isVisible()
    dialog.clumps.findChild(QDoubleSpinBox, "radius").setValue(6)
    assert dialog.experiment.controls == ("without clumps",)
    (_, (name, spec)) = planned(SPEC, dialog.experiment)[:2]
    assert name == "deep, without clumps"
    assert (spec.masking.masked, spec.masking.radius) == ("without clumps", 6)
    dialog.close()
