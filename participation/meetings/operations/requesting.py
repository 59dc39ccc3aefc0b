"""Asking for a session between two others (CASF D311-16): noted by the desk, or by a member."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import operations as councils
from participation.councils.models import Council
from participation.foundation.act import Act, Refused
from participation.foundation.types import lock_for_transaction
from participation.meetings import queries
from participation.meetings.models import SessionAsker, SessionRequest
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.requests import LONGEST_AGO

from .holding import one_line, today


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a session, on which day, and why if they say so."""

    on: dt.date
    terms: Collection[int] = ()
    by_manager: bool = False
    because: str = ""


@journaled(Action.SESSION_ASKED)
def note_request(act: Act, council: Council, asking: Asking) -> SessionRequest:
    """Note at the desk who asks for a session; whoever asks later joins the same request.

    Refuses a day to come or over a year ago, nobody, somebody without a vote on that day, and a
    request in which they all stand already.
    """
    councils.hold(act, council)
    if not today(act) - LONGEST_AGO < asking.on <= today(act):
        raise Refused(Refusal.DAY_OUTSIDE)
    if set(asking.terms) - queries.members_on(act.session, council, asking.on).keys():
        raise Refused(Refusal.NOT_A_MEMBER)
    return _join(act, council, asking)


@journaled(Action.SESSION_ASKED)
def ask_session(act: Act, council: Council, user_id: int, *, because: str = "") -> SessionRequest:
    """Ask for a session as a member; refuses whoever has no vote, and who has asked already."""
    lock_for_transaction(act.session.connection(), council.id)
    own = queries.own_seats(act.session, council, user_id, today(act))
    if not own:
        raise Refused(Refusal.NOT_A_MEMBER)
    return _join(act, council, Asking(today(act), own, because=because))


def _join(act: Act, council: Council, asking: Asking) -> SessionRequest:
    """Put who asks on the request that waits, or begin one."""
    if not (asking.terms or asking.by_manager):
        raise Refused(Refusal.NOBODY_ASKS)
    waiting = queries.find_open_request(act.session, council, today(act))
    fresh = set(asking.terms) - (waiting.terms if waiting else frozenset())
    if waiting is None:
        row = SessionRequest(council_id=council.id, opened_on=asking.on)
        act.session.add(row)
        act.session.flush()
    else:
        row = waiting.row
    is_new_to_manager = asking.by_manager and row.manager_on is None
    if not (fresh or is_new_to_manager):
        raise Refused(Refusal.ASKED_ALREADY)
    row.opened_on = min(row.opened_on, asking.on)
    if is_new_to_manager:
        row.manager_on = asking.on
    row.because = row.because or one_line(act, asking.because, 200)
    for term_id in sorted(fresh):
        act.session.add(SessionAsker(request_id=row.id, term_id=term_id, asked_on=asking.on))
    act.session.flush()
    return row
