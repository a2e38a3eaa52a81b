"""Asks what becomes of a training when the window closes."""

from typing import Literal

from PySide6.QtWidgets import QMessageBox, QWidget

from cellclassifier.core.language import tr, tr_n

Answer = Literal["stop", "go on", "stay"]


_HERE = tr(
    "It can go on without the window, and is found again when the study is opened. "
    "Stopped, its network is kept as it is at this moment, and what waits in the "
    "queue waits until you open the study again."
)
_FAR = tr(
    "It is trained on {}, and goes on there in any case, also when this computer is "
    "switched off; what it makes is fetched when the study is opened again. Runs that "
    "still wait may need this computer to begin: leave it on where you can. Stopped, "
    "which may take some seconds, its network is kept as it is."
)


def question(parent: QWidget, waiting: int, place: str = "") -> QMessageBox:
    """Return the question, not shown yet.

    Args:
        parent: The window.
        waiting: How many more runs wait.
        place: Where it is trained, in words; "" for this computer.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("A training is running"))
    others = "" if not waiting else tr(" {runs} in the queue.", runs=_runs(waiting))
    box.setText(tr("A training is running.{others} What becomes of it?", others=others))
    box.setInformativeText(_FAR.format(place) if place else _HERE)
    go_on = box.addButton(tr("Let it go on"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("Stop it"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(stay)
    return box


def ask_what_becomes(parent: QWidget, waiting: int, place: str = "") -> Answer:
    """Ask as `question` does, and return the answer."""
    box = question(parent, waiting, place)
    box.exec()
    answers: dict[QMessageBox.ButtonRole, Answer] = {
        QMessageBox.ButtonRole.AcceptRole: "go on",
        QMessageBox.ButtonRole.DestructiveRole: "stop",
    }
    clicked = box.clickedButton()
    return answers.get(box.buttonRole(clicked), "stay") if clicked else "stay"


def _runs(waiting: int) -> str:
    return tr_n(
        "1 more run waits", "{waiting} more runs wait", waiting, waiting=waiting
    )
