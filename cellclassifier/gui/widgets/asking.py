"""Dialogs in which the user looks for folders and files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cellclassifier.core.language import tr

_TABLES = tr("Tables (*.csv *.tsv *.txt);;All files (*)")


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the user look for a folder; nothing if that was given up."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def ask_table(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the user look for a CSV file; nothing if that was given up."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), _TABLES)
    return Path(chosen) if chosen else None
