"""What is asked about a review: before its answers are shown, and for files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.review import Reader

REVIEWS = tr("Review (*.ccreview)")
ANSWERS = tr("Answers (*.ccanswers)")
ALL = tr("All files (*)")


def reveal_question(parent: QWidget) -> QMessageBox:
    """Return the question before the answers of a finished review are shown."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Show the results"))
    box.setText(tr("All readers are finished. Show the results now?"))
    box.setInformativeText(
        tr(
            "The right answers are then known, so no other reader can begin this "
            "review. If a colleague is still to send answers, import them first."
        )
    )
    _two_buttons(box, tr("Show the results"), QMessageBox.ButtonRole.AcceptRole)
    return box


def break_question(parent: QWidget, readers: Sequence[Reader]) -> QMessageBox:
    """Return the question before a seal is broken; it names what is lost."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Break the seal"))
    box.setText(tr("Break the seal, and unblind this review for good?"))
    waiting = [
        tr("{r} ({answered} of {of})", r=r.name, answered=r.answered, of=r.of)
        for r in readers
        if not r.finished
    ]
    lost = (
        tr("Not finished: {waiting}.", waiting=", ".join(waiting))
        if waiting
        else tr("Nobody has read it.")
    )
    box.setInformativeText(
        tr(
            "{lost} The right answers become visible, nobody can go on with this "
            "review, and its results say for ever that the seal was broken. Answers "
            "given so far are kept. This cannot be undone.",
            lost=lost,
        )
    )
    _two_buttons(box, tr("Break the seal"), QMessageBox.ButtonRole.DestructiveRole)
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
    stay = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
