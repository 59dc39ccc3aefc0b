"""What is kept of a helper or of who meets one, to take along (RGPD, articles 15 and 20)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.accounts.queries import all_services
from participation.foundation.scope import within
from participation.peers.models import (
    Absence,
    Assignment,
    Booking,
    CalendarSource,
    Debrief,
    HelpRequest,
    Peer,
    Qualification,
    Slot,
    WeeklyTime,
)

from .handing import of_slot
from .people import find_own, languages_of, topics_of

Facts = Mapping[str, str]


def tell_facts(session: Session, user: User) -> Mapping[str, Sequence[Facts]]:
    """Give what a person booked and asked for, and all that is kept of her as a helper, by kind.

    Kinds without a line are left out. Whom a helper met is kept nowhere; addresses of calendars
    are named, never given.
    """
    peer = find_own(session, user.id)
    with within(session, all_services(session)):
        found = {"times_booked": _bookings(session, user), "times_asked": _requests(session, user)}
        if peer is not None:
            found |= _helping(session, peer)
    return {kind: lines for kind, lines in found.items() if lines}


def _helping(session: Session, peer: Peer) -> dict[str, list[Facts]]:
    return {
        "helping": [_profile(peer)],
        "helping_languages": [
            {"language": row.locale, "level": row.level.value}
            for row in languages_of(session, [peer.id])[peer.id]
        ],
        "helping_topics": [
            {
                "topic": row.topic.value,
                "shown": _yes(said=row.is_shown),
                "wanted": _yes(said=row.is_wanted),
            }
            for row in topics_of(session, peer.id)
        ],
        "helping_trainings": _trainings(session, peer),
        "helping_weeks": _weeks(session, peer),
        "helping_days": _days(session, peer),
        "helping_calendars": _calendars(session, peer),
        "helping_slots": _slots(session, peer),
        "helping_faces": _faces(session, peer),
    }


def _profile(peer: Peer) -> Facts:
    return {
        "name": peer.name,
        "status": peer.status.value,
        "since": str(peer.since),
        "until": str(peer.until or ""),
        "weekly_minutes": str(peer.weekly_minutes),
        "gender": peer.gender.value,
        "about": " / ".join(peer.about.values()),
        "prefers": peer.prefers,
        "likes": ", ".join(peer.likes),
        "at_home": _yes(said=peer.at_home),
        "at_night": _yes(said=peer.at_night),
        "has_photo": _yes(said=peer.has_photo),
        "has_voice": _yes(said=peer.has_sound),
        "paused_until": _at(peer.paused_until),
    }


def _bookings(session: Session, user: User) -> list[Facts]:
    statement = (
        select(Booking.state, Booking.channel, Booking.locale, Slot.kind, Slot.starts, Slot.ends)
        .join(
            Slot, (Slot.organisation_id == Booking.organisation_id) & (Slot.id == Booking.slot_id)
        )
        .where(Booking.user_id == user.id)
        .order_by(Slot.starts)
    )
    return [
        {
            "kind": kind.value,
            "starts": _at(starts),
            "ends": _at(ends),
            "state": state.value,
            "reminder": channel.value,
            "language": locale,
        }
        for state, channel, locale, kind, starts, ends in session.execute(statement)
    ]


def _requests(session: Session, user: User) -> list[Facts]:
    rows = session.scalars(
        select(HelpRequest).where(HelpRequest.user_id == user.id).order_by(HelpRequest.id)
    )
    return [
        {
            "asked_on": str(row.asked_on),
            "promised_for": str(row.promised_for),
            "state": row.state.value,
            "topic": "" if row.topic is None else row.topic.value,
            "gender": row.gender.value,
            "not_from_here": _yes(said=row.not_from_here),
            "reminder": row.channel.value,
            "language": row.locale,
        }
        for row in rows
    ]


def _trainings(session: Session, peer: Peer) -> list[Facts]:
    rows = session.scalars(select(Qualification).where(Qualification.helper_id == peer.id))
    return [
        {"name": row.name, "got_on": str(row.got_on), "expires_on": str(row.expires_on or "")}
        for row in rows
    ]


def _weeks(session: Session, peer: Peer) -> list[Facts]:
    rows = session.scalars(select(WeeklyTime).where(WeeklyTime.helper_id == peer.id))
    return [
        {
            "weekday": str(row.weekday),
            "starts_at": str(row.starts_at),
            "minutes": str(row.minutes),
            "since": str(row.since),
            "until": str(row.until or ""),
        }
        for row in rows
    ]


def _days(session: Session, peer: Peer) -> list[Facts]:
    rows = session.scalars(select(Absence).where(Absence.helper_id == peer.id))
    return [
        {"starts": _at(row.starts), "ends": _at(row.ends), "there": _yes(said=row.is_there)}
        for row in rows
    ]


def _calendars(session: Session, peer: Peer) -> list[Facts]:
    rows = session.scalars(select(CalendarSource).where(CalendarSource.helper_id == peer.id))
    return [
        {"by": "file" if row.address is None else "address", "read_at": _at(row.read_at)}
        for row in rows
    ]


def _slots(session: Session, peer: Peer) -> list[Facts]:
    statement = (
        select(Assignment.state, Assignment.attended, Slot.kind, Slot.starts, Slot.ends)
        .join(Slot, of_slot())
        .where(Assignment.helper_id == peer.id)
        .order_by(Slot.starts)
    )
    return [
        {
            "kind": kind.value,
            "starts": _at(starts),
            "ends": _at(ends),
            "state": state.value,
            "attended": "" if attended is None else _yes(said=attended),
        }
        for state, attended, kind, starts, ends in session.execute(statement)
    ]


def _faces(session: Session, peer: Peer) -> list[Facts]:
    rows = session.scalars(select(Debrief).where(Debrief.helper_id == peer.id))
    return [{"week_of": str(row.week_of), "feeling": row.feeling.value} for row in rows]


def _at(instant: dt.datetime | None) -> str:
    return "" if instant is None else instant.isoformat()


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"
