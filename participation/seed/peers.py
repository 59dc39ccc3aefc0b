"""The helpers of the demonstration: who they are, when they can, what they have learnt."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from participation.accounts.models import Membership, User
from participation.accounts.operations.people import PersonSheet, add_person, give_role
from participation.accounts.operations.ways import issue_card
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.organisations.models import Service
from participation.peers.adapters.agendas import read_text
from participation.peers.models import Peer
from participation.peers.operations import profile, times
from participation.peers.operations.learning import QualificationSheet, note_qualification
from participation.peers.rules.civil import DAY
from participation.peers.rules.kinds import Gender, LanguageLevel, Status, Topic
from participation.peers.rules.weekly import AwaySheet, minutes_of
from participation.seed.form import texts

HOUR = 60
NOON = dt.time(12)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Un téléphone//FR
BEGIN:VEVENT
UID:cours
DTSTAMP:{day}T080000Z
DTSTART;TZID=Europe/Paris:{day}T140000
DTEND;TZID=Europe/Paris:{day}T160000
RRULE:FREQ=WEEKLY;COUNT=12
SUMMARY:Cours de conduite
END:VEVENT
END:VCALENDAR
"""


@dataclass(frozen=True, slots=True)
class Card:
    """How a helper comes in: the code of her card."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Team:
    """The helpers by the name they use, and the card of one of them."""

    peers: Mapping[str, Peer]
    card: Card


def welcome(act: Act, services: Mapping[str, Service], today: dt.date) -> Team:
    """Take the helpers on, as the coordinator does, and let each say who she is."""
    written = texts("peers")["helpers"]
    peers = {one["name"]: _engage(act, services, one, today) for one in written}
    act.session.flush()
    for one in written:
        _describe(act, services, peers, one)
        _tell_times(act, peers[one["name"]], one, today)
        _train(act, peers[one["name"]], one.get("trainings", ()), today)
    (first,) = (one["name"] for one in written if one.get("card"))
    return Team(peers, Card(first, issue_card(act, _user(act, peers[first]))))


def _user(act: Act, peer: Peer) -> User:
    return act.session.scalars(select(User).where(User.id == peer.user_id)).one()


def _engage(
    act: Act, services: Mapping[str, Service], one: Mapping[str, Any], today: dt.date
) -> Peer:
    since = today - one["since"] * DAY
    user = _person(act, services, one)
    for slug in one["services"]:
        give_role(act, user, Role.PEER_HELPER, services[slug].id, since=since)
    return profile.add_peer(act, user, _engagement(one, today), name=one["name"])


def _engagement(
    one: Mapping[str, Any], today: dt.date, referent_id: int | None = None
) -> profile.EngagementSheet:
    return profile.EngagementSheet(
        Status(one["status"]),
        today - one["since"] * DAY,
        one["hours"] * HOUR,
        until=today + one["until"] * DAY if "until" in one else None,
        is_minor=one.get("minor", False),
        is_lead=one.get("leads", False),
        referent_id=referent_id,
    )


def give_less(act: Act, team: Team) -> None:
    """Let who asked for it give less a week: what she promised before is now too much."""
    for one in texts("peers")["helpers"]:
        if "then" in one:
            peer = team.peers[one["name"]]
            sheet = _engagement({**one, "hours": one["then"]}, act.now.date(), peer.referent_id)
            profile.change_engagement(act, peer, sheet)


def _person(act: Act, services: Mapping[str, Service], one: Mapping[str, Any]) -> User:
    """Add somebody, or take who lives in a house: she helps in others."""
    if "lives" not in one:
        return add_person(act, PersonSheet(one["name"], one.get("locale", "fr")))
    return residents_of(act, services[one["lives"]], (one["locale"], "fr"))[0]


def residents_of(act: Act, service: Service, locales: Iterable[str] = ()) -> list[User]:
    """Give who lives in a house now, those of some languages first; the same at each run."""
    here = (
        Membership.service_id == service.id,
        Membership.role == Role.RESIDENT,
        Membership.until.is_(None),
    )
    statement = select(User).join(
        Membership,
        (Membership.organisation_id == User.organisation_id) & (Membership.user_id == User.id),
    )
    found = act.session.scalars(statement.where(*here).order_by(User.id)).all()
    wanted = list(locales)
    return sorted(
        found,
        key=lambda each: wanted.index(each.locale) if each.locale in wanted else len(wanted),
    )


def _describe(
    act: Act, services: Mapping[str, Service], peers: Mapping[str, Peer], one: Mapping[str, Any]
) -> None:
    peer = peers[one["name"]]
    for slug, minutes in one["services"].items():
        profile.place_peer(act, peer, services[slug].id, travel_minutes=minutes)
    act.session.flush()
    levels = {tag: LanguageLevel(level) for tag, level in one["speaks"].items()}
    profile.say_languages(act, peer, levels)
    profile.say_topics(
        act,
        peer,
        _topics(one["lived"]),
        _topics(one["shown"]),
        _topics(one.get("wanted", ())),
    )
    if "referent" in one:
        today = act.now.date()
        referent = peers[one["referent"]].user_id
        profile.change_engagement(act, peer, _engagement(one, today, referent))
    profile.describe_oneself(
        act,
        peer,
        profile.ProfileSheet(
            peer.name,
            Gender(one["gender"]),
            prefers=one.get("prefers", ""),
            about=one.get("about", ""),
            locale="en" if one.get("locale") == "en" else "fr",
            at_night=one.get("night", False),
        ),
    )
    if "duo" in one:
        peer.duo_id = peers[one["duo"]].id


def _topics(written: Iterable[str]) -> set[Topic]:
    return {Topic(each) for each in written}


def _tell_times(act: Act, peer: Peer, one: Mapping[str, Any], today: dt.date) -> None:
    for days, begins, ends in one["times"]:
        start, weekdays = minutes_of(begins), tuple(int(each) for each in days)
        length = minutes_of(ends) - start
        times.add_times(act, peer, times.TimeSheet(weekdays, start, length, peer.since))
        act.session.flush()
    if "away" in one:
        first, last = (today + days * DAY for days in one["away"])
        times.add_absence(act, peer, AwaySheet(first, last))
    if one.get("calendar"):
        day = (today + DAY).strftime("%Y%m%d")
        busy = read_text(CALENDAR.format(day=day).encode(), act.now)
        times.link_calendar(act, peer, busy)


def _train(act: Act, peer: Peer, written: Iterable[Mapping[str, Any]], today: dt.date) -> None:
    for one in written:
        sheet = QualificationSheet(
            one["name"],
            today + one["got"] * DAY,
            today + one["expires"] * DAY if "expires" in one else None,
            is_required=one.get("needed", False),
        )
        note_qualification(act, peer, sheet)
