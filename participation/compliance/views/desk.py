"""What the pages of the state of the law have in common."""

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, request

from participation.foundation import clock
from participation.foundation.i18n import show_short_day, staff_gettext as _

bp = Blueprint("compliance", __name__, url_prefix="/<organisation>")
FIRST = dt.date(2000, 1, 1)
AHEAD = dt.timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that a page is asked to judge; `refusal` says why it shows today instead."""

    day: dt.date
    today: dt.date
    typed: str
    refusal: str = ""

    @property
    def is_today(self) -> bool:
        """Say whether the page shows today."""
        return self.day == self.today


def asked_day() -> Asked:
    """Read the day of the address (`?on=2025-03-01`); what is no day shows today, and says so."""
    today, typed = clock.today(), request.args.get("on", "").strip()[:10]
    if not typed:
        return Asked(today, today, today.isoformat())
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        refusal = _("« %(typed)s » n’est pas un jour. Voici aujourd’hui.", typed=typed)
        return Asked(today, today, typed, refusal)
    if FIRST <= day <= today + AHEAD:
        return Asked(day, today, typed)
    refusal = _(
        "Choisissez un jour entre le %(first)s et le %(last)s. Voici aujourd’hui.",
        first=show_short_day(FIRST),
        last=show_short_day(today + AHEAD),
    )
    return Asked(today, today, typed, refusal)
