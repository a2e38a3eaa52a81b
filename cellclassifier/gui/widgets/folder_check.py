"""What the folders of a study hold and what is wrong with it, checked once."""

from collections.abc import Iterable
from typing import NamedTuple

from cellclassifier.core.contents import Contents
from cellclassifier.core.dataset import Problem
from cellclassifier.core.language import tr_n
from cellclassifier.core.spec import StudySpec


class Checked(NamedTuple):
    """Contents with their problems, by "train" or the name of the test set."""

    contents: Contents
    problems: dict[str, list[Problem]]

    def holds_for(self, contents: Contents, spec: StudySpec) -> bool:
        """Tell whether checking these would give the same."""
        same = contents.train is self.contents.train
        return same and contents.under(spec)[2:] == self.contents[2:]

    def along_with(self, others: Iterable[tuple[str, Problem]]) -> "Checked":
        """Return the same with further problems, by the name of what they are about."""
        problems = {name: list(found) for name, found in self.problems.items()}
        for name, problem in others:
            known = problems.setdefault(name, [])
            if problem not in known:
                known.append(problem)
        return self._replace(problems=problems)

    def worst(self, *levels: str) -> str:
        """Return the first sentence of the first of these levels that has one."""
        found = [each for problems in self.problems.values() for each in problems]
        texts = (p.text for level in levels for p in found if p.level == level)
        return next(texts, "")

    def blocked(self, cure: str) -> str:
        """Return why the work cannot go on, as a sentence; "" if it can.

        Args:
            cure: What to do about files that are left out, which may be all of a class.
        """
        datasets = (self.contents.train, *self.contents.tests.values())
        starved = any(0 in dataset.counts.values() for dataset in datasets)
        error = self.worst("error")
        return cure if error and starved and cure else error

    def summary(self) -> str:
        """Return how many images there are, as a sentence."""
        train, tests = self.contents.train, self.contents.tests
        tested = sum(len(test.images) for test in tests.values())
        return tr_n(
            "{images:,} training images of {classes} classes; "
            "{tested:,} images in {tests} test set.",
            "{images:,} training images of {classes} classes; "
            "{tested:,} images in {tests} test sets.",
            len(tests),
            images=len(train.images),
            classes=len(train.classes),
            tested=tested,
            tests=len(tests),
        )


def check(contents: Contents, spec: StudySpec) -> Checked:
    """Find all problems under the settings of `spec`; slow with very many images."""
    contents = contents.under(spec)
    problems: dict[str, list[Problem]] = {"train": []}
    problems |= {name: [] for name in contents.tests}
    for name, problem in contents.problems():
        problems[name].append(problem)
    return Checked(contents, problems)
