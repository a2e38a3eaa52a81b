"""Settings that go well together."""

import pytest

from cellclassifier.core.catalog import ARCHITECTURES, NETWORK_OPTIONS
from cellclassifier.core.recipes import (
    as_in_article,
    recipe,
    suggested_augment,
    suggested_size,
    with_network,
)
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import AugmentSpec, TilingSpec
from cellclassifier.core.train_spec import TrainSpec

every = pytest.mark.parametrize("network", ARCHITECTURES)
OWN = TrainSpec(
    seed=7,
    split_seed=8,
    validation_share=0.3,
    early_stopping=False,
    patience=3,
    max_tiles=50,
    class_weights="balanced",
    head="sigmoid",
    deterministic=False,
)


@every
def test_a_recipe_is_valid_and_names_its_network(network):
    made = TrainSpec(**recipe(network))
    assert made.network == network
    assert made == TrainSpec.model_validate_json(made.model_dump_json())


@every
def test_a_recipe_sets_only_options_that_its_network_has(network):
    found = TrainSpec(**recipe(network))
    for name in NETWORK_OPTIONS - ARCHITECTURES[network].options:
        assert getattr(found, name) == TrainSpec.model_fields[name].default


@every
def test_a_network_comes_with_its_recipe_and_the_rest_stays(network):
    made = with_network(OWN, network)
    assert made == OWN.model_copy(update=recipe(network))
    changed = {n for n in TrainSpec.model_fields if getattr(made, n) != getattr(OWN, n)}
    assert changed <= set(recipe(network))
    kept = {"seed", "split_seed", "validation_share", "early_stopping", "patience"}
    kept |= {"max_tiles", "class_weights", "head", "deterministic"}
    assert not kept & set(recipe(network))


@every
def test_what_was_asked_for_stays_with_every_network(network):
    asked = ("epochs", "learning_rate", "network", "seed")
    made = with_network(OWN, network, asked)
    own = {**recipe(network), "epochs": OWN.epochs, "learning_rate": OWN.learning_rate}
    assert made == OWN.model_copy(update=own)
    assert made.network == network


def test_going_to_a_network_and_back_leaves_nothing_of_it():
    for other in ARCHITECTURES:
        assert with_network(with_network(OWN, other), "deep") == with_network(
            OWN, "deep"
        )


def test_the_defaults_are_the_recipe_of_the_default_network():
    assert with_network(TrainSpec(), TrainSpec().network) == TrainSpec()


def test_a_recipe_cannot_be_changed_from_outside():
    recipe("deep")["epochs"] = 1
    assert recipe("deep")["epochs"] == 9


def test_alexnet_is_trained_as_the_reference_says():
    made = with_network(TrainSpec(), "alexnet")
    assert (made.optimizer, made.momentum, made.learning_rate) == ("sgd", 0.9, 0.01)
    assert (made.dropout, made.l2) == (0.5, 5e-4)
    assert made.schedule == "inverse"
    assert made.decay_rate > 0


@every
def test_the_suggested_size_is_one_that_can_be_set(network):
    assert TilingSpec(size=suggested_size(network)).size == suggested_size(network)


@every
def test_the_suggested_changes_turn_and_mirror(network):
    found = suggested_augment(network)
    plain = AugmentSpec()
    assert (found.rotation, found.shift, found.flip) == (
        plain.rotation,
        plain.shift,
        plain.flip,
    )


def test_only_compact_is_to_be_kept_from_looking_at_brightness():
    shaded = {n for n in ARCHITECTURES if suggested_augment(n) != AugmentSpec()}
    assert shaded == {"compact"}
    assert suggested_augment("compact").contrast > 0
    assert suggested_augment("compact").brightness > 0


def test_as_in_the_article_is_what_the_article_says():
    study = StudySpec(
        tiling=TilingSpec(size=96, rows=4, columns=4),
        augment=AugmentSpec(zoom=0.2, noise=0.1),
        training=with_network(OWN.model_copy(update={"folds": 5}), "alexnet"),
    )
    made = as_in_article(study)
    training = made.training
    assert (training.network, training.extra_dense) == ("deep", True)
    assert (training.epochs, training.batch_size, training.max_tiles) == (9, 20, 400)
    assert (training.optimizer, training.learning_rate) == ("adam", 0.001)
    assert (training.schedule, training.head) == ("constant", "softmax")
    assert (training.validation_share, training.folds) == (0, 0)
    assert not training.early_stopping
    assert not training.unit_input
    assert (training.dropout, training.l2, training.weight_decay) == (0, 0, 0)
    assert (training.label_smoothing, training.class_weights) == (0, "none")
    assert training.start is None
    assert not made.augment.active
    assert made.tiling == TilingSpec(size=256, rows=4, columns=4)
    assert (training.seed, training.split_seed) == (7, 8)
    assert not training.deterministic


def test_as_in_the_article_leaves_the_images_alone():
    study = StudySpec(train="somewhere", tests=("there",))
    made = as_in_article(study)
    changed = {"training", "tiling", "augment"}
    assert made.model_dump(exclude=changed) == study.model_dump(exclude=changed)
    assert as_in_article(made) == made
