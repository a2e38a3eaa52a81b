"""What tells the classes apart without looking at a cell: exposure, format, size.

For each such feature a trivial classifier is trained on it alone. Where that does well,
a network that does as well may have learnt nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Literal, NamedTuple

from cellclassifier.core.dealing import deal
from cellclassifier.core.entries import Image
from cellclassifier.core.language import tr
from cellclassifier.core.statistics import Proportion, wilson
from cellclassifier.core.trivial import Predict, Value, cross_validated, fitted

FOLDS = 5
"""Folds of the cross-validation by group; by image there are twice as many."""

MARGIN = 0.1
"""A feature is warned about where it is surely this much better than chance."""

NAMED = 4
"""Classes whose values a sentence names."""

Kind = Literal["exposure", "size", "depth", "format", "channels", "pixel size"]


class Shortcut(NamedTuple):
    """How well one feature of the images tells the classes apart.

    Attributes:
        feature: What it is, such as "Mean brightness".
        kind: What kind of feature.
        balanced_accuracy: Mean over the classes of the share that is told right, 0 ..
            1, each training image by a classifier that saw none of its fold.
        low: Mean over the classes of the lower ends of their 95 % Wilson intervals.
        n: Training images.
        chance: 1 / classes.
        tests: Share of each test set's images that is told right after training on all
            training images; sets without an image of a known class are left out.
        telling: Whether the user is warned: `low` is above chance by `MARGIN`, and no
            other feature of its kind is better.
        text: It all in sentences, and what to do.
    """

    feature: str
    kind: Kind
    balanced_accuracy: float
    low: float
    n: int
    chance: float
    tests: tuple[tuple[str, Proportion], ...]
    telling: bool
    text: str


class _Feature(NamedTuple):
    """A feature: numbers, of which intervals count, or a text that is equal or not."""

    name: str
    kind: Kind
    value: Callable[[Image], Value]


_UNKNOWN = "not known"
_ENDINGS = {".tiff": ".tif", ".jpeg": ".jpg"}


def _ending(image: Image) -> str:
    ending = image.path.suffix.lower()
    return _ENDINGS.get(ending, ending)


def _pixel_size(image: Image) -> str:
    return f"{image.pixel_size:.4g} µm" if image.pixel_size else _UNKNOWN


FEATURES = (
    _Feature("Mean brightness", "exposure", lambda image: (image.mean,)),
    _Feature("Darkest pixel", "exposure", lambda image: (image.extent.minimum,)),
    _Feature("Brightest pixel", "exposure", lambda image: (image.extent.maximum,)),
    _Feature("Spread of brightness", "exposure", lambda image: (image.std,)),
    _Feature("Size in pixels", "size", lambda image: (image.width, image.height)),
    # The depth that is used shows in the brightest pixel.
    _Feature("Depth", "depth", lambda image: image.extent.dtype),
    _Feature("File format", "format", _ending),
    _Feature("Number of channels", "channels", lambda image: str(image.channels)),
    _Feature("Pixel size", "pixel size", _pixel_size),
)


def _to_do(kind: Kind) -> str:
    """Return what to do about a feature that tells the classes apart."""
    return {
        "exposure": tr(
            "Take the classes with the same exposure and in turn, or judge the network "
            "by how far it exceeds this."
        ),
        "size": tr(
            "All are resized to one input size, so that scale gives the class away: "
            "crop the images of all classes to one size."
        ),
        "depth": tr("Save the images of all classes at the same depth."),
        "format": tr(
            "Formats leave traces in the pixels, as JPEG does: export the images of "
            "all classes from the originals in one format."
        ),
        "channels": tr("Save the images of all classes with the same channels."),
        "pixel size": tr(
            "Take the images of all classes with the same objective and binning."
        ),
    }[kind]


def shortcuts(
    train: Sequence[Image],
    classes: Sequence[str],
    tests: Mapping[str, Sequence[Image]] | None = None,
) -> tuple[Shortcut, ...]:
    """Train a trivial classifier on each feature that is not the same in all images.

    Folds are dealt by group; where a class has one group only, by single images, and
    the text says so.

    Args:
        train: Training images.
        classes: Their classes.
        tests: Images of the test sets, by name.

    Returns:
        One of each feature, in the order of `FEATURES`; none with fewer than two
        classes of two images.
    """
    counts = Counter(image.class_name for image in train)
    names = [name for name in classes if counts[name]]
    if len(names) < 2 or min(counts[name] for name in names) < 2:
        return ()
    images = [image for image in train if image.class_name in names]
    folds, how = _folds(images)
    known = {
        test: [image for image in held if image.class_name in names]
        for test, held in (tests or {}).items()
    }
    found = []
    for feature in FEATURES:
        values = [feature.value(image) for image in images]
        if len(set(values)) > 1:
            task = _Task(feature, values, [i.class_name for i in images], names)
            found.append(_measured(task, folds, how, known))
    return tuple(each._replace(telling=_is_best(each, found)) for each in found)


def _is_best(one: Shortcut, found: Sequence[Shortcut]) -> bool:
    best = max((e for e in found if e.kind == one.kind), key=lambda each: each.low)
    return one is best and one.low > one.chance + MARGIN


class _Label(NamedTuple):
    class_name: str
    group: str


def _folds(images: Sequence[Image]) -> tuple[Sequence[int], str]:
    """Return the fold of each image, and in words how they were dealt."""
    groups: dict[str, set[str]] = defaultdict(set)
    for image in images:
        groups[image.class_name].add(image.group)
    fewest = min(groups, key=lambda name: (len(groups[name]), name))
    if len(groups[fewest]) > 1:
        folds = deal(images, min(FOLDS, len(groups[fewest])), 0)
        number = len({image.group for image in images})
        return folds, tr("cross-validated over {number:,} groups", number=number)
    smallest = min(Counter(image.class_name for image in images).values())
    alone = [_Label(image.class_name, image.path.as_posix()) for image in images]
    folds = deal(alone, min(2 * FOLDS, smallest), 0)
    how = tr(
        "cross-validated over single images, since class '{fewest}' has one group only",
        fewest=fewest,
    )
    return folds, how


class _Task(NamedTuple):
    """The values of one feature and the classes of the training images."""

    feature: _Feature
    values: list[Value]
    truth: list[str]
    classes: list[str]


def _measured(
    task: _Task, folds: Sequence[int], how: str, tests: dict[str, list[Image]]
) -> Shortcut:
    told = cross_validated(task.values, task.truth, task.classes, folds)
    right = [a == b for a, b in zip(told, task.truth, strict=True)]
    shares = []
    for name in task.classes:
        own = [r for r, true in zip(right, task.truth, strict=True) if true == name]
        shares.append(wilson(sum(own), len(own)))
    predict = fitted(task.values, task.truth, task.classes)
    results = tuple(
        (name, _tested(task.feature, predict, images))
        for name, images in tests.items()
        if images
    )
    found = Shortcut(
        task.feature.name,
        task.feature.kind,
        sum(share.value for share in shares) / len(shares),
        sum(share.low for share in shares) / len(shares),
        len(task.truth),
        1 / len(shares),
        results,
        False,
        "",
    )
    return found._replace(text=_text(found, task, how))


def _tested(feature: _Feature, predict: Predict, images: list[Image]) -> Proportion:
    answers = predict([feature.value(image) for image in images])
    pairs = zip(answers, images, strict=True)
    return wilson(sum(a == image.class_name for a, image in pairs), len(images))


def _text(found: Shortcut, task: _Task, how: str) -> str:
    sentences = [
        tr(
            "{feature} alone tells the classes apart with a balanced accuracy of "
            "{share:.1f} % on {n:,} training images (chance {chance:.3g} %; {how}).",
            feature=tr(found.feature),
            share=100 * found.balanced_accuracy,
            n=found.n,
            chance=100 * found.chance,
            how=how,
        ),
        *(
            tr(
                "On the test set '{name}' it gets {share}.",
                name=name,
                share=share.text(),
            )
            for name, share in found.tests
        ),
        _values(task),
        tr("A network near that may have learnt nothing else."),
        _to_do(found.kind),
    ]
    return " ".join(sentences)


def _values(task: _Task) -> str:
    """Return what is typical of each class, as a sentence."""
    told = []
    for name in task.classes[:NAMED]:
        pairs = zip(task.values, task.truth, strict=True)
        usual = _typical([v for v, true in pairs if true == name])
        told.append(tr("{value} in '{name}'", value=usual, name=name))
    told += ["..."] if len(task.classes) > NAMED else []
    values = ", ".join(told)
    if task.feature.kind == "exposure":
        return tr("Median: {values}.", values=values)
    return tr("Mostly: {values}.", values=values)


def _typical(values: Sequence[Value]) -> str:
    if isinstance(values[0], tuple) and len(values[0]) == 1:
        return f"{median(float(value[0]) for value in values):.4g}"
    # Of equally frequent ones the first by order, so that the text is always the same.
    usual = min(Counter(values).items(), key=lambda item: (-item[1], item[0]))[0]
    if usual == _UNKNOWN:
        return tr("not known")
    return usual if isinstance(usual, str) else " x ".join(f"{v:g}" for v in usual)
