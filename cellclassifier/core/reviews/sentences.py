"""Results of a review in words, such as can be taken over into a paper."""

from collections.abc import Iterator

from cellclassifier.core.language import tr, tr_n
from cellclassifier.core.reviews.crossover import Crossover
from cellclassifier.core.reviews.parts import Against, Part, Repeats, Versus

# Named twice: this module hands it on.
from cellclassifier.core.reviews.phrases import coefficient, grouped, kappa_text, ratio
from cellclassifier.core.reviews.phrases import p_text as p_text
from cellclassifier.core.reviews.results import ReaderResults, ReviewResults
from cellclassifier.core.reviews.rows import network_told
from cellclassifier.core.reviews.several import Majority, Several
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


def _of_part(name: str, part: Part, results: ReviewResults) -> Iterator[str]:
    if part.accuracy is None:
        yield tr(
            "{name} could not tell the class of any of {n} tiles.",
            name=name,
            n=part.n,
        )
        return
    yield _accuracy(name, part, ratio(part.accuracy))
    if part.cannot_tell:
        yield tr(
            "{name} could not tell {cannot_tell} of {n}; with those as wrong, {share}.",
            name=name,
            cannot_tell=part.cannot_tell,
            n=part.n,
            share=f"{ratio(part.as_wrong)}{grouped(part.as_wrong_by_group)}",
        )
    yield from (_of_against(name, part, each, results) for each in _quoted(part))
    if part.judging:
        yield from _of_judging(name, part)
    if part.truth and part.kind == "classify":
        yield tr(
            "Cohen's kappa of {name} and the truth: {kappa}.",
            name=name,
            kappa=kappa_text(part.truth),
        )
    if part.repeats:
        yield _of_repeats(name, part.repeats)
    median, low, high = part.seconds
    yield tr(
        "{name} took {median:.1f} s a tile (median; quartiles {low:.1f}-{high:.1f}).",
        name=name,
        median=median,
        low=low,
        high=high,
    )


def _accuracy(name: str, part: Part, share: str) -> str:
    values = {
        "name": name,
        "n": part.n,
        "share": f"{share}{grouped(part.accuracy_by_group)}",
    }
    if part.kind == "classify":
        return tr("{name} classified {n} tiles; right {share}.", **values)
    return tr("{name} judged {n} tiles; right about {share}.", **values)


def _quoted(part: Part) -> tuple[Against, ...]:
    """Return the networks that are told in words: the first run, and the mean."""
    return (
        part.against if len(part.against) < 2 else (part.against[0], part.against[-1])
    )


def _of_against(name: str, part: Part, found: Against, results: ReviewResults) -> str:
    compared = (found.decided if part.cannot_tell == 0 else None) or found.all_tiles
    share = ratio(compared.second)
    if len(results.networks) == 1:
        said = tr("The network is right on {share} of the same tiles", share=share)
    else:
        said = tr(
            "The network ({network}) is right on {share} of the same tiles",
            network=network_told(found.name),
            share=share,
        )
    if part.cannot_tell:
        said = tr("{said}, 'cannot tell' as wrong", said=said)
    beside = tr(
        "only {name} is right on {first}, only the network on {second}",
        name=name,
        first=compared.test.only_first,
        second=compared.test.only_second,
    )
    text = f"{said}: {_of_versus(beside, compared)}"
    if not found.kappa:
        return text
    kappa = tr(
        "Cohen's kappa of {name} and it: {kappa}.",
        name=name,
        kappa=kappa_text(found.kappa),
    )
    return f"{text} {kappa}"


def _of_versus(only: str, found: Versus) -> str:
    """Return a comparison; `only` says on how many tiles one alone is right."""
    test = tr("exact McNemar {p}", p=p_text(found.test.p))
    if found.p_by_group is not None:
        test += "; " + tr("by group {p}", p=p_text(found.p_by_group))
    points = tr("difference {points:+.1f} points", points=100 * found.difference)
    if found.difference_by_group:
        low, high = found.difference_by_group
        ends = tr(
            "95 % by group {low:+.1f} to {high:+.1f}", low=100 * low, high=100 * high
        )
        points += f" ({ends})"
    return f"{only} ({test}); {points}."


