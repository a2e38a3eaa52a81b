"""Keeps the files for translators: finds the texts, and says what is missing.

    uv run python packaging/languages.py update de    make or renew resources/languages
    uv run python packaging/languages.py check        how much is translated, and errors

A translator opens ``resources/languages/CODE.ts`` in Qt Linguist, or in any editor.
``update`` keeps what was translated, adds what is new as unfinished, and marks what is
gone as vanished. ``check`` has Qt's own ``lrelease`` read each file as well.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "languages"
CONTEXT = "cellclassifier"

COUNTING = {"plural": "{number} ", "counted": "{count:,} "}
"""Functions of the window that put a noun behind a number, and what stands before it.

The report, which stays English, has functions of the same names.
"""

WINDOW = "/gui/"

ENTRIES = {
    "Choice": (0, 1),
    "Metric": (1, 2, 7),
    "Preset": (0, 1),
    "Usual": (0,),
    "_Feature": (0,),
}
"""Entries of a catalogue in core whose texts are translated where they are drawn."""


class Text(NamedTuple):
    """A text of the program: where it stands, what it says, whether it has forms."""

    file: str
    line: int
    source: str
    counted: bool


def texts(package: Path) -> list[Text]:
    """Return all texts of a package, those of a file in the order of its lines."""
    found: dict[tuple[str, bool], Text] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        own = [*_of_calls(tree, name), *_of_fields(tree, name)]
        for each in sorted(own, key=lambda text: text.line):
            found.setdefault((each.source, each.counted), each)
    return list(found.values())


def _of_calls(tree: ast.AST, file: str) -> Iterator[Text]:
    """Yield what goes through `tr` and `tr_n`, and the nouns that are counted."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name, words = _name(node), [_literal(each) for each in node.args]
        if name == "tr" and words[0]:
            yield Text(file, node.lineno, words[0], False)
        elif name == "tr_n" and words[1]:
            yield Text(file, node.lineno, words[1], True)
        elif WINDOW not in file:
            continue
        elif name in COUNTING and len(words) > 1 and words[1]:
            yield Text(file, node.lineno, f"{COUNTING[name]}{words[1]}s", True)
        elif name == "plural" and len(words) == 1:
            yield Text(file, node.lineno, f"{COUNTING[name]}runs", True)


