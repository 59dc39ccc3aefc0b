"""What the elected of an association share: their directory, and the answers already obtained."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.accounts.queries import all_services
from participation.councils.models import College, Council, DirectoryCard, Seat, Term
from participation.councils.rules.kinds import REPRESENTED, CollegeKind
from participation.councils.rules.network import matches, may_read_card
from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.followups.rules import State
from participation.foundation.scope import entered, within
from participation.organisations.models import Service
from participation.organisations.queries import list_services

from .sheet import span_of

MOST_ANSWERS = 40
"""Answers of one page: who wants others writes one more word."""
BEST_FIRST = (
    *(State.DONE, State.TRIED_OUT, State.IN_PROGRESS),
    *(State.PROMISED, State.IMPOSSIBLE),
)


def card_of(session: Session, user_id: int) -> DirectoryCard | None:
    """Give what a person lets the others read of her; None where she has not agreed."""
    return session.scalar(select(DirectoryCard).where(DirectoryCard.user_id == user_id))


@dataclass(frozen=True, slots=True)
class Listed:
    """A card as another elected person reads it; `place` is empty unless she shows it."""

    card: DirectoryCard
    colleges: tuple[CollegeKind, ...]
    place: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class _Seated:
    """Where somebody sits for people and families."""

    kind: CollegeKind
    service_id: int | None


def list_directory(session: Session, user_id: int, day: dt.date) -> Sequence[Listed]:
    """Give the cards that an elected person may read on a day, by name.

    The elected of every service are there, by their own consent and for as long as they sit; who
    sits in a protected service is there for her own house only.
    """
    mine, services = entered(session), {one.id: one for one in list_services(session)}
    protected = frozenset(key for key, one in services.items() if one.is_protected)
    cards = session.scalars(select(DirectoryCard).order_by(DirectoryCard.shown_name)).all()
    seats = _seats_of(session, {card.user_id for card in cards}, day)
    found = []
    for card in cards:
        held = seats.get(card.user_id, [])
        places = frozenset(one.service_id for one in held if one.service_id is not None)
        if not held or not may_read_card(protected=places & protected, mine=mine):
            continue
        kinds = tuple(dict.fromkeys(one.kind for one in held))
        names = [services[key].public_name for key in sorted(places)]
        place = ", ".join(names) if card.shows_service else ""
        found.append(Listed(card, kinds, place, card.user_id == user_id))
    return found


def _seats_of(
    session: Session, user_ids: set[int], day: dt.date
) -> Mapping[int, Sequence[_Seated]]:
    """Give where people sit on a day, whatever the service: their consent leads out of it."""
    of_seat = and_(Term.organisation_id == Seat.organisation_id, Term.seat_id == Seat.id)
    of_college = and_(
        Seat.organisation_id == College.organisation_id, Seat.college_id == College.id
    )
    of_council = and_(
        College.organisation_id == Council.organisation_id, College.council_id == Council.id
    )
    of_role = and_(
        Term.organisation_id == Membership.organisation_id, Term.membership_id == Membership.id
    )
    statement = (
        select(Term, College.kind, Membership)
        .join(Seat, of_seat)
        .join(College, of_college)
        .join(Council, of_council)
        .join(Membership, of_role)
        .where(Membership.user_id.in_(user_ids), College.kind.in_(REPRESENTED))
        .order_by(Term.since)
    )
    found: dict[int, list[_Seated]] = {}
    for term, kind, role in session.execute(statement):
        present = role.until is None or day < role.until
        if present and span_of(term).holds(day):
            found.setdefault(role.user_id, []).append(_Seated(kind, role.service_id))
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said and what was done; several houses may have said and obtained the same."""

    follow_up: FollowUp
    places: tuple[str, ...]
    """The houses that may be named, the reader's own left out."""
    unnamed: int
    """How many more, in protected mode."""
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the first answers, and how many there are in all."""

    answers: tuple[Answer, ...]
    count: int
    pictograms: tuple[str, ...]
    """The themes of all answers of the association, for those who choose a drawing."""


def search_answers(session: Session, *, words: str = "", pictogram: str = "") -> Found:
    """Give the public answers of every service of the association that speak of some words.

    They hang on the wall of their house, open to all: here they are gathered. A protected service
    is not named beyond itself (domain §6). Things done come first, the latest before the others.
    """
    mine = entered(session)
    with within(session, all_services(session)):
        rows = [
            one for one in list_follow_ups(session, public_only=True) if one.state in BEST_FIRST
        ]
        services = {one.id: one for one in list_services(session)}
    kept = [
        one
        for one in rows
        if (not pictogram or one.pictogram == pictogram)
        and matches(words, (*one.said.values(), *one.decided.values(), *one.because.values()))
    ]
    alike: dict[object, list[FollowUp]] = {}
    for one in sorted(kept, key=_rank):
        alike.setdefault((one.said, one.decided, one.state), []).append(one)
    answers = tuple(_answer(group, services, mine) for group in alike.values())
    themes = sorted({one.pictogram for one in rows if one.pictogram})
    return Found(answers[:MOST_ANSWERS], len(answers), tuple(themes))


def _rank(one: FollowUp) -> tuple[int, int, int]:
    day = one.done_on or one.due_on or dt.date.min
    return BEST_FIRST.index(one.state), -day.toordinal(), one.id


def _answer(
    group: Sequence[FollowUp], services: Mapping[int, Service], mine: frozenset[int]
) -> Answer:
    others = [services[one.service_id] for one in group if one.service_id not in mine]
    named = {one.public_name for one in others if not one.is_protected}
    return Answer(
        group[0],
        tuple(sorted(named)),
        unnamed=sum(one.is_protected for one in others),
        is_mine=any(one.service_id in mine for one in group),
    )
