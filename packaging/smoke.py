"""Tries a bundle as somebody would who has nothing else: no Python, no home, odd paths.

    python packaging/smoke.py BUNDLE [--here]

It is moved for the time being (or with --here left) into a folder with spaces and
umlauts, and gets an empty HOME and a PATH that holds nothing. Then: the window opens
and its worker answers; the example is drawn, trained, predicted and explained; one more
epoch is trained, in the queue's process too; a report is written; and nothing is left
running.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

LONGEST = 900
"""Time that one step may take, s."""

EXE = ".exe" if sys.platform == "win32" else ""
NEEDED = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "COMSPEC")
"""Variables without which Windows starts no program."""


class Trial:
    """Runs commands of a bundle in a bare environment, one after another."""

    def __init__(self, bundle: Path, scratch: Path) -> None:
        self._bundle = bundle
        self.home, self.nothing = scratch / "home", scratch / "nothing"
        self.home.mkdir()
        self.nothing.mkdir()

    @property
    def clusters(self) -> bool:
        """Whether the bundle trains on other computers, too."""
        return any(self._bundle.rglob("distributed/distributed.yaml"))

    def environment(self) -> dict[str, str]:
        """Return what a user without anything has."""
        kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
        home = str(self.home)
        return {
            **kept,
            "HOME": home,
            "USERPROFILE": home,
            "LOCALAPPDATA": home,
            "APPDATA": home,
            "PATH": str(self.nothing),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, *arguments: str | Path, window: bool = False) -> str:
        """Run a command of the bundle and return what it printed.

        Args:
            arguments: Of the command.
            window: By the window's executable instead of the console's.

        Raises:
            SystemExit: It failed, or took too long.
        """
        name = "cellclassifier" if window else "cellclassifier-console"
        command = [str(self._bundle / f"{name}{EXE}"), *map(str, arguments)]
        start = time.monotonic()
        done = subprocess.run(
            command,
            env=self.environment(),
            cwd=self.home,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
        words = " ".join(str(each) for each in arguments[:2])
        print(f"{time.monotonic() - start:7.1f} s  {name} {words}", flush=True)
        if done.returncode:
            raise SystemExit(
                f"FAIL exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
            )
        return done.stdout


def require(met: object, text: str) -> None:
    """Print what was required, and end where it was not met."""
    print(f"{'PASS' if met else 'FAIL'} {text}", flush=True)
    if not met:
        raise SystemExit(1)


def walk(trial: Trial, study: Path) -> None:
    """Go the whole way of a study, from the example to its report."""
    require("demo" in trial.run("--help"), "the command line tells its commands")
    told = trial.run("--check-window", window=True)
    require("window usable" in told and "device" in told, "the window opens and closes")
    trial.run("demo", study, "--no-window")
    runs = study / "runs"
    require(len(list(runs.iterdir())) == 1, "the example is trained")
    trial.run("train", study, "--epochs", "1")
    trial.run("train", study, "--epochs", "1", "--runs", "2", "--network", "compact")
    trained = sorted(runs.glob("*/model.keras"))
    require(len(trained) == 4, "one epoch is trained, alone and in the queue")
    trial.run("predict", study)
    require(list(runs.glob("*/predictions/*.csv")), "test images are predicted")
    trial.run("explain", study, "--limit", "2", "--method", "integrated_gradients")
    require(list(runs.glob("*/attributions/*/*.npy")), "a tile is explained")
    trial.run("measure", study, "--limit", "4", "--networks", "1")
    trial.run("report", study, "--pdf")
    written = {path.suffix for path in (study / "reports").iterdir()}
    require({".html", ".pdf"} <= written, "a report is written, in two forms")
    (mark,) = study.glob("*.cellstudy")
    told = trial.run("--check-window", mark, window=True)
    require("device" in told, "the window opens by the study's file and closes")
    if trial.clusters:
        trial.run("certificates", study.parent / "certificates")
        made = list((study.parent / "certificates").glob("*.pem"))
        require(made, "what protects the work of several computers is made")


def left_running(bundle: Path) -> list[str]:
    """Return what still runs of the bundle, as far as the system tells it."""
    found = []
    for link in Path("/proc").glob("[0-9]*/exe"):
        try:
            if link.readlink().is_relative_to(bundle):
                found.append(link.parent.name)
        except OSError:
            continue
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a bundle, and return 0 where all went well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--here", action="store_true", help="do not move it")
    options = parser.parse_args(arguments)
    original = options.bundle.resolve()
    # On the same disk, so that moving it costs nothing.
    with tempfile.TemporaryDirectory(dir=original.parent, prefix="smoke-") as scratch:
        folder = Path(scratch) / "Zellen und Körner äöü ß"
        folder.mkdir()
        bundle = original if options.here else folder / "Cell Classifier"
        if not options.here:
            original.rename(bundle)
        try:
            walk(Trial(bundle, Path(scratch)), folder / "Meine Studie")
            require(not left_running(bundle), "nothing is left running")
        finally:
            if not options.here:
                bundle.rename(original)
    return 0


if __name__ == "__main__":
    sys.exit(main())
