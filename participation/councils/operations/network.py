"""Consent and its withdrawal: the directory of the elected, the works of the gallery."""

from dataclasses import dataclass

from participation.accessibility.adapters import sound
from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.adapters.pictures import read_work
from participation.councils.models import DirectoryCard, Work
from participation.councils.queries.network import card_of
from participation.councils.queries.works import list_works
from participation.councils.rules.network import (
    NetworkRefusal,
    Scope,
    WorkKind,
    WorkState,
    why_not_shown,
)
from participation.foundation.act import Act, Refused
from participation.organisations.queries import get_service

from .holding import today

MOST_WORKS = 500


@dataclass(frozen=True, slots=True)
class CardSheet:
    """What somebody lets the other elected read."""

    shown_name: str
    shows_service: bool = False
    about: str = ""
    contact: str = ""


@journaled(Action.DIRECTORY_JOINED)
def join_directory(act: Act, user_id: int, sheet: CardSheet) -> DirectoryCard:
    """Write down what a person agreed to show from today on; refuse a card without a name."""
    name = " ".join(sheet.shown_name.split())[:80]
    if not name:
        raise Refused(NetworkRefusal.NAME_WANTED)
    card = card_of(act.session, user_id) or DirectoryCard(user_id=user_id)
    card.agreed_on, card.shown_name = today(act), name
    card.shows_service = sheet.shows_service
    card.about, card.contact = sheet.about[:300], sheet.contact[:120]
    act.session.add(card)
    return card


@journaled(Action.DIRECTORY_LEFT)
def leave_directory(act: Act, user_id: int) -> DirectoryCard | None:
    """Erase the card of a person at once: nothing of it is kept."""
    card = card_of(act.session, user_id)
    if card is not None:
        act.session.delete(card)
    return card


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """A work as it is brought: what is seen or heard, the name used, how far it may be shown."""

    title: str
    words: str
    agrees: bool
    scope: Scope = Scope.HOUSE
    credit: str = ""
    picture: bytes = b""
    recording: bytes = b""


@journaled(Action.WORK_BROUGHT)
def bring_work(
    act: Act, sheet: WorkSheet, *, service_id: int, author_id: int | None, shown: bool
) -> Work:
    """Keep a work with the consent of its author, dated today, and how far it goes.

    The picture is written anew without metadata, the sound coded again. `shown` is true when staff
    has looked at it; what a resident brings waits for that look. Refuses a work without a yes, a
    title or words, neither a picture nor a sound or both, and one of a protected service that
    would leave it.
    """
    place = get_service(act.session, service_id)
    reason = why_not_shown(
        title=sheet.title,
        words=sheet.words,
        agrees=sheet.agrees,
        scope=sheet.scope,
        is_protected=place.is_protected,
    )
    if reason:
        raise Refused(reason)
    if bool(sheet.picture) == bool(sheet.recording):
        raise Refused(NetworkRefusal.PICTURE_OR_SOUND)
    if len(list_works(act.session)) >= MOST_WORKS:
        raise Refused(NetworkRefusal.TOO_MANY_WORKS, most=MOST_WORKS)
    work = _written(act, sheet)
    work.service_id, work.author_id = service_id, author_id
    work.state = WorkState.SHOWN if shown else WorkState.PROPOSED
    if sheet.picture:
        work.picture = read_work(sheet.picture)
    else:
        _hear(work, sheet.recording)
    act.session.add(work)
    return work


def _written(act: Act, sheet: WorkSheet) -> Work:
    return Work(
        kind=WorkKind.PICTURE if sheet.picture else WorkKind.SOUND,
        title=sheet.title.strip()[:120],
        words=sheet.words.strip()[:300],
        credit=sheet.credit.strip()[:80],
        agreed_on=today(act),
        scope=sheet.scope,
    )


def _hear(work: Work, recording: bytes) -> None:
    try:
        both = sound.read_upload(recording) if sound.can_code() else None
        work.sound = both.opus if both else sound.read_voice(recording)
        work.aac = both.aac if both else None
    except Refused as refused:
        raise Refused(NetworkRefusal.SOUND_UNREADABLE) from refused


@journaled(Action.WORK_SHOWN)
def show_work(act: Act, work: Work) -> Work:
    """Let a work be seen, once somebody has looked that nobody else is seen or named in it."""
    del act
    work.state = WorkState.SHOWN
    return work


@journaled(Action.WORK_WITHDRAWN)
def withdraw_work(act: Act, work: Work) -> Work:
    """Erase a work at once: picture, sound, title and name; the journal says that there was one."""
    act.session.delete(work)
    return work
