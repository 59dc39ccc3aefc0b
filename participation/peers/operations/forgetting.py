"""Taking names away from times that were long ago; the rows stay, to be counted."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select

from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.retention import Kept, oldest_kept
from participation.peers.adapters.tokens import yearly_mark
from participation.peers.models import Booking, HelpRequest, Reservation, Slot
from participation.peers.rules.booking import NAMELESS
from participation.peers.rules.civil import day_of
from participation.peers.rules.kinds import RequestState


@unjournaled("what is forgotten leaves no trace, by name or by day")
def forget_people(act: Act) -> int:
    """Take away who came and who asked, six months after; say how many rows are nobody's now.

    Somebody who came twice in a year still counts once in its figures: her rows carry one mark of
    that year, which only the installation's secret could tie to her. Times taken go as well, and a
    request that nobody answered for so long is closed.
    """
    oldest = oldest_kept(Kept.BOOKING, day_of(act.now, PARIS))
    before = dt.datetime.combine(oldest, dt.time(), PARIS)
    gone = 0
    for booking, slot in _old_bookings(act, before):
        _forget(act, booking, slot.starts.astimezone(PARIS).year)
        gone += 1
    asked = select(HelpRequest).where(HelpRequest.promised_for < oldest, _is_somebody(HelpRequest))
    for request in act.session.scalars(asked).all():
        _forget(act, request, request.promised_for.year)
        request.topic = None
        if request.state in (RequestState.WAITING, RequestState.PROMISED):
            request.state = RequestState.WITHDRAWN
        gone += 1
    taken = delete(Reservation).where(Reservation.ends < before)
    act.session.execute(taken, execution_options={"synchronize_session": False})
    return gone


def _old_bookings(act: Act, before: dt.datetime) -> list[tuple[Booking, Slot]]:
    same = and_(Slot.organisation_id == Booking.organisation_id, Slot.id == Booking.slot_id)
    old = select(Booking, Slot).join(Slot, same).where(Slot.ends < before, _is_somebody(Booking))
    return [(booking, slot) for booking, slot in act.session.execute(old).all()]


def _is_somebody(kind: type[Booking | HelpRequest]) -> ColumnElement[bool]:
    return or_(kind.user_id.is_not(None), not_(kind.nickname.startswith(NAMELESS)))


def _forget(act: Act, row: Booking | HelpRequest, year: int) -> None:
    mark = "" if row.user_id is None else yearly_mark(act.organisation_id, row.user_id, year)
    row.user_id, row.nickname = None, f"{NAMELESS}{mark}"
    row.contact, row.code_digest = None, None
