"""The cards of all folders of a study, told together."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import Problem
from cellclassifier.gui.widgets.folder_card import FolderCard
from cellclassifier.gui.widgets.notice import Notice
from cellclassifier.gui.widgets.test_column import TestColumn


class FolderCards:
    """The card of the training images, and one for each test set."""

    def __init__(self, train: FolderCard, tests: TestColumn) -> None:
        self._train = train
        self._tests = tests

    def all(self) -> Iterator[tuple[str, FolderCard]]:
        """Yield the cards with "train" and the names of the test sets."""
        yield "train", self._train
        yield from self._tests.cards.items()

    def show_reading(self) -> None:
        """Show that the folders are about to be read."""
        self._train.failure.clear()
        for _, card in self.all():
            card.show_reading()

    def show_progress(self, name: str, done: int, of: int) -> None:
        """Show how many files of a folder have been read."""
        if card := dict(self.all()).get(name):
            card.show_reading(done, of)

    def show_failure(self, error: str, action: str) -> None:
        """Show that nothing could be read, with a button to try again."""
        for _, card in self.all():
            card.show_unread()
        self._train.failure.tell(error, "error", action=action)

    def show_contents(self, contents: Contents) -> None:
        """Show what each folder holds."""
        self._train.failure.clear()
        classes = contents.train.classes
        self._train.show_found(contents.train, classes)
        for name, test in contents.tests.items():
            if card := self._tests.cards.get(name):
                card.show_found(test, classes)

    def show_problems(
        self,
        problems: Mapping[str, Sequence[Problem]],
        copies: Collection[Problem],
    ) -> None:
        """Show what is wrong with each folder.

        Args:
            problems: By "train" and the names of the test sets.
            copies: Those about copies, which have pairs to be looked at.
        """
        for name, card in self.all():
            card.problems.set_problems(problems.get(name, ()), copies)

    def refused(self, problem: str, notice: Notice, others: Sequence[Notice]) -> bool:
        """Say what is wrong with a folder, if anything; forget what was said before.

        Args:
            problem: A sentence; empty if nothing is wrong.
            notice: Where it is said.
            others: Further places where something may have been said.
        """
        for each in (*others, *(card.refusal for _, card in self.all())):
            each.clear()
        if problem:
            notice.tell(problem, "attention")
        return bool(problem)
