"""What is to be done when a seat falls empty: note it, ask a substitute, look for a new one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from participation.councils.models import SeatOffer
from participation.councils.rules.kinds import SeatKind
from participation.councils.rules.serving import OfferState
from participation.councils.rules.terms import Waiting, is_gone, new_substitute_due, next_substitute

from .examination import seated_on
from .law import law_on
from .mandates import list_offers
from .sheet import CollegeSheet, CouncilSheet, Holder, SeatSheet, span_of


class Step(StrEnum):
    """What somebody has to do next; nothing of it happens by itself."""

    GONE = "gone"
    """She has left the service and still has a seat: note it, after a word with her."""
    VACANT = "vacant"
    """The seat is empty: propose it to the next substitute."""
    ASKED = "asked"
    """A substitute was asked, and has not answered."""
    NOBODY = "nobody"
    """No substitute is left: hold an election for the seat."""
    WANTED = "wanted"
    """A substitute was seated: her own seat wants somebody new."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One thing to do; `who` left, `next` follows, `on` is the day it began or is due."""

    step: Step
    college: CollegeSheet
    seat: SeatSheet | None = None
    who: Holder | None = None
    next: Holder | None = None
    offer: SeatOffer | None = None
    on: dt.date | None = None


def successions(session: Session, sheet: CouncilSheet, day: dt.date) -> Sequence[Succession]:
    """Give what is to be done for the seats of a council on a day, in the order of its colleges."""
    offers = list_offers(session, [sheet.council.id])
    found: list[Succession] = []
    for college in sheet.colleges:
        found += _gone(college, day)
        found += _vacant(college, offers, day)
        found += _wanted(college, day)
    return found


def _gone(college: CollegeSheet, day: dt.date) -> Iterator[Succession]:
    for seat in college.seats:
        holder = seat.holder
        if holder and is_gone(holder.present_until, span_of(holder.term), day):
            yield Succession(Step.GONE, college, seat, holder, on=holder.present_until)


def _vacant(
    college: CollegeSheet, offers: Sequence[SeatOffer], day: dt.date
) -> Iterator[Succession]:
    for seat in college.members:
        left = seat.last
        if seat.holder or seat.coming or left is None or left.term.ended_on is None:
            continue
        if left.term.until is not None and left.term.until <= day:
            continue
        mine = [one for one in offers if one.vacated_id == left.term.id]
        waiting = next((one for one in mine if one.state is OfferState.ASKED), None)
        follower = follower_of(college, seat, mine, day)
        if waiting is not None:
            asked = _holder(college, waiting.substitute_id)
            yield Succession(Step.ASKED, college, seat, left, asked, waiting, waiting.offered_on)
        elif follower is not None:
            yield Succession(Step.VACANT, college, seat, left, follower, on=left.term.ended_on)
        else:
            yield Succession(Step.NOBODY, college, seat, left, on=left.term.ended_on)


def follower_of(
    college: CollegeSheet, seat: SeatSheet, offers: Sequence[SeatOffer], day: dt.date
) -> Holder | None:
    """Give the substitute who follows in a seat, those who said no left out; None when nobody."""
    said_no = {one.substitute_id for one in offers if one.state is OfferState.DECLINED}
    present = [
        Waiting(each.holder.term.id, each.seat.rank, span_of(each.holder.term))
        for each in college.of(SeatKind.SUBSTITUTE)
        if each.holder
        and each.holder.term.id not in said_no
        and not is_gone(each.holder.present_until, span_of(each.holder.term), day)
    ]
    order = college.college.substitute_order
    key = next_substitute(seat.seat.rank, present, order=order, day=day)
    return None if key is None else _holder(college, key)


def _holder(college: CollegeSheet, term_id: int) -> Holder | None:
    holders = (each.holder for each in college.substitutes)
    return next((one for one in holders if one and one.term.id == term_id), None)


def _wanted(college: CollegeSheet, day: dt.date) -> Iterator[Succession]:
    empty = sum(seat.holder is None for seat in college.substitutes)
    for due in new_substitute_due(seated_on(college), empty=empty, day=day, law=law_on(day)):
        yield Succession(Step.WANTED, college, on=due.by)
