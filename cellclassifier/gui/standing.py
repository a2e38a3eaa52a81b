"""What stays as it is until someone acts: another window, a queue, a lost node."""

from cellclassifier.core import places
from cellclassifier.core.language import tr
from cellclassifier.core.queueing import Tone
from cellclassifier.gui.session import Session
from cellclassifier.gui.steps import waiting_sentence
from cellclassifier.gui.widgets.notice import Level, Notice

LEVELS: dict[Tone, Level] = {"warning": "attention", "error": "error"}
"""How what the conductor says is shown above the pages; a mere note is not."""


def show_standing(notice: Notice, session: Session) -> None:
    """Say in a notice what stays as it is, or nothing."""
    told, level = _told(session)
    if session.read_only:
        notice.tell(session.read_only, "attention")
    elif session.desk.stalled:
        problem = places.problem(session.desk.standing.place)
        words = f"{told} {waiting_sentence(session)} {problem}".strip()
        notice.tell(words, level, action="" if problem else tr("Go on"))
    elif told:
        notice.tell(told, level)
    else:
        notice.clear()


def _told(session: Session) -> tuple[str, Level]:
    """Return what the conductor of far runs says that is of weight now."""
    standing = session.desk.standing
    said = standing.told
    if said is None or said.level not in LEVELS:
        return "", "info"
    # Of a conductor that is no more only why it ended is still true.
    if said.level == "error" or standing.conducted:
        return said.text, LEVELS[said.level]
    return "", "info"
