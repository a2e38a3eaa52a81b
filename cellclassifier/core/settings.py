"""Settings as text, ``tiling.rows=4``: for the command line, and for people to read."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic.fields import FieldInfo

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.spec import StudySpec

SECTIONS = (
    *("reading", "groups", "tiling", "intensity", "masking", "augment", "training"),
)
"""Parts of a study's settings that have fields of their own."""


def changed(spec: StudySpec, assignments: Sequence[str]) -> StudySpec:
    """Return `spec` with settings changed.

    Args:
        spec: The settings.
        assignments: Each ``section.field=value``; several values are divided by commas,
            and none at all stands for what is not set.

    Raises:
        UserError: There is no such setting.
        pydantic.ValidationError: A value is not allowed.
    """
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        section, _, field = name.strip().partition(".")
        if not equals or section not in SECTIONS or field not in _fields(spec, section):
            raise UserError(
                tr(
                    "'{assignment}' is no setting. Expected SECTION.FIELD=VALUE, such "
                    "as tiling.rows=4; 'cellclassifier settings STUDY' lists all of "
                    "them.",
                    assignment=assignment,
                )
            )
        part = getattr(spec, section)
        value = _value(_fields(spec, section)[field], text.strip())
        made = type(part).model_validate({**dict(part), field: value})
        spec = spec.model_copy(update={section: made})
    return spec


def listed(spec: StudySpec) -> Iterator[str]:
    """Yield a line for each setting: name, value, and what it is for."""
    for section in SECTIONS:
        part = getattr(spec, section)
        for name, field in _fields(spec, section).items():
            value = _text(getattr(part, name))
            yield f"{section}.{name}={value}  # {field.description or field.title}"


def _fields(spec: StudySpec, section: str) -> dict[str, FieldInfo]:
    return dict(type(getattr(spec, section)).model_fields)


def _value(field: FieldInfo, text: str) -> Any:
    if not text and type(None) in getattr(field.annotation, "__args__", ()):
        return None
    if getattr(field.annotation, "__origin__", None) is tuple:
        return tuple(each.strip() for each in text.split(",") if each.strip())
    return text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    if isinstance(value, float):
        return str(value).removesuffix(".0")
    return str(value).lower() if isinstance(value, bool) else str(value)
