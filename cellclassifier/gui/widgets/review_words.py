"""What a reader is told on the screen of a review; nothing of it knows the truth."""

from collections.abc import Sequence

from cellclassifier.core.language import tr
from cellclassifier.core.reviews.record import AGREE, CANNOT_TELL, DISAGREE
from cellclassifier.core.reviews.sitting import Card, Sitting

WHICH = tr("Which class is this tile?")


def question(card: Card) -> str:
    """Return what is asked of a tile."""
    if card.kind == "classify":
        return WHICH
    confidence = f"{100 * card.shown_confidence:.1f} %"
    return tr(
        "The network answers {shown_class} ({confidence}). Do you agree?",
        shown_class=card.shown_class,
        confidence=confidence,
    )


def choices(card: Card, offered: Sequence[str]) -> Sequence[str]:
    """Return what is on the buttons of a tile's answers, in their order."""
    if card.kind == "classify":
        return offered
    told = {AGREE: tr("agree"), DISAGREE: tr("disagree")}
    return [told[each] for each in offered]


def progress(sitting: Sitting) -> str:
    """Return how far the reader is, such as "37 of 110"."""
    practice = tr("Practice   ") if sitting.in_practice else ""
    return tr(
        "{practice}{place} of {of}",
        practice=practice,
        place=min(sitting.place + 1, sitting.of),
        of=sitting.of,
    )


def welcome(sitting: Sitting) -> str:
    """Return what a reader is told before the first tile of this time."""
    if sitting.place and not sitting.in_practice:
        return tr(
            "{place} of {of} tiles are answered; the review goes on where it was.",
            place=sitting.place,
            of=sitting.of,
        )
    begins = (
        tr(
            "First some tiles for practice ({of}), with the answer after each.",
            of=sitting.of,
        )
        if sitting.in_practice
        else tr(
            "{of} tiles follow, one at a time, in an order drawn at random.",
            of=sitting.of,
        )
    )
    return tr(
        "{begins} Answer by keys or buttons; Backspace takes the last answer back. "
        "Each answer is saved at once, and Esc leaves: the review goes on later where "
        "it was. The time taken is recorded, so leave for a break.",
        begins=begins,
    )


def other_kind(card: Card) -> str:
    """Return what is new where a question of the other kind comes for the first time.

    In a crossover the two kinds come mixed.
    """
    if card.kind == "classify":
        return tr(
            "The next tile is of the other kind: you see it alone, and say which class "
            "it is. From here on both kinds come mixed, so read the question."
        )
    return tr(
        "The next tile is of the other kind: you see what the network answers, which "
        "can be wrong, and say whether you agree. From here on both kinds come mixed, "
        "so read the question."
    )


def practised(said: str, card: Card) -> tuple[bool, str]:
    """Return whether an answer in practice was right, and what the answer is."""
    true = tr("this tile is {practice_answer}.", practice_answer=card.practice_answer)
    if said == CANNOT_TELL:
        return False, tr("Cannot tell: {true}", true=true)
    right = card.practice_answer
    if card.kind == "judge":
        right = AGREE if card.shown_class == card.practice_answer else DISAGREE
    return said == right, f"{tr('Right') if said == right else tr('Not so')}: {true}"


OVER = tr("All tiles are answered, and all answers are saved. Thank you.")
"""What a reader is told at the end."""

UNSAVED = tr(
    "This answer could not be saved ({error}). The answers before it are safe. Mend "
    "that, then answer this tile again."
)
UNREADABLE = tr(
    "The next tile cannot be shown ({error}). All answers so far are safe. Leave with "
    "Esc; when the review's folder is whole again, the review goes on here."
)
NO_MORE_BACK = tr("There is no answer to take back here.")
