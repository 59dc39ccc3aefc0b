"""Taking in what a respondent sends, once and whole, with nothing that could name her."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from participation.accessibility.adapters import sound
from participation.accessibility.rules import Refusal as Unfit
from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import random_key
from participation.foundation.types import insert_once

from ..models import Answer, Comment, PendingVoice, Response
from ..queries.answering import Asked, find_voice, get_asked, has_response
from ..queries.counts import Ways
from ..rules import flow
from ..rules.draft import Trouble
from ..rules.questions import QuestionKind
from ..rules.stages import Aid, Channel
from .counting import count_in

UNTOLD = "nobody may learn when, or from which screen, somebody answered"
LARGEST_VOICE = 1024 * 1024
"""Bytes of one voice: a minute of speech of any browser, several times over."""
TROUBLES = {
    Unfit.TOO_HEAVY: Trouble.VOICE_TOO_LONG,
    Unfit.TOO_LONG: Trouble.VOICE_TOO_LONG,
}
SCOPE = ("organisation_id", "service_id", "survey_id")


@dataclass(frozen=True, slots=True)
class ResponseSheet:
    """A questionnaire filled in; answers and keys of waiting voices go by number of question."""

    key: UUID
    answers: Mapping[int, flow.Answer]
    channel: Channel
    language: str
    aid: Aid = Aid.NONE
    listened: bool = False
    proxy: bool = False
    voices: Mapping[int, UUID] = field(default_factory=dict)
    sounds: Mapping[int, bytes] = field(default_factory=dict)
    """Voices that come with the answers; empty where what came was no voice."""
    version: str = ""
    """Version of the questions that were asked; empty when the sender has just read them."""
    day: dt.date | None = None
    """The day for `today()` in conditions, when she answered before it is sent; never stored."""


@unjournaled(UNTOLD)
def record_response(act: Act, survey_id: int, sheet: ResponseSheet) -> bool:
    """Keep a response; False when the same key was kept before, which changes nothing.

    Refuses when the survey is not open, or when an answer is not one that the questionnaire takes
    (`number` is then the question's). Comments and voices are kept under keys of their own, joined
    to nothing. One transaction: all of it or none.
    """
    asked = get_asked(act.session, survey_id, hold=True)
    try:
        kept = _admitted(act, asked, sheet)
    except Refused:
        if has_response(act.session, survey_id, sheet.key):
            return False  # what was sent in time stays sent, whatever was refused since
        raise
    scope = dict(zip(SCOPE, (act.organisation_id, asked.service_id, asked.survey_id), strict=True))
    row = scope | {name: getattr(sheet, name) for name in _RESPONSE}
    adding = insert_once(act.session.get_bind().dialect.name, Response, "key")
    if act.session.execute(adding, [row]).first() is None:
        return False
    _keep_answers(act, scope, sheet, kept)
    _keep_comments(act, scope, sheet, asked, kept)
    ways = (getattr(sheet, name) for name in _RESPONSE if name != "key")
    count_in(act, asked.service_id, Ways(asked.survey_id, *ways))
    return True


_RESPONSE = ("key", "channel", "aid", "language", "listened", "proxy")


def _admitted(act: Act, asked: Asked, sheet: ResponseSheet) -> dict[int, flow.Answer]:
    """Give the answers to keep, or refuse all of them."""
    today = act.now.astimezone(PARIS).date()
    if not asked.is_answerable(today):
        raise Refused(Trouble.CLOSED)
    if sheet.version not in {"", asked.version}:
        raise Refused(Trouble.OTHER_VERSION)
    return _checked(asked, sheet, sheet.day or today)


def _checked(asked: Asked, sheet: ResponseSheet, today: dt.date) -> dict[int, flow.Answer]:
    """Check each answer again, forget those of questions that are not asked any more."""
    course = asked.course(sheet.answers, today, sheet.language)
    kept = course.kept()
    spoken = sheet.voices.keys() | sheet.sounds.keys()
    for question in course.asked():
        if question.kind is QuestionKind.NOTE or question.number in spoken:
            continue
        reason = course.why_refused(question.name, kept.get(question.name))
        if reason is flow.Refusal.REQUIRED and sheet.channel is Channel.PAPER:
            continue  # nobody is there to be asked again: a blank on paper stays a blank
        if reason:
            raise Refused(reason, number=question.number)
    return {
        question.number: kept[question.name] for question in course.asked() if question.name in kept
    }


def _keep_answers(
    act: Act, scope: Mapping[str, int], sheet: ResponseSheet, kept: Mapping[int, flow.Answer]
) -> None:
    rows: list[dict[str, Any]] = [
        {**scope, "question": number, "value": value, "response_key": sheet.key}
        for number, answer in kept.items()
        if not isinstance(answer, str)
        for value in (answer if isinstance(answer, tuple) else (answer,))
    ]
    if rows:
        act.session.execute(insert(Answer), rows)


def _keep_comments(
    act: Act,
    scope: Mapping[str, int],
    sheet: ResponseSheet,
    asked: Asked,
    kept: Mapping[int, flow.Answer],
) -> None:
    texts = {number: answer for number, answer in kept.items() if isinstance(answer, str)}
    sounds = {
        number: _take_voice(act, asked.survey_id, key)
        for number, key in sheet.voices.items()
        if number in asked.by_number
    }
    sounds |= {number: found for number, found in sheet.sounds.items() if found}
    rows = [
        {
            **scope,
            "key": random_key(),
            "question": number,
            "language": sheet.language,
            "text": texts.get(number, ""),
            "sound": sounds.get(number),
        }
        for number in sorted(texts.keys() | sounds.keys())
        if number in texts or sounds[number]
    ]
    if rows:
        act.session.execute(insert(Comment), rows)


def _take_voice(act: Act, survey_id: int, key: UUID) -> bytes | None:
    waiting = find_voice(act.session, survey_id, key)
    if waiting is None:
        return None
    _erase(act, key)
    return waiting.sound


@unjournaled(UNTOLD)
def keep_voice(act: Act, asked: Asked, *, number: int, sound_file: bytes) -> UUID:
    """Keep a voice until its questionnaire is sent; give its key.

    Refuses what is no sound of Ogg, WebM or MP4, or lasts more than a minute.
    """
    today = act.now.astimezone(PARIS).date()
    if not asked.is_answerable(today):
        raise Refused(Trouble.CLOSED)
    key = random_key()
    row = {
        "organisation_id": act.organisation_id,
        "service_id": asked.service_id,
        "survey_id": asked.survey_id,
        "key": key,
        "question": number,
        "sound": _without_traces(sound_file),
        "day": today,
    }
    act.session.execute(insert(PendingVoice), [row])
    return key


def _without_traces(sound_file: bytes) -> bytes:
    """Give a voice with nothing of the device, or refuse it in the respondent's words."""
    if len(sound_file) > LARGEST_VOICE:
        raise Refused(Trouble.VOICE_TOO_LONG)
    try:
        return sound.read_voice(sound_file)
    except Refused as refused:
        reason = Unfit(refused.reason)
        raise Refused(TROUBLES.get(reason, Trouble.VOICE_NOT_SOUND)) from refused


@unjournaled(UNTOLD)
def erase_voice(act: Act, key: UUID) -> None:
    """Erase a voice that waits; nothing happens when it is gone already."""
    _erase(act, key)


def _erase(act: Act, key: UUID) -> None:
    act.session.execute(
        delete(PendingVoice).where(PendingVoice.key == key),
        execution_options={"synchronize_session": False},
    )


@unjournaled("nothing is left to say whose voices they were")
def purge_voices(act: Act, *, before: dt.date) -> int:
    """Erase the voices recorded before a day and never sent; give how many."""
    found = act.session.execute(
        delete(PendingVoice).where(PendingVoice.day < before),
        execution_options={"synchronize_session": False},
    )
    return int(found.rowcount)  # type: ignore[attr-defined]
