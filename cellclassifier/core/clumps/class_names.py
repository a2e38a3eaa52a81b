"""What classes are called in tables and in the window."""

from cellclassifier.core.language import tr

NOT_KNOWN = "not known"
"""What tables say where the true class of tiles is not known."""


def class_label(name: str) -> str:
    """Return a class as the window shows it: its name, which is never translated.

    Args:
        name: As tables have it, so that it may be `NOT_KNOWN`.
    """
    return tr("not known") if name == NOT_KNOWN else name
