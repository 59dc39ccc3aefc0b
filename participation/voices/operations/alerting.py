"""Telling that a home worries, without a name; taking it over, which erases it."""

import contextlib
import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from participation.audit.operations import journaled, record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import random_key
from participation.organisations.models import Service
from participation.voices import queries
from participation.voices.models import Alert
from participation.voices.rules import Teller, Worry, month_of, oldest_alert, why_no_alert


@dataclass(frozen=True, slots=True)
class AlertSheet:
    """What is told: the worry, the place, and by whom, as a kind."""

    worry: Worry
    place: str
    teller: Teller


@unjournaled("nobody may learn when, or from which device, somebody told of a neighbour")
def tell_alert(act: Act, sheet: AlertSheet, *, service: Service, key: UUID | None = None) -> UUID:
    """Keep an alert until somebody takes it over; give its key of chance: the form's, or a new one.

    Told again under the same key, it is kept once.
    Refuses a service that goes to nobody's home, no place, a place that names or numbers somebody,
    and one alert too many in a full pile.
    """
    waiting = queries.count_alerts(act.session, service.id)
    if reason := why_no_alert(sheet.place, kind=service.kind, waiting=waiting):
        raise Refused(reason)
    key = key or random_key()
    row = {
        "organisation_id": act.organisation_id,
        "service_id": service.id,
        "key": key,
        "worry": sheet.worry,
        "place": sheet.place.strip(),
        "teller": sheet.teller,
        "month": month_of(act.now.astimezone(PARIS).date()),
    }
    with contextlib.suppress(IntegrityError), act.session.begin_nested():
        act.session.execute(insert(Alert), [row])
    return key


@journaled(Action.ALERT_TAKEN)
def take_over(act: Act, alert: Alert) -> Alert:
    """Note that somebody of the team goes there; the place is erased with the alert."""
    act.session.delete(alert)
    return alert


@unjournaled("writes its own entry, with a count")
def forget_alerts(act: Act, *, on: dt.date) -> int:
    """Erase what nobody took over in three whole months; give how much."""
    erased = delete(Alert).where(Alert.month < oldest_alert(on))
    options = {"synchronize_session": False}
    found = act.session.scalars(erased.returning(Alert.key), execution_options=options).all()
    if found:
        record(act, Action.RETENTION_APPLIED, "alert", alerts=len(found))
    return len(found)
