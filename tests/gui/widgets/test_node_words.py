"""What nodes say of themselves, in another language."""

import pytest
from marked import speaking, unmarked

from cellclassifier.cluster.gpus import described
from cellclassifier.gui.widgets.node_words import device_told, doing_told

DOING = (
    "trains 2 of 3, epoch 3 of 20",
    "trains 2 of 3",
    "predicts the sets of 2 of 3",
    "gets the files of 2 of 3",
    "predicts or explains tiles by 2 of 3",
)


@pytest.mark.parametrize("doing", [*DOING, "", "; ".join(DOING)])
def test_what_a_node_does_is_told_in_the_language_of_the_window(doing):
    assert doing_told(doing) == doing
    with speaking():
        assert unmarked(doing_told(doing)) == []


def test_what_is_not_known_is_told_as_it_came():
    with speaking():
        assert doing_told("paints 2") == "paints 2"
        assert device_told("GPU 0 (NVIDIA A100)") == "GPU 0 (NVIDIA A100)"


@pytest.mark.parametrize("sure", [True, False])
def test_a_processor_is_told_in_the_language_of_the_window(sure):
    device = described("", sure)
    assert device_told(device) == device
    with speaking():
        assert unmarked(device_told(device)) == []
