"""What a training is worth, in words, with the numbers that say so.

The rules, in the order they are tried; `core.trends` has those for curves:

did not learn: training accuracy, in the last epoch and in that whose network is kept,
is not above the share of the most frequent class, by its 95 % Wilson interval. With
class weights, which make a network give up right answers of that class, the loss must
be that of guessing as well.
memorised: training accuracy reached 99.5 %, while what the network was not trained on
(validation tiles, test tiles: all there are) stays near chance. Networks learn even
random labels by heart, so that the former alone says nothing: C. Zhang et al.,
"Understanding deep learning requires rethinking generalization", ICLR 2017.
overfitting: validation loss has risen since its smallest value by more than noise (L.
Prechelt 1998, generalisation loss) while training loss fell; or training accuracy is
above that of tiles it was not trained on by more than 10 points, with 95 % confidence
(R. G. Newcombe 1998), and validation loss is past its smallest value and not falling.
went astray: training loss itself has risen and does not come down, or training accuracy
has surely fallen by more than 10 points; such a verdict has no kind.
improving: validation loss, or training loss without validation, still falls.
converged: none of these.

Tiles are taken as independent; those of one image are not, so that true intervals are
wider.
"""

from math import log
from statistics import fmean
from typing import Literal, NamedTuple

from cellclassifier.core import trends, verdict_words
from cellclassifier.core.evidence import Evidence, Made, gather, of_run
from cellclassifier.core.run_record import History
from cellclassifier.core.runs import Run
from cellclassifier.core.statistics import Proportion, learnt

Kind = Literal[
    "", "improving", "converged", "overfitting", "did_not_learn", "memorised"
]

BY_HEART = 0.995
"""Training accuracy that counts as 100 %: a few labels of any set are wrong."""

NEAR_CHANCE = 0.4
"""How far on the way from chance to all right is still near chance. For two classes of
one size that is 70 %: above the article's subtle example (62 % by the network), below
what its clear one gets (over 90 %)."""

LARGE_GAP = 0.1
"""Difference of accuracies that counts, where even its lower bound is larger."""

GUESSING = 0.95
"""Share of the loss of guessing, log(classes), above which a network only guesses."""

FEWEST = 3
"""Epochs below which the course of a training cannot be told."""


class Verdict(NamedTuple):
    """What a training is worth.

    Attributes:
        kind: What it is; "" where nothing, or something else, can be said.
        text: That with its numbers, and what to do next; "" before the first epoch.
        trusted: Whether the network that is kept may be used as it is.
        epoch: Since when a run overfits, or by when it knew its tiles by heart.
    """

    kind: Kind
    text: str
    trusted: bool
    epoch: int | None = None


NOTHING = Verdict("", "", True)


def verdict(run: Run) -> Verdict:
    """Return what the training of `run` is worth, as far as it has come.

    Where several test sets were predicted, their tiles are counted together.

    Raises:
        UserError: A table of the run is missing or damaged.
    """
    known = of_run(run)
    return _judged(known) if known else NOTHING


def judge(
    history: History,
    *,
    n_training: int,
    n_validation: int,
    majority: float,
    test: Proportion | None = None,
    made: Made = Made(),  # noqa: B008 -- a value that cannot change
) -> Verdict:
    """Return what a training is worth.

    Args:
        history: What each epoch measured.
        n_training: Tiles it was trained on.
        n_validation: Tiles of validation, 0 without.
        majority: Share of the most frequent class among the training tiles, 0 .. 1;
            also among others unless `made` says so.
        test: Accuracy on test tiles, where they were predicted.
        made: How the run was made.
    """
    known = gather(history, (n_training, n_validation), majority, test, made)
    return _judged(known) if known else NOTHING


def _judged(known: Evidence) -> Verdict:
    rules = (_did_not_learn, _memorised, _risen, _apart, _astray, _too_few, _improving)
    for rule in rules:
        if found := rule(known):
            return found
    return _converged(known)


