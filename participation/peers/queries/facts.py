"""What is kept of a helper, for herself to take along (RGPD, articles 15 and 20)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.scope import within
from participation.peers.models import (
    Absence,
    Assignment,
    CalendarSource,
    Debrief,
    Peer,
    Qualification,
    Slot,
    WeeklyTime,
)

from .handing import of_slot
from .people import find_own, languages_of, topics_of

Facts = Mapping[str, str]


def facts_of(session: Session, user_id: int) -> Mapping[str, Sequence[Facts]]:
    """Give all that is kept of a person as a helper, by kind; nothing when she is none.

    Whom she met is kept nowhere; addresses of calendars are named, never given.
    """
    peer = find_own(session, user_id)
    if peer is None:
        return {}
    with within(session, all_services(session)):
        return {
            "helping": [_profile(peer)],
            "helping_languages": [
                {"language": row.locale, "level": row.level.value}
                for row in languages_of(session, [peer.id])[peer.id]
            ],
            "helping_topics": [
                {"topic": row.topic.value, "shown": _yes(said=row.is_shown)}
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
        "at_home": _yes(said=peer.at_home),
        "at_night": _yes(said=peer.at_night),
        "has_photo": _yes(said=peer.has_photo),
        "has_voice": _yes(said=peer.has_sound),
        "paused_until": _at(peer.paused_until),
    }


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
