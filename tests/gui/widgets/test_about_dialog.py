"""Versions, licences, and the bug report on the clipboard."""

import numpy as np
from PySide6.QtGui import QGuiApplication

from cellclassifier import __version__
from cellclassifier.gui.widgets.about_dialog import AboutDialog


def test_versions_licences_and_the_report_are_shown(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    table = dialog.packages
    rows = {
        table.item(row, 0).text(): (
            table.item(row, 1).text(),
            table.item(row, 2).text(),
        )
        for row in range(table.rowCount())
    }
    assert rows["numpy"][0] == np.__version__
    assert "BSD" in rows["numpy"][1]
    assert "BSD 3-Clause" in dialog.licence.toPlainText()
    dialog.show_report(f"Cell Classifier {__version__}\n")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == f"Cell Classifier {__version__}\n"
    assert dialog.copy.text() == "Copied"
    dialog.show_report("another")
    assert dialog.copy.text() == "Copy for a bug report"
