"""Tables that are saved: English, whatever the window is in."""

from cellclassifier.core.language import tr
from cellclassifier.gui import language
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.saved_table import saved


def test_titles_and_words_are_english_in_every_language():
    language.use("xx")
    try:
        kept = Column(tr("run"), "")

        def make():
            rows = [Row(["2026_deep", tr("trusted")])]
            return [kept, Column(tr("worth"), "")], rows

        columns, rows = make()
        assert columns[0].title.startswith("⟦")
        assert rows[0].cells[1].startswith("⟦")
        assert saved(make) == (["run", "worth"], [["2026_deep", "trusted"]])
    finally:
        language.use("en")
