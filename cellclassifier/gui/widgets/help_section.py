"""Which section of the help a tab belongs to."""

from PySide6.QtWidgets import QTabWidget, QWidget

_PROPERTY = "help_section"


def belongs_to(tab: QWidget, anchor: str) -> None:
    """Note the section of its page's help that a tab is about.

    Args:
        tab: What lies in a `QTabWidget`.
        anchor: Of the heading, as links name it; see `help_pages.anchor`.
    """
    tab.setProperty(_PROPERTY, anchor)


def section_in_sight(page: QWidget) -> str:
    """Return the anchor that the innermost tab in sight of a page belongs to, or ""."""
    found = ""
    # Tabs come before those that lie in them.
    for tabs in page.findChildren(QTabWidget):
        tab = tabs.currentWidget()
        if tab is not None and tabs.isVisibleTo(page):
            found = str(tab.property(_PROPERTY) or "") or found
    return found
