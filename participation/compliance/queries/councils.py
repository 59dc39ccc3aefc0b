"""What the councils of services give to judge on a day: papers, seats, terms, sessions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from participation.compliance.queries.states import Found, about
from participation.councils.models import Council
from participation.councils.queries import CollegeSheet, CouncilSheet, SeatSheet
from participation.councils.queries.sheet import span_of
from participation.councils.rules import seats, spaces, tenure
from participation.councils.rules.composition import Line
from participation.councils.rules.instances import OWN_SPACE, Paper
from participation.councils.rules.kinds import CouncilForm, Office, Origin, SeatKind
from participation.councils.rules.life import CouncilFacts, CouncilLife, judge_life
from participation.organisations.rules import KindLaw
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Seen:
    """A council on a day, with what is known of its sessions."""

    sheet: CouncilSheet
    asked: tuple[KindLaw, ...]
    life: CouncilLife
    election_open: bool

    @property
    def council(self) -> Council:
        """Give the council's row."""
        return self.sheet.council

    @property
    def since(self) -> dt.date | None:
        """Give its first day: of its founding, else of its first term; None while unknown."""
        terms = [seat.last.term.since for seat in self.seats if seat.last]
        return self.council.founded_on or min(terms, default=None)

    @property
    def seats(self) -> tuple[SeatSheet, ...]:
        """Give every seat."""
        return tuple(seat for college in self.sheet.colleges for seat in college.seats)

    @property
    def is_space(self) -> bool:
        """Say whether it is a service's own space of expression."""
        return self.council.form in OWN_SPACE


def existed(council: Council, day: dt.date) -> bool:
    """Say whether a council was there on a day."""
    begun = council.founded_on is None or council.founded_on <= day
    return begun and (council.ended_on is None or council.ended_on > day)


def judge_space(asked: KindLaw, forms: Sequence[CouncilForm], law: Law) -> Found:
    """Judge whether a service has the space that it needs."""
    return about(spaces.r01(asked, forms, law))


def judge_council(of: Seen, law: Law, day: dt.date) -> Iterator[Found]:
    """Judge a council that covers a service, by everything that is known of it."""
    for ruling in (*_papers(of, law, day), *_seats(of, law, day), *_terms(of, law, day)):
        yield about(ruling, council_id=of.council.id)
    if of.since is not None and of.is_space:
        own = of.council
        facts = CouncilFacts(own.form, of.since, own.quorum_base, of.life)
        for ruling in judge_life(facts, law, day):
            yield about(ruling, council_id=own.id)


def _until(on: dt.date | None, day: dt.date) -> dt.date | None:
    return on if on is not None and on <= day else None


def _papers(of: Seen, law: Law, day: dt.date) -> Iterator[Ruling]:
    own = of.council
    paper = Paper(
        own.form,
        own.reason,
        _until(own.founded_on, day),
        _until(own.sent_on, day),
        _until(own.procedure_on, day),
        own.term_months,
    )
    yield spaces.r01_common(paper, of.asked, law)
    yield spaces.r02(paper, of.asked, law)
    yield spaces.r03(paper, of.asked, law)
    held = bool(of.life.held(day))
    yield spaces.r21(paper, of.asked, law, meetings_held=held)


def _lines(of: Seen, day: dt.date) -> tuple[Line, ...]:
    """Give the colleges as they stood: a constat de carence counts from its date on."""
    return tuple(
        replace(each.line, in_shortage=_until(each.college.shortage_on, day) is not None)
        for each in of.sheet.colleges
    )


def _seats(of: Seen, law: Law, day: dt.date) -> Iterator[Ruling]:
    form, lines = of.council.form, _lines(of, day)
    for judge in (seats.r04, seats.r05, seats.r06, seats.r09, seats.r15, seats.r38):
        yield judge(form, lines, law)


def _terms(of: Seen, law: Law, day: dt.date) -> Iterator[Ruling]:
    latest = [
        span_of(seat.last.term)
        for seat in of.seats
        if seat.last and not seat.coming and seat.last.term.ended_on is None
    ]
    yield tenure.r16(latest, law, day, election_open=of.election_open)
    holders = [
        (span_of(seat.holder.term), seat.holder.present_until) for seat in of.seats if seat.holder
    ]
    yield tenure.r17(holders, law, day)
    for college in of.sheet.colleges:
        empty = sum(seat.holder is None for seat in college.substitutes)
        yield tenure.r18(_seated_on(college), law, day, empty=empty)
    chair = of.sheet.holder_of(Office.CHAIR)
    yield tenure.r19(
        of.council.form,
        chair.college.kind if chair else None,
        law,
        because=chair.row.because if chair else "",
        members=of.sheet.sitting.members,
    )


def _seated_on(college: CollegeSheet) -> list[dt.date]:
    return [
        seat.holder.term.since
        for seat in college.of(SeatKind.MEMBER)
        if seat.holder and seat.holder.term.origin is Origin.SEATED
    ]
