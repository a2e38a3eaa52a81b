"""The command that a node starts itself with, for one of its GPUs."""

import sys

import pytest

from cellclassifier.cluster import gpus
from cellclassifier.core import program


@pytest.mark.parametrize(
    ("given", "start"),
    [
        (["node", "tls://a:1"], program.command("node")),
        (["tls://a:1"], [sys.executable, "-P", "-m", "cellclassifier.cluster.node"]),
    ],
)
def test_no_file_of_the_current_folder_is_taken_for_a_module(given, start):
    made = gpus._again(["program", *given], "x/1")
    assert made[: len(start)] == start
    assert made[:2] == [sys.executable, "-P"]
