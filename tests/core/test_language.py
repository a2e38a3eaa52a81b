"""Texts in another language, and what a bad translation may not do."""

import threading

import pytest

from cellclassifier.core import language, translations
from cellclassifier.core.language import english, in_english, tr, tr_n, within


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.install(None)


def speak(**texts):
    """Translate by a table, with _ for blanks."""
    known = {key.replace("_", " "): value for key, value in texts.items()}
    language.install(lambda text, number: known.get(text, ""))


def test_without_a_language_texts_are_english():
    assert tr("A text.") == "A text."
    assert tr("{share:.1%} of {n}", share=0.25, n=8) == "25.0% of 8"
    assert tr_n("1 tile", "{n} tiles", 1, n=1) == "1 tile"
    assert tr_n("1 tile", "{n} tiles", 0, n=0) == "0 tiles"


def test_braces_without_values_are_braces():
    assert tr("a {b} c") == "a {b} c"
    speak(x="y {z}")
    assert tr("x") == "y {z}"


def test_values_keep_their_format():
    language.install(lambda text, number: "zu {share:.1%}: {name!r}")
    assert tr("{name!r}: {share:.1%}", name="a", share=0.5) == "zu 50.0%: 'a'"


def test_a_value_may_have_any_name():
    assert tr("{text} {self}", text=1, self=2) == "1 2"


@pytest.mark.parametrize(
    "broken",
    ["{other}", "{", "{}", "{0}", "{name:d}", "{name.there}", "{name[0][1][2]}"],
)
def test_a_broken_translation_gives_the_english_text(broken):
    language.install(lambda text, number: broken)
    assert tr("Run {name}", name="a") == "Run a"
    assert tr_n("{name}: 1", "{name}: {n}", 2, name="a", n=2) == "a: 2"


def test_what_has_no_translation_stays_english():
    speak(Close="Schließen")
    assert tr("Close") == "Schließen"
    assert tr("Open") == "Open"
    assert tr("Open {name}", name="x") == "Open x"


def test_what_is_made_for_files_stays_english_in_its_thread_alone():
    speak(Close="Schließen", **{"{n}_tiles": "{n} Kacheln"})
    seen = []

    def said():
        seen.append((tr("Close"), tr_n("1 tile", "{n} tiles", 2, n=2)))

    with in_english():
        said()
        beside = threading.Thread(target=said)
        beside.start()
        beside.join()
    said()
    german = ("Schließen", "2 Kacheln")
    assert seen == [("Close", "2 tiles"), german, german]


def test_languages_come_back_after_an_error():
    speak(Close="Schließen")
    with pytest.raises(KeyError), in_english():
        raise KeyError
    assert tr("Close") == "Schließen"


def test_the_english_of_a_head_is_found_again():
    speak(share="Anteil")
    assert english(tr("share")) == "share"
    assert english("never seen") == "never seen"
    language.install(None)
    assert english("Anteil") == "Anteil"


TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de"><context><name>cellclassifier</name>
<message><source>Close</source><translation>Schließen</translation></message>
<message><source>Open</source><translation type="unfinished">Auf</translation></message>
<message><source>Gone</source><translation type="vanished">Weg</translation></message>
<message numerus="yes"><source>{n} tiles</source><translation>
<numerusform>eine Kachel</numerusform><numerusform>{n} Kacheln</numerusform>
</translation></message>
</context><context><name>QPlatformTheme</name>
<message><source>Cancel</source><translation>Abbrechen</translation></message>
</context></TS>
"""


@pytest.fixture
def german(tmp_path):
    path = tmp_path / "de.ts"
    path.write_text(TS, "utf-8")
    return path


def test_a_file_is_read(german):
    found = translations.read(german)
    assert found.find("Close", None) == "Schließen"
    assert found.find("Open", None) == found.find("Gone", None) == ""
    assert found.find("Cancel", None) == ""
    assert found.find("Cancel", None, "QPlatformTheme") == "Abbrechen"
    # What vanished no longer counts; one of four is unfinished.
    assert found.share == pytest.approx(3 / 4)


def test_numbers_take_their_form(german):
    language.install(translations.read(german).find)
    assert tr_n("1 tile", "{n} tiles", 1, n=1) == "eine Kachel"
    assert tr_n("1 tile", "{n} tiles", 5, n=5) == "5 Kacheln"


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "de.ts"
    path.write_text("<TS><context>")
    with pytest.raises(ValueError, match="Save it again with Qt Linguist"):
        translations.read(path)
    assert translations.choose("de", [], {"de": path}) is None


def test_what_the_user_chose_is_used_however_little_there_is(german):
    files = {"de": german}
    found = translations.choose("de", [], files)
    assert found is not None
    assert found.code == "de"
    assert translations.choose("system", ["de_AT", "de"], files) is None
    assert translations.choose("en", ["de"], files) is None
    assert translations.choose("fr", ["de"], files) is None


def test_the_system_decides_where_enough_is_translated(german, monkeypatch):
    monkeypatch.setattr(translations, "ENOUGH", 0.7)
    files = {"de": german}
    found = translations.choose("system", ["fr", "de_AT", "en"], files)
    assert found is not None
    assert translations.choose("system", ["en_GB", "de"], files) is None


def test_a_file_of_the_user_goes_before(german, tmp_path):
    other = tmp_path / "shipped"
    other.mkdir()
    (other / "de.ts").write_text(TS, "utf-8")
    (other / "fr.ts").write_text(TS, "utf-8")
    found = translations.available([tmp_path, other, tmp_path / "missing"])
    assert found == {"de": german, "fr": other / "fr.ts"}


def test_the_marked_language_keeps_values_and_is_longer():
    language.install(translations.pseudo().find)
    shown = tr("The {name} of all", name="size")
    assert shown.startswith("⟦Ťhé size óf áll~")
    assert shown.endswith("⟧")
    assert len(tr("A sentence of some length.")) >= 1.3 * 26
    assert tr("") == ""


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        # Source: Unicode CLDR, "Language Plural Rules", cardinal numbers.
        ("de", {0: 1, 1: 0, 2: 1, 21: 1}),
        ("de_AT", {1: 0, 2: 1}),
        ("fr", {0: 0, 1: 0, 2: 1}),
        ("pt_BR", {0: 0, 1: 0, 2: 1}),
        ("ja", {0: 0, 1: 0, 2: 0}),
        ("ru", {1: 0, 21: 0, 3: 1, 22: 1, 5: 2, 11: 2, 12: 2, 111: 2}),
        ("cs", {1: 0, 2: 1, 4: 1, 5: 2, 22: 2}),
        ("pl", {1: 0, 2: 1, 22: 1, 5: 2, 12: 2, 21: 2}),
    ],
)
def test_forms_follow_the_rules_of_the_language(code, forms):
    assert {n: translations.form_of(code, n) for n in forms} == forms


def test_english_alone_begins_small_within_a_sentence():
    assert within("Accuracy") == "accuracy"
    assert within("Test AUC") == "test AUC"
    assert within("AUC") == "AUC"
    assert within("") == ""
    speak(Accuracy="Genauigkeit")
    assert within(tr("Accuracy")) == "Genauigkeit"
    assert within(tr("Loss")) == "loss"
