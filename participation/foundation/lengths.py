"""How a length of time and a month are written, in the reader's language."""

import datetime as dt

from participation.foundation.i18n import gettext as _, month_names, show_number


def say_minutes(minutes: int) -> str:
    """Write a length: 2 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    if not rest:
        return _("%(hours)s h", hours=show_number(hours))
    return _("%(hours)s h %(minutes)s", hours=show_number(hours), minutes=f"{rest:02}")


def say_month(month: dt.date) -> str:
    """Write a month with its year."""
    return f"{month_names()[month.month - 1]} {month.year}"
