"""Size of the bundle by package, and its time to a window against running from source.

    python packaging/build.py OUT
    python tests/benchmarks/bundle.py --bundle OUT/cellclassifier [--quick]

Both start the same check in fresh processes, taking turns: the window is opened and
painted, and its worker tells the device. Time counts from the start of the process, so
that the bundle's own start is in it. Run it by the Python of an environment without
developers' tools, or of the project; the source needs the same packages.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from reporting import Report, median, scratch

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.append(str(PACKAGING))

ALLOWED_MB = 1000.0
ALLOWED_RATIO = 1.5
LONGEST = 300


def start(command: list[str], home: str) -> tuple[float, float]:
    """Return the seconds until the window is usable, and until the worker answers."""
    environment = {
        **os.environ,
        "CELLCLASSIFIER_HOME": home,
        "QT_QPA_PLATFORM": "offscreen",
    }
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, "--check-window"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    found = {}
    with process.stdout:
        for line in process.stdout:
            found[line.split()[0]] = time.monotonic() - begun
    if process.wait(LONGEST):
        raise SystemExit(f"{command[0]} did not open its window.")
    return found["window"], found["device"]


def main() -> None:
    """Run it all."""
    import bundle_sizes

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under five minutes")
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / "cellclassifier")
    options = parser.parse_args()
    sizes = bundle_sizes.sizes(options.bundle)
    print(bundle_sizes.table(sizes))
    report = Report("measure", "round", "bundle", "source", "ratio")
    ours = [str(options.bundle / "cellclassifier")]
    source = [sys.executable, str(PACKAGING / "entry.py")]
    windows, workers = [], []
    with scratch() as folder:
        for number in range(-1, 5 if options.quick else 11):
            bundled, plain = start(ours, folder), start(source, folder)
            if number < 0:  # the first round fills the disk's cache
                continue
            windows.append(bundled[0] / plain[0])
            workers.append(bundled[1] / plain[1])
            report.row("window s", number, bundled[0], plain[0], windows[-1])
            report.row("worker s", number, bundled[1], plain[1], workers[-1])
    report.row("worker ratio", "median", "", "", median(workers))
    report.allow("window_ratio", median(windows), ALLOWED_RATIO)
    total = sum(sizes.values()) / bundle_sizes.MB
    report.allow("unpacked_MB", total, ALLOWED_MB)
    report.finish()


if __name__ == "__main__":
    main()
