"""Tables as they are saved: other programs read them by English names."""

from collections.abc import Callable, Sequence

from cellclassifier.core.language import english, in_english
from cellclassifier.gui.widgets.number_table import Column, Row
from cellclassifier.gui.widgets.painted_plot import Table


def saved(make: Callable[[], tuple[Sequence[Column], Sequence[Row]]]) -> Table:
    """Return columns and rows of the file of a table, in English in every language.

    Args:
        make: Makes the table; called while texts stay English.
    """
    with in_english():
        columns, rows = make()
    # Titles that are constants were translated before.
    return [english(each.title) for each in columns], [row.cells for row in rows]