def _did_not_learn(known: Evidence) -> Verdict | None:
    if any(learnt(known.training(i), known.majority) for i in (-1, known.kept_place)):
        return None
    if known.made.weighted and known.losses[-1] < GUESSING * log(known.made.classes):
        return None
    return Verdict("did_not_learn", verdict_words.did_not_learn(known), False)


def _memorised(known: Evidence) -> Verdict | None:
    reached = [each.epoch for each in known.epochs if each.accuracy >= BY_HEART]
    others = [
        (share, most)
        for share, most in (
            (known.test, known.test_majority),
            (known.best_validation, known.validation_majority),
        )
        if share is not None
    ]
    if not reached or not others or not all(_near(known, *each) for each in others):
        return None
    text = verdict_words.memorised(known, reached[0])
    return Verdict("memorised", text, False, reached[0])


def _near(known: Evidence, share: Proportion, most: float) -> bool:
    """Tell whether `share` is near chance, and far from what training reached."""
    top = max(
        (known.training(i) for i in range(len(known.epochs))), key=lambda p: p.value
    )
    gap = trends.difference(top, share)
    return trends.skill(share.value, most) <= NEAR_CHANCE and gap.low > LARGE_GAP


def _risen(known: Evidence) -> Verdict | None:
    """Find overfitting by the validation loss."""
    rise = trends.risen(known.val_losses, known.n_validation)
    if not rise or fmean(known.losses[-trends.TAIL :]) >= known.losses[rise.place]:
        return None
    epoch = known.since(rise.place)
    before = known.kept_place <= rise.place
    text = verdict_words.overfitting(known, rise)
    return _proved(known, Verdict("overfitting", text, before, epoch))


def _apart(known: Evidence) -> Verdict | None:
    """Find overfitting by how far accuracies lie apart."""
    other = known.validation() or known.test
    if not other or trends.difference(known.training(), other).low <= LARGE_GAP:
        return None
    losses = known.val_losses
    if known.validated and (
        len(losses) < FEWEST or min(losses) == losses[-1] or trends.is_falling(losses)
    ):
        return None
    epoch = known.apart_since(LARGE_GAP)
    text = verdict_words.apart(known, epoch)
    return _proved(known, Verdict("overfitting", text, False, epoch))


def _astray(known: Evidence) -> Verdict | None:
    rise = trends.risen(known.losses)
    if rise and not trends.comes_down(known.losses):
        place, what = rise.place, verdict_words.risen(rise)
    else:
        place = max(range(len(known.epochs)), key=lambda i: known.epochs[i].accuracy)
        if trends.difference(known.training(place), known.training()).low <= LARGE_GAP:
            return None
        what = verdict_words.fallen(known, place)
    text = verdict_words.astray(known, place, what)
    return _proved(known, Verdict("", text, known.kept_place <= place))


def _too_few(known: Evidence) -> Verdict | None:
    if len(known.epochs) >= FEWEST:
        return None
    return _proved(known, Verdict("", verdict_words.too_few(known), True))


def _improving(known: Evidence) -> Verdict | None:
    losses = known.val_losses or known.losses
    by_heart = not known.validated and known.training().value >= BY_HEART
    if by_heart or not trends.is_falling(losses):
        return None
    return _proved(known, Verdict("improving", verdict_words.improving(known), True))


def _converged(known: Evidence) -> Verdict:
    return _proved(known, Verdict("converged", verdict_words.converged(known), True))


def _proved(known: Evidence, found: Verdict) -> Verdict:
    """Add what speaks against a network, or that nothing speaks for it."""
    validation = known.validation(known.kept_place)
    other = known.test or validation
    most = known.test_majority if known.test else known.validation_majority
    if other is None:
        return _with(found, verdict_words.unproved())
    if not learnt(other, most):
        return _with(
            found._replace(trusted=False), verdict_words.no_better(other, most)
        )
    if validation and trends.difference(validation, other).low > LARGE_GAP:
        return _with(found._replace(trusted=False), verdict_words.harder())
    return found


def _with(found: Verdict, sentence: str) -> Verdict:
    return found._replace(text=f"{found.text} {sentence}")
