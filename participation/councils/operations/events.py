"""Telling residents of an event, and calling it off."""

import datetime as dt
from dataclasses import dataclass, field

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.models import Event
from participation.councils.queries.events import day_of, list_events
from participation.councils.rules.events import EventRefusal, why_not_told
from participation.councils.rules.network import Scope
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.organisations.queries import get_service

from .holding import today

MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class EventSheet:
    """An event as it is written: what, when, where, for whom."""

    title: Localized
    starts_at: dt.datetime
    place: str
    words: Localized = field(default_factory=Localized)
    scope: Scope = Scope.HOUSE


@journaled(Action.EVENT_TOLD)
def tell_event(act: Act, sheet: EventSheet, *, service_id: int) -> Event:
    """Tell the people of a service, or of all of them, of an event to come.

    Refuses one without a title or a place, one that is over or more than a year away, one of a
    protected service that would leave it, and more than a page can hold.
    """
    reason = why_not_told(
        title=sheet.title.text("fr"),
        place=sheet.place,
        ahead=sheet.starts_at - act.now,
        scope=sheet.scope,
        is_protected=get_service(act.session, service_id).is_protected,
    )
    if reason:
        raise Refused(reason)
    if len(list_events(act.session, today(act))) >= MOST_EVENTS:
        raise Refused(EventRefusal.TOO_MANY, most=MOST_EVENTS)
    event = Event(
        service_id=service_id,
        title=sheet.title,
        words=sheet.words,
        place=sheet.place.strip()[:120],
        starts_at=sheet.starts_at,
        scope=sheet.scope,
    )
    act.session.add(event)
    return event


@journaled(Action.EVENT_CALLED_OFF)
def call_off(act: Act, event: Event) -> Event:
    """Say that an event does not take place; refuse once its day is over."""
    if day_of(event) < today(act):
        raise Refused(EventRefusal.OVER)
    event.is_called_off = True
    return event
