"""Times as people read them."""

from cellclassifier.core.language import tr, tr_n


def clock(seconds: float) -> str:
    """Return a time as in 0:42 or 1:02:05."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}"
    return f"{minutes}:{seconds:02d}"


def about(seconds: float) -> str:
    """Return an estimated time, as in "about 2 h 10 min"; no finer than it is known."""
    if seconds < 55:
        return tr("about {value} s", value=max(5, 5 * round(seconds / 5)))
    minutes = round(seconds / 60)
    if minutes >= 20:
        minutes = 5 * round(minutes / 5)
    if minutes < 60:
        return tr("about {minutes} min", minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return (
            tr("about {hours} h {minutes} min", hours=hours, minutes=minutes)
            if minutes
            else tr("about {hours} h", hours=hours)
        )
    days, hours = divmod(hours + (minutes >= 30), 24)
    if not hours:
        return tr_n("about 1 day", "about {days} days", days, days=days)
    return tr_n(
        "about 1 day {hours} h",
        "about {days} days {hours} h",
        days,
        days=days,
        hours=hours,
    )
