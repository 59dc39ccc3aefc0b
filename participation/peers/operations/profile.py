"""Taking a helper on, where she helps, and what she says of herself, in her own words."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from participation.accounts.models import User
from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.languages import REGISTER
from participation.foundation.localized import Localized
from participation.peers.adapters.showing import read_face, read_hello
from participation.peers.models import Assignment, Peer, PeerLanguage, PeerPlace, PeerTopic, Slot
from participation.peers.queries import people
from participation.peers.rules.kinds import (
    LIKED,
    AssignmentState,
    Gender,
    LanguageLevel,
    SlotKind,
    SlotState,
    Status,
    Topic,
)
from participation.peers.rules.profile import (
    LONGEST_ABOUT,
    PeerRefusal,
    why_not_engaged,
    why_not_placed,
    why_not_spoken,
)

NAME, PREFERS = 60, 200
EXPECTED = (AssignmentState.PROMISED, AssignmentState.COVER_WANTED)


def _day(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()


@dataclass(frozen=True, slots=True)
class EngagementSheet:
    """In which quality somebody helps, from when until when, and for how long a week.

    `until` is the first day after it; `weekly_minutes` are elapsed minutes.
    """

    status: Status
    since: dt.date
    weekly_minutes: int
    until: dt.date | None = None
    is_minor: bool = False
    is_lead: bool = False
    referent_id: int | None = None
    """The account of somebody who is not her manager, to whom she can talk."""


@journaled(Action.PEER_ADDED)
def add_peer(act: Act, user: User, sheet: EngagementSheet, *, name: str = "") -> Peer:
    """Take somebody on as a helper, under the name she uses; where is said by `place_peer`.

    Refuses who is one already, an engagement that ends before it begins or holds no time, and a
    referent who would be herself. She is shown to nobody before she is placed, and tells nothing
    of her life unless she writes it herself.
    """
    if people.find_own(act.session, user.id) is not None:
        raise Refused(PeerRefusal.ALREADY_PEER)
    peer = Peer(user_id=user.id, name=" ".join((name or user.name).split())[:NAME])
    peer.about, peer.gender = Localized(), Gender.UNSAID
    _engage(peer, sheet)
    act.session.add(peer)
    return peer


@journaled(Action.PEER_CHANGED)
def change_engagement(act: Act, peer: Peer, sheet: EngagementSheet) -> Peer:
    """Change the quality, the days, the hours or the referent of a helper; refuses as above."""
    del act
    _engage(peer, sheet)
    return peer


def _engage(peer: Peer, sheet: EngagementSheet) -> None:
    reason = why_not_engaged(peer.name, sheet.since, sheet.until, sheet.weekly_minutes)
    if reason:
        raise Refused(reason)
    if sheet.referent_id == peer.user_id:
        raise Refused(PeerRefusal.REFERENT_HERSELF)
    for name in EngagementSheet.__slots__:
        setattr(peer, name, getattr(sheet, name))


@journaled(Action.PEER_PLACED)
def place_peer(act: Act, peer: Peer, service_id: int, *, travel_minutes: int = 0) -> PeerPlace:
    """Let a helper help in an entered service, or change how long her way there takes.

    Refuses a service where she does not hold the role of a helper (she could not see there what
    she promises), and where she lives unless she asked to help at home.
    """
    day = _day(act)
    reason = why_not_placed(
        is_helper_there=service_id in people.helps_in(act.session, peer.user_id, day),
        lives_there=service_id in people.homes_of(act.session, peer.user_id, day),
        wants_home=peer.at_home,
        travel_minutes=travel_minutes,
    )
    if reason:
        raise Refused(reason)
    held = {each.service_id: each for each in people.places_of(act.session, peer.id)}
    place = held.get(service_id)
    if place is None:
        place = PeerPlace(helper_id=peer.id, service_id=service_id)
        act.session.add(place)
    place.travel_minutes = travel_minutes
    return place


@journaled(Action.PEER_UNPLACED)
def unplace_peer(act: Act, peer: Peer, service_id: int) -> Peer:
    """Let a helper no longer help in a service; refuses while somebody there still counts on her.

    NoResultFound where she does not help.
    """
    here = select(PeerPlace).where(
        PeerPlace.helper_id == peer.id, PeerPlace.service_id == service_id
    )
    place = act.session.scalars(here).one()
    ahead = _promised_ahead(act, peer, service_id)
    if ahead:
        raise Refused(PeerRefusal.PROMISES_AHEAD, count=ahead)
    act.session.delete(place)
    return peer


def _promised_ahead(act: Act, peer: Peer, service_id: int) -> int:
    statement = (
        select(func.count(Assignment.id))
        .join(
            Slot,
            (Slot.organisation_id == Assignment.organisation_id) & (Slot.id == Assignment.slot_id),
        )
        .where(
            Assignment.helper_id == peer.id,
            Assignment.state.in_(EXPECTED),
            Slot.service_id == service_id,
            Slot.state == SlotState.PLANNED,
            Slot.ends > act.now,
        )
    )
    return act.session.scalar(statement) or 0


@dataclass(frozen=True, slots=True)
class ProfileSheet:
    """What a helper says of herself; `about` is her line in the language she writes in."""

    name: str
    gender: Gender = Gender.UNSAID
    prefers: str = ""
    about: str = ""
    locale: str = "fr"
    at_home: bool = False
    at_night: bool = False
    duo_id: int | None = None
    likes: frozenset[SlotKind] = frozenset()


@journaled(Action.PEER_CHANGED)
def describe_oneself(act: Act, peer: Peer, sheet: ProfileSheet) -> Peer:
    """Keep what a helper says of herself; telling her story is never asked.

    Refuses no name, a line longer than 200 letters, and a duo with somebody of elsewhere.
    """
    name = " ".join(sheet.name.split())
    if not name:
        raise Refused(PeerRefusal.NAME_MISSING)
    if len(sheet.about) > LONGEST_ABOUT:
        raise Refused(PeerRefusal.ABOUT_TOO_LONG, most=LONGEST_ABOUT)
    if sheet.duo_id not in (None, peer.duo_id):
        near = {each.id for each in people.colleagues_of(act.session, peer, _day(act))}
        if sheet.duo_id not in near:
            raise Refused(PeerRefusal.DUO_UNKNOWN)
    peer.name, peer.gender = name[:NAME], sheet.gender
    peer.prefers, peer.duo_id = sheet.prefers[:PREFERS], sheet.duo_id
    peer.at_home, peer.at_night = sheet.at_home, sheet.at_night
    peer.likes = [each.value for each in LIKED if each in sheet.likes]
    told = {**peer.about, sheet.locale: sheet.about}
    peer.about = Localized({tag: text for tag, text in told.items() if text.strip()})
    return peer


@journaled(Action.PEER_CHANGED)
def say_languages(act: Act, peer: Peer, spoken: Mapping[str, LanguageLevel]) -> Peer:
    """Keep what a helper speaks and how well, in place of what was kept.

    Refuses a language that the register does not hold, and more than twelve.
    """
    if reason := why_not_spoken(spoken, REGISTER):
        raise Refused(reason)
    act.session.execute(delete(PeerLanguage).where(PeerLanguage.helper_id == peer.id))
    act.session.add_all(
        PeerLanguage(helper_id=peer.id, locale=tag, level=level) for tag, level in spoken.items()
    )
    return peer


@journaled(Action.PEER_CHANGED)
def say_topics(
    act: Act,
    peer: Peer,
    lived: Collection[Topic],
    shown: Collection[Topic],
    wanted: Collection[Topic] = (),
) -> Peer:
    """Keep what a helper knows from her own life; only what she ticked twice is shown.

    Refuses to show, or to like best, what she did not say she has lived.
    """
    if not set(shown) <= set(lived):
        raise Refused(PeerRefusal.SHOWN_NOT_LIVED)
    if not set(wanted) <= set(lived):
        raise Refused(PeerRefusal.WANTED_NOT_LIVED)
    act.session.execute(delete(PeerTopic).where(PeerTopic.helper_id == peer.id))
    act.session.add_all(
        PeerTopic(
            helper_id=peer.id, topic=topic, is_shown=topic in shown, is_wanted=topic in wanted
        )
        for topic in set(lived)
    )
    return peer


@journaled(Action.PEER_CHANGED)
def speak(act: Act, peer: Peer, recording: bytes | None) -> Peer:
    """Keep her hello in her own voice, without a trace of her device; None takes it away."""
    del act
    hello = None if recording is None else read_hello(recording)
    peer.sound, peer.sound_aac = (hello.opus, hello.aac) if hello else (None, None)
    peer.has_sound = hello is not None
    return peer


@journaled(Action.PEER_CHANGED)
def show(act: Act, peer: Peer, picture: bytes | None) -> Peer:
    """Keep her picture, small and square, without place and date; None takes it away."""
    del act
    peer.photo = None if picture is None else read_face(picture)
    peer.has_photo = picture is not None
    return peer
