"""Mandates of a person, and what hangs on them: offers, office hours, trainings, help, notes."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.councils.models import (
    College,
    Council,
    MandateNote,
    OfficeHour,
    Seat,
    SeatOffer,
    Support,
    Term,
    Training,
)
from participation.councils.rules.kinds import REPRESENTED
from participation.councils.rules.serving import OfferState, TrainingState
from participation.foundation.security import sealer

from .councils import get_term, list_councils, list_terms, reached
from .sheet import span_of

NOTES = "mandate-note"
"""Purpose of the key that seals notes."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A seat that somebody holds on a day, in which college of which council."""

    term: Term
    seat: Seat
    college: College
    council: Council

    @property
    def last_day(self) -> dt.date | None:
        """Give the last day of the term; None while no end is known."""
        end = span_of(self.term).end
        return None if end is None else end - dt.timedelta(days=1)

    @property
    def is_for_residents(self) -> bool:
        """Say whether it speaks for the people of a house or their families."""
        return self.college.kind in REPRESENTED or self.college.stands_in


def _mandates() -> Select[Term, Seat, College, Council]:
    return (
        select(Term, Seat, College, Council)
        .join(Seat, and_(Term.organisation_id == Seat.organisation_id, Term.seat_id == Seat.id))
        .join(
            College,
            and_(Seat.organisation_id == College.organisation_id, Seat.college_id == College.id),
        )
        .join(
            Council,
            and_(
                College.organisation_id == Council.organisation_id, College.council_id == Council.id
            ),
        )
    )


def _roles_of(user_id: int) -> Select[int]:
    return select(Membership.id).where(Membership.user_id == user_id)


def mandates_of(session: Session, user_id: int | None, day: dt.date) -> Sequence[Mandate]:
    """Give the seats that a person holds on a day in councils of the entered services."""
    if user_id is None:
        return ()
    statement = (
        _mandates()
        .where(Term.membership_id.in_(_roles_of(user_id)), reached())
        .order_by(Term.since, Term.id)
    )
    rows = [Mandate(*row) for row in session.execute(statement)]
    return [one for one in rows if span_of(one.term).holds(day) and _lives(one.council, day)]


def _lives(council: Council, day: dt.date) -> bool:
    return council.ended_on is None or day < council.ended_on


def offers_of(session: Session, user_id: int) -> Sequence[SeatOffer]:
    """Give the seats that wait for the answer of a person, oldest first."""
    hers = select(Term.id).where(Term.membership_id.in_(_roles_of(user_id)))
    statement = (
        select(SeatOffer)
        .join(Council, _of_council(SeatOffer))
        .where(SeatOffer.substitute_id.in_(hers), SeatOffer.state == OfferState.ASKED, reached())
        .order_by(SeatOffer.id)
    )
    return session.scalars(statement).all()


def _of_council(
    kind: type[SeatOffer] | type[Training] | type[Support],
) -> ColumnElement[bool]:
    return and_(kind.organisation_id == Council.organisation_id, kind.council_id == Council.id)


def get_offer(session: Session, key: int) -> SeatOffer:
    """Give an offer in a council that covers an entered service; NoResultFound otherwise."""
    statement = select(SeatOffer).join(Council, _of_council(SeatOffer))
    return session.scalars(statement.where(SeatOffer.id == key, reached())).one()


def list_offers(session: Session, council_ids: Collection[int]) -> Sequence[SeatOffer]:
    """Give every offer of councils, oldest first."""
    statement = select(SeatOffer).join(Council, _of_council(SeatOffer))
    found = statement.where(SeatOffer.council_id.in_(council_ids), reached())
    return session.scalars(found.order_by(SeatOffer.id)).all()


def list_hours(session: Session, term_ids: Collection[int], day: dt.date) -> Sequence[OfficeHour]:
    """Give the office hours of terms that were found, those that are past left out."""
    statement = select(OfficeHour).where(OfficeHour.term_id.in_(term_ids)).order_by(OfficeHour.id)
    rows = session.scalars(statement).all()
    return [one for one in rows if one.on_day is None or one.on_day >= day]


