"""Entry point: the window, the command line, or with a switch what works for them."""

import sys


def main() -> int:
    """Start what the arguments ask for, and return the exit code."""
    if sys.argv[1:2] == ["--worker"]:
        from cellclassifier.engine.worker import main as work

        return work()
    if sys.argv[1:2] == ["--conduct"]:
        from cellclassifier.core.conductor import main as conduct

        return conduct(sys.argv[2:])
    from cellclassifier.cli import main as command

    return command(sys.argv[1:], open_window)


def open_window(study: str | None) -> int:
    """Open the window on a study folder, or on none."""
    from cellclassifier.gui.app import main as window

    return window(study)


if __name__ == "__main__":
    sys.exit(main())
