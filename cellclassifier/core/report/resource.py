"""Finds the files that the program ships with, without the window."""

from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder.

    Args:
        name: Its path inside the resource folder, such as ``report/report.css``.

    Raises:
        FileNotFoundError: There is none.
    """
    here = Path(__file__).resolve()
    # In a wheel the folder lies inside the package, in the source tree beside it.
    for folder in (here.parents[2] / "resources", here.parents[3] / "resources"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"There is no shipped file '{name}'.")
