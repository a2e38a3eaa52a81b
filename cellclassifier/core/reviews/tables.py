"""Results of a review as tables (CSV): numbers, answers, and one row a tile."""

from collections.abc import Iterator
from math import isnan
from pathlib import Path

from cellclassifier.core.agreement import Kappa
from cellclassifier.core.files import write_atomically, write_table
from cellclassifier.core.language import in_english
from cellclassifier.core.resampling import Interval
from cellclassifier.core.reviews.crossover import Crossover
from cellclassifier.core.reviews.parts import Part, Versus
from cellclassifier.core.reviews.record import CANNOT_TELL
from cellclassifier.core.reviews.results import ReviewResults
from cellclassifier.core.reviews.rows import Row, firsts
from cellclassifier.core.reviews.sentences import sentences
from cellclassifier.core.reviews.several import Several
from cellclassifier.core.statistics import Proportion

HEADER = (
    *("reader", "kind", "number", "of", "value", "k", "n", "low", "high", "interval"),
)
"""Columns of ``numbers.csv``; `of` is a class, a network or another reader."""

ANSWERS = (
    *("reader", "place", "period", "token", "kind", "repeat", "tile", "image", "group"),
    *("true_class", "choice", "right", "network_class", "confidence", "seconds"),
    *("black", "white", "zoom", "overlay"),
)

Line = tuple[object, ...]
"""From `number` on."""


@in_english()
def write_results(folder: Path, results: ReviewResults) -> list[Path]:
    """Write the results: ``numbers``, ``answers``, ``tiles`` (CSV), ``results.txt``.

    Args:
        folder: Where to write.
        results: What came of the review, found in English: its notes are written.

    Raises:
        OSError: The folder cannot be written.
    """
    paths = [folder / f"{name}.csv" for name in ("numbers", "answers", "tiles")]
    write_table(paths[0], HEADER, _numbers(results))
    write_table(paths[1], ANSWERS, _answers(results))
    write_table(paths[2], *_tiles(results))
    words = folder / "results.txt"
    text = [*sentences(results), "", "Notes:", *results.notes]
    write_atomically(words, "\n".join(text) + "\n")
    return [*paths, words]


def _numbers(results: ReviewResults) -> Iterator[Line]:
    for reader in results.readers:
        for kind, part in reader.parts.items():
            for line in _of_part(part, results):
                yield reader.reader, kind, *line
        if reader.crossover:
            for line in _of_crossover(reader.crossover):
                yield reader.reader, "crossover", *line
    for kind, several in results.several.items():
        for line in _of_several(several):
            yield "all readers", kind, *line


def _share(
    number: str, of: str, found: Proportion | None, by_group: Interval | None = None
) -> Iterator[Line]:
    if found is not None:
        ends = (found.low, found.high)
        yield number, of, found.value, found.k, found.n, *ends, "Wilson, by tile"
    if found is not None and by_group is not None:
        yield number, of, found.value, found.k, found.n, *by_group, "bootstrap by group"


def _kappa(number: str, of: str, found: Kappa | None) -> Iterator[Line]:
    if found is not None and not isnan(found.value):
        ends = (found.low, found.high, "large sample, by tile")
        yield number, of, found.value, "", found.n, *ends


def _plain(number: str, of: str, value: object, n: object = "") -> Line:
    return number, of, value, "", n, "", "", ""


def _versus(of: str, counted: str, found: Versus | None) -> Iterator[Line]:
    """Yield a comparison; `counted` says what was done with "cannot tell"."""
    if found is None:
        return
    n = found.second.n
    yield from _share(f"network right, {counted}", of, found.second)
    yield _plain(f"only the first right, {counted}", of, found.test.only_first, n)
    yield _plain(f"only the network right, {counted}", of, found.test.only_second, n)
    yield _plain(f"p, exact McNemar, {counted}", of, found.test.p, n)
    if found.p_by_group is not None:
        yield _plain(f"p, McNemar by group, {counted}", of, found.p_by_group, n)
    ends = found.difference_by_group or ("", "")
    how = "bootstrap by group" if found.difference_by_group else ""
    yield f"difference, {counted}", of, found.difference, "", n, *ends, how


