"""Finds tiles that show the same, by their pixels: turned, mirrored or shifted.

Every tile is read once and described (see `fingerprints`). The tiles of one part whose
descriptions are most like those of another part are laid over one another, and only
what agrees there is called a copy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from cellclassifier.core.copies.described import Described, Tell, in_threads, stretch
from cellclassifier.core.copies.fingerprints import MARGIN, Fingerprint
from cellclassifier.core.copies.nearest import nearest
from cellclassifier.core.copies.registration import (
    Doubles,
    Fit,
    agreement,
    compare,
    matrix_of,
    refine,
    turns,
)

ALIKE_WHOLE, ALIKE_POINT = 0.45, 0.75
"""Cosine from which two tiles, or two points of them, are looked at closely."""
LOOKS, WAYS = 3, 2
"""Tiles that each tile is laid over at most, and ways of laying each pair."""
FEW = 2
"""Points that are too few to say anything when there are less."""
HOPELESS = 0.25
"""Correlation up to which a guess is not refined."""
LEAST_OVERLAP = 0.12
"""Share of the smaller tile that both must show."""
SAME_SIZE = 0.05
"""Difference in size, as a share, up to which two tiles are taken for one size."""
CENTRED = 0.03
"""Distance of the centres, as a share of the shorter side, that is still a turn."""


class Rule(NamedTuple):
    """What makes two tiles copies of one another: any of three.

    The surroundings of enough points agree, the better the fewer they are; or those of
    a few points agree very well, and the largest discs too; or these very well. The
    latter two hold only for tiles with the same centre.

    Attributes:
        similarity: Least correlation of the overlap, where there are enough points.
        evidence: Least sum, over these points, of their cosines above 0.5; and
            what makes them many.
        points: Least mean cosine of enough points, and of many.
        few: Least mean cosine of a few points, two at least.
        half: Least cosine of the largest discs beside a few points.
        overlap: Least overlap beside a few points.
        whole: Least cosine of the largest discs, without any points.
        centred: Least correlation of tiles with the same centre.
    """

    similarity: float = 0.6
    evidence: tuple[float, float] = (2.5, 5.0)
    points: tuple[float, float] = (0.88, 0.76)
    few: float = 0.95
    half: float = 0.5
    overlap: float = 0.75
    whole: float = 0.9
    centred: float = 0.75


RULE = Rule()


class Copy(NamedTuple):
    """Two tiles that show the same.

    Attributes:
        one: Index of the first.
        other: Index of the second.
        fit: How the first lies over the second, in pixels of `Scale`; None where all
            pixels have the same values.
        offset: From the second's centre to the first's, x and y, the same pixels.
        centred: Whether that is nothing but a turn.
    """

    one: int
    other: int
    fit: Fit | None
    offset: tuple[float, float] = (0.0, 0.0)
    centred: bool = True


class Guess(NamedTuple):
    """Two tiles that may be copies, by one look at each.

    Attributes:
        alike: Cosine of the descriptions.
        one: Index of the tile of the first part.
        other: Index of that of the second.
        points: Number of the point in either tile; None for the whole tiles.
    """

    alike: float
    one: int
    other: int
    points: tuple[int, int] | None


def between(
    tiles: Described,
    ones: Sequence[int],
    others: Sequence[int],
    tell: Tell,
    rule: Rule = RULE,
) -> list[Copy]:
    """Find copies between two parts: at least one for each tile that has any.

    Args:
        tiles: All tiles.
        ones: Indices of the tiles of the first part, ascending.
        others: Those of the second.
        tell: Told how far it is.
        rule: What makes a copy.
    """
    copies = list(_exact(tiles, ones, others))
    done = {index for copy in copies for index in (copy.one, copy.other)}
    for forth in (True, False):
        start = 0.0 if forth else 0.5
        guesses = _guesses(tiles, ones, others, forth, stretch(tell, start, 0.25))
        wanted = [list(of) for index, of in guesses.items() if index not in done]
        heard = stretch(tell, start + 0.25, 0.25)
        for copy in in_threads(lambda of: _first(tiles, of, rule), wanted, heard):
            if copy is not None:
                done |= {copy.one, copy.other}
                copies.append(copy)
    tell(1.0)
    return copies


def _exact(
    tiles: Described, ones: Sequence[int], others: Sequence[int]
) -> Iterator[Copy]:
    first: dict[bytes, int] = {}
    for index in ones:
        if digest := tiles.digests[index]:
            first.setdefault(digest, index)
    partner: dict[bytes, int] = {}
    for index in others:
        digest = tiles.digests[index]
        if digest in first:
            partner.setdefault(digest, index)
            yield Copy(first[digest], index, None)
    for index in ones:
        digest = tiles.digests[index]
        if digest in partner and first[digest] != index:
            yield Copy(index, partner[digest], None)


def _guesses(
    tiles: Described,
    ones: Sequence[int],
    others: Sequence[int],
    forth: bool,
    tell: Tell,
) -> dict[int, Iterable[Guess]]:
    """Return what each tile of `ones` may be a copy of; of `others` if not `forth`."""
    rows, columns = (ones, others) if forth else (others, ones)
    found: dict[int, list[Guess]] = defaultdict(list)

    def add(
        alike: float, row: int, column: int, points: tuple[int, int] | None
    ) -> None:
        one, other = (row, column) if forth else (column, row)
        if points is not None and not forth:
            points = points[::-1]
        found[row].append(Guess(alike, one, other, points))

    here, there = np.asarray(rows), np.asarray(columns)
    best, alike = nearest(tiles.whole[here], tiles.whole[there], lambda share: None)
    for k in np.flatnonzero(alike > ALIKE_WHOLE):
        add(float(alike[k]), int(here[k]), int(there[best[k]]), None)
    at, to = tiles.points_of(here), tiles.points_of(there)
    best, alike = nearest(tiles.points[at], tiles.points[to], tell)
    for k in np.flatnonzero(alike > ALIKE_POINT):
        i, j = at[k], to[best[k]]
        owner, partner = int(tiles.owners[i]), int(tiles.owners[j])
        points = int(i - tiles.starts[owner]), int(j - tiles.starts[partner])
        add(float(alike[k]), owner, partner, points)
    return {index: _ordered(of) for index, of in found.items()}


def _ordered(guesses: Iterable[Guess]) -> list[Guess]:
    """Put the likeliest pair first, and in each pair the likeliest guess."""
    by_pair: dict[tuple[int, int], list[Guess]] = defaultdict(list)
    for guess in guesses:
        by_pair[guess.one, guess.other].append(guess)
    pairs = sorted(
        by_pair.values(), key=lambda of: -sum(each.alike - 0.4 for each in of)
    )
    return [
        guess
        for pair in pairs[:LOOKS]
        for guess in sorted(pair, key=_likelihood, reverse=True)[:WAYS]
    ]


def _likelihood(guess: Guess) -> tuple[bool, float]:
    # There is but one way to lay the whole tiles: it must not be crowded out.
    return guess.points is None, guess.alike


def _first(tiles: Described, guesses: Iterable[Guess], rule: Rule) -> Copy | None:
    """Return the first guess that is a copy."""
    for guess in guesses:
        one, other = tiles.fingerprint(guess.one), tiles.fingerprint(guess.other)
        fit = _fit(one, other, guess.points)
        if fit.similarity < rule.similarity or fit.overlap < LEAST_OVERLAP:
            continue
        middle = fit.matrix[:, :2] @ one.centre + fit.matrix[:, 2]
        offset = middle - other.centre
        near = max(2.0, CENTRED * min(other.view.shape))
        centred = bool(np.hypot(*offset) <= near)
        whole = float(tiles.whole[guess.one] @ tiles.whole[guess.other])
        if _holds(tiles, one, other, fit, whole if centred else -1.0, rule):
            x, y = offset
            return Copy(guess.one, guess.other, fit, (float(x), float(y)), centred)
    return None


def _fit(one: Fingerprint, other: Fingerprint, points: tuple[int, int] | None) -> Fit:
    """Lay one tile over the other as a guess says, and refine it."""
    scale = 1.0
    if points is None:
        here, there = one.whole[None], other.whole[None]
        at, to = one.centre, other.centre
        ratio = _inside(other) / _inside(one)
        scale = ratio if abs(ratio - 1) > SAME_SIZE else 1.0
    else:
        i, j = points
        here, there = one.patches[i : i + 1], other.patches[j : j + 1]
        at, to = _place(one, i), _place(other, j)
    turn = turns(here, there)
    matrix = matrix_of(float(turn.angle[0]), bool(turn.mirrored[0]), scale, at, to)
    fit = compare(one, other, matrix)
    if fit.similarity <= HOPELESS or fit.overlap < LEAST_OVERLAP / 2:
        return fit
    return max(fit, refine(one, other, matrix), key=lambda fit: fit.similarity)


def _inside(of: Fingerprint) -> int:
    """Return the side within the margin, px; tiles of a few pixels are all margin."""
    return max(int(min(of.view.shape)) - 2 * MARGIN, 1)


def _place(of: Fingerprint, point: int) -> Doubles:
    return np.asarray(of.points[point], np.float64)


def _holds(
    tiles: Described,
    one: Fingerprint,
    other: Fingerprint,
    fit: Fit,
    whole: float,
    rule: Rule,
) -> bool:
    if fit.similarity >= rule.centred and whole >= rule.whole:
        return True
    cosines = agreement(one, other, fit.matrix, tiles.spaces.points, tiles.scale.radius)
    if len(cosines) < FEW:
        return False
    mean, evidence = float(cosines.mean()), float((cosines - 0.5).sum())
    for enough, least in zip(rule.evidence, rule.points, strict=True):
        if evidence >= enough and mean >= least:
            return True
    large = fit.similarity >= rule.centred and fit.overlap >= rule.overlap
    return large and mean >= rule.few and whole >= rule.half
