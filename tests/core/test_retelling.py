"""What another process said in English, in the language of the window."""

import pytest

from cellclassifier.core import language, retelling, translations
from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.messages import Ended, Progressed, Told
from cellclassifier.core.retelling import retold

TEXTS = {
    "No epoch was finished.": ("Keine Epoche wurde fertig.",),
    "The run {id} failed: {why}. Free space.": ("Lauf {id}: {why}. Platz schaffen.",),
    "{n:,} tiles of {name} are near-empty.": (
        "Eine Kachel von {name} ist fast leer.",
        "{n:,} Kacheln von {name} sind fast leer.",
    ),
    "{share:.1f} % of all that was measured": ("{share:.1f} % von allem",),
    "{one} {other}": ("{other} {one}",),
    "Broken is what {this} says of it": ("Kaputt: {that}",),
    "the disk is full now.": ("Die Platte ist voll.",),
}


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.install(None)
    retelling.install(None, list)


@pytest.fixture
def german():
    texts = {(translations.CONTEXT, text): forms for text, forms in TEXTS.items()}
    found = translations.Language("de", texts, 1.0)
    language.install(found.find)
    retelling.install(found.find, lambda: list(TEXTS))


def test_without_a_language_all_stays_as_it_is():
    assert retold("No epoch was finished.") == "No epoch was finished."
    assert retold("") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No epoch was finished.", "Keine Epoche wurde fertig."),
        (
            "The run 2026_x failed: it was ended. Free space.",
            "Lauf 2026_x: it was ended. Platz schaffen.",
        ),
        # Several sentences, one of them unknown, in lines.
        (
            "Nobody knows this. No epoch was finished.\nNo epoch was finished.",
            "Nobody knows this. Keine Epoche wurde fertig.\nKeine Epoche wurde fertig.",
        ),
        (
            "1,234 tiles of day 3 are near-empty.",
            "1,234 Kacheln von day 3 sind fast leer.",
        ),
        ("1 tiles of day 3 are near-empty.", "Eine Kachel von day 3 ist fast leer."),
        ("12.5 % of all that was measured", "12.5 % von allem"),
        # A word is no number, and a text of values alone could be anything.
        ("many % of all that was measured", "many % of all that was measured"),
        ("some words", "some words"),
        # A translation with other values is passed over.
        ("Broken is what he says of it", "Broken is what he says of it"),
    ],
)
def test_sentences_are_found_by_the_words_between_their_values(german, text, told):
    assert retold(text) == told
    assert retold(text) == told


def test_a_long_log_is_left_as_it_is(german):
    short = "No epoch was finished."
    assert retold(f"{short}\n{'x' * 100}").startswith("Keine Epoche")
    long = f"{short}\n{'x' * 3_000}"
    assert retold(long) == long


def test_what_is_said_here_is_what_is_retold(german):
    values = {"id": "a", "why": "no space"}
    said = tr("The run {id} failed: {why}. Free space.", **values)
    assert retold("The run a failed: no space. Free space.") == said
    for n in (2, 40, 1_000):
        here = tr_n("", "{n:,} tiles of {name} are near-empty.", n, n=n, name="x")
        assert retold(f"{n:,} tiles of x are near-empty.") == here


def test_messages_are_told(german):
    assert Ended(outcome="failed", detail="No epoch was finished.").told == (
        "Keine Epoche wurde fertig."
    )
    assert Told(text="No epoch was finished.").told == "Keine Epoche wurde fertig."
    assert Progressed(what="something", done=0, of=1).told == "something"


def test_another_language_forgets_the_one_before(german):
    assert retold("No epoch was finished.") == "Keine Epoche wurde fertig."
    retelling.install(None, list)
    assert retold("No epoch was finished.") == "No epoch was finished."


def test_the_marked_language_marks_all():
    found = translations.pseudo()
    retelling.install(found.find, list)
    assert retold("Anything at all.").startswith("⟦")


@pytest.mark.parametrize(
    "path", sorted(translations.shipped().glob("*.ts")), ids=lambda path: path.stem
)
def test_errors_of_a_worker_are_found_in_the_shipped_languages(path):
    found = translations.read(path)
    retelling.install(found.find, lambda: [text for _, text in found.texts])
    long = [t for _, t in found.texts if "{" not in t and len(t) > 60][:50]
    for text in long:
        assert retold(text) == found.find(text, None)
