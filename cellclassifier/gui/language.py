"""Chooses the language of the window, and hands it to Qt and to the program's texts."""

from copy import copy
from pathlib import Path

from pydantic.fields import FieldInfo
from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

from cellclassifier.core import language, preferences, retelling, translations
from cellclassifier.core.translations import Language


class Catalogue(QTranslator):
    """The texts of a language, for Qt; a file may hold texts of Qt's own too."""

    def __init__(self, texts: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        """Tell Qt that there is something: it passes over what is empty."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Return a text of this language; nothing leaves it to other catalogues."""
        found = self._texts.find(source, None if n < 0 else n, context)
        # Qt goes on to the next catalogue at a null string only, which is no "".
        return found or None  # type: ignore[return-value]


_used: Language | None = None


def begin() -> None:
    """Install the language that the user prefers; to be called before all else.

    What a module of the window keeps in constants is translated when it is imported,
    so this has to come before the first of them. In English nothing is read but the
    preferences, and nothing is installed.
    """
    use(preferences.load().language)


def use(wanted: str) -> None:
    """Install a language: "system", or a code; one that is not there gives English."""
    global _used
    spoken = [code.replace("-", "_") for code in QLocale.system().uiLanguages()]
    # An override that does not change the number forms of the computer.
    _used = translations.choose(wanted, spoken, translations.available(folders()))
    language.install(_used.find if _used else None)
    retelling.install(_used.find if _used else None, _english)


def _english() -> list[str]:
    """Return the texts of the program that the language in use has."""
    if _used is None:
        return []
    return [text for context, text in _used.texts if context == translations.CONTEXT]


def dress(app: QCoreApplication) -> None:
    """Give Qt the language too: buttons such as "Cancel", and the dialogs for files.

    Args:
        app: The application; what is installed lives as long as it does.
    """
    if _used is None:
        return
    own = QTranslator(app)
    where = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(f"qtbase_{_used.code}", where):
        app.installTranslator(own)
    # Asked before Qt's own.
    app.installTranslator(Catalogue(_used, app))


def names() -> dict[str, str]:
    """Return what the languages are called, each in itself, by their codes."""
    codes = translations.available(folders())
    return {"en": "English", **{code: _name(code) for code in codes if code != "en"}}


def folders() -> list[Path]:
    """Return where files of languages lie; those of the user go before."""
    return [preferences.home() / "languages", translations.shipped()]


def help_page(key: str) -> str:
    """Return a page of the help in the language that is used, in Markdown; "" for none.

    It lies in a folder beside the language's file that is named after its code.

    Args:
        key: Name of the page, as in `widgets.help_pages.ORDER`.
    """
    if _used is None:
        return ""
    for folder in folders():
        try:
            return (folder / _used.code / f"{key}.md").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return ""


def told(field: FieldInfo) -> FieldInfo:
    """Return a field of a `Spec` with title, description and unit in this language."""
    found = copy(field)
    found.title = language.tr(field.title) if field.title else None
    found.description = language.tr(field.description) if field.description else None
    extra = field.json_schema_extra
    if isinstance(extra, dict) and isinstance(unit := extra.get("unit"), str):
        found.json_schema_extra = {**extra, "unit": language.tr(unit)}
    return found


def _name(code: str) -> str:
    found = QLocale(code)
    name = found.nativeLanguageName()
    return f"{name[:1].upper()}{name[1:]}" if name else code