def _of_fields(tree: ast.AST, file: str) -> Iterator[Text]:
    """Yield titles, help and units of settings, which forms draw; and of catalogues."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node)
        if name == "Field":
            for key in node.keywords:
                yield from _of_keyword(key, file)
        for place in ENTRIES.get(name, ()):
            if place < len(node.args) and (text := _literal(node.args[place])):
                yield Text(file, node.args[place].lineno, text, False)


def _of_keyword(key: ast.keyword, file: str) -> Iterator[Text]:
    value = key.value
    if key.arg in {"title", "description"} and (text := _literal(value)):
        yield Text(file, value.lineno, text, False)
    if key.arg != "json_schema_extra" or not isinstance(value, ast.Dict):
        return
    for name, unit in zip(value.keys, value.values, strict=True):
        if name and _literal(name) == "unit" and (text := _literal(unit)):
            yield Text(file, unit.lineno, text, False)


def _name(node: ast.Call) -> str:
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _literal(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""  # type: ignore[union-attr, return-value]


class Message(NamedTuple):
    """What a file says of a text: its forms, and whether they are finished."""

    forms: tuple[str, ...]
    finished: bool
    comment: str


def written(path: Path) -> dict[tuple[str, bool], Message]:
    """Return what was translated in a file; nothing where there is none."""
    if not path.exists():
        return {}
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        inner = message.find("translation")
        if inner is None:
            continue
        forms = [each.text or "" for each in inner.findall("numerusform")]
        found[message.findtext("source") or "", message.get("numerus") == "yes"] = (
            Message(
                tuple(forms or [inner.text or ""]),
                inner.get("type") in {None, "vanished", "obsolete"},
                message.findtext("translatorcomment") or "",
            )
        )
    return found


def update(path: Path, found: list[Text]) -> None:
    """Write the file of a language anew: what was translated is kept."""
    known = written(path)
    root = ElementTree.Element(
        "TS", version="2.1", language=path.stem, sourcelanguage="en"
    )
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in found:
        said = known.pop((text.source, text.counted), Message((), False, ""))
        _add(context, text, said, "" if said.finished else "unfinished")
    for (source, counted), said in known.items():
        if any(said.forms):
            _add(context, Text("", 0, source, counted), said, "vanished")
    ElementTree.indent(root, "    ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f"{head}{body}\n", "utf-8")


def _add(context: ElementTree.Element, text: Text, said: Message, kind: str) -> None:
    message = ElementTree.SubElement(context, "message")
    if text.counted:
        message.set("numerus", "yes")
    if text.file:
        # Without its line: most lines move with every change of a file.
        ElementTree.SubElement(message, "location", filename=f"../../{text.file}")
    ElementTree.SubElement(message, "source").text = text.source
    if names := sorted(placeholders(text.source)):
        comment = f"Put in: {', '.join(names)}."
        ElementTree.SubElement(message, "extracomment").text = comment
    if said.comment:
        ElementTree.SubElement(message, "translatorcomment").text = said.comment
    inner = ElementTree.SubElement(message, "translation")
    if kind:
        inner.set("type", kind)
    if not text.counted:
        inner.text = said.forms[0] if said.forms else ""
        return
    for form in said.forms or ("",):
        ElementTree.SubElement(inner, "numerusform").text = form


def placeholders(text: str) -> set[str]:
    """Return the names of what is put into a text; none where braces are plain."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()
    return {re.split(r"[.\[]", name)[0] for name in found}


def problems(path: Path, found: list[Text]) -> list[str]:
    """Return what is wrong with the translations of a file, in sentences."""
    told = []
    wanted = {(text.source, text.counted) for text in found}
    for (source, counted), said in written(path).items():
        if not said.finished or (source, counted) not in wanted:
            continue
        for form in said.forms:
            # The form of one thing may do without the number.
            missing = placeholders(source) - placeholders(form)
            extra = placeholders(form) - placeholders(source)
            if extra or (missing and not counted):
                told.append(f"{path.name}: {form!r} has other placeholders: {source!r}")
    return told


def share(path: Path, found: list[Text]) -> tuple[int, int]:
    """Return how many of the texts are translated in a file, and how many there are."""
    known = written(path)
    done = sum(
        (said := known.get((text.source, text.counted))) is not None
        and said.finished
        and all(said.forms)
        for text in found
    )
    return done, len(found)


def release(path: Path, target: Path) -> str:
    """Have Qt compile a file; returns what it said.

    Raises:
        FileNotFoundError: PySide6 has no ``lrelease`` here.
        subprocess.CalledProcessError: The file is no file of Qt Linguist.
    """
    import PySide6

    tool = Path(PySide6.__file__).parent / "lrelease"
    tool = tool if tool.exists() else tool.with_suffix(".exe")
    command = [str(tool), str(path), "-qm", str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def check(found: list[Text]) -> int:
    """Tell how much of each language is there; returns 1 where one has errors."""
    told = []
    for path in sorted(FOLDER.glob("*.ts")):
        done, of = share(path, found)
        print(f"{path.stem}: {done} of {of} texts ({100 * done / of:.1f} %)")
        told += problems(path, found)
        with tempfile.TemporaryDirectory() as folder:
            release(path, Path(folder) / f"{path.stem}.qm")
    print(*told, sep="\n")
    return int(bool(told))


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for, and return the exit code."""
    found = texts(ROOT / "cellclassifier")
    match arguments:
        case ["update", *codes] if codes:
            for code in codes:
                update(FOLDER / f"{code}.ts", found)
            return check(found)
        case ["check"]:
            return check(found)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
