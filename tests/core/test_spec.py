"""Settings: ranges, defaults and help in one place, strict and frozen."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from cellclassifier.core.mask_spec import MaskSpec, Seen
from cellclassifier.core.places import Profile
from cellclassifier.core.settings import SECTIONS
from cellclassifier.core.spec import StudySpec, explain_invalid
from cellclassifier.core.tile_spec import (
    AugmentSpec,
    GroupSpec,
    IntensitySpec,
    ReadingSpec,
    TilingSpec,
)
from cellclassifier.core.train_spec import TrainSpec

SEEN = Seen(
    floor=0.1,
    level=0.1,
    centre=0,
    deviation=0.02,
    tiles=9,
    source="9 tiles",
    light=(0.3,),
    texture=(0.01,),
)

FORMS = (ReadingSpec, GroupSpec, TilingSpec, AugmentSpec, TrainSpec)


def test_defaults_are_those_of_the_article():
    spec = StudySpec()
    assert spec.tiling == TilingSpec(size=256, rows=1, columns=1)
    assert (spec.training.network, spec.training.epochs) == ("deep", 9)
    assert (spec.training.batch_size, spec.training.extra_dense) == (20, True)
    assert spec.intensity == IntensitySpec(black=None, white=None)


@pytest.mark.parametrize("form", FORMS)
def test_every_field_has_a_title_and_a_line_of_help(form):
    for name, field in form.model_fields.items():
        assert field.title, name
        assert field.description, name
        assert field.description.endswith("."), name


def test_every_setting_survives_the_file():
    spec = StudySpec(
        train=Path("/images/ü"),
        tests=(Path("/a"), Path("/b")),
        reading=ReadingSpec(
            channels=(2, 1),
            mix="maximum",
            plane="maximum",
            plane_number=4,
            time="one",
            time_number=3,
            scene=2,
        ),
        groups=GroupSpec(by="table", pattern="(well_[A-H])", table=Path("/g.csv")),
        tiling=TilingSpec(
            size=64,
            by="size",
            rows=2,
            columns=3,
            side=40.5,
            unit="µm",
            overlap=0.25,
            least_contrast=0.02,
        ),
        intensity=IntensitySpec(rule="window", black=10.5, white=4000, low=1, high=98),
        augment=AugmentSpec(
            rotation=0,
            steps=18,
            shift=0,
            flip=False,
            zoom=0.1,
            brightness=0.2,
            contrast=0.3,
            noise=0.05,
        ),
        masking=MaskSpec(
            masked="clumps only",
            radius=2.5,
            unit="µm",
            k=4,
            smallest=0.5,
            largest=20,
            dilate=1,
            channel=2,
            control="wild",
            seen=SEEN,
        ),
        training=TrainSpec(
            network="alexnet",
            extra_dense=False,
            unit_input=False,
            epochs=3,
            batch_size=5,
            learning_rate=0.01,
            validation_share=0,
            early_stopping=False,
            head="sigmoid",
            start=Path("a network.keras"),
            max_tiles=400,
            optimizer="sgd",
            momentum=0.5,
            weight_decay=0.1,
            schedule="inverse",
            decay_rate=0.001,
            plateau_patience=2,
            patience=3,
            dropout=0.25,
            l2=0.0005,
            label_smoothing=0.05,
            class_weights="balanced",
            folds=5,
            fold=2,
            seed=9,
            split_seed=8,
            per_class=20,
            per_class_unit="groups",
            draw_seed=3,
            shuffled=True,
            deterministic=False,
            out_of_memory="stop",
            marked_labels="left out",
            keep_epochs="all",
        ),
    )
    assert StudySpec.model_validate_json(spec.model_dump_json()) == spec
    for name in SECTIONS:
        form = getattr(spec, name)
        unchanged = {
            name
            for name, field in type(form).model_fields.items()
            if getattr(form, name) == field.default
        }
        assert unchanged == set()


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (TilingSpec, {"size": 63}),
        (TilingSpec, {"rows": 0}),
        (AugmentSpec, {"rotation": 181}),
        (AugmentSpec, {"shift": 0.6}),
        (TrainSpec, {"epochs": 0}),
        (TrainSpec, {"batch_size": 0}),
        (TrainSpec, {"learning_rate": 0}),
        (TrainSpec, {"validation_share": 0.51}),
        (TrainSpec, {"seed": -1}),
        (TrainSpec, {"network": "shallow"}),
        (GroupSpec, {"pattern": "(open"}),
        (GroupSpec, {"by": "moon"}),
        (StudySpec, {"more": 1}),
    ],
    ids=str,
)
def test_values_out_of_range_are_told_in_a_sentence(form, values):
    with pytest.raises(ValidationError) as caught:
        form.model_validate(values)
    ((name, value),) = values.items()
    text = explain_invalid(caught.value)
    assert text.startswith(f"{name}: ")
    assert repr(value) in text
    assert text.endswith(".")
    assert "Value error" not in text


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        TrainSpec().epochs = 3


@pytest.mark.parametrize(
    ("values", "active"),
    [
        ({}, True),
        ({"rotation": 0, "shift": 0, "flip": False}, False),
        ({"rotation": 0, "shift": 0}, True),
        ({"rotation": 1, "shift": 0, "flip": False}, True),
        ({"rotation": 0, "shift": 0.1, "flip": False}, True),
    ],
)
def test_augmentation_is_active_where_anything_is_on(values, active):
    assert AugmentSpec.model_validate(values).active is active


@pytest.mark.parametrize(("decay", "schedule"), [(True, "cosine"), (False, "constant")])
def test_settings_of_format_2_mean_what_they_meant(decay, schedule):
    # One seed decided on all, no epoch was chosen, and the rate fell or not.
    spec = TrainSpec.model_validate({"decay": decay, "seed": 7, "epochs": 4})
    assert spec.schedule == schedule
    assert (spec.seed, spec.split_seed) == (7, 7)
    assert not spec.early_stopping
    assert spec.epochs == 4


def test_what_a_sentence_names_is_not_named_again():
    with pytest.raises(ValidationError) as caught:
        Profile(name="here")
    told = explain_invalid(caught.value)
    assert told.count("'here'") == 2  # "and not 'here'. Received: 'here'."
    assert told.endswith("Received: 'here'.")
