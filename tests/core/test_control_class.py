"""The class without clumps, found by its name."""

import pytest

from cellclassifier.core.control_class import control_of
from cellclassifier.core.errors import UserError


@pytest.mark.parametrize(
    "name",
    [
        *("control", "CTRL_day1", "wt", "wild type", "DMSO", "Untreated", "sham"),
        *("Kontrolle", "Kontrollgruppe", "unbehandelt", "contrôle", "témoin"),
    ],
)
def test_it_is_known_by_its_name(name):
    assert control_of((name, "depleted")) == name


@pytest.mark.parametrize(
    "classes", [("a", "b"), ("control", "mock"), ("csomes", "wtf"), ("Gesunde", "x")]
)
def test_none_is_guessed_where_none_or_several_are_called_so(classes):
    assert control_of(classes) == ""


def test_one_that_is_named_is_taken_and_an_unknown_one_refused():
    assert control_of(("control", "mock"), "mock") == "mock"
    with pytest.raises(UserError, match="no class 'other'"):
        control_of(("control", "mock"), "other")
