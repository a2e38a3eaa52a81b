"""What a network answers to a tile, with and without its clumps, in words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cellclassifier.core.clumps.effects import Answer, ErasedTile


def told(
    found: "ErasedTile", answer: "Answer", flipped: bool | None
) -> tuple[str, str]:
    """Return what the network answers to one picture, and whether that is right."""
    outcome = ""
    if found.true_class:
        outcome = "right" if answer.class_name == found.true_class else "wrong"
    called = f"called {answer.class_name}"
    called += f", {outcome}" if outcome else ", true class not known"
    if flipped is not None:
        called = f"{'Flips' if flipped else 'Stays'}: {called}"
    odds = f"log-odds of {found.explained} {_signed(answer.log_odds)}"
    if flipped is not None:
        fall = answer.log_odds - found.before.log_odds
        odds += f" ({_signed(fall)} by this)"
    return f"{called[:1].upper()}{called[1:]}; {odds}", outcome


def sentence(found: "ErasedTile") -> str:
    """Return what erasing changed in one tile, and what that is worth."""
    erased, placebo = found.flips
    first = (
        f"flips to {found.erased.class_name}"
        if erased
        else f"stays {found.before.class_name}"
    )
    second = (
        f"flips to {found.placebo.class_name} too"
        if erased and placebo
        else f"flips to {found.placebo.class_name}"
        if placebo
        else "stays as it was"
    )
    return (
        f"Without its clumps the answer {first}; with the same done elsewhere it "
        f"{second}. One tile proves nothing: the share over all tiles is under Find "
        "and measure."
    )


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
