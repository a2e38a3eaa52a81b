"""Languages as files: which there are, and what stands in one.

A language is one file in Qt Linguist's format, ``CODE.ts``, such as ``de.ts`` or
``pt_BR.ts``. Those of the program lie in ``resources/languages``; one that a user puts
into ``languages`` in the folder of the program's own files goes before them. Reading
one of 3000 texts takes 10 ms (measured), so that nothing has to be compiled.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

CONTEXT = "cellclassifier"
"""The one context that the program's texts stand in; others are texts of Qt's own."""

ENGLISH = "en"
PSEUDO = "xx"
"""A language that marks and lengthens every text, to see which go through `tr`."""

ENOUGH = 0.9
"""Least share of translated texts for a language that nobody chose by name."""

Forms = tuple[str, ...]


class Language(NamedTuple):
    """The texts of a language.

    Attributes:
        code: Its code, such as "de".
        texts: Translations by context and English text; several forms where the text
            goes with a number.
        share: Share of the texts that are translated, 0..1.
    """

    code: str
    texts: Mapping[tuple[str, str], Forms]
    share: float

    def find(self, text: str, number: int | None, context: str = CONTEXT) -> str:
        """Return the translation of a text, or ""; a `core.language.Translator`."""
        forms = self.texts.get((context, text))
        if not forms:
            return ""
        if number is None or len(forms) == 1:
            return forms[0]
        return forms[min(form_of(self.code, number), len(forms) - 1)]


def read(path: Path) -> Language:
    """Read a file of Qt Linguist.

    Texts that are not translated, not finished, or no longer there are left out.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no such file; says what was expected.
    """
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        raise ValueError(
            f"{path} is not a file of Qt Linguist: its XML is damaged ({error}). "
            "Save it again with Qt Linguist, as a translation source (.ts)."
        ) from error
    texts: dict[tuple[str, str], Forms] = {}
    known = 0
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            forms, counts = _forms(message)
            known += counts
            if forms:
                texts[name, message.findtext("source") or ""] = forms
    return Language(path.stem, texts, len(texts) / known if known else 0.0)


def _forms(message: ElementTree.Element) -> tuple[Forms, bool]:
    """Return the translation of a text in its forms, and whether it is still there."""
    found = message.find("translation")
    if found is None:
        return (), True
    kind = found.get("type")
    if kind in {"obsolete", "vanished"}:
        return (), False
    if kind == "unfinished":
        return (), True
    forms = [each.text or "" for each in found.iter("numerusform")]
    forms = forms or [found.text or ""]
    return (tuple(forms) if all(forms) else ()), True


def shipped() -> Path:
    """Return the folder of the languages that come with the program."""
    here = Path(__file__).resolve()
    # In a wheel the folder lies inside the package, in the source tree beside it.
    inside, beside = (here.parents[n] / "resources" / "languages" for n in (1, 2))
    return inside if inside.is_dir() else beside


def available(folders: list[Path]) -> dict[str, Path]:
    """Return the files of languages by their codes; the first folder goes before."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.ts")):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def choose(
    wanted: str, spoken: list[str], files: Mapping[str, Path]
) -> Language | None:
    """Return the language to use; ``None`` for English.

    Args:
        wanted: What the user prefers: "system", or a code.
        spoken: Codes of the system's languages, the best first, such as "de_AT".
        files: Files of the languages that there are, by their codes.

    A file that cannot be read counts as missing. Where the user has not chosen, a
    language that has less than `ENOUGH` of the texts is passed over, and so is all
    that the system has after English.
    """
    if wanted != "system":
        return _of(wanted, files)
    for code in spoken:
        if code.partition("_")[0] == ENGLISH:
            return None
        found = _of(code, files)
        if found and found.share >= ENOUGH:
            return found
    return None


def _of(code: str, files: Mapping[str, Path]) -> Language | None:
    path = files.get(code) or files.get(code.partition("_")[0])
    if code == PSEUDO and path is None:
        return pseudo()
    if path is None:
        return None
    try:
        return read(path)
    except (OSError, ValueError):
        # A language is never a reason not to start.
        return None


class _Pseudo(dict[tuple[str, str], Forms]):
    """Has a "translation" of every text."""

    def get(self, key: tuple[str, str], default: object = None) -> Forms:
        """Return a text of the program marked, and nothing for one of Qt's own."""
        return (mark(key[1]),) if key[0] == CONTEXT and key[1] else ()


def pseudo() -> Language:
    """Return the language that marks every text: "Text" is "⟦Ťéxt~~⟧"."""
    return Language(PSEUDO, _Pseudo(), 1.0)


_ACCENTS = str.maketrans("aeiouyAEIOUTSCZ", "áéíóúýÁÉÍÓÚŤŠČŽ")


def mark(text: str) -> str:
    """Return a text with accents, longer by 30 %, between marks; values are kept."""
    parts, depth, kept = [], 0, ""
    for letter in text:
        depth += letter == "{"
        parts.append(letter if depth or kept == "&" else letter.translate(_ACCENTS))
        depth -= letter == "}"
        kept = letter
    return f"⟦{''.join(parts)}{'~' * max(1, round(0.3 * len(text)))}⟧"


def _one(_: int) -> int:
    return 0


def _german(n: int) -> int:
    return int(n != 1)


def _french(n: int) -> int:
    return int(n > 1)


def _russian(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def _czech(n: int) -> int:
    return 0 if n == 1 else 1 if n in (2, 3, 4) else 2


def _polish(n: int) -> int:
    return 0 if n == 1 else _russian(n) or 2


_RULES: tuple[tuple[Callable[[int], int], frozenset[str]], ...] = (
    (
        _one,
        frozenset(
            {"fa", "hu", "id", "ja", "ko", "lo", "ms", "my", "th", "tr", "vi", "zh"}
        ),
    ),
    (_french, frozenset({"fr", "hy", "oc", "pt_BR"})),
    (_russian, frozenset({"be", "bs", "hr", "ru", "sr", "uk"})),
    (_czech, frozenset({"cs", "sk"})),
    (_polish, frozenset({"pl"})),
)


def form_of(code: str, number: int) -> int:
    """Return which of a language's forms goes with a number.

    The forms are those of Qt Linguist, in its order; a language that is not listed has
    two, of one and of others, as English and German have.

    Source: "Translation Rules for Plural Forms" in Qt's manual.
    """
    for rule, codes in _RULES:
        if code in codes or code.partition("_")[0] in codes:
            return rule(number)
    return _german(number)