def _of_judging(name: str, part: Part) -> Iterator[str]:
    judging = part.judging
    if judging and judging.agreed_right:
        share = ratio(judging.agreed_right)
        yield tr(
            "Where the network is right, {name} agreed on {share}.",
            name=name,
            share=share,
        )
    if judging and judging.agreed_wrong:
        share = ratio(judging.agreed_wrong)
        yield tr(
            "Where the network is wrong, {name} agreed all the same on {share}.",
            name=name,
            share=share,
        )


def _of_repeats(name: str, repeats: Repeats) -> str:
    return tr(
        "Of tiles shown twice, {name} answered {share} the same (kappa {kappa}).",
        name=name,
        share=ratio(repeats.same),
        kappa=kappa_text(repeats.kappa),
    )


def _of_crossover(name: str, found: Crossover) -> Iterator[str]:
    test = found.versus.test
    beside = tr(
        "only the answer with it is right on {first}, only the one without on {second}",
        first=test.only_first,
        second=test.only_second,
    )
    yield tr(
        "On the {n} tiles that {name} decided both ways, {share} are right with the "
        "network's answer in view: {versus}",
        n=found.n,
        name=name,
        share=ratio(found.seen),
        versus=_of_versus(beside, found.versus),
    )
    if found.swayed:
        yield _of_swayed(name, found.swayed, found.turned)
    if found.helped:
        yield tr(
            "Wrong alone, the network right: put right on {share}.",
            share=ratio(found.helped),
        )
    if found.misled:
        yield tr(
            "Right alone, the network wrong: misled on {share}.",
            share=ratio(found.misled),
        )


def _of_swayed(name: str, swayed: Proportion, turned: Proportion | None) -> str:
    if not turned:
        return tr(
            "Where {name} alone said otherwise than the network, seeing its answer led "
            "to agreement on {swayed}.",
            name=name,
            swayed=ratio(swayed),
        )
    return tr(
        "Where {name} alone said otherwise than the network, seeing its answer led to "
        "agreement on {swayed}; where both had said the same, to disagreement on "
        "{turned}.",
        name=name,
        swayed=ratio(swayed),
        turned=ratio(turned),
    )


def _of_several(several: Several) -> Iterator[str]:
    values = {
        "readers": len(several.readers),
        "n": several.n,
        "kappa": coefficient(several.fleiss, several.fleiss_interval),
        "alpha": coefficient(several.alpha, several.alpha_interval),
    }
    if several.kind == "classify":
        yield tr(
            "{readers} readers classified the same {n} tiles: Fleiss' kappa {kappa}, "
            "Krippendorff's alpha {alpha}.",
            **values,
        )
    else:
        yield tr(
            "{readers} readers judged the same {n} tiles: Fleiss' kappa {kappa}, "
            "Krippendorff's alpha {alpha}.",
            **values,
        )
    yield from _of_majority(several.majority)


def _of_majority(majority: Majority) -> Iterator[str]:
    if majority.accuracy is None:
        yield tr("There was a majority on none of them.")
        return
    share = ratio(majority.accuracy)
    if majority.ties:
        yield tr_n(
            "Their majority is right on {share}; 1 tie is left out.",
            "Their majority is right on {share}; {ties} ties are left out.",
            majority.ties,
            share=share,
            ties=majority.ties,
        )
    else:
        yield tr("Their majority is right on {share}.", share=share)
    name, versus = majority.against[-1]
    beside = tr(
        "only the majority is right on {first}, only the network on {second}",
        first=versus.test.only_first,
        second=versus.test.only_second,
    )
    yield tr(
        "The network ({network}) is right on {share} of those: {versus}",
        network=network_told(name),
        share=ratio(versus.second),
        versus=_of_versus(beside, versus),
    )
