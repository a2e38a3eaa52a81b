"""The file that stands for a study: a double-click on it opens the folder it lies in.

It holds nothing that the study needs, so it may be missing, copied, renamed or thrown
away; the folder may be moved or renamed with it.
"""

import json
from pathlib import Path

from cellclassifier.core.files import write_atomically

ENDING = ".cellstudy"
"""Ending of its name; installers tell the system that this program opens it."""

STUDY = "study.json"
"""Name of a study's settings, which stand for it as well."""

_TEXT = {
    "kind": "Cell Classifier study",
    "schema_version": 1,
    "what": "Open this file with Cell Classifier to open the study in the folder that "
    "it lies in. It holds nothing else, and is made again if it is missing.",
}


def write(folder: Path) -> None:
    """Write the file into a study's folder, unless there is one, or nobody may.

    Args:
        folder: The folder; the file is named after it.
    """
    try:
        if any(folder.glob(f"*{ENDING}")):
            # Of whatever name: the folder may have been renamed, or the file.
            return
        name = folder.resolve().name or "study"
        text = json.dumps(_TEXT, indent=1)
        write_atomically(folder / f"{name}{ENDING}", f"{text}\n")
    except OSError:
        # It is for comfort; a study that can only be read is opened all the same.
        return


def folder_of(path: Path) -> Path:
    """Return the folder of the study that a path stands for.

    Args:
        path: Of such a file, of a study's settings, or of the folder itself.
    """
    stands = path.suffix.lower() == ENDING or path.name == STUDY
    return path.parent if stands and path.is_file() else path
