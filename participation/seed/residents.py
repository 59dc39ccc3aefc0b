"""Residents of the demonstration: those who are here, and those who were here for earlier waves."""

import datetime as dt
from collections.abc import Mapping
from random import Random

from participation.accounts.operations.people import PersonSheet, add_person, give_role
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.organisations.models import Service
from participation.seed.people import draw_locale, draw_name, draw_stays
from participation.seed.places import PLANS

RESIDENTS_OF_OLD_AGE, FRENCH_SPEAKERS_OF_OLD = "olivier", 0.8


def settle(act: Act, random: Random, services: Mapping[str, Service], today: dt.date) -> None:
    """Fill every house, and give it the people who have left since the first wave."""
    for plan in PLANS:
        for _place in range(plan.places):
            for since, until in draw_stays(random, today):
                _add(act, random, services[plan.slug], since, until)


def _add(act: Act, random: Random, service: Service, since: dt.date, until: dt.date | None) -> None:
    old = service.slug == RESIDENTS_OF_OLD_AGE
    locale = "fr" if old and random.random() < FRENCH_SPEAKERS_OF_OLD else draw_locale(random)
    person = add_person(act, PersonSheet(name=draw_name(random, locale), locale=locale))
    give_role(act, person, Role.RESIDENT, service.id, since=since, until=until)
