"""Why a page has no predictions to show, and what to do about it."""

from collections.abc import Callable
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.notice import EmptyState
from cellclassifier.gui.widgets.prediction_table import stamp
from cellclassifier.gui.widgets.prediction_words import (
    GONE,
    NO_TESTS,
    PREDICT,
    PREDICTING,
    unfinished,
)


class Missing(NamedTuple):
    """Why there is nothing to show, and the button that does something about it."""

    sentence: str
    button: str
    act: Callable[[], None]


class Seeker(NamedTuple):
    """Looks for what a page lacks.

    Attributes:
        session: What the window is about.
        purpose: What the page is for, a sentence with a space behind it.
        unpredicted: Why an unpredicted set is not shown, after "... by this run yet".
        needs_network: Whether predictions alone do not do.
        go: Goes to another page.
        predict: Has a run predict.
    """

    session: Session
    purpose: str
    unpredicted: str
    needs_network: bool
    go: Callable[[str], None]
    predict: Callable[[Run], None]

    def missing(self, test: str) -> Missing | None:
        """Return what is missing to show a set of the chosen run, if anything is."""
        run = self.session.run
        train = (tr("Go to Training"), lambda: self.go("training"))
        if not self.session.runs:
            return Missing(
                tr("{purpose}No network has been trained yet.", purpose=self.purpose),
                *train,
            )
        if run is None:
            told = tr("Choose a run above, or train another.")
            return Missing(f"{self.purpose}{told}", *train)
        facts = self.session.facts_of(run)
        if facts.state == "gone":
            return Missing(GONE, *train)
        found = bool(test and stamp(run, test))
        if not run.model_path.exists() and (self.needs_network or not found):
            return Missing(unfinished(facts), *train)
        if not test:
            return Missing(NO_TESTS, tr("Go to Images"), lambda: self.go("images"))
        if found:
            return None
        told = tr("The set '{test}' has not been predicted by this run yet", test=test)
        return Missing(f"{told}{self.unpredicted}.", PREDICT, lambda: self.predict(run))

    def damaged(self, run: Run, error: BaseException) -> Missing:
        """Return what to say of predictions that cannot be read.

        Raises:
            BaseException: `error` itself, where it is no sentence for the user.
        """
        if not isinstance(error, UserError):
            raise error
        return Missing(str(error), PREDICT, lambda: self.predict(run))

    def show(self, missing: Missing, empty: EmptyState) -> None:
        """Say what is missing; or how far the predicting is that makes it."""
        run, predicting = self.session.run, self.session.predicting
        waits = bool(run and run.folder in predicting and missing.button == PREDICT)
        told = predicting[run.folder] if run and waits else ""
        empty.set_sentence((told or PREDICTING) if waits else missing.sentence)
        empty.button.setText(missing.button)
        empty.button.setEnabled(not waits)
