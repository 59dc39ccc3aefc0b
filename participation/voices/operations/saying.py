"""Taking in what somebody says, and who agrees, with nothing that could name them."""

import contextlib
import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from participation.accessibility.adapters import sound
from participation.accessibility.rules import Refusal as Unfit
from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import random_key
from participation.voices import queries, rules
from participation.voices.models import Topic, TopicSupport, Voice
from participation.voices.rules import Refusal, Theme

UNTOLD = "nobody may learn when, or from which screen, somebody spoke"
LARGEST_VOICE = 1024 * 1024
"""Bytes of one voice: a minute of speech of any browser, several times over."""
UNFIT = {
    Unfit.TOO_HEAVY: Refusal.VOICE_TOO_LONG,
    Unfit.TOO_LONG: Refusal.VOICE_TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class VoiceSheet:
    """What somebody says: a theme, and a card, words or a voice, in her language.

    `author_id` is the person's own key, only where she asked that her name be put.
    """

    theme: Theme
    language: str
    wish: str = ""
    text: str = ""
    sound: bytes = b""
    author_id: int | None = None


@unjournaled(UNTOLD)
def say(act: Act, sheet: VoiceSheet, *, service_id: int, key: UUID | None = None) -> UUID:
    """Keep what somebody says until a human reads it; give its key of chance: the form's, or new.

    Said again under the same key, it is kept once.
    Refuses what says nothing, is too long or is no sound, and one message too many in a full
    pile. The sound is coded anew: nothing of the device is left. Nothing is public.
    """
    waiting = queries.count_waiting(act.session, service_id)
    reason = rules.why_not_said(
        wish=sheet.wish, text=sheet.text, has_sound=bool(sheet.sound), waiting=waiting
    )
    if reason:
        raise Refused(reason)
    row = {
        "organisation_id": act.organisation_id,
        "service_id": service_id,
        "key": (key := key or random_key()),
        "theme": sheet.theme,
        "wish": sheet.wish,
        "language": sheet.language,
        "text": sheet.text.strip(),
        "sound": _coded(sheet.sound) if sheet.sound else None,
        "author_id": sheet.author_id,
        "topic_id": None,
        "month": rules.month_of(act.now.astimezone(PARIS).date()),
    }
    with contextlib.suppress(IntegrityError), act.session.begin_nested():
        act.session.execute(insert(Voice), [row])
    return key


def _coded(content: bytes) -> bytes:
    if len(content) > LARGEST_VOICE:
        raise Refused(Refusal.VOICE_TOO_LONG)
    try:
        return sound.read_voice(content)
    except Refused as refused:
        unfit = refused.reason if isinstance(refused.reason, Unfit) else Unfit.NOT_SOUND
        raise Refused(UNFIT.get(unfit, Refusal.VOICE_NOT_SOUND)) from refused


@unjournaled("a list of who agrees would be a list of names")
def support(act: Act, topic: Topic, supporter: UUID) -> bool:
    """Agree with a topic; False when this supporter had agreed before, which changes nothing.

    `supporter` is a keyed digest of (topic, who): it differs from topic to topic. Refuses a topic
    that was discussed, answered or not kept.
    """
    if topic.state not in rules.OPEN or topic.discussed_on is not None:
        raise Refused(Refusal.NOT_NOW)
    row = {
        "organisation_id": act.organisation_id,
        "service_id": topic.service_id,
        "topic_id": topic.id,
        "supporter": supporter,
    }
    try:
        with act.session.begin_nested():
            act.session.execute(insert(TopicSupport), [row])
    except IntegrityError:
        return False
    return True


@unjournaled("the words that were written of them stay; nothing tells whose they were")
def forget_sounds(act: Act, *, before: dt.date) -> int:
    """Erase the sound of voices whose topic was read before a day; give how many.

    A voice is recognised by those who know it, so it lives no longer than the work on it.
    """
    old = select(Topic.id).where(Topic.read_on < before)
    erased = (
        update(Voice)
        .where(Voice.topic_id.in_(old), Voice.sound.is_not(None))
        .values(sound=None)
        .returning(Voice.key)
    )
    options = {"synchronize_session": False}
    return len(act.session.scalars(erased, execution_options=options).all())


@unjournaled("writes its own entry, with a count")
def forget_unread(act: Act, *, on: dt.date) -> int:
    """Erase what nobody read in twelve whole months; give how much.

    Nothing is known of a voice but its month, and only while it waits.
    """
    oldest = rules.oldest_unread(on)
    erased = delete(Voice).where(Voice.topic_id.is_(None), Voice.month < oldest)
    options = {"synchronize_session": False}
    found = act.session.scalars(erased.returning(Voice.key), execution_options=options).all()
    if found:
        record(act, Action.RETENTION_APPLIED, "voice", voices=len(found))
    return len(found)