def _of_part(part: Part, results: ReviewResults) -> Iterator[Line]:
    yield from _share("right of decided", "", part.accuracy, part.accuracy_by_group)
    by_group = part.as_wrong_by_group
    yield from _share("right, cannot tell as wrong", "", part.as_wrong, by_group)
    yield _plain("cannot tell", "", part.cannot_tell, part.n)
    for each in part.classes:
        yield from _share("right of decided", each.name, each.right)
        yield _plain("cannot tell", each.name, each.cannot_tell, each.n)
        for name, share in zip(results.networks, each.networks, strict=False):
            yield from _share(f"network {name} right", each.name, share)
    yield from _kappa("kappa, reader and truth", "", part.truth)
    for network in part.against:
        yield from _versus(network.name, "of decided", network.decided)
        yield from _versus(
            network.name, "all tiles, cannot tell as wrong", network.all_tiles
        )
        yield from _kappa("kappa, reader and network", network.name, network.kappa)
    if part.repeats:
        yield from _share("same answer to repeats", "", part.repeats.same)
        yield from _kappa("kappa of repeats", "", part.repeats.kappa)
    if part.judging:
        yield from _share("agreed, network right", "", part.judging.agreed_right)
        yield from _share("agreed, network wrong", "", part.judging.agreed_wrong)
    median, low, high = part.seconds
    yield "seconds a tile", "", median, "", part.n, low, high, "quartiles"


def _of_crossover(found: Crossover) -> Iterator[Line]:
    yield from _share("right with the network's answer", "", found.seen)
    yield from _share("right alone", "", found.versus.second)
    yield _plain("only with it right", "", found.versus.test.only_first, found.n)
    yield _plain("only alone right", "", found.versus.test.only_second, found.n)
    yield _plain("p, exact McNemar", "", found.versus.test.p, found.n)
    if found.versus.p_by_group is not None:
        yield _plain("p, McNemar by group", "", found.versus.p_by_group, found.n)
    yield from _share("swayed: differed alone, then agreed", "", found.swayed)
    yield from _share("turned: same alone, then disagreed", "", found.turned)
    yield from _share("helped: wrong alone, then right", "", found.helped)
    yield from _share("misled: right alone, then wrong", "", found.misled)
    yield _plain("not decided both ways", "", found.left_out)
    for period in found.periods:
        number = f"right, {period.kind}, period {period.period}"
        yield from _share(number, "", period.right)


def _of_several(found: Several) -> Iterator[Line]:
    for number, value, interval in (
        ("Fleiss' kappa", found.fleiss, found.fleiss_interval),
        ("Krippendorff's alpha", found.alpha, found.alpha_interval),
    ):
        ends, how = interval or ("", ""), "bootstrap by group" if interval else ""
        yield number, "", value, len(found.readers), found.n, *ends, how
    for pair in found.pairs:
        of = f"{pair.first} and {pair.second}"
        yield from _share("same answer", of, pair.same)
        yield from _kappa("kappa", of, pair.kappa)
        yield _plain("p, exact McNemar", of, pair.test.p)
    yield from _share("majority right", "", found.majority.accuracy)
    yield _plain("ties", "", found.majority.ties, found.n)
    for name, versus in found.majority.against:
        yield from _versus(name, "of majorities", versus)


def _answers(results: ReviewResults) -> Iterator[Line]:
    for reader in results.readers:
        for row in reader.rows:
            right = "" if row.right is None else int(row.right)
            choice = _choice(row)
            yield (
                *(row.reader, row.place, row.period, row.token, row.kind),
                *(int(row.again), row.tile, row.image, row.group, row.true_class),
                *(choice, right, row.network_class, f"{row.confidence:.9g}"),
                *(row.seconds, row.black, row.white, row.zoom, int(row.overlay)),
            )


def _tiles(results: ReviewResults) -> tuple[list[str], list[list[object]]]:
    """Return header and rows of a table with a column a reader and a network."""
    columns = [
        (f"{reader.reader} ({kind})", {r.tile: r for r in firsts(reader.rows, kind)})
        for reader in results.readers
        for kind in reader.parts
    ]
    known = {row.tile: row for _, rows in columns for row in rows.values()}
    header = ["tile", "image", "group", "true_class", *results.networks]
    table: list[list[object]] = []
    for tile, row in sorted(known.items()):
        votes = [results.classes[vote] for vote in row.votes]
        said = [_choice(rows.get(tile)) for _, rows in columns]
        table.append([tile, row.image, row.group, row.true_class, *votes, *said])
    return [*header, *(name for name, _ in columns)], table


def _choice(row: Row | None) -> str:
    if row is None:
        return ""
    return "cannot tell" if row.choice == CANNOT_TELL else row.choice
