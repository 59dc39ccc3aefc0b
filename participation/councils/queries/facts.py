"""All that is kept of one person as a representative and as an author, for herself."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries.facts import Facts
from participation.councils.models import (
    College,
    Council,
    DirectoryCard,
    OfficeHour,
    OfficeTerm,
    Seat,
    Support,
    Term,
    Training,
    Work,
)
from participation.foundation.scope import within
from participation.organisations.models import Service
from participation.organisations.queries import list_services

from .mandates import notes_of


def tell_facts(session: Session, user: User) -> Mapping[str, Sequence[Facts]]:
    """Give her mandates with their offices and hours, trainings, help, card, notes, works."""
    held = select(Membership.id).where(Membership.user_id == user.id)
    roles = set(session.scalars(held))
    terms = session.scalars(select(Term).where(Term.membership_id.in_(roles))).all()
    own = [one.id for one in terms]
    offices = session.scalars(select(OfficeTerm).where(OfficeTerm.term_id.in_(own)))
    hours = session.scalars(select(OfficeHour).where(OfficeHour.term_id.in_(own)))
    return {
        "mandates": [_term(session, one) for one in terms],
        "offices": [
            {
                "office": one.office.value,
                "since": str(one.since),
                "ended_on": str(one.ended_on or ""),
            }
            for one in offices
        ],
        "office_hours": [
            {
                "weekday": str(one.weekday or ""),
                "day": str(one.on_day or ""),
                "from": one.starts,
                "to": one.ends,
                "place": one.place,
            }
            for one in hours
        ],
        **_helped(session, roles),
        "directory_card": [_card(one) for one in _cards(session, user)],
        "notes": [
            {"written_on": str(one.written_on), "words": one.words or ""}
            for one in notes_of(session, user.id)
        ],
        "works": _works(session, roles),
    }


def _term(session: Session, term: Term) -> Facts:
    key = term.organisation_id
    seat = session.get_one(Seat, (key, term.seat_id))
    college = session.get_one(College, (key, seat.college_id))
    council = session.get_one(Council, (key, college.council_id))
    return {
        "council": council.name.text("fr"),
        "college": college.kind.value,
        "seat": seat.kind.value,
        "since": str(term.since),
        "until": str(term.until or ""),
        "ended_on": str(term.ended_on or ""),
        "end_reason": term.end_reason.value if term.end_reason else "",
    }


def _helped(session: Session, roles: set[int]) -> Mapping[str, Sequence[Facts]]:
    trained = session.scalars(select(Training).where(Training.membership_id.in_(roles)))
    helped = session.scalars(select(Support).where(Support.membership_id.in_(roles)))
    return {
        "trainings": [
            {
                "theme": one.theme.value,
                "state": one.state.value,
                "wished_on": str(one.wished_on),
                "day": str(one.on_day or ""),
                "hours": str(one.hours),
                "given_by": one.given_by,
            }
            for one in trained
        ],
        "help": [
            {
                "kind": one.kind.value,
                "language": one.language,
                "day": str(one.on_day),
                "state": one.state.value,
                "found": one.found,
                "because": one.because,
            }
            for one in helped
        ],
    }


def _cards(session: Session, user: User) -> Sequence[DirectoryCard]:
    statement = select(DirectoryCard).where(DirectoryCard.user_id == user.id)
    return session.scalars(statement).all()


def _card(card: DirectoryCard) -> Facts:
    return {
        "agreed_on": str(card.agreed_on),
        "name": card.shown_name,
        "about": card.about,
        "contact": card.contact,
    }


def _works(session: Session, roles: set[int]) -> Sequence[Facts]:
    """Give what she made, in whichever house; the pictures and the sounds stay on their pages."""
    with within(session, {one.id for one in list_services(session)}):
        statement = select(Work, Service.public_name).join(Service, Work.service_id == Service.id)
        return [
            {
                "kind": work.kind.value,
                "title": work.title,
                "words": work.words,
                "credit": work.credit,
                "agreed_on": str(work.agreed_on),
                "shown": work.scope.value,
                "service": service,
            }
            for work, service in session.execute(statement.where(Work.author_id.in_(roles)))
        ]
