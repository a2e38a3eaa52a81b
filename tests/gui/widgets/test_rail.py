"""News on the rail stay until they are looked at."""

from cellclassifier.gui.widgets.page import Step
from cellclassifier.gui.widgets.rail import Rail


def test_news_are_bold_and_told_until_visited(qtbot):
    rail = Rail([("a", "First", "images"), ("b", "Second", "tiles")])
    qtbot.addWidget(rail)
    rail.set_current("a")
    rail.add_news("a")
    rail.add_news("b")
    rail.set_steps({key: Step("ok", "Fine.") for key in "ab"})
    first, second = rail.buttons["a"], rail.buttons["b"]
    assert not first.font().bold()
    assert second.font().bold()
    assert second.accessibleDescription() == "there is something new; done: Fine."
    rail.set_current("b")
    assert not second.font().bold()
    assert second.accessibleDescription() == "done: Fine."
