"""A bug report names versions and what happened, and no one's folders."""

import sys
import traceback
from pathlib import Path

import numpy as np
import pytest

from cellclassifier import __version__
from cellclassifier.core.bug_report import text, tidied, versions

HOME = Path.home()


def test_it_holds_what_is_needed():
    found = text("It broke.", "Traceback", "a GPU", ["10:00:01  Read 3 images."])
    for part in ("It broke.", "Traceback", "Device: a GPU", "10:00:01  Read 3 images."):
        assert part in found
    assert f"Cell Classifier {__version__}" in found
    assert f"numpy {np.__version__}" in found
    assert "Device" not in versions()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"{HOME}/studies/mine/run.json", "~/studies/mine/run.json"),
        ("/data/patients/Ada Lovelace", ".../Ada Lovelace"),
        ("cannot read '/data/Ada Lovelace/x 1.tif'", "cannot read '.../x 1.tif'"),
        ('File "C:\\Users\\Ada\\x.tif", line 3', 'File ".../x.tif", line 3'),
        ("D:/Ada/x.tif.", ".../x.tif."),
        ("at \\\\server\\ada\\x.tif", "at .../x.tif"),
        ("12 of 30 tiles, 3/4, and/or; https://example.org/a", None),
        ("km/h, <python>/a/b, ~/c", None),
    ],
)
def test_paths_are_shortened(said, left):
    assert tidied(said) == (said if left is None else left)


def test_a_known_folder_with_blanks_is_only_named():
    folder = Path("/data/Ada Lovelace/my study")
    said = f"The study folder {folder} cannot be written; {folder}/runs neither."
    assert tidied(said, [folder]) == (
        "The study folder .../my study cannot be written; .../my study/runs neither."
    )


def test_a_folder_in_the_home_stays_relative_to_it():
    folder = HOME / "my cells"
    assert tidied(f"in {folder} now", [folder]) == "in ~/my cells now"


def test_a_folder_that_only_begins_like_the_home_is_another(tmp_path):
    other = HOME.with_name(f"{HOME.name}2") / "x"
    assert "~" not in tidied(f"in {other}")


def test_a_traceback_names_files_of_the_program_and_of_python():
    try:
        np.zeros(2).reshape(3)
    except ValueError as error:
        trace = "".join(traceback.format_exception(error))
    own = Path(text.__code__.co_filename).parent.parent
    said = f'{trace}\n  File "{own / "core" / "x.py"}", line 1\n{sys.prefix}/y.py'
    found = tidied(said)
    assert "<program>/core/x.py" in found
    assert "<python>/y.py" in found
    assert str(Path(__file__).parent) not in found
