"""What the numbers page says of how sure a network is, and whether that is honest."""

from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.numbers_report import Report


def calibration_words(report: Report) -> list[str]:
    """Return what the reliability diagram says, sentence by sentence."""
    found = report.evaluation
    if found is None:
        return []
    sure = float(report.confidence[report.known].mean())
    share, error = found.accuracy.value, found.calibration_error.value
    by_chance = found.calibration_by_chance
    return [
        _sureness(sure, share),
        tr(
            "Expected calibration error: how far confidence and share right lie apart, "
            "on average over the bins: {error:.1f} points. By chance alone a network "
            "that is as sure as it is right shows up to {by_chance:.1f} here, with "
            "these {n:,} {units}.",
            error=100 * error,
            by_chance=100 * by_chance,
            n=found.n,
            units=report.choice.units,
        ),
    ]


def _sureness(sure: float, share: float) -> str:
    """Return how sure the network is beside how often it is right, shares 0..1."""
    values = {
        "sure": 100 * sure,
        "share": 100 * share,
        "points": 100 * abs(sure - share),
    }
    if sure > share:
        return tr(
            "On average the network is {sure:.1f} % sure and right in {share:.1f} %: "
            "it is more sure than right by {points:.1f} points.",
            **values,
        )
    return tr(
        "On average the network is {sure:.1f} % sure and right in {share:.1f} %: it is "
        "less sure than right by {points:.1f} points.",
        **values,
    )


def temperature_words(report: Report) -> str:
    """Return what is known of the temperature, in a sentence."""
    found = report.temperature
    if found is None:
        return report.no_temperature
    if not report.choice.calibrate:
        return tr(
            "A temperature of {value:.2f}, fitted on {n:,} validation "
            "tiles, would calibrate it: tick the box above. That does not change "
            "which class a tile is given.",
            value=found.value,
            n=found.n,
        )
    return tr("Calibrated: {text}", text=found.text())
