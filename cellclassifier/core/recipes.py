"""Settings that go well together: those of each network, and those of the article."""

from collections.abc import Collection, Mapping
from typing import Any

from cellclassifier.core.spec import StudySpec
from cellclassifier.core.tile_spec import AugmentSpec
from cellclassifier.core.train_spec import TrainSpec

# The article's, but for a rate that falls and a gain on entry: without these a third of
# the runs with dark tiles does not learn.
_OF_DEEP: dict[str, Any] = {
    "epochs": 9,
    "batch_size": 20,
    "optimizer": "adam",
    "learning_rate": 0.001,
    "momentum": 0.9,
    "schedule": "cosine",
    "decay_rate": 0.0,
    "weight_decay": 0.0,
    "dropout": 0.0,
    "l2": 0.0,
    "label_smoothing": 0.0,
    "unit_input": True,
}

_RECIPES: Mapping[str, Mapping[str, Any]] = {
    "deep": _OF_DEEP,
    "deep_sequential": _OF_DEEP,
    # Batch size as in `deep`. The reference names a decay but not how much of it: this
    # is a usual one, after 2000 changes of the weights it halves the rate.
    "alexnet": {
        **_OF_DEEP,
        "optimizer": "sgd",
        "learning_rate": 0.01,
        "schedule": "inverse",
        "decay_rate": 0.0005,
        "dropout": 0.5,
        "l2": 0.0005,
    },
    "compact": {
        **_OF_DEEP,
        "epochs": 24,
        "batch_size": 32,
        "optimizer": "adamw",
        "learning_rate": 0.005,
        "weight_decay": 0.05,
        "label_smoothing": 0.05,
    },
}

_SIZES: Mapping[str, int] = {
    "deep": 128,
    "deep_sequential": 256,
    "alexnet": 128,
    "compact": 80,
}

# How bright a tile is tells more of its exposure and dish than of its class, and a
# network takes it first where it can. With these it has to look for more.
_EXPOSURE = {"contrast": 0.2, "brightness": 0.05}

_AUGMENTS: Mapping[str, AugmentSpec] = {
    "deep": AugmentSpec(),
    "deep_sequential": AugmentSpec(),
    "alexnet": AugmentSpec(),
    "compact": AugmentSpec(**_EXPOSURE),
}

ARTICLE_TILES = 400
"""Training tiles that the article draws, once."""

ARTICLE_SIZE = 256
"""Side of the article's tiles as the network sees them, px."""

_KEPT = ("seed", "split_seed", "deterministic", "out_of_memory")


def recipe(network: str) -> dict[str, Any]:
    """Return the fields of `TrainSpec` that a network is best trained with.

    Seeds, validation, early stopping, head and the cap on tiles are in no recipe.

    Args:
        network: A key of `core.catalog.ARCHITECTURES`.
    """
    return {"network": network, **_RECIPES[network]}


def suggested_size(network: str) -> int:
    """Return the side, px, of the tiles that a network was measured with.

    It is a setting of the study (`TilingSpec.size`), so `with_network` leaves it alone.
    """
    return _SIZES[network]


def suggested_augment(network: str) -> AugmentSpec:
    """Return the changes of tiles that a network was measured with.

    They are a setting of the study, as its size is. Those of `compact` change contrast
    and brightness too: leave that off where brightness is what tells classes apart, as
    the amount of DNA does.
    """
    return _AUGMENTS[network]


def with_network(
    spec: TrainSpec, network: str, asked: Collection[str] = ()
) -> TrainSpec:
    """Return `spec` with a network and its recipe; what is in no recipe stays.

    Args:
        spec: Settings of a training.
        network: A key of `core.catalog.ARCHITECTURES`.
        asked: Names of settings that stay as they are, though they are in the recipe.
    """
    found = {
        name: value for name, value in recipe(network).items() if name not in asked
    }
    return spec.model_copy(update={**found, "network": network})


def as_in_article(study: StudySpec) -> StudySpec:
    """Return `study` with the article's training; its images, groups and cut stay.

    400 training tiles drawn once, seen at 256 x 256 pixels, go 9 times through `deep`
    in minibatches of 20, with Adam at a constant rate and softmax: no validation, no
    early stopping, no changes of tiles, and nothing that came later. Seeds, and what
    concerns the device, stay.
    """
    kept = {name: getattr(study.training, name) for name in _KEPT}
    training = TrainSpec(
        network="deep",
        epochs=9,
        batch_size=20,
        validation_share=0,
        early_stopping=False,
        extra_dense=True,
        head="softmax",
        max_tiles=ARTICLE_TILES,
        optimizer="adam",
        learning_rate=0.001,
        schedule="constant",
        label_smoothing=0,
        class_weights="none",
        unit_input=False,
        **kept,
    )
    tiling = study.tiling.model_copy(update={"size": ARTICLE_SIZE})
    still = AugmentSpec(rotation=0, shift=0, flip=False)
    return study.model_copy(
        update={"training": training, "tiling": tiling, "augment": still}
    )
