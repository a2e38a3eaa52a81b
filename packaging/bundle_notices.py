"""Licence notices of all that is inside a bundle, from the metadata of packages."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

OSI = "License :: OSI Approved :: "
LONGEST = 100
"""Letters of a licence's name; some packages put the whole text in its place."""

TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
"""Names of files that hold a licence."""

DOCUMENTS = Path("/usr/share/doc")
"""Where Debian keeps the licence of each package."""

USUAL = Path(__file__).resolve().parent / "licence_texts"
"""Texts of licences for packages that name theirs and do not bring it."""

HOMES = ("homepage", "home", "source", "source code", "repository", "code")
"""Labels of addresses, from the best on."""

FOLDER = "licences"
"""Folder of the bundle that all this is written into."""


class Notice(NamedTuple):
    """A package inside the bundle; `texts` are its files about licences."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[Path, ...]


def distributions_of(
    modules: Iterable[str], known: Mapping[str, list[str]] | None = None
) -> list[str]:
    """Return the names of the distributions that modules belong to, sorted.

    Args:
        modules: Names of modules, such as ``keras.src.layers``.
        known: Distributions by top-level module; those of this Python without it.
    """
    owners = metadata.packages_distributions() if known is None else known
    tops = {module.partition(".")[0] for module in modules}
    return sorted({name for top in tops for name in owners.get(top, [])}, key=str.lower)


def notice_of(name: str) -> Notice:
    """Return what is known of the licence of a distribution.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    found = metadata.distribution(name)
    licence = licence_of(found.metadata)
    return Notice(
        found.metadata["Name"],
        found.version,
        licence,
        found.metadata.get("Home-page") or _home(found.metadata),
        tuple(_texts(found) or usual_texts(licence)),
    )


def usual_texts(licence: str) -> list[Path]:
    """Return the texts of licences that a name such as "LGPL-3.0-only" stands for."""
    told = licence.replace(" ", "-")
    # One that is lesser refers to the other.
    lesser = ["GPL-3.0"] if "LGPL-3.0" in told else []
    words = [*told.split("-OR-"), *lesser]
    return [
        path
        for path in sorted(USUAL.glob("*.txt"))
        if any(word.startswith(path.stem) for word in words)
    ]


def licence_of(found: metadata.PackageMetadata) -> str:
    """Return the name of a licence: as an expression, in words, or as a class."""
    plain = (found.get("License") or "").strip()
    classed = [
        line.removeprefix(OSI)
        for line in found.get_all("Classifier") or []
        if line.startswith(OSI)
    ]
    short = plain if "\n" not in plain and len(plain) <= LONGEST else ""
    told = found.get("License-Expression") or short or ", ".join(classed)
    return told or "see its text"


def owners_of(libraries: Iterable[str]) -> list[str]:
    """Return the packages of Debian that libraries of the system belong to, sorted.

    Args:
        libraries: Their paths.
    """
    if shutil.which("dpkg-query") is None:
        return []
    # Those below /lib may be listed as below /usr/lib, where that is a link to it.
    paths = sorted({str(Path(each).resolve()) for each in libraries})
    asked = [*paths, *(each.removeprefix("/usr") for each in paths)]
    done = subprocess.run(
        ["dpkg-query", "--search", *asked], capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if ": " in line]
    return sorted({line.partition(":")[0] for line in lines})


def system_notice(package: str, documents: Path = DOCUMENTS) -> Notice:
    """Return the notice of a package of Debian; its text names authors and licences.

    Args:
        package: Its name.
        documents: Folder of the system that such texts lie in.
    """
    text = documents / package / "copyright"
    texts = (text,) if text.is_file() else ()
    return Notice(package, "of the system", "see its text", "", texts)


def write_notices(folder: Path, notices: Iterable[Notice]) -> Path:
    """Write a list and all texts below `folder`; returns the list's path."""
    lines = ["What this bundle is built upon, with the licence of each part.", ""]
    for notice in sorted(notices, key=lambda each: each.name.lower()):
        lines += _written(folder, notice)
    path = folder / "LICENCES.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _written(folder: Path, notice: Notice) -> list[str]:
    own = folder / notice.name
    for number, text in enumerate(notice.texts):
        own.mkdir(parents=True, exist_ok=True)
        # Several may have one name, each of a part of the package.
        name = text.name if number == 0 else f"{number}_{text.name}"
        (own / name).write_bytes(text.read_bytes())
    where = f"texts in {notice.name}/" if notice.texts else "no text in the package"
    return [
        f"{notice.name} {notice.version}",
        f"    {notice.licence}; {where}",
        *([f"    {notice.home}"] if notice.home else []),
    ]


def _home(found: metadata.PackageMetadata) -> str:
    told = (line.partition(",") for line in found.get_all("Project-URL") or [])
    urls = {label.strip().lower(): url.strip() for label, _, url in told}
    return next((urls[label] for label in HOMES if label in urls), "")


def _texts(found: metadata.Distribution) -> list[Path]:
    named = [file for file in found.files or [] if TEXTS.search(file.name)]
    paths = [
        Path(str(found.locate_file(file))) for file in named if _is_text(file.name)
    ]
    return sorted(path for path in paths if path.is_file())


def _is_text(name: str) -> bool:
    return not name.endswith((".py", ".pyc", ".pyi", ".h", ".so", ".pyd", ".json"))
