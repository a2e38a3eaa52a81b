"""Trivial classifiers: of a number or two by a small tree, of a text by a table.

A tree of two leaves a class finds "brighter than" as well as "neither dark nor bright",
whatever the scale, where a straight line finds only the first; it is too small to
learn single images.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 5
"""Images in a leaf of a tree, at least."""

Value = tuple[float, ...] | str
"""Numbers, of which intervals count, or a text that is equal or not."""

Predict = Callable[[Sequence[Value]], Sequence[str]]


def fitted(
    values: Sequence[Value], truth: Sequence[str], classes: Sequence[str]
) -> Predict:
    """Return a classifier trained on these values, to which all classes weigh the same.

    Args:
        values: Numbers, as many in each tuple, or texts; at least one.
        truth: Class of each.
        classes: All classes.

    Returns:
        A function from values to the class of each; "" for a text never seen.
    """
    if isinstance(values[0], str):
        return _fitted_table(values, truth, classes)
    return _fitted_tree(values, truth, classes)


def _fitted_table(
    values: Sequence[Value], truth: Sequence[str], classes: Sequence[str]
) -> Predict:
    totals = Counter(truth)
    pairs = Counter(zip(values, truth, strict=True))
    seen = [name for name in classes if totals[name]]
    best = {
        value: max(seen, key=lambda name: pairs[value, name] / totals[name])
        for value in set(values)
    }
    # A value that no training image has tells nothing.
    return lambda asked: [best.get(value, "") for value in asked]


def _fitted_tree(
    values: Sequence[Value], truth: Sequence[str], classes: Sequence[str]
) -> Predict:
    # Imported at the first use: the window starts sooner without.
    from sklearn.tree import DecisionTreeClassifier

    table = np.array(values, np.float64)
    known = [np.unique(column) for column in table.T]

    def placed(asked: Sequence[Value]) -> NDArray[np.float64]:
        # The tree works in float32, in which large raw values would run together.
        columns = np.array(asked, np.float64).T
        places = [
            np.interp(column, own, np.arange(len(own)))
            for column, own in zip(columns, known, strict=True)
        ]
        return np.stack(places, axis=-1)

    tree = DecisionTreeClassifier(
        max_leaf_nodes=2 * len(classes),
        min_samples_leaf=LEAST,
        class_weight="balanced",
        random_state=0,
    )
    tree.fit(placed(values), list(truth))
    return lambda asked: [str(name) for name in tree.predict(placed(asked))]


def cross_validated(
    values: Sequence[Value],
    truth: Sequence[str],
    classes: Sequence[str],
    folds: Sequence[int],
) -> list[str]:
    """Return the class told for each value by a classifier that saw none of its fold.

    Args:
        values: What is told apart.
        truth: Class of each.
        classes: All classes.
        folds: Fold of each.
    """
    told = [""] * len(folds)
    for fold in sorted(set(folds)):
        inside = [place for place, each in enumerate(folds) if each != fold]
        outside = [place for place, each in enumerate(folds) if each == fold]
        known = [values[place] for place in inside]
        predict = fitted(known, [truth[place] for place in inside], classes)
        answers = predict([values[place] for place in outside])
        for place, answer in zip(outside, answers, strict=True):
            told[place] = answer
    return told
