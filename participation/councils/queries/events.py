"""Events to come of a place, and those of other places to which its people are invited."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.councils.models import Event
from participation.councils.rules.network import Scope
from participation.foundation import clock
from participation.foundation.clock import PARIS
from participation.foundation.database import get_row
from participation.foundation.scope import entered, within
from participation.organisations.queries import list_services


@dataclass(frozen=True, slots=True)
class Coming:
    """An event to come; `host` names its house when it is another than the reader's."""

    event: Event
    host: str

    @property
    def day(self) -> dt.date:
        """Give its day where the services are."""
        return day_of(self.event)


def day_of(event: Event) -> dt.date:
    """Give the day of an event where the services are."""
    return event.starts_at.astimezone(PARIS).date()


def _from(today: dt.date) -> Select[Event]:
    first = dt.datetime.combine(today, dt.time(), PARIS)
    return select(Event).where(Event.starts_at >= first).order_by(Event.starts_at, Event.id)


def list_events(session: Session, today: dt.date) -> Sequence[Event]:
    """Give the events of the entered services from a day on, the next first."""
    return session.scalars(_from(today)).all()


def list_coming(session: Session, today: dt.date) -> Sequence[Coming]:
    """Give what the house of the address reads: its own events, and those open to all houses.

    An event of a protected service never leaves it, whatever is written in its row.
    """
    here = entered(session)
    found = [Coming(one, "") for one in list_events(session, today)]
    services = {one.id: one for one in list_services(session) if not one.is_protected}
    with within(session, frozenset(services) & all_services(session) - here):
        open_to_all = session.scalars(_from(today).where(Event.scope == Scope.ASSOCIATION))
        found += [Coming(one, services[one.service_id].public_name) for one in open_to_all]
    return sorted(found, key=lambda one: (one.event.starts_at, one.event.id))


def get_event(session: Session, key: int) -> Event:
    """Give an event of an entered service; NoResultFound otherwise."""
    return get_row(session, Event, key)


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the sentences that residents hear of events to come, written in a language."""
    found = [text for one in list_events(session, clock.today()) for text in (one.title, one.words)]
    return list(dict.fromkeys(text[locale] for text in found if text.get(locale)))
