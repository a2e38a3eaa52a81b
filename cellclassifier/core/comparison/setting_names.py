"""What settings are called in sentences."""

from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec


def setting_name(path: str) -> str:
    """Return what a setting is called, as in "batch size".

    It is the name of its field, so that it is found in ``run.json``; in another
    language the title that forms show for it, where that is translated.

    Args:
        path: Where it stands in a `StudySpec`, such as "training.batch_size".
    """
    plain = path.rpartition(".")[2].replace("_", " ")
    title = _title(path)
    told = tr(title) if title else ""
    return plain if told == title else told


def _title(path: str) -> str:
    """Return the title of a field; "" where it has none, or is none of a study."""
    model: type[BaseModel] | None = StudySpec
    field: FieldInfo | None = None
    for name in path.split("."):
        field = model.model_fields.get(name) if model else None
        model = _model_of(field) if field else None
    return (field.title or "") if field else ""


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the settings that a field holds; ``None`` where it is a plain value."""
    kinds = (field.annotation, *get_args(field.annotation))
    models = (k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel))
    return next(models, None)
