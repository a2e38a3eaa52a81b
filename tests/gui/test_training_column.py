"""Settings of the next run: which decide something, and the presets."""

import drawn
import pytest
from acting import ACTOR, Conducting

from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui.session import Session
from cellclassifier.gui.training_column import TrainingColumn, used


@pytest.fixture
def column(qtbot, tmp_path):
    session = Session(ACTOR, Conducting())
    made = TrainingColumn(session)
    qtbot.addWidget(made)
    session.open_study(drawn.study(tmp_path, 6, 4).folder)
    qtbot.waitUntil(lambda: session.prepared is not None, timeout=60_000)
    yield made
    session.close()


@pytest.mark.parametrize(
    ("name", "without", "with_it"),
    [
        ("momentum", {}, {"optimizer": "sgd"}),
        ("weight_decay", {}, {"optimizer": "adamw"}),
        ("decay_rate", {}, {"schedule": "inverse"}),
        ("plateau_patience", {}, {"schedule": "plateau"}),
        ("patience", {"early_stopping": False}, {}),
        ("patience", {"validation_share": 0}, {}),
        ("fold", {}, {"folds": 3}),
        ("l2", {}, {"network": "alexnet"}),
        ("extra_dense", {"network": "compact"}, {}),
    ],
)
def test_settings_that_decide_nothing_are_known(name, without, with_it):
    assert name not in used(TrainSpec(**without))
    assert name in used(TrainSpec(**with_it))


@pytest.mark.parametrize("network", list(ARCHITECTURES))
def test_every_network_uses_what_it_says(network):
    some = {"extra_dense", "dropout", "l2"} & used(TrainSpec(network=network))
    assert some == set(ARCHITECTURES[network].options)


def test_another_network_comes_with_its_settings(column):
    session = column._session
    chosen = column.form.spec.model_copy(update={"network": "compact"})
    column.form.edited.emit(chosen)
    assert session.spec.training.network == "compact"
    assert session.spec.training.optimizer == "adamw"
    # What it was set to by hand afterwards stays.
    column.form.edited.emit(session.spec.training.model_copy(update={"epochs": 3}))
    assert session.spec.training.epochs == 3
    assert session.spec.training.optimizer == "adamw"


def test_the_article_is_one_press(column):
    column.article.click()
    spec = column._session.spec
    assert spec.training.max_tiles == 400
    assert spec.training.validation_share == 0
    assert spec.augment.rotation == 0
    column.show_settings()
    assert column.form.spec == spec.training
