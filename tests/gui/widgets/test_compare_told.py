"""A comparison in words: what comes first, and what last."""

import pytest
from compared import seen_of, study_of
from PySide6.QtGui import QGuiApplication

from cellclassifier.gui.widgets import compare_reading as reading
from cellclassifier.gui.widgets.compare_table import CompareTable
from cellclassifier.gui.widgets.compare_told import CompareTold


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return seen_of([study_of(tmp_path_factory.mktemp("study"), shuffled=True)])


@pytest.fixture(scope="module")
def answer(seen):
    return reading.compare(seen, lambda: True)


@pytest.fixture
def told(qtbot):
    made = CompareTold()
    qtbot.addWidget(made)
    made.resize(280, 600)
    made.show()
    return made


def test_effect_and_unit_come_first_and_p_after(told, answer):
    told.show_answer(answer)
    words, found = told.words(), answer.told.found
    assert words[0] == found.effect
    assert "95 %" in words[0]
    assert words[1].startswith("compact: n = 5 trainings")
    assert words[2].startswith("deep: n = 5 trainings")
    assert words.index(found.why) < words.index(found.p)
    assert words.index(found.p) < words.index(found.caveats[0])
    assert words.index(answer.told.verdicts[0].text) > words.index(found.p)
    settle = [w for w in words if w.startswith("To settle it: ")]
    assert len(settle) == sum(len(v.settle) for v in answer.told.verdicts[:2])
    assert words[-1].startswith("The unit of these tests is one training.")


def test_of_several_each_two_have_a_line(told, seen):
    several = seen._replace(compared=4)
    answer = reading.compare(several, lambda: True)
    told.show_answer(answer)
    words = told.words()
    assert answer.told.found.how == "several"
    against = [w for w in words if " against " in w and "difference of means" in w]
    assert len(against) == 6
    assert " ".join([words[0], "; ".join(words[1:7])]) == (
        answer.told.found.effect.removesuffix(".")
    )


def test_the_sentence_is_copied_as_it_is(told, answer, qtbot):
    told.show_answer(answer)
    with qtbot.waitSignal(told.said):
        told.copy.click()
    text = QGuiApplication.clipboard().text()
    found = answer.told.found
    assert text == f"{found.effect} {found.unit} {found.p}"


def test_without_an_answer_buttons_say_why(told, answer):
    told.show_answer(None)
    assert not told.save.isEnabled()
    assert "still being computed" in told.save.toolTip()
    told.tell_busy("Comparing ...")
    assert not told.bar.isHidden()
    told.show_answer(answer)
    told.tell_busy("")
    assert told.save.isEnabled()
    assert told.bar.isHidden()
    told.show_nothing()
    assert told.save.isHidden()
    assert told.words() == []


def test_what_was_left_out_stands_among_what_must_be_known(told, answer):
    left = answer._replace(seen=answer.seen._replace(notes=("Left out: it.",)))
    told.show_answer(left)
    assert "Left out: it." in told.words()


def test_the_table_lists_every_run_and_chooses_one(seen, qtbot):
    table = CompareTable()
    qtbot.addWidget(table)
    facts = reading.run_facts(seen)
    table.show_facts(facts)
    rows = table.table.rows()
    assert len(rows) == 20
    assert rows[0][:3] == ["compact", "0", f"{100 * seen.values[0][0]:.1f}"]
    assert rows[5][6] == "not reached"
    with qtbot.waitSignal(table.run_chosen) as chosen:
        table.table.activated.emit(table.table.model().index(6, 0))
    assert chosen.args == [seen.drawn[1].runs[1]]
    table.show_nothing()
    assert table.body.currentIndex() == 0
    table.show_facts(())
    assert "no run" in table.waiting.text()
