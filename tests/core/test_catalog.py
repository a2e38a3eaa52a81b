"""Catalogues: every key has a module, a name and a line of help."""

from importlib.util import find_spec

import pytest

from cellclassifier.core.catalog import ARCHITECTURES, ATTRIBUTIONS, NETWORK_OPTIONS
from cellclassifier.core.messages import ExplainJob
from cellclassifier.core.train_spec import TrainSpec

ENTRIES = [
    *(("architectures", key, choice) for key, choice in ARCHITECTURES.items()),
    *(("attributions", key, choice) for key, choice in ATTRIBUTIONS.items()),
]


@pytest.mark.parametrize(("kind", "key", "choice"), ENTRIES)
def test_every_entry_has_a_module_and_words(kind, key, choice):
    assert find_spec(f"cellclassifier.engine.{kind}.{key}")
    assert choice.label
    assert choice.help.endswith(".")
    assert "\n" not in choice.help


@pytest.mark.parametrize("key", ARCHITECTURES)
def test_every_network_can_be_chosen(key):
    assert TrainSpec(network=key).network == key


@pytest.mark.parametrize("key", ARCHITECTURES)
def test_options_of_networks_are_settings(key):
    assert ARCHITECTURES[key].options <= NETWORK_OPTIONS <= set(TrainSpec.model_fields)


def test_every_option_is_one_of_some_network():
    assert frozenset().union(*(x.options for x in ARCHITECTURES.values())) == (
        NETWORK_OPTIONS
    )


def test_the_defaults_are_entries():
    assert TrainSpec().network in ARCHITECTURES
    assert ExplainJob.model_fields["method"].default in ATTRIBUTIONS
