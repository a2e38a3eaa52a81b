"""Temperature scaling: one number that makes a network as sure as it is right.

C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, On Calibration of Modern Neural Networks
(ICML 2017), section 4.2. A softmax of logits divided by T gives each probability p as
p ** (1 / T), made to sum to 1 again; so the logits are not needed. Which class wins
stays the same.
"""

from math import exp, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.predictions import Predictions

LEAST_TILES = 20
"""Validation tiles below which a temperature would be little more than chance."""

LOWEST, HIGHEST = 0.05, 100.0
"""Temperatures that are looked through; at the highest all classes are nearly alike."""


class Temperature(NamedTuple):
    """A temperature, above 1 where a network was surer than right.

    Attributes:
        value: The temperature.
        n: Validation tiles it was fitted on.
        loss_before: Mean log loss of these tiles as predicted, in nats.
        loss_after: The same after scaling: the lowest there is.
    """

    value: float
    n: int
    loss_before: float
    loss_after: float

    def text(self) -> str:
        """Return it in a sentence, with what it says of the network."""
        return tr(
            "Temperature {value:.3g}, fitted on {n:,} validation tiles (log loss "
            "{before:.3f} before, {after:.3f} after): {meaning}.",
            value=self.value,
            n=self.n,
            before=self.loss_before,
            after=self.loss_after,
            meaning=self._meaning(),
        )

    def _meaning(self) -> str:
        if self.value > 0.99 * HIGHEST:
            return tr("the probabilities say next to nothing of what is right")
        if self.value > 1.05:
            return tr("the network is surer than it is right")
        if self.value < 0.95:
            return tr("the network is less sure than it could be")
        return tr("the network is about as sure as it is right")


def fit_temperature(validation: Predictions) -> Temperature:
    """Fit one temperature to validation predictions by their log loss.

    It must never be fitted on the tiles that it is then judged with.

    Args:
        validation: Predictions; tiles whose class is not known are left out.

    Raises:
        UserError: There are too few tiles, or of one class, or all are right: then
            any lower temperature would seem better.
    """
    known = validation.known()
    _check(known)
    logits, true = _logits(known.probabilities), known.true
    # Imported here: the window starts faster without.
    from scipy.optimize import minimize_scalar

    # The loss is convex in 1 / temperature, so that this search finds its minimum.
    found = minimize_scalar(
        lambda power: _loss(logits * exp(power), true),
        bounds=(-log(HIGHEST), -log(LOWEST)),
        method="bounded",
        options={"xatol": 1e-7},
    )
    before, after = _loss(logits, true), float(found.fun)
    return Temperature(exp(-float(found.x)), len(known.tiles), before, after)


def _check(known: Predictions) -> None:
    n, kept = len(known.tiles), tr("The predictions stay as they are.")
    if n < LEAST_TILES:
        raise UserError(
            tr(
                "A temperature needs at least {least_tiles} validation tiles of known "
                "class, and there are {n}. Keep more for validation in the next "
                "training. {kept}",
                least_tiles=LEAST_TILES,
                n=n,
                kept=kept,
            )
        )
    if len(set(known.true_classes)) < 2:
        raise UserError(
            tr(
                "A temperature needs validation tiles of at least two classes, and all "
                "{n} are of `{true_classes}`. Keep more for validation in the "
                "next training. {kept}",
                n=n,
                true_classes=known.true_classes[0],
                kept=kept,
            )
        )
    if known.right.all():
        raise UserError(
            tr(
                "All {n} validation tiles are predicted right, so that nothing shows "
                "how often the network errs when it is sure: there is no temperature. "
                "Keep more tiles for validation in the next training. {kept}",
                n=n,
                kept=kept,
            )
        )


def _logits(probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return logits that give these probabilities; 0 counts as the least number."""
    p = probabilities.astype(np.float64)
    return np.asarray(np.log(np.maximum(p, np.finfo(np.float32).tiny)))


def _loss(logits: NDArray[np.float64], true: NDArray[np.intp]) -> float:
    highest = logits.max(axis=1)
    of_true = logits[np.arange(len(true)), true]
    totals = highest + np.log(np.exp(logits - highest[:, None]).sum(axis=1))
    return float((totals - of_true).mean())


def calibrated(predictions: Predictions, temperature: float) -> Predictions:
    """Return predictions with each probability p as p ** (1 / temperature), rescaled.

    Args:
        predictions: The predictions, of any tiles.
        temperature: Above 0; 1 leaves them as they are.

    Raises:
        ValueError: The temperature is not above 0.
    """
    if not temperature > 0:
        raise ValueError(f"Expected a temperature above 0. Received: {temperature}")
    if temperature == 1:
        return predictions
    logits = _logits(predictions.probabilities) / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    scaled = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return predictions._replace(probabilities=scaled)
