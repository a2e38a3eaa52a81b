"""Predictions to judge, drawn or written down, without a study."""

from pathlib import Path

import numpy as np

from cellclassifier.core.predictions import Predictions


def table(probabilities, true, groups=None, images=None, classes="ab", first=0):
    """Return predictions; classes have names of one letter, "." is not known."""
    n = len(true)
    names = ("" if each == "." else each for each in true)
    return Predictions(
        tuple(classes),
        tuple(range(first, first + n)),
        tuple(Path(each) for each in images or ["x.tif"] * n),
        tuple(groups or (f"g{i}" for i in range(n))),
        tuple((i, 0) for i in range(n)),
        tuple(names),
        np.asarray(probabilities, np.float32).reshape(n, len(classes)),
    )


def sure(labels, classes="ab", confidence=0.9):
    """Return probabilities that name the given classes with one confidence."""
    places = np.array([classes.index(each) for each in labels])
    rest = (1 - confidence) / (len(classes) - 1)
    return np.where(np.arange(len(classes)) == places[:, None], confidence, rest)


def drawn(n, classes="ab", seed=0, strength=1.5, groups=None, spread=0.0, ties=None):
    """Draw predictions; `groups` of a class each, that differ in how easy they are.

    Scores are made of numbers of so many digits, where `ties` is given.
    """
    random = np.random.default_rng(seed)
    true = random.integers(0, len(classes), n)
    group = random.integers(0, groups or 1, n)
    ease = random.normal(strength, spread, (len(classes), groups or 1))
    logits = random.normal(0, 1, (n, len(classes)))
    logits[np.arange(n), true] += ease[true, group]
    p = np.exp(2 * logits)
    p /= p.sum(axis=1, keepdims=True)
    if ties is not None:
        p = p.round(ties) + 0.05
        p /= p.sum(axis=1, keepdims=True)
    names = [classes[place] for place in true]
    named = [f"{name}{number}" for name, number in zip(names, group, strict=True)]
    return table(p, names, named if groups else None, classes=classes)
