"""Gathers all that a report of a run has to say."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from cellclassifier import __version__
from cellclassifier.core.report import (
    of_experiments,
    of_images,
    of_leaks,
    of_maps,
    of_reviews,
    of_settings,
    of_tests,
    of_training,
    of_versions,
)
from cellclassifier.core.report.blocks import Block, Bullets, Report, Section, Words
from cellclassifier.core.report.gallery import Gallery
from cellclassifier.core.report.material import Material
from cellclassifier.core.report.methods import methods
from cellclassifier.core.report.phrases import listed, named, percent
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study

Tell = Callable[[str, int, int], None]


def gather(
    study: Study, run: Run, tell: Tell | None = None, made: datetime | None = None
) -> Report:
    """Gather the report of a run.

    Args:
        study: The study.
        run: One of its runs.
        tell: Told how far it is; may raise to stop.
        made: The time that the report bears; without, now.

    Raises:
        UserError: A table of the run is missing or damaged.
    """
    told = tell or (lambda what, done, of: None)
    material = Material(study, run)
    gallery = Gallery(material, lambda done, of: told("reading tiles", done, of))
    reviews, others = of_reviews.Reviews(material), of_experiments.Others(material)
    makers: tuple[tuple[str, Callable[[], Section]], ...] = (
        ("the question", lambda: of_images.question(material)),
        ("images", lambda: of_images.images(material, gallery)),
        ("the leak check", lambda: of_leaks.leak_check(material)),
        ("settings", lambda: of_settings.settings(material)),
        ("learning curves", lambda: of_training.learning(material)),
        ("test results", lambda: of_tests.results(material)),
        ("the confusion matrix", lambda: of_tests.confusion(material)),
        ("the best and the worst", lambda: of_tests.answers(material, gallery)),
        ("reviews", lambda: of_reviews.review(reviews)),
        ("attribution", lambda: of_maps.attributions(material, gallery)),
        ("controls", lambda: of_experiments.controls(material, others)),
        ("experiments", lambda: of_experiments.experiments(material, others)),
        ("the verdict", lambda: of_training.judgement(material)),
        ("methods", lambda: methods(material, reviews, others)),
        ("versions", lambda: of_versions.versions(material)),
    )
    sections = []
    for number, (what, make) in enumerate(makers):
        told(f"gathering {what}", number, len(makers))
        sections.append(make())
    classes = listed([named(name) for name in run.record.classes])
    return Report(
        title=f"{material.study_name}: {classes}",
        subtitle=f"Report of the run {named(run.id)}",
        run=run.id,
        made=made or datetime.now(UTC),
        version=__version__,
        sections=(sections[0], _in_short(material, sections), *sections[1:]),
    )


def _in_short(material: Material, sections: list[Section]) -> Section:
    """Return the result, the verdict, and what was not done."""
    blocks: list[Block] = [
        Words(of_tests.result(material, name), "result")
        for name in material.predictions
    ]
    if not blocks:
        blocks = [Words("NO test set was predicted.", "missing")]
    found = material.verdict
    if found.text:
        blocks.append(Words(found.text, "plain" if found.trusted else "attention"))
    blocks += [Words(text, "attention") for text in beaten(material)]
    missing = tuple(
        f"{section.title}: {_first_missing(section)}"
        for section in sections
        if not section.done
    )
    if missing:
        blocks += [Words("What was not done:"), Bullets(missing)]
    return Section("short", "In short", tuple(blocks))


def beaten(material: Material) -> Iterator[str]:
    """Yield where a trivial classifier does about as well as the network."""
    for name, found in material.evaluations.items():
        shares = [
            (dict(each.tests)[name], each.feature)
            for each in material.shortcuts
            if each.telling and name in dict(each.tests)
        ]
        if not shares:
            continue
        best, feature = max(shares, key=lambda each: each[0].value)
        if best.value >= found.accuracy.low:
            yield (
                f"{feature} of a whole image, without any look at a cell, tells "
                f"{percent(best.value)} of the images of {named(name)} right; the "
                f"network {percent(found.accuracy.value)} of the tiles. It may have "
                "learnt nothing else."
            )


def _first_missing(section: Section) -> str:
    found = (b.text for b in section.blocks if isinstance(b, Words))
    missing = (
        b.text for b in section.blocks if isinstance(b, Words) and b.kind == "missing"
    )
    return next(missing, next(found, ""))
