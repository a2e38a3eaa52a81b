"""What a network answers to a tile, with and without its clumps, in words."""

from typing import TYPE_CHECKING

from cellclassifier.core.language import tr

if TYPE_CHECKING:
    from cellclassifier.core.clumps.effects import Answer, ErasedTile


def told(
    found: "ErasedTile", answer: "Answer", flipped: bool | None
) -> tuple[str, str]:
    """Return what the network answers to one picture, and whether that is right."""
    outcome = ""
    if found.true_class:
        outcome = "right" if answer.class_name == found.true_class else "wrong"
    called = tr("called {class_name}", class_name=answer.class_name)
    said = tr("right") if outcome == "right" else tr("wrong")
    called += f", {said}" if outcome else tr(", true class not known")
    if flipped is not None:
        called = f"{tr('Flips') if flipped else tr('Stays')}: {called}"
    odds = tr(
        "log-odds of {explained} {signed}",
        explained=found.explained,
        signed=_signed(answer.log_odds),
    )
    if flipped is not None:
        fall = answer.log_odds - found.before.log_odds
        odds += tr(" ({signed} by this)", signed=_signed(fall))
    return f"{called[:1].upper()}{called[1:]}; {odds}", outcome


def sentence(found: "ErasedTile") -> str:
    """Return what erasing changed in one tile, and what that is worth."""
    erased, placebo = found.flips
    first = (
        tr("flips to {class_name}", class_name=found.erased.class_name)
        if erased
        else tr("stays {class_name}", class_name=found.before.class_name)
    )
    second = (
        tr("flips to {class_name} too", class_name=found.placebo.class_name)
        if erased and placebo
        else tr("flips to {class_name}", class_name=found.placebo.class_name)
        if placebo
        else tr("stays as it was")
    )
    return tr(
        "Without its clumps the answer {first}; with the same done elsewhere it "
        "{second}. One tile proves nothing: the share over all tiles is under Find "
        "and measure.",
        first=first,
        second=second,
    )


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
