"""Measurements that were made before, and why they hold no more."""

import json
from pathlib import Path

from cellclassifier.core.clumps.masks import Corrections
from cellclassifier.core.clumps.report_files import WORDS
from cellclassifier.core.language import tr
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.runs import Run

OTHER = tr("This was measured with other settings than those that are chosen now.")
CORRECTED = tr(
    "Since this was measured, clumps were corrected by hand or are found again as "
    "before: measure again."
)
NETWORK = tr("This was measured of another network than the one that the run has now.")
PREDICTED = tr("Since this was measured, the set was predicted anew: measure again.")


def latest(run: Run, test: str) -> Path | None:
    """Return the folder of the newest whole measurement of a set; ``None``: of none."""
    found = [
        path
        for path in (run.folder / "measures").glob(f"*/{WORDS}")
        if _settings(path.parent).get("set") == test
    ]
    newest = max(found, key=lambda path: path.stat().st_mtime_ns, default=None)
    return newest.parent if newest else None


def why_old(folder: Path, run: Run, spec: MeasureSpec) -> str:
    """Return why a measurement of a run is not that of today, in a sentence.

    Args:
        folder: Where it lies; a damaged one counts as one of other settings.
        run: The run.
        spec: What would be measured now.
    """
    settings = _settings(folder)
    if settings.get("asked") != spec.model_dump(mode="json"):
        return OTHER
    if settings.get("network") != run.network_key:
        return NETWORK
    if settings.get("corrections") != Corrections(run.study_folder).fingerprint():
        return CORRECTED
    return PREDICTED


def _settings(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / "settings.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
