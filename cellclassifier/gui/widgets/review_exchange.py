"""Files that colleagues exchange about a review, and the opening of its seal."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cellclassifier.core import preferences
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.review import Review
from cellclassifier.core.runs import Run
from cellclassifier.gui.tasks import Background
from cellclassifier.gui.widgets import review_asking as asking
from cellclassifier.gui.widgets.review_report import Report, read_report

T = TypeVar("T")


class Exchange(QObject):
    """Asks for files, and reads and writes them in the background.

    Signals:
        opened: The review that a file held.
        told: What was done, as a sentence.
        failed: Why it was not, as a sentence.
        revealed: The `Report` of a review whose seal is open.
    """

    opened = Signal(object)
    told = Signal(str)
    failed = Signal(str)
    revealed = Signal(object)

    def __init__(self, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = background
        self._window = parent

    def open_file(self) -> None:
        """Ask for a review file of a colleague, and unpack it."""
        path = asking.ask_to_open(self._window, tr("Open a review"), asking.REVIEWS)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Unpack a review file; one that was opened before goes on."""
        from cellclassifier.core.reviews.files import open_review_file

        into = preferences.home() / "reviews"
        self._run(lambda: open_review_file(path, into), self.opened.emit)

    def export(self, review: Review) -> None:
        """Ask where to, and write a review as a file without its answers."""
        from cellclassifier.core.reviews.files import export_review

        title = tr("A review for a colleague")
        name = f"review_{review.id}.ccreview"
        path = asking.ask_to_save(self._window, title, name, asking.REVIEWS)
        if path is not None:
            told = tr(
                "Saved as {path}. A colleague opens it under Review, and sends the "
                "answers back as a file.",
                path=path,
            )
            self._run(lambda: export_review(review, path), lambda _: self._say(told))

    def save_answers(self, review: Review, reader: str) -> None:
        """Ask where to, and write the answers of a reader as a file."""
        from cellclassifier.core.reviews.files import export_answers

        name = f"answers_{review.id}_{reader}.ccanswers".replace(" ", "_")
        path = asking.ask_to_save(
            self._window, tr("Save answers"), name, asking.ANSWERS
        )
        if path is not None:
            told = tr(
                "The answers of {reader} were saved as {path}.",
                reader=reader,
                path=path,
            )
            self._run(
                lambda: export_answers(review, reader, path), lambda _: self._say(told)
            )

    def take_answers(self, review: Review) -> None:
        """Ask for a file of answers, and take them over."""
        from cellclassifier.core.reviews.files import import_answers

        path = asking.ask_to_open(self._window, tr("Import answers"), asking.ANSWERS)
        if path is not None:
            self._run(
                lambda: import_answers(review, path),
                lambda reader: self._say(
                    tr("The answers of {reader} were imported.", reader=reader)
                ),
            )

    def reveal(
        self, review: Review, runs: Mapping[str, Run], *, break_seal: bool = False
    ) -> None:
        """Open the seal of a review, and compare readers and network.

        Args:
            review: The review.
            runs: The runs of the study, by id, which can explain tiles.
            break_seal: Whether to open it though readers are not finished.
        """
        self._run(lambda: read_report(review, runs, break_seal), self.revealed.emit)

    def save_results(self, report: Report) -> None:
        """Ask for a folder, and write all numbers there as tables."""
        folder = asking.ask_folder_for(self._window, tr("Folder for the tables"))
        if folder is not None:
            told = tr("The tables were saved in {folder}.", folder=folder)
            self._run(lambda: report.save(folder), lambda _: self._say(told))

    def _say(self, sentence: str) -> None:
        self.told.emit(sentence)

    def _run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._background.run("review files", work, lambda x: _drop(done(x)), self._fail)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        self.failed.emit(str(error))


def _drop(_: object) -> None:
    """Return nothing, as what is called in the background's stead must."""
