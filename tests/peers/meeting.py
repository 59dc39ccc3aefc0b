"""A house with people who help: who they are, when they are there, and who wants to meet them."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import Engine

from participation.accounts.models import User
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.database import Base, get_row
from participation.foundation.security import keep_secret
from participation.peers.models import (
    Peer,
    PeerLanguage,
    PeerPlace,
    PeerTopic,
    Slot,
    SpareRoom,
    WeeklyTime,
)
from participation.peers.operations.meeting import Booked, Guest, book_meeting
from participation.peers.rules.kinds import Gender, LanguageLevel, SlotKind, Status, Topic
from tests.builders import OPENED, Town, acting_in, make_person, make_town

BASE = "http://localhost"
HELPING = f"{BASE}/rive/helping"
NATIVE = LanguageLevel.NATIVE


def at(moment: str) -> dt.datetime:
    """Read “03-18 14:00” of 2026 as the clocks of Paris show it."""
    full = dt.datetime.fromisoformat(f"2026-{moment}")
    return full.replace(tzinfo=PARIS).astimezone(dt.UTC)


WEDNESDAY = at("03-18 14:00")
"""The day after each test begins."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a helper says of herself."""

    name: str = "Maryam"
    languages: tuple[tuple[str, LanguageLevel], ...] = (("fa_AF", NATIVE), ("fr", NATIVE))
    topics: tuple[tuple[Topic, bool], ...] = ((Topic.ROAD, True),)
    gender: Gender = Gender.WOMAN
    status: Status = Status.EMPLOYEE
    minutes: int = 1500
    weekly: tuple[tuple[int, int, int], ...] = tuple((day, 9 * 60, 8 * 60) for day in range(5))
    """Weekday, minutes after midnight, length."""
    more: dict[str, object] = field(default_factory=dict)


def make_helper(act: Act, portrait: Portrait, *services: int) -> Peer:
    """Add a helper to services, there from nine to five on working days unless told otherwise."""
    user = make_person(act, portrait.name, Role.PEER_HELPER, services[0])
    peer = Peer(
        user_id=user.id,
        name=portrait.name,
        status=portrait.status,
        since=OPENED,
        weekly_minutes=portrait.minutes,
        gender=portrait.gender,
        **portrait.more,
    )
    act.session.add(peer)
    act.session.flush()
    rows: list[Base] = [PeerPlace(helper_id=peer.id, service_id=each) for each in services]
    rows += [
        PeerLanguage(helper_id=peer.id, locale=tag, level=level)
        for tag, level in portrait.languages
    ]
    rows += [
        PeerTopic(helper_id=peer.id, topic=topic, is_shown=shown)
        for topic, shown in portrait.topics
    ]
    rows += [
        WeeklyTime(helper_id=peer.id, weekday=day, starts_at=begins, minutes=length, since=OPENED)
        for day, begins, length in portrait.weekly
    ]
    act.session.add_all(rows)
    act.session.flush()
    return peer


@dataclass(frozen=True, slots=True)
class Circle:
    """A town with a helper in both services, a room here, and a resident."""

    town: Town
    maryam: int
    nour: int
    room: int

    def peer(self, act: Act, key: int | None = None) -> Peer:
        """Give the helper's row."""
        return get_row(act.session, Peer, key or self.maryam)

    def book(
        self,
        act: Act,
        starts: dt.datetime = WEDNESDAY,
        user: int | None = None,
        *,
        service: int = 0,
        locale: str = "fr",
    ) -> Booked:
        """Take a time of the helper."""
        return book_meeting(
            act,
            self.peer(act),
            starts,
            Guest(user, locale),
            service_id=service or self.town.here,
            helping=HELPING,
        )


def make_circle(engine: Engine) -> Circle:
    """Make the town, the helper, the room and the resident."""
    keep_secret("a secret for tests that nobody needs to guess")
    town = make_town(engine)
    with acting_in(engine, town) as act:
        maryam = make_helper(act, Portrait(), town.here, town.there)
        nour = make_person(act, "Nour", Role.RESIDENT, town.here)
        room = SpareRoom(service_id=town.here, name="Petit salon", places=4)
        act.session.add(room)
        act.session.flush()
        return Circle(town, maryam.id, nour.id, room.id)


def make_group(act: Act, circle: Circle, capacity: int, starts: dt.datetime = WEDNESDAY) -> Slot:
    """Plan a group of an hour."""
    slot = Slot(
        service_id=circle.town.here,
        kind=SlotKind.GROUP,
        starts=starts,
        ends=starts + dt.timedelta(hours=1),
        capacity=capacity,
    )
    act.session.add(slot)
    act.session.flush()
    return slot


def make_residents(act: Act, service_id: int, count: int) -> list[User]:
    """Add residents of a service."""
    return [
        make_person(act, f"Résident {number}", Role.RESIDENT, service_id) for number in range(count)
    ]
