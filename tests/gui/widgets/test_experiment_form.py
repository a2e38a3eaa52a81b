"""The dialog for a new experiment, and what it says that will be trained."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QSpinBox

from cellclassifier.core.experiment_results import Speed
from cellclassifier.core.experiment_spec import ExperimentSpec, planned
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
    def make(channels=1, tiles=400, known=KNOWN, reason="", spec=SPEC):
        dialog = ExperimentDialog(spec, channels, tiles, known, reason)
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
    assert "stay at chance" in dialog.varying.text()


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
