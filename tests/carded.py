"""Review folders that were written instead of drawn from a study, without a key."""

from datetime import UTC, datetime

import numpy as np

from cellclassifier.core.reviews.record import (
    PracticeCard,
    PublicCard,
    ReviewRecord,
    Shown,
    practice_text,
)
from cellclassifier.core.reviews.spec import ReviewSpec

CLASSES = ("discs", "squares")
SIZE = 64


def token(place):
    return f"{place:04x}" * 4


def review_folder(where, cards=6, kind="classify", practice=0, **spec):
    """Write a review; in a crossover every other card is to be judged.

    Returns its folder. The values of each tile are alike: 0.5 and a bit more from
    card to card, so that one is told from another.
    """
    folder = where / "reviews" / "r1"
    for name in ("tiles", "overlays", "practice"):
        (folder / name).mkdir(parents=True)
    kinds = ("classify", "judge") if kind == "crossover" else (kind,)
    made = tuple(
        card_of(place, kinds[place % len(kinds)], folder, spec.get("overlay"))
        for place in range(cards)
    )
    write_practice(folder, practice)
    record = ReviewRecord(
        id="r1",
        created=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
        spec=ReviewSpec(kind=kind, practice=practice, **spec),
        classes=CLASSES,
        shape=(SIZE, SIZE, 1),
        key_sha256="0" * 64,
        cards=made,
    )
    (folder / "review.json").write_text(record.model_dump_json(), "utf-8")
    return folder


def card_of(place, kind, folder, overlay):
    shown = Shown(class_name=CLASSES[place % 3 == 0], confidence=0.75)
    judged = kind == "judge"
    np.save(folder / "tiles" / f"{token(place)}.npy", pixels(place))
    if judged and overlay:
        np.save(folder / "overlays" / f"{token(place)}.npy", magnitude())
    return PublicCard(token=token(place), kind=kind, shown=shown if judged else None)


def write_practice(folder, practice):
    cards = tuple(
        PracticeCard(token=token(1000 + place), kind="classify", answer=CLASSES[0])
        for place in range(practice)
    )
    for card in cards:
        np.save(folder / "practice" / f"{card.token}.npy", pixels(90))
    if practice:
        (folder / "practice" / "cards.json").write_bytes(practice_text(cards))


def pixels(place):
    return np.full((SIZE, SIZE, 1), 0.5 + place / 1000, np.float32)


def magnitude():
    found = np.zeros((SIZE, SIZE), np.float32)
    found[5, 7] = 1
    return found
