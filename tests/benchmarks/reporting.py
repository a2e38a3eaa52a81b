"""What all benchmarks share: their table, and one line per requirement."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PRIMARY = Path(__file__).resolve().parents[3] / "shared" / "data" / "primary"


class Report:
    """Prints a table as it grows, then PASS or FAIL for each requirement."""

    def __init__(self, *columns: str, width: int = 16) -> None:
        self._width = width
        self._requirements: list[tuple[bool, str]] = []
        self.row(*columns)

    def row(self, *cells: object) -> None:
        """Print one line of the table."""
        texts = [f"{c:.4g}" if isinstance(c, float) else str(c) for c in cells]
        print("  ".join(text.ljust(self._width) for text in texts), flush=True)

    def require(self, name: str, value: float, at_least: float) -> None:
        """Require a value of at least so much."""
        self._add(value >= at_least, f"{name} {value:.4g} >= {at_least:g}")

    def allow(self, name: str, value: float, at_most: float) -> None:
        """Require a value of at most so much."""
        self._add(value <= at_most, f"{name} {value:.4g} <= {at_most:g}")

    def finish(self) -> None:
        """Print the requirements and end the program, with 1 if one was not met."""
        print()
        for met, text in self._requirements:
            print(f"{'PASS' if met else 'FAIL'} {text}")
        sys.exit(0 if all(met for met, _ in self._requirements) else 1)

    def _add(self, met: bool, text: str) -> None:
        self._requirements.append((met, text))


def arguments(description: str) -> argparse.Namespace:
    """Read the command line: --quick, and --data for the folder of real images."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="under five minutes")
    parser.add_argument("--data", type=Path, default=PRIMARY, help="train/ and test/")
    return parser.parse_args()


def scratch() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that is removed at the end."""
    return tempfile.TemporaryDirectory(prefix="cellclassifier-benchmark-")


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else sum(ordered[half - 1 : half + 1]) / 2
