"""Taking a council in hand: who may change it, one at a time."""

import datetime as dt

from participation.audit.operations import unjournaled
from participation.councils.models import Council
from participation.councils.rules.refusals import Refusal
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.scope import entered
from participation.foundation.types import lock_for_transaction


@unjournaled("changes nothing by itself")
def hold(act: Act, council: Council) -> None:
    """Let one person at a time change a council until her deed is kept.

    Refuses whoever does not look after the carrying service, and a council that has ended.
    """
    look_after(act, council)
    if council.ended_on is not None and council.ended_on <= today(act):
        raise Refused(Refusal.COUNCIL_ENDED)


@unjournaled("changes nothing by itself")
def look_after(act: Act, council: Council) -> None:
    """Let one person at a time finish what a council began, even once it has ended.

    Refuses whoever does not look after the carrying service.
    """
    if council.carrier_id not in entered(act.session):
        raise Refused(Refusal.NOT_CARRIER)
    lock_for_transaction(act.session.connection(), council.id)
    act.session.refresh(council)


@unjournaled("reads the clock")
def today(act: Act) -> dt.date:
    """Give the day of a deed where the services are."""
    return act.now.astimezone(PARIS).date()
