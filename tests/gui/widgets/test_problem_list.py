from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cellclassifier.core.dataset import Problem
from cellclassifier.gui.widgets.collapsible import Collapsible
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.problem_list import PAIRS, ProblemList


def test_errors_come_first_and_the_rest_is_folded_away(qtbot):
    widget = ProblemList()
    qtbot.addWidget(widget)
    minor = [Problem("attention", f"minor {number}") for number in range(4)]
    widget.set_problems([*minor, Problem("error", "grave")])
    widget.show()
    seen = [n.sentence for n in widget.findChildren(Notice) if n.isVisible()]
    assert seen == ["grave", "minor 0", "minor 1"]
    widget.findChild(Collapsible).set_open(True)
    assert all(notice.isVisible() for notice in widget.findChildren(Notice))


def test_it_takes_no_room_where_nothing_is_wrong(qtbot):
    widget = ProblemList()
    qtbot.addWidget(widget)
    widget.set_problems([Problem("error", "grave")])
    assert not widget.isHidden()
    widget.set_problems([])
    assert widget.isHidden()
    assert widget.problems == []


def test_problems_about_copies_offer_their_pairs(qtbot):
    widget = ProblemList()
    qtbot.addWidget(widget)
    copies = Problem("error", "the same pictures")
    widget.set_problems([Problem("error", "grave"), copies], [copies])
    widget.show()
    offered = [b for b in widget.findChildren(QPushButton) if b.text() == PAIRS]
    assert [b.isVisible() for b in offered] == [True]
    with qtbot.waitSignal(widget.pairs_wanted):
        qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
