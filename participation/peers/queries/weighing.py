"""What decides between helpers beside their hours: languages, topics, ways, who met whom."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from participation.peers.models import (
    Assignment,
    Booking,
    PeerLanguage,
    PeerPlace,
    PeerTopic,
    Slot,
)
from participation.peers.rules.kinds import BookingState, LanguageLevel, Topic

BEST = (LanguageLevel.NATIVE, LanguageLevel.WELL, LanguageLevel.LITTLE)


def met_by(session: Session, user_id: int | None) -> dict[int, int]:
    """Count how often a person met each helper; without an account nobody is remembered."""
    if user_id is None:
        return {}
    statement = (
        select(Assignment.helper_id, func.count(Assignment.id))
        .join(Slot, and_(Slot.organisation_id == Assignment.organisation_id,
                         Slot.id == Assignment.slot_id))
        .join(Booking, and_(Booking.organisation_id == Slot.organisation_id,
                            Booking.slot_id == Slot.id))
        .where(Booking.user_id == user_id, Booking.state == BookingState.CAME)
        .group_by(Assignment.helper_id)
    )  # fmt: skip
    return {peer_id: times_met for peer_id, times_met in session.execute(statement)}  # noqa: C416 - rows are no pairs to mypy


def ways_to(session: Session, service_id: int, keys: Collection[int]) -> dict[int, int]:
    """Give how many minutes the way to a service takes each helper."""
    own = (PeerPlace.service_id == service_id, PeerPlace.helper_id.in_(keys))
    rows = session.execute(select(PeerPlace.helper_id, PeerPlace.travel_minutes).where(*own))
    return {peer_id: minutes for peer_id, minutes in rows}  # noqa: C416 - rows are no pairs to mypy


def spoken_by(session: Session, keys: Collection[int]) -> Mapping[int, Sequence[PeerLanguage]]:
    """Give the languages of helpers, those that each speaks best first."""
    found: dict[int, list[PeerLanguage]] = {}
    statement = select(PeerLanguage).where(PeerLanguage.helper_id.in_(keys))
    for row in session.scalars(statement):
        found.setdefault(row.helper_id, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (BEST.index(row.level), row.locale))
    return found


def wanted_by(session: Session, keys: Collection[int]) -> Mapping[int, frozenset[Topic]]:
    """Give the topics with which helpers like best to help: they are shown to nobody."""
    found: dict[int, set[Topic]] = {}
    wanted = (PeerTopic.helper_id.in_(keys), PeerTopic.is_wanted)
    for row in session.scalars(select(PeerTopic).where(*wanted)):
        found.setdefault(row.helper_id, set()).add(row.topic)
    return {key: frozenset(topics) for key, topics in found.items()}


def topics_of(
    session: Session, keys: Collection[int], *, every: bool = False
) -> Mapping[int, Sequence[Topic]]:
    """Give the topics that helpers want shown; with `every`, those that only serve to find her."""
    statement = select(PeerTopic).where(PeerTopic.helper_id.in_(keys)).order_by(PeerTopic.topic)
    found: dict[int, list[Topic]] = {}
    for row in session.scalars(statement):
        if every or row.is_shown:
            found.setdefault(row.helper_id, []).append(row.topic)
    return found