def hours_by_term(
    session: Session, term_ids: Collection[int], day: dt.date
) -> Mapping[int, Sequence[OfficeHour]]:
    """Give the office hours of terms that were found, by term."""
    found: dict[int, list[OfficeHour]] = {}
    for one in list_hours(session, term_ids, day):
        found.setdefault(one.term_id, []).append(one)
    return found


def get_hour(session: Session, key: int) -> tuple[OfficeHour, Term]:
    """Give office hours and their term, within the entered services; NoResultFound otherwise."""
    hour = session.scalars(select(OfficeHour).where(OfficeHour.id == key)).one()
    return hour, get_term(session, hour.term_id)


def list_trainings(
    session: Session, *, council_ids: Collection[int] | None = None, user_id: int | None = None
) -> Sequence[Training]:
    """Give the trainings of councils, or of a person, the latest first."""
    statement = select(Training).join(Council, _of_council(Training)).where(reached())
    if council_ids is not None:
        statement = statement.where(Training.council_id.in_(council_ids))
    if user_id is not None:
        statement = statement.where(Training.membership_id.in_(_roles_of(user_id)))
    return session.scalars(statement.order_by(Training.on_day.desc(), Training.id)).all()


def followed_by(session: Session, user_id: int) -> Sequence[Training]:
    """Give the trainings that a person has followed, the latest first."""
    found = list_trainings(session, user_id=user_id)
    return [one for one in found if one.state is TrainingState.FOLLOWED]


def get_training(session: Session, key: int) -> Training:
    """Give a training in a council that covers an entered service; NoResultFound otherwise."""
    statement = select(Training).join(Council, _of_council(Training))
    return session.scalars(statement.where(Training.id == key, reached())).one()


def list_supports(
    session: Session, *, council_ids: Collection[int] | None = None, user_id: int | None = None
) -> Sequence[Support]:
    """Give the help asked for in councils, or by a person, the next meeting first (R40)."""
    statement = select(Support).join(Council, _of_council(Support)).where(reached())
    if council_ids is not None:
        statement = statement.where(Support.council_id.in_(council_ids))
    if user_id is not None:
        statement = statement.where(Support.membership_id.in_(_roles_of(user_id)))
    return session.scalars(statement.order_by(Support.on_day, Support.id)).all()


def get_support(session: Session, key: int) -> Support:
    """Give a request for help in a council of an entered service; NoResultFound otherwise."""
    statement = select(Support).join(Council, _of_council(Support))
    return session.scalars(statement.where(Support.id == key, reached())).one()


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its writer reads it; `words` is None when the key of the house has changed."""

    id: int
    written_on: dt.date
    words: str | None


def notes_of(session: Session, user_id: int) -> Sequence[Note]:
    """Give the notes of the person who asks, the latest first; never call it for another."""
    statement = select(MandateNote).where(MandateNote.user_id == user_id)
    found = []
    for row in session.scalars(statement.order_by(MandateNote.id.desc())):
        opened = sealer(NOTES).open(row.sealed)
        found.append(Note(row.id, row.written_on, None if opened is None else opened.decode()))
    return found


def get_note(session: Session, key: int, user_id: int) -> MandateNote:
    """Give a note of this person; NoResultFound for anybody else's."""
    statement = select(MandateNote).where(MandateNote.id == key, MandateNote.user_id == user_id)
    return session.scalars(statement).one()


def elected_users(session: Session, day: dt.date) -> frozenset[int]:
    """Give the people who sit on a day in councils of the entered services."""
    keys = [council.id for council in list_councils(session, on=day)]
    held = {
        term.membership_id
        for term in list_terms(session, keys)
        if term.membership_id is not None and span_of(term).holds(day)
    }
    statement = select(Membership.user_id).where(Membership.id.in_(held))
    return frozenset(session.scalars(statement))
