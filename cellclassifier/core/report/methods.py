"""The methods paragraph: what was done and what was not, ready to be pasted.

All numbers are those of the run's own files. What the program cannot know, such as why
a run was chosen, it says that it does not know.
"""

from collections.abc import Iterator

from cellclassifier.core.evaluation.evaluate import Evaluation
from cellclassifier.core.report.blocks import Section, Words
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.method_images import (
    images_words,
    intensity_words,
    split_words,
    tiles_words,
)
from cellclassifier.core.report.method_training import network_words, training_words
from cellclassifier.core.report.of_experiments import Others
from cellclassifier.core.report.of_leaks import pairs_of, sides, was_checked
from cellclassifier.core.report.of_maps import maps_of, measurements
from cellclassifier.core.report.of_reviews import Reviews
from cellclassifier.core.report.of_versions import packages
from cellclassifier.core.report.phrases import counted, ends, listed, percent


def methods(material: Material, reviews: Reviews, others: Others) -> Section:
    """Return the paragraph that can be pasted into a paper."""
    parts = (
        images_words(material),
        tiles_words(material),
        intensity_words(material),
        split_words(material),
        network_words(material),
        training_words(material),
        _leaks(material),
        _tests(material),
        _review(reviews),
        _controls(material, others),
        _experiments(material, others),
        _maps(material),
        _software(material),
    )
    text = " ".join(sentence for part in parts for sentence in part)
    first = Words(
        "For the methods part of a paper. Each number is from this run's files; what "
        "was not done is said, and should stay said. The dyes, the microscope and the "
        "cells are yours to add."
    )
    return Section("methods", "Methods paragraph", (first, Words(text, "quote")))


def _leaks(material: Material) -> Iterator[str]:
    compared = sides(material)
    if not compared or not was_checked(material):
        yield "Copies across the split were not looked for."
        return
    pairs = pairs_of(material)
    found = counted(len(pairs), "pair") if pairs else "none"
    yield (
        f"Before training, tiles of {compared.replace('`', chr(39))} were compared for "
        "identical, turned, mirrored and shifted copies and shared groups; "
        f"{found} {'were' if len(pairs) != 1 else 'was'} found."
    )
    if material.record.overruled:
        yield f"They were kept for this reason: {material.record.overruled}"


def _tests(material: Material) -> Iterator[str]:
    if not material.record.tests:
        yield "No test set was kept apart."
        return
    yield (
        "Test images were not used by the program for training, for the intensity "
        "rule, for the choice of the epoch, or for any other setting of this run."
    )
    missing = [
        name for name in material.record.tests if name not in material.evaluations
    ]
    for name, found in material.evaluations.items():
        yield _result(name, found, name not in material.record.tests)
    if material.evaluations:
        most = max(each.repetitions for each in material.evaluations.values())
        yield f"Bootstrap intervals come from {most:,} resamples, seed 0."
    if missing:
        yield f"Not tested on: {listed(missing)}."


def _result(name: str, found: Evaluation, later: bool) -> str:
    by_group, share = found.accuracy_by_group.by_group, found.accuracy
    groups = (
        ""
        if by_group is None
        else (f"; {ends(by_group, True)} by group, of {found.groups}, bootstrap")
    )
    return (
        f"Of '{name}'{', which was predicted later,' if later else ''} {share.k:,} of "
        f"{share.n:,} tiles were called right: {percent(share.value)} (95 % interval "
        f"{ends(share[2:], True)} by tile, Wilson{groups}); balanced accuracy was "
        f"{percent(found.balanced.value)}, chance is {percent(found.baseline.chance)}, "
        f"and always answering {found.baseline.class_name} would give "
        f"{percent(found.baseline.share)}."
    )


def _review(reviews: Reviews) -> Iterator[str]:
    if not reviews.of_run:
        yield "No blinded review by people was done."
    for each in reviews.of_run:
        readers = counted(len(each.results.readers), "reader")
        tiles = {row.tile for reader in each.results.readers for row in reader.rows}
        how = "blinded" if each.blinded else "NOT surely blinded"
        yield (
            f"In a {how} review, {readers} answered "
            f"{counted(len(tiles), 'tile')} of '{each.results.test}' in a random order "
            "sealed before the first was shown."
        )


def _controls(material: Material, others: Others) -> Iterator[str]:
    if not others.controls:
        yield "No control with shuffled labels was run."
    yield from (sentence for _, sentence in others.controls)
    found = material.shortcuts
    if not found:
        yield "No trivial classifier was compared."
        return
    best = max(found, key=lambda each: each.balanced_accuracy)
    tests = "".join(f", and {percent(s.value)} of '{n}' right" for n, s in best.tests)
    yield (
        "Of trivial classifiers that saw one number of each image alone, the best "
        f"({best.feature.lower()}) had a cross-validated balanced accuracy of "
        f"{percent(best.balanced_accuracy)} on the training images (chance "
        f"{percent(best.chance)}){tests}."
    )


def _experiments(material: Material, others: Others) -> Iterator[str]:
    own = material.record.experiment
    told = False
    for record, of in others.lines:
        if record.id != own:
            continue
        for line in of:
            for test, found in line.accuracy.items():
                told = True
                yield (
                    f"Over the runs of the experiment '{record.title}' "
                    f"({line.variant}), accuracy on '{test}' was {found.text()}."
                )
    if not told:
        yield (
            "The result is of a single training: its spread over seeds is not part of "
            "the intervals."
        )
    finished = len(others.finished)
    if finished > 1:
        yield (
            f"This run is one of {finished:,} finished in this study; why it was "
            "chosen is for its authors to say."
        )


def _maps(material: Material) -> Iterator[str]:
    measured, _ = measurements(material)
    for each in measured:
        yield from each.sentences
    if not measured:
        maps = maps_of(material)
        looked = "Attribution maps were looked at, but what" if maps else "What"
        yield f"{looked} the network looks at was not measured."


def _software(material: Material) -> Iterator[str]:
    found, record = material.environment, material.record
    names = [f"Python {found['python']}"] if "python" in found else []
    names += [f"{name} {version}" for name, version in packages(material).items()]
    more = f" ({', '.join(names)})" if names else " (library versions were not kept)"
    device = f" on {found['device']}" if found.get("device") else ""
    yield f"Software: Cell Classifier {record.version}{more}{device}."
    digest = material.digest("model.keras")
    if digest:
        yield (
            f"SHA-256 of the network: {digest}; of the image list: "
            f"{material.digest('images.csv')}."
        )
