"""One page for each step of the work, made when it is first wanted.

The rail needs only names and marks, so that the window is there before its pages.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cellclassifier.core.language import tr
from cellclassifier.gui import steps
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.page import Page, Step

_LARGE = {"review": ("widgets.review_exchange", "widgets.review_results")}
"""Modules of pages that would take too long to be loaded all at once."""


class Entry(NamedTuple):
    """A step of the work, and how its page is made.

    Attributes:
        key: Name by which other pages and the window ask for the page.
        title: Name in the rail.
        icon: Name of its icon.
        sentence: What the page is for, shown beside its title.
        make: Makes the page, which shows at once what the session has now.
        step: How far the step is, as far as that is known without the page.
    """

    key: str
    title: str
    icon: str
    sentence: str
    make: Callable[[Session], Page]
    step: Callable[[Session], Step]


class Pages(Mapping[str, Page]):
    """The pages by their keys; asking for one makes it."""

    def __init__(self, session: Session, use: Callable[[Page], None]) -> None:
        """Make no page yet.

        Args:
            session: What all pages are about.
            use: Takes each page into the window once it is made.
        """
        self._session, self._use = session, use
        self._entries = {entry.key: entry for entry in PAGES}
        self._made: dict[str, Page] = {}

    def __getitem__(self, key: str) -> Page:
        if key not in self._made:
            self._made[key] = page = self._entries[key].make(self._session)
            self._use(page)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    @property
    def made(self) -> tuple[Page, ...]:
        """The pages that were made."""
        return tuple(self._made.values())

    def entry(self, key: str) -> Entry:
        """Return what is known of a page without it."""
        return self._entries[key]

    def steps(self) -> dict[str, Step]:
        """Return how far each step is; a page that was made knows it best."""
        return {
            key: self._made[key].step()
            if key in self._made
            else entry.step(self._session)
            for key, entry in self._entries.items()
        }

    def preparation(self) -> Iterator[None]:
        """Make all pages, a little between two yields."""
        for key in self._entries:
            if key in self._made:
                continue
            for name in (*_LARGE.get(key, ()), f"pages.{key}"):
                importlib.import_module(f"cellclassifier.gui.{name}")
                yield
            page = self[key]
            yield
            yield from page.preparation()


# Imported inside of these: the window starts sooner without.
def _images(session: Session) -> Page:
    from cellclassifier.gui.pages.images import ImagesPage

    return ImagesPage(session)


def _tiles(session: Session) -> Page:
    from cellclassifier.gui.pages.tiles import TilesPage

    return TilesPage(session)


def _training(session: Session) -> Page:
    from cellclassifier.gui.pages.training import TrainingPage

    return TrainingPage(session)


def _predictions(session: Session) -> Page:
    from cellclassifier.gui.pages.predictions import PredictionsPage

    return PredictionsPage(session)


def _review(session: Session) -> Page:
    from cellclassifier.gui.pages.review import ReviewPage

    return ReviewPage(session)


def _explain(session: Session) -> Page:
    from cellclassifier.gui.pages.explain import ExplainPage

    return ExplainPage(session)


def _compare(session: Session) -> Page:
    from cellclassifier.gui.pages.compare import ComparePage

    return ComparePage(session)


PAGES = (
    Entry(
        "images",
        tr("Images"),
        "images",
        tr("Choose the folders: one sub-folder for each class."),
        _images,
        steps.images_step,
    ),
    Entry(
        "tiles",
        tr("Tiles"),
        "tiles",
        tr("What the network will see."),
        _tiles,
        steps.tiles_step,
    ),
    Entry(
        "training",
        tr("Training"),
        "training",
        tr("Train a network on these tiles, and watch it learn."),
        _training,
        steps.training_step,
    ),
    Entry(
        "predictions",
        tr("Predictions"),
        "predictions",
        tr("What the network answers for images it has never seen."),
        _predictions,
        steps.predictions_step,
    ),
    Entry(
        "review",
        tr("Review"),
        "review",
        tr("You and the network, blinded, on the same tiles."),
        _review,
        steps.review_step,
    ),
    Entry(
        "explain",
        tr("Explain"),
        "explain",
        tr("What the network looks at: seen, and measured."),
        _explain,
        steps.explain_step,
    ),
    Entry(
        "compare",
        tr("Compare"),
        "compare",
        tr("Runs and data sets against each other, with the figures."),
        _compare,
        steps.compare_step,
    ),
)
"""The steps in the order of the work; a new page takes its place here."""
