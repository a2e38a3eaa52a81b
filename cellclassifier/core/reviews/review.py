"""Blinded reviews of a study: drawing one, and finding those there are."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.reviews.making import (
    Progress,
    make_review,
    new_review_folder,
)
from cellclassifier.core.reviews.material import (
    METHOD,
    material_of,
    shows_overlay,
    tables_of,
)
from cellclassifier.core.reviews.plan import chosen
from cellclassifier.core.reviews.record import ReviewRecord, read_review_record
from cellclassifier.core.reviews.seal import Opened, read_opened
from cellclassifier.core.reviews.sitting import Sitting
from cellclassifier.core.reviews.sitting_record import Answered, now, read_logs
from cellclassifier.core.reviews.spec import ReviewSpec
from cellclassifier.core.runs import Run


class Reader(NamedTuple):
    """How far a reader has come."""

    name: str
    answered: int
    of: int
    finished: bool


class Review:
    """One review folder; every property reads what lies there now."""

    def __init__(self, folder: Path) -> None:
        """Open the review in `folder`.

        Raises:
            UserError: There is none, it is damaged, or a newer version made it.
        """
        self.folder = folder
        self.record: ReviewRecord = read_review_record(folder)

    @property
    def id(self) -> str:
        """Name of the review."""
        return self.record.id

    @property
    def spec(self) -> ReviewSpec:
        """What is asked."""
        return self.record.spec

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of the keys."""
        return self.record.classes

    @property
    def has_key(self) -> bool:
        """Whether the sealed key is here; what a colleague was sent has none."""
        return (self.folder / "sealed.bin").exists()

    @property
    def is_open(self) -> bool:
        """Whether the key was opened; then nobody can answer any more."""
        return (self.folder / "opened.json").exists()

    @property
    def opened(self) -> Opened | None:
        """Who opened it, and when; ``None`` while it is sealed.

        Raises:
            UserError: That cannot be read any more.
        """
        return read_opened(self.folder)

    @property
    def broken(self) -> bool:
        """Whether it was opened before every reader had finished: unblinded for good.

        Raises:
            UserError: As in `opened`.
        """
        opened = self.opened
        return opened is not None and opened.broken

    def logs(self) -> dict[Path, Answered]:
        """Return what each reader has answered, by file.

        Raises:
            UserError: A file was changed, or cannot be read.
        """
        return read_logs(self.folder)

    def readers(self) -> tuple[Reader, ...]:
        """Return who has begun, and how far each has come.

        Raises:
            UserError: As in `logs`.
        """
        return tuple(
            Reader(
                each.seal.reader,
                len(each.answers),
                len(each.seal.order),
                each.finished,
            )
            for each in self.logs().values()
        )

    def sitting(self, reader: str) -> Sitting:
        """Begin, or go on with, the answers of a reader.

        Raises:
            UserError: As in `Sitting`.
        """
        return Sitting(self.folder, reader)


def draw_review(
    study_folder: Path,
    runs: Sequence[Run],
    test: str,
    spec: ReviewSpec,
    progress: Progress | None = None,
) -> Review:
    """Draw a review from the tiles of known class of a test set, and seal it.

    Tiles are shown as the first run sees them, and it is that run's class and
    confidence that are judged.

    Args:
        study_folder: The study.
        runs: Runs that have predicted the test set; at least one, of "disagreed" two.
        test: Name of the test set.
        spec: What is asked, and of which tiles.
        progress: Told how far it is.

    Raises:
        UserError: There is no such tile, a run has not predicted them, an attribution
            is missing, or the folder cannot be written; then there is no review.
    """
    spec = seeded(spec)
    material = material_of(runs, test, spec)
    folder = new_review_folder(study_folder, now())
    tell = progress or (lambda what, done, of: None)
    try:
        make_review(folder, material, tell)
    except OSError as error:
        raise UserError(
            tr(
                "The review could not be written to {folder} ({strerror}). No "
                "review was made. Free space, or choose fewer tiles.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    return Review(folder)


def seeded(spec: ReviewSpec) -> ReviewSpec:
    """Return `spec` with a seed, so that drawing twice gives the same tiles."""
    if spec.seed is not None:
        return spec
    return spec.model_copy(update={"seed": secrets.randbelow(2**31)})


def tiles_to_explain(
    runs: Sequence[Run], test: str, spec: ReviewSpec
) -> tuple[tuple[int, str], ...]:
    """Return number and predicted class of each tile whose attribution is missing.

    Args:
        runs: As in `draw_review`.
        test: As in `draw_review`.
        spec: With a seed, see `seeded`; the same has to be drawn afterwards.

    Raises:
        UserError: As in `draw_review`.
        ValueError: The spec has no seed.
    """
    if spec.seed is None:
        raise ValueError("without a seed other tiles would be drawn afterwards")
    if not shows_overlay(spec):
        return ()
    table = chosen(tables_of(runs, test), spec)[0]
    pairs = zip(table.tiles, table.predicted_classes, strict=True)
    return tuple(
        (tile, name)
        for tile, name in pairs
        if not runs[0].attribution_path(METHOD, test, tile, name).exists()
    )


def reviews_of(study_folder: Path) -> list[Review]:
    """Return the reviews of a study, newest first; damaged ones are left out."""
    found = []
    for path in (study_folder / "reviews").glob("[!.]*/review.json"):
        try:
            found.append(Review(path.parent))
        except UserError:
            continue
    return sorted(found, key=lambda each: (each.record.created, each.id), reverse=True)
