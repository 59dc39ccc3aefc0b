"""Councils of the entered services, and the rows that hang on them; nothing is found otherwise."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from participation.councils.models import College, Council, Coverage, OfficeTerm, Seat, Term


def reached() -> ColumnElement[bool]:
    """Give the condition that a council covers a service of the session."""
    return (
        select(Coverage.council_id)
        .where(
            Coverage.organisation_id == Council.organisation_id, Coverage.council_id == Council.id
        )
        .exists()
    )


def get_council(session: Session, key: int) -> Council:
    """Give a council that covers an entered service; NoResultFound otherwise."""
    return session.scalars(select(Council).where(Council.id == key, reached())).one()


def list_councils(
    session: Session, *, on: dt.date | None = None, service_id: int | None = None
) -> Sequence[Council]:
    """Give the councils of the entered services, oldest first: of one service, still there on."""
    statement = select(Council).where(reached()).order_by(Council.id)
    if on is not None:
        statement = statement.where(or_(Council.ended_on.is_(None), Council.ended_on > on))
    if service_id is not None:
        covering = select(Coverage.council_id).where(Coverage.service_id == service_id)
        statement = statement.where(Council.id.in_(covering))
    return session.scalars(statement).all()


def coverage_of(session: Session, council_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Give the entered services that each council covers; `Council.services` counts them all."""
    statement = select(Coverage.council_id, Coverage.service_id).where(
        Coverage.council_id.in_(council_ids)
    )
    found: dict[int, set[int]] = {}
    for council_id, service_id in session.execute(statement):
        found.setdefault(council_id, set()).add(service_id)
    return {key: frozenset(services) for key, services in found.items()}


def _colleges() -> Select[College]:
    same = and_(
        College.organisation_id == Council.organisation_id, College.council_id == Council.id
    )
    return select(College).join(Council, same).where(reached())


def get_college(session: Session, key: int) -> College:
    """Give a college of a council that covers an entered service; NoResultFound otherwise."""
    return session.scalars(_colleges().where(College.id == key)).one()


def list_colleges(session: Session, council_ids: Collection[int]) -> Sequence[College]:
    """Give the colleges of councils, in the order in which they were designed."""
    statement = _colleges().where(College.council_id.in_(council_ids)).order_by(College.id)
    return session.scalars(statement).all()


def _seats() -> Select[Seat]:
    of_college = and_(
        Seat.organisation_id == College.organisation_id, Seat.college_id == College.id
    )
    of_council = and_(
        College.organisation_id == Council.organisation_id, College.council_id == Council.id
    )
    return select(Seat).join(College, of_college).join(Council, of_council).where(reached())


def get_seat(session: Session, key: int) -> Seat:
    """Give a seat of a council that covers an entered service; NoResultFound otherwise."""
    return session.scalars(_seats().where(Seat.id == key)).one()


def list_seats(session: Session, council_ids: Collection[int]) -> Sequence[Seat]:
    """Give the seats of councils, titulaires first, by rank, retired ones included."""
    statement = _seats().where(College.council_id.in_(council_ids)).order_by(Seat.kind, Seat.rank)
    return session.scalars(statement).all()


def _terms() -> Select[Term]:
    of_seat = and_(Term.organisation_id == Seat.organisation_id, Term.seat_id == Seat.id)
    of_college = and_(
        Seat.organisation_id == College.organisation_id, Seat.college_id == College.id
    )
    of_council = and_(
        College.organisation_id == Council.organisation_id, College.council_id == Council.id
    )
    return (
        select(Term)
        .join(Seat, of_seat)
        .join(College, of_college)
        .join(Council, of_council)
        .where(reached())
    )


def get_term(session: Session, key: int) -> Term:
    """Give a term in a council that covers an entered service; NoResultFound otherwise."""
    return session.scalars(_terms().where(Term.id == key)).one()


def council_of(session: Session, term: Term) -> Council:
    """Give the council in which a term is held; NoResultFound outside the entered services."""
    college = get_college(session, get_seat(session, term.seat_id).college_id)
    return get_council(session, college.council_id)


def list_terms(session: Session, council_ids: Collection[int]) -> Sequence[Term]:
    """Give every term there ever was in councils, in the order in which they began."""
    statement = _terms().where(College.council_id.in_(council_ids))
    return session.scalars(statement.order_by(Term.since, Term.id)).all()


def list_offices(session: Session, council_id: int) -> Sequence[OfficeTerm]:
    """Give every office ever given in a council that was found, oldest first."""
    statement = select(OfficeTerm).where(OfficeTerm.council_id == council_id)
    return session.scalars(statement.order_by(OfficeTerm.since, OfficeTerm.id)).all()
