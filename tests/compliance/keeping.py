"""One thing of every kind that this program forgets, made at one instant, and how to see it."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from participation.accounts.models import (
    ImportDraft,
    KnownDevice,
    OpeningCode,
    SignInLink,
    SignInSession,
    User,
)
from participation.accounts.rules.links import LASTS, OPENING_LASTS, LinkPurpose
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.audit.models import Entry
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Candidacy, Election, SealedVote
from participation.elections.rules.stages import Stage
from participation.followups.rules import ParticipationLevel
from participation.foundation import once, throttle
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.foundation.retention import Kept
from participation.kiosk.models import HelpCall, Pairing
from participation.kiosk.rules import HelpKind
from participation.notifications.models import Message
from participation.notifications.rules import Channel, State
from participation.peers.models import (
    Absence,
    Booking,
    BusyTime,
    CalendarFeed,
    CalendarSource,
    Debrief,
    HelpRequest,
    Reservation,
)
from participation.peers.rules.kinds import BookingState, Feeling, ReminderChannel
from participation.surveys.models import Comment, PendingVoice, ScannedSheet, Survey
from participation.surveys.operations.campaigns import CampaignSheet, create_campaign
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.voices.models import Alert, Topic, Voice
from participation.voices.rules import Teller, Theme, Worry, month_of
from tests.builders import Town, make_person
from tests.conftest import START
from tests.elections.sealing import Sealing
from tests.peers.crew import make_peer, make_slot
from tests.surveys.asking import questionnaire

DAY = START.date()
LATER = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
Probe = Callable[[Session], object]
GONE_PERSON, STAYING = "Partie", "Restée"


def fill(act: Act, town: Town) -> None:
    """Make one thing of each kind, at START."""
    before = DAY - dt.timedelta(days=9)
    gone = make_person(act, GONE_PERSON, Role.RESIDENT, town.here, since=before, until=DAY)
    gone.last_contact_on = DAY
    user = make_person(act, STAYING, Role.RESIDENT, town.here)
    _accounts(act, user)
    _traces(act, town)
    _said(act, town, _survey(act, town))
    _helping(act, town, user)


def _accounts(act: Act, user: User) -> None:
    kinds = SessionKind
    for kind, stage, seen in (
        (kinds.KIOSK_RESIDENT, SessionStage.OPEN, START),
        (kinds.RESIDENT, SessionStage.OPEN, LATER),
        (kinds.STAFF, SessionStage.OPEN, LATER),
        (kinds.RESIDENT, SessionStage.PICTURES, LATER),
    ):
        facts = {"user_id": user.id, "digest": uuid4().hex, "created_at": START, "seen_at": seen}
        act.session.add(SignInSession(kind=kind, stage=stage, **facts))
    for purpose in (LinkPurpose.ENTER, LinkPurpose.INVITATION):
        until = START + LASTS[purpose]
        act.session.add(
            SignInLink(user_id=user.id, purpose=purpose, digest=uuid4().hex, expires_at=until)
        )
    act.session.add(KnownDevice(user_id=user.id, digest="d", seen_on=DAY))
    act.session.add(ImportDraft(user_id=user.id, filename="a", content=b"a", created_at=START))


def _traces(act: Act, town: Town) -> None:
    user_id = act.session.scalars(select(User.id).where(User.name == STAYING)).one()
    until = START + OPENING_LASTS
    code = {"user_id": user_id, "service_id": town.here, "digest": "o", "opened_by": "test"}
    act.session.add(OpeningCode(**code, expires_at=until))
    throttle.note_try(act.session, "bucket", START)
    once.claim(act.session, "k" * once.LENGTH, DAY.toordinal())
    screen = Pairing(service_id=town.here, label="Entrée", digest="s", paired_on=DAY)
    act.session.add(screen)
    act.session.flush()
    act.session.add(
        HelpCall(service_id=town.here, pairing_id=screen.id, kind=HelpKind.TALK, called_at=START)
    )
    for state in (State.SENT, State.DEAD):
        facts = {"kind": "survey-open", "channel": Channel.SMS, "locale": "fr", "envelope": b""}
        message = Message(**facts, dedupe=state.value, state=state, due_at=START, settled_on=DAY)
        message.attempts = 1
        act.session.add(message)


def _survey(act: Act, town: Town) -> int:
    version = import_questionnaire(act, name="life", questionnaire=questionnaire())
    act.session.flush()
    sheet = CampaignSheet(
        version.id, Localized(fr="A"), Localized(fr="A"), ParticipationLevel.CONSULT,
        ["fr"], DAY, DAY,
    )  # fmt: skip
    campaign = create_campaign(act, sheet, service_ids=[town.here])
    return act.session.scalars(select(Survey.id).where(Survey.campaign_id == campaign.id)).one()


def _said(act: Act, town: Town, survey_id: int) -> None:
    of = {"service_id": town.here, "survey_id": survey_id, "question": 6}
    act.session.add(PendingVoice(**of, key=uuid4(), sound=b"a", day=DAY))
    waits = {"service_id": town.here, "survey_id": survey_id, "key": uuid4(), "day": DAY}
    read = {"language": "fr", "place": 1, "doubts": 0, "is_drawn": False, "content": b"a"}
    act.session.add(ScannedSheet(**waits, **read))
    for text, shown in (("Écrit", ""), ("", "Lu"), ("", "")):
        said = {"key": uuid4(), "language": "fr", "sound": b"a"}
        act.session.add(Comment(**of, **said, text=text, public_text=shown))
    topic = Topic(
        service_id=town.here, theme=Theme.MEALS, said=Localized(fr="Lu"), language="fr", read_on=DAY
    )
    act.session.add(topic)
    act.session.flush()
    voice = {"service_id": town.here, "theme": Theme.MEALS, "language": "fr", "sound": b"a"}
    act.session.add(Voice(**voice, key=uuid4(), text="", topic_id=topic.id))
    act.session.add(Voice(**voice, key=uuid4(), text="Pas lu", month=month_of(DAY)))
    alert = {"worry": Worry.DAMP, "place": "Le 3", "teller": Teller.NEIGHBOUR}
    act.session.add(Alert(**alert, service_id=town.here, key=uuid4(), month=month_of(DAY)))


def _helping(act: Act, town: Town, user: User) -> None:
    peer = make_peer(act, town)
    slot = make_slot(act, town.here, "03-17 09:00", 45, taken=1)
    calendar = CalendarSource(helper_id=peer.id, read_at=START)
    act.session.add(calendar)
    act.session.flush()
    monday = DAY - dt.timedelta(days=DAY.weekday())
    act.session.add(Debrief(id=1, helper_id=peer.id, week_of=monday, feeling=Feeling.EASY))
    span = {"starts": START - dt.timedelta(hours=1), "ends": START}
    act.session.add(BusyTime(calendar_id=calendar.id, **span))
    act.session.add(Absence(helper_id=peer.id, **span))
    act.session.add(CalendarFeed(user_id=user.id, digest="f", made_on=DAY, revoked_on=DAY))
    act.session.add(Reservation(slot_id=slot.id, subject_id=user.id, **span))
    who = {"service_id": town.here, "channel": ReminderChannel.SMS, "locale": "fr"}
    act.session.add(
        Booking(**who, slot_id=slot.id, user_id=user.id, contact=b"06", state=BookingState.CAME)
    )
    act.session.add(
        HelpRequest(
            **who, nickname="sun", contact=b"06", asked_on=DAY, promised_for=DAY, code_digest="c"
        )
    )


def vote(act: Act, made: Sealing) -> None:
    """Proclaim the vote, put its last day to challenge at START, and let a candidate speak."""
    contest = made.contest(act.session)
    election = act.session.get_one(Election, (act.organisation_id, contest.election_id))
    election.stage, election.challenge_ends_on = Stage.PROCLAIMED, DAY
    act.session.execute(
        update(Candidacy)
        .where(Candidacy.name == "Amina")
        .values(sound=b"a", has_sound=True, photo=b"a", has_photo=True)
    )


def _any(kind: Any, *where: Any) -> Probe:
    return lambda session: session.scalar(select(func.count()).select_from(kind).where(*where))


def _session(kind: SessionKind, stage: SessionStage = SessionStage.OPEN) -> Probe:
    return _any(SignInSession, SignInSession.kind == kind, SignInSession.stage == stage)


def _ballots(session: Session) -> bool:
    sealed = session.scalars(select(SealedVote)).one()
    full = bool(urn_of(session, sealed.contest_id).states())
    assert full == bool(session.scalar(select(SealedVote.server_key)))
    return full


def _nobody(kind: Any) -> tuple[Any, ...]:
    return (kind.nickname.not_like("~%") | kind.user_id.is_not(None),)


PROBES: Mapping[Kept, Probe] = {
    Kept.PERSON: _any(User, User.name == GONE_PERSON),
    Kept.SCREEN_SESSION: _session(SessionKind.KIOSK_RESIDENT),
    Kept.RESIDENT_SESSION: _session(SessionKind.RESIDENT),
    Kept.STAFF_SESSION: _session(SessionKind.STAFF),
    Kept.HALF_OPEN_SESSION: _session(SessionKind.RESIDENT, SessionStage.PICTURES),
    Kept.OPENING_CODE: _any(OpeningCode),
    Kept.SIGN_IN_LINK: _any(SignInLink, SignInLink.purpose == LinkPurpose.ENTER),
    Kept.INVITATION: _any(SignInLink, SignInLink.purpose == LinkPurpose.INVITATION),
    Kept.DEVICE: _any(KnownDevice),
    Kept.LIST_DRAFT: _any(ImportDraft),
    Kept.TRY: _any(throttle.Try),
    Kept.FORM_KEY: _any(once.Once),
    Kept.CALL: _any(HelpCall),
    Kept.SENT_MESSAGE: _any(Message, Message.dedupe == "sent"),
    Kept.DEAD_MESSAGE: _any(Message, Message.dedupe == "dead"),
    Kept.UNSENT_VOICE: _any(PendingVoice),
    Kept.SCANNED_SHEET: _any(ScannedSheet),
    Kept.COMMENT_SOUND: _any(Comment, Comment.sound.is_not(None)),
    Kept.READ_VOICE: _any(Voice, Voice.sound.is_not(None), Voice.topic_id.is_not(None)),
    Kept.UNREAD_VOICE: _any(Voice, Voice.text == "Pas lu"),
    Kept.ALERT: _any(Alert),
    Kept.FEELING: _any(Debrief),
    Kept.BUSY_TIME: _any(BusyTime),
    Kept.ABSENCE: _any(Absence),
    Kept.CLOSED_FEED: _any(CalendarFeed),
    Kept.BOOKING_CONTACT: lambda session: (
        _any(Booking, Booking.contact.is_not(None))(session)
        and _any(HelpRequest, HelpRequest.contact.is_not(None))(session)
    ),
    Kept.BOOKING: lambda session: (
        _any(Booking, *_nobody(Booking))(session)
        and _any(HelpRequest, *_nobody(HelpRequest))(session)
    ),
    Kept.TAKEN_TIME: _any(Reservation),
    Kept.CANDIDATE: _any(Candidacy, Candidacy.has_sound | Candidacy.has_photo),
    Kept.BALLOT: _ballots,
    Kept.JOURNAL: _any(Entry, Entry.number == 1),
}
"""How to see whether each is there: all but copies, which are files."""
