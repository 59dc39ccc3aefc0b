"""Residents of the demonstration who said whether they want a message when a survey opens."""

import datetime as dt
from collections.abc import Mapping

from participation.accounts.operations import keep_wish
from participation.accounts.queries import list_people
from participation.accounts.rules.powers import Role
from participation.accounts.rules.writing import NOTED
from participation.foundation.act import Act
from participation.organisations.models import Service

EVERY = {"tilleul": 3, "olivier": 8}
"""One resident in so many was asked, in two houses."""
FIRST_NUMBER = 33_639_980_000
"""06 39 98 00 00 to 99 99: kept for works of fiction, nobody has one."""


def wish(act: Act, services: Mapping[str, Service], today: dt.date) -> None:
    """Let some residents have a telephone and say yes, and one in seven of them no."""
    asked = 0
    for slug, every in EVERY.items():
        present = list_people(act.session, services[slug].id, today)
        residents = [user for user, role in present if role is Role.RESIDENT]
        for user in residents[::every]:
            asked += 1
            user.phone = f"+{FIRST_NUMBER + asked}"
            keep_wish(act, user, agrees=asked % 7 != 0, way=NOTED[asked % len(NOTED)])
