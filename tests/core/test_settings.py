"""Settings as text: every one can be listed, read back and changed."""

import pytest
from pydantic import ValidationError

from cellclassifier.core import settings
from cellclassifier.core.errors import UserError
from cellclassifier.core.spec import StudySpec

CHANGES = [
    "reading.channels=2,1",
    "reading.plane=maximum",
    "groups.table=groups.csv",
    "tiling.by=size",
    "tiling.side=64.5",
    "tiling.unit=µm",
    "intensity.rule=window",
    "intensity.black=12",
    "augment.flip=false",
    "training.folds=5",
]


def test_all_settings_are_listed_and_read_back():
    spec = settings.changed(StudySpec(), CHANGES)
    assert spec.reading.channels == (2, 1)
    assert spec.augment.flip is False
    assert spec.intensity.black == 12
    lines = list(settings.listed(spec))
    assignments = [line.split("  # ")[0] for line in lines]
    assert settings.changed(StudySpec(), assignments) == spec
    fields = [type(getattr(spec, name)).model_fields for name in settings.SECTIONS]
    assert len(lines) == sum(map(len, fields))
    assert set(CHANGES) <= set(assignments)


def test_nothing_takes_a_value_back():
    spec = settings.changed(StudySpec(), CHANGES)
    for change in ("intensity.black=", "reading.channels=", "groups.table="):
        spec = settings.changed(spec, [change])
    assert spec.intensity.black is None
    assert spec.reading.channels == ()
    assert spec.groups.table is None


@pytest.mark.parametrize(
    "wrong", ["rows=4", "tiling.rows", "tiling.lines=4", "train=x", "model_config.x=1"]
)
def test_what_is_no_setting_is_told(wrong):
    with pytest.raises(UserError, match=r"is no setting.*tiling\.rows=4"):
        settings.changed(StudySpec(), [wrong])


@pytest.mark.parametrize("wrong", ["tiling.rows=0", "tiling.rows=x", "augment.flip=7"])
def test_a_value_that_is_not_allowed_is_refused(wrong):
    with pytest.raises(ValidationError):
        settings.changed(StudySpec(), [wrong])
