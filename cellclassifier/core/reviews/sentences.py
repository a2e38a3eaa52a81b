"""Results of a review in words, such as can be taken over into a paper."""

from collections.abc import Iterator
from math import isnan

from cellclassifier.core.agreement import Kappa
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.crossover import Crossover
from cellclassifier.core.reviews.parts import Against, Part, Repeats, Versus
from cellclassifier.core.reviews.results import ReaderResults, ReviewResults
from cellclassifier.core.reviews.several import Several
from cellclassifier.core.statistics import Proportion


def sentences(results: ReviewResults) -> tuple[str, ...]:
    """Return the results in words: each reader, then the readers together."""
    return (
        *(s for reader in results.readers for s in of_reader(reader, results)),
        *(s for several in results.several.values() for s in _of_several(several)),
    )


def of_reader(reader: ReaderResults, results: ReviewResults) -> tuple[str, ...]:
    """Return what one reader's answers came to, in words."""
    found = [
        sentence
        for part in reader.parts.values()
        for sentence in _of_part(reader.reader, part, results)
    ]
    if reader.crossover:
        found += _of_crossover(reader.reader, reader.crossover)
    return tuple(found)


def ratio(found: Proportion) -> str:
    """Return a share as in "72 of 100 (72.0 %, 95 % 62.5-79.9)"."""
    return (
        f"{found.k} of {found.n} ({100 * found.value:.1f} %, 95 % "
        f"{100 * found.low:.1f}-{100 * found.high:.1f})"
    )


def p_text(p: float) -> str:
    """Return a p value as in "p = 0.031"."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def kappa_text(kappa: Kappa) -> str:
    """Return a kappa as in "0.44 (95 % 0.26-0.62, n = 97)"."""
    if isnan(kappa.value):
        return f"not defined (n = {kappa.n})"
    return (
        f"{kappa.value:.2f} (95 % {kappa.low:.2f} to {kappa.high:.2f}, n = {kappa.n})"
    )


def _of_part(name: str, part: Part, results: ReviewResults) -> Iterator[str]:
    verb = "classified" if part.kind == "classify" else "judged"
    right = "right" if part.kind == "classify" else "right about"
    if part.accuracy is None:
        yield f"{name} could not tell the class of any of {part.n} tiles."
        return
    yield (
        f"{name} {verb} {part.n} tiles; {right} {ratio(part.accuracy)}"
        f"{_grouped(part.accuracy_by_group)}."
    )
    if part.cannot_tell:
        yield (
            f"{name} could not tell {part.cannot_tell} of {part.n}; with those as "
            f"wrong, {ratio(part.as_wrong)}{_grouped(part.as_wrong_by_group)}."
        )
    yield from (_of_against(name, part, each, results) for each in _quoted(part))
    if part.judging:
        yield from _of_judging(name, part)
    if part.truth and part.kind == "classify":
        yield f"Cohen's kappa of {name} and the truth: {kappa_text(part.truth)}."
    if part.repeats:
        yield _of_repeats(name, part.repeats)
    median, low, high = part.seconds
    yield f"{name} took {median:.1f} s a tile (median; quartiles {low:.1f}-{high:.1f})."


def _quoted(part: Part) -> tuple[Against, ...]:
    """Return the networks that are told in words: the first run, and the mean."""
    return (
        part.against if len(part.against) < 2 else (part.against[0], part.against[-1])
    )


def _of_against(name: str, part: Part, found: Against, results: ReviewResults) -> str:
    single = len(results.networks) == 1
    network = "The network" if single else f"The network ({found.name})"
    versus = found.decided if part.cannot_tell == 0 else found.all_tiles
    compared = versus or found.all_tiles
    counted = ", 'cannot tell' as wrong" if part.cannot_tell else ""
    text = (
        f"{network} is right on {ratio(compared.second)} of the same tiles"
        f"{counted}: {_of_versus(name, 'the network', compared)}"
    )
    if found.kappa:
        text += f" Cohen's kappa of {name} and it: {kappa_text(found.kappa)}."
    return text


def _of_versus(first: str, second: str, found: Versus) -> str:
    test = found.test
    points = 100 * found.difference
    text = (
        f"only {first} is right on {test.only_first}, only {second} on "
        f"{test.only_second} (exact McNemar {p_text(test.p)}"
    )
    if found.p_by_group is not None:
        text += f"; by group {p_text(found.p_by_group)}"
    interval = ""
    if found.difference_by_group:
        low, high = found.difference_by_group
        interval = f" (95 % by group {100 * low:+.1f} to {100 * high:+.1f})"
    return f"{text}); difference {points:+.1f} points{interval}."


def _of_judging(name: str, part: Part) -> Iterator[str]:
    judging = part.judging
    if judging and judging.agreed_right:
        share = ratio(judging.agreed_right)
        yield f"Where the network is right, {name} agreed on {share}."
    if judging and judging.agreed_wrong:
        share = ratio(judging.agreed_wrong)
        yield f"Where the network is wrong, {name} agreed all the same on {share}."


def _of_repeats(name: str, repeats: Repeats) -> str:
    return (
        f"Of tiles shown twice, {name} answered {ratio(repeats.same)} the same (kappa "
        f"{kappa_text(repeats.kappa)})."
    )


def _of_crossover(name: str, found: Crossover) -> Iterator[str]:
    yield (
        f"On the {found.n} tiles that {name} decided both ways, {ratio(found.seen)} "
        f"are right with the network's answer in view: "
        f"{_of_versus('the answer with it', 'the one without', found.versus)}"
    )
    if found.swayed:
        turned = found.turned
        text = (
            f"Where {name} alone said otherwise than the network, seeing its answer "
            f"led to agreement on {ratio(found.swayed)}"
        )
        if turned:
            text += (
                f"; where both had said the same, to disagreement on {ratio(turned)}"
            )
        yield f"{text}."
    if found.helped:
        yield f"Wrong alone, the network right: put right on {ratio(found.helped)}."
    if found.misled:
        yield f"Right alone, the network wrong: misled on {ratio(found.misled)}."


def _of_several(several: Several) -> Iterator[str]:
    what = "classified" if several.kind == "classify" else "judged"
    kappa = _coefficient(several.fleiss, several.fleiss_interval)
    alpha = _coefficient(several.alpha, several.alpha_interval)
    yield (
        f"{len(several.readers)} readers {what} the same {several.n} tiles: Fleiss' "
        f"kappa {kappa}, Krippendorff's alpha {alpha}."
    )
    majority = several.majority
    if majority.accuracy is None:
        yield "There was a majority on none of them."
        return
    many = "1 tie is" if majority.ties == 1 else f"{majority.ties} ties are"
    ties = f"; {many} left out" if majority.ties else ""
    yield f"Their majority is right on {ratio(majority.accuracy)}{ties}."
    name, versus = majority.against[-1]
    yield (
        f"The network ({name}) is right on {ratio(versus.second)} of those: "
        f"{_of_versus('the majority', 'the network', versus)}"
    )


def _coefficient(value: float, interval: Interval | None) -> str:
    if isnan(value):
        return "not defined"
    ends = f" (95 % {interval[0]:.2f} to {interval[1]:.2f})" if interval else ""
    return f"{value:.2f}{ends}"


def _grouped(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return f"; by group {100 * interval[0]:.1f}-{100 * interval[1]:.1f}"
