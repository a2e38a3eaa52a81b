"""What is asked about a review: before its answers are shown, and for files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cellclassifier.core.reviews.review import Reader

REVIEWS = "Review (*.ccreview)"
ANSWERS = "Answers (*.ccanswers)"
ALL = "All files (*)"


def reveal_question(parent: QWidget) -> QMessageBox:
    """Return the question before the answers of a finished review are shown."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Show the results")
    box.setText("All readers are finished. Show the results now?")
    box.setInformativeText(
        "The right answers are then known, so no other reader can begin this review. "
        "If a colleague is still to send answers, import them first."
    )
    _two_buttons(box, "Show the results", QMessageBox.ButtonRole.AcceptRole)
    return box


def break_question(parent: QWidget, readers: Sequence[Reader]) -> QMessageBox:
    """Return the question before a seal is broken; it names what is lost."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Break the seal")
    box.setText("Break the seal, and unblind this review for good?")
    waiting = [f"{r.name} ({r.answered} of {r.of})" for r in readers if not r.finished]
    lost = f"Not finished: {', '.join(waiting)}." if waiting else "Nobody has read it."
    box.setInformativeText(
        f"{lost} The right answers become visible, nobody can go on with this review, "
        "and its results say for ever that the seal was broken. Answers given so far "
        "are kept. This cannot be undone."
    )
    _two_buttons(box, "Break the seal", QMessageBox.ButtonRole.DestructiveRole)
    return box


def agreed(box: QMessageBox) -> bool:
    """Ask, and return whether the answer is yes."""
    box.exec()
    clicked = box.clickedButton()
    return clicked is not None and clicked is not box.escapeButton()


def ask_to_open(parent: QWidget, title: str, kind: str) -> Path | None:
    """Let the user look for a file; nothing if that was given up."""
    start = str(Path.home())
    chosen, _ = QFileDialog.getOpenFileName(parent, title, start, f"{kind};;{ALL}")
    return Path(chosen) if chosen else None


def ask_to_save(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Let the user name a file; nothing if that was given up."""
    start = str(Path.home() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, kind)
    return Path(chosen) if chosen else None


def ask_folder_for(parent: QWidget, title: str) -> Path | None:
    """Let the user choose a folder to write to; nothing if that was given up."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(chosen) if chosen else None


def _two_buttons(box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> None:
    box.addButton(text, role)
    stay = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
