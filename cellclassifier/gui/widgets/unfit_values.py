"""Why a value does not fit its setting, as a sentence in the user's language."""

from typing import Any

from pydantic import ValidationError

from cellclassifier.core.language import tr


def problem_of(error: ValidationError) -> str:
    """Return the first problem of a value, as a sentence."""
    first = error.errors()[0]
    text = _told(first["type"], first.get("ctx", {})) or str(first["msg"])
    text = text.removeprefix("Value error, ")
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _told(kind: str, limits: dict[str, Any]) -> str:
    """Return what pydantic says of a limit; "" for what it says of anything else.

    What settings check themselves has been translated where it is checked.
    """
    match kind:
        case "greater_than":
            return tr(
                "Input should be greater than {limit}", limit=_plain(limits["gt"])
            )
        case "greater_than_equal":
            return tr(
                "Input should be greater than or equal to {limit}",
                limit=_plain(limits["ge"]),
            )
        case "less_than":
            return tr("Input should be less than {limit}", limit=_plain(limits["lt"]))
        case "less_than_equal":
            return tr(
                "Input should be less than or equal to {limit}",
                limit=_plain(limits["le"]),
            )
        case "string_pattern_mismatch":
            return tr("String should match pattern '{pattern}'", **limits)
    return ""


def _plain(limit: float) -> str:
    return str(int(limit)) if float(limit).is_integer() else str(limit)
