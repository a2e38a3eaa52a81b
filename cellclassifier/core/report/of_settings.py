"""The settings of a run: those that were changed, and all of them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic_core import PydanticUndefined

from cellclassifier.core.report.blocks import Block, Section, Table, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.settings import SECTIONS
from cellclassifier.core.spec import StudySpec


class Setting(NamedTuple):
    """A setting of a run.

    Attributes:
        name: As on the command line, "tiling.rows".
        title: Its name for people.
        value: Its value, as text.
        usual: Its default, as text.
        changed: Whether the two differ.
        resolved: Whether the program found the value in the training images.
    """

    name: str
    title: str
    value: str
    usual: str
    changed: bool
    resolved: bool


def settings_of(spec: StudySpec) -> Iterator[Setting]:
    """Yield all settings of a run."""
    for section in SECTIONS:
        part = getattr(spec, section)
        for name, field in type(part).model_fields.items():
            value, usual = getattr(part, name), _default(field)
            changed = value != usual
            found = section == "intensity" and name in ("black", "white")
            found = found and spec.intensity.rule != "window" and changed
            yield Setting(
                f"{section}.{name}",
                field.title or name,
                text_of(value),
                text_of(usual),
                changed,
                found,
            )


def _default(field: Any) -> Any:
    found = field.get_default(call_default_factory=True)
    return None if found is PydanticUndefined else found


def text_of(value: Any) -> str:
    """Return a value for people."""
    if value is None or value == () or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(text_of(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def settings(material: Material) -> Section:
    """Return the settings of the run."""
    found = tuple(settings_of(material.record.study))
    changed = [each for each in found if each.changed]
    blocks: list[Block] = []
    if changed:
        rows = tuple((s.name, s.title, _told(s), s.usual) for s in changed)
        header = ("setting", "what it is", "in this run", "default")
        blocks.append(Table("Settings that differ from the defaults.", header, rows, 4))
    else:
        blocks.append(Words("All settings are the default ones."))
    every = tuple((each.name, each.title, _told(each)) for each in found)
    names = ("setting", "what it is", "in this run")
    caption = f"All {len(found)} settings."
    blocks.append(Table(caption, names, every, 3, folded=True))
    return Section("settings", "Settings", tuple(blocks))


def _told(setting: Setting) -> str:
    found = " (found from the training images)" if setting.resolved else ""
    return f"{setting.value}{found}"
