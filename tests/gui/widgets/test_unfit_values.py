"""Sentences about values that do not fit: pydantic's own, in the user's language."""

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from cellclassifier.gui import language
from cellclassifier.gui.widgets.unfit_values import problem_of


class Spec(BaseModel):
    """A setting of each kind of limit."""

    above: float = Field(1, gt=0)
    least: float = Field(1, ge=0.25)
    below: float = Field(1, lt=5)
    most: int = Field(1, le=2_000_000)
    name: str = Field("a", pattern="^a$")
    even: int = 2

    @field_validator("even")
    @classmethod
    def _is_even(cls, value):
        if value % 2:
            raise ValueError("Take an even number.")
        return value


def error_of(**values):
    with pytest.raises(ValidationError) as found:
        Spec(**values)
    return found.value


@pytest.mark.parametrize(
    "values",
    [
        {"above": 0},
        {"least": 0.1},
        {"below": 5},
        {"most": 3_000_000},
        {"name": "b"},
        {"most": "many"},
    ],
)
def test_english_is_what_pydantic_says(values):
    error = error_of(**values)
    assert problem_of(error) == f"{error.errors()[0]['msg']}."


def test_what_a_setting_says_itself_stays():
    assert problem_of(error_of(even=3)) == "Take an even number."


@pytest.mark.parametrize(
    ("values", "limit"),
    [({"above": 0}, "0"), ({"least": 0}, "0.25"), ({"most": 3_000_000}, "2000000")],
)
def test_limits_are_told_in_other_languages(values, limit):
    language.use("xx")
    try:
        told = problem_of(error_of(**values))
    finally:
        language.use("en")
    assert told.startswith("⟦")
    assert f" {limit}~" in told
