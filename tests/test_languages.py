"""The files for translators: what is found, kept, and wrong."""

import importlib.util
import sys
from pathlib import Path

import pytest

from cellclassifier.core import translations

ROOT = Path(__file__).resolve().parents[1]


def load():
    path = ROOT / "packaging" / "languages.py"
    spec = importlib.util.spec_from_file_location("languages", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["languages"] = module
    spec.loader.exec_module(module)
    return module


languages = load()
FILES = sorted(languages.FOLDER.glob("*.ts"))

SOURCE = '''
"""tr("not this")"""
A = tr("Close")
B = tr("of {n}: "
       "{share:.1%}", n=1, share=2)
C = tr_n("1 tile", "{n} tiles", n, n=n)
D = plural(3, "set")
steps: int = Field(
    3, title="Steps", description="How many.", json_schema_extra={"unit": "px"}
)
'''


@pytest.fixture
def found(tmp_path):
    for part, text in (("gui", SOURCE), ("report", 'E = plural(3, "leaf")')):
        (tmp_path / "made" / part).mkdir(parents=True)
        (tmp_path / "made" / part / "a.py").write_text(text)
    return languages.texts(tmp_path / "made")


def test_texts_are_found(found):
    assert [(text.source, text.counted) for text in found] == [
        ("Close", False),
        ("of {n}: {share:.1%}", False),
        ("{n} tiles", True),
        ("{number} sets", True),
        ("Steps", False),
        ("How many.", False),
        ("px", False),
    ]
    assert found[0].file == "made/gui/a.py"


def fill(path):
    text = path.read_text("utf-8")
    text = text.replace(
        '<source>Close</source>\n            <translation type="unfinished" />',
        "<source>Close</source>\n            <translation>Zu</translation>",
    )
    path.write_text(text, "utf-8")


def test_what_was_translated_is_kept_and_what_is_gone_is_marked(found, tmp_path):
    path = tmp_path / "de.ts"
    languages.update(path, found)
    assert languages.share(path, found) == (0, 7)
    fill(path)
    assert languages.share(path, found) == (1, 7)
    languages.update(path, found)
    assert languages.share(path, found) == (1, 7)
    assert translations.read(path).find("Close", None) == "Zu"
    # Written again, not a byte changes.
    before = path.read_bytes()
    languages.update(path, found)
    assert path.read_bytes() == before
    languages.update(path, found[1:])
    assert 'type="vanished">Zu<' in path.read_text("utf-8")
    assert translations.read(path).find("Close", None) == ""
    # What comes back has its translation still.
    languages.update(path, found)
    assert translations.read(path).find("Close", None) == "Zu"


def test_other_placeholders_are_told(found, tmp_path):
    path = tmp_path / "de.ts"
    languages.update(path, found)
    text = path.read_text("utf-8").replace(
        "{share:.1%}</source>\n            <extracomment>Put in: n, share."
        '</extracomment>\n            <translation type="unfinished" />',
        "{share:.1%}</source>\n            <translation>{m}</translation>",
    )
    path.write_text(text, "utf-8")
    told = languages.problems(path, found)
    assert len(told) == 1
    assert "'{m}'" in told[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_placeholders_of_translations_are_those_of_the_texts(path):
    assert not languages.problems(path, languages.texts(ROOT / "cellclassifier"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_the_program_is_in_the_file(path):
    known = languages.written(path)
    missing = [
        text.source
        for text in languages.texts(ROOT / "cellclassifier")
        if (text.source, text.counted) not in known
    ]
    assert not missing, "Run: python packaging/languages.py update " + path.stem


@pytest.mark.parametrize("code", ["de", "fr", "pt_BR", "ja", "ru", "cs", "pl", "uk"])
def test_qt_reads_the_same_in_the_same_forms(code, tmp_path, qapp):
    """Qt's own compiler and translator are the judge of texts and of forms."""
    from PySide6.QtCore import QTranslator

    forms = "".join(f"<numerusform>form {i}</numerusform>" for i in range(3))
    path = tmp_path / f"{code}.ts"
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" '
        f'language="{code}"><context><name>cellclassifier</name><message numerus="yes">'
        f"<source>n</source><translation>{forms}</translation></message>"
        "<message><source>a</source><translation>ä</translation></message>"
        "</context></TS>",
        "utf-8",
    )
    languages.release(path, tmp_path / "out.qm")
    qt = QTranslator()
    assert qt.load(str(tmp_path / "out.qm"))
    own = translations.read(path)
    assert own.find("a", None) == qt.translate("cellclassifier", "a") == "ä"
    for number in (*range(30), 100, 101, 102, 111, 112, 121):
        judged = qt.translate("cellclassifier", "n", None, number)
        assert own.find("n", number) == judged, number
