"""What the pages of councils have in common."""

import datetime as dt
from collections.abc import Mapping

from flask import Blueprint
from sqlalchemy.orm import Session

from participation.councils import queries
from participation.councils.forms import FIELD_OF
from participation.councils.models import Council
from participation.foundation import clock, cycle
from participation.foundation.attempts import Attempts
from participation.foundation.scope import entered
from participation.organisations.models import Service
from participation.organisations.queries import law_of, list_services
from participation.organisations.rules import KindLaw

bp = Blueprint("councils", __name__, url_prefix="/<organisation>")
_tries = Attempts(FIELD_OF)
refuse, status_of = _tries.refuse, _tries.status_of


def services_here(on: dt.date | None = None) -> Mapping[int, Service]:
    """Give the services that the person looks after, by name; those open on a day when given."""
    session = cycle.act().session
    return {one.id: one for one in list_services(session, keys=entered(session), on=on)}


def laws_of(services: Mapping[int, Service]) -> dict[int, KindLaw]:
    """Give what the law asks of each service."""
    return {key: law_of(one.kind) for key, one in services.items()}


def examine(session: Session, council: Council) -> tuple[queries.CouncilSheet, queries.Examination]:
    """Give a council as it stands today, and what it lacks."""
    today = clock.today()
    sheet = queries.see_council(session, council, today)
    law = queries.law_on(today)
    places = services_here()
    found = queries.examine(sheet, laws_of(places), law, today, services=places.values())
    return sheet, found


def may_change(council: Council) -> bool:
    """Say whether the person looks after the service that carries the council."""
    return council.carrier_id in entered(cycle.act().session)
