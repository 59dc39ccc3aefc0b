"""Taking in what was answered without a network: each envelope once, whatever the cuts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from sqlalchemy.exc import NoResultFound

from participation.accessibility.adapters import sound
from participation.audit.operations import unjournaled
from participation.foundation import once
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.languages import REGISTER
from participation.foundation.types import lock_for_transaction

from ..adapters.envelopes import (
    OtherKeyError,
    UnreadableError,
    is_pass,
    open_envelope,
    pair_of,
)
from ..queries.answering import Asked, has_response, place_of, recall_asked
from ..rules.draft import Trouble
from ..rules.envelopes import Envelope, Fate, Letter, read_letter
from ..rules.questions import QuestionKind
from ..rules.stages import Channel
from ..rules.tallies import Tally
from .fieldwork import add_tally
from .responses import UNTOLD, ResponseSheet, record_response

FATES: dict[StrEnum, Fate] = {
    Trouble.CLOSED: Fate.CLOSED,
    Trouble.OTHER_VERSION: Fate.OTHER_VERSION,
}
Clean = Callable[[str], str]


@unjournaled(UNTOLD)
def take_envelopes(act: Act, envelopes: Sequence[Envelope], clean: Clean) -> dict[str, Fate]:
    """Keep what each envelope holds and say what became of each, by its key.

    One that is refused leaves the others as they are. An answer that came after the closing is
    not taken, for results may be published already: it is counted, once, and nothing else of it
    is kept. `clean` takes out of a comment what a form would take out. One sending is taken after
    the other: two that count the same rows in another order would wait for each other.
    """
    read = [(each.key, _read(act, each)) for each in envelopes]
    lock_for_transaction(act.session.connection(), act.organisation_id)
    return {
        key: one if isinstance(one, Fate) else _record(act, key, *one, clean) for key, one in read
    }


def _read(act: Act, envelope: Envelope) -> Fate | tuple[Asked, Letter]:
    """Open an envelope and hear its voices, which may take a while: nobody waits meanwhile."""
    try:
        asked = recall_asked(act.session, envelope.survey_id)
    except NoResultFound:
        return Fate.UNKNOWN
    if envelope.version != asked.version:
        return Fate.OTHER_VERSION
    pair = pair_of(act.organisation_id, asked.survey_id)
    place = place_of(asked)
    try:
        opened = open_envelope(pair, envelope.sealed, key=envelope.key, place=place)
    except OtherKeyError:
        return Fate.LATER
    except UnreadableError:
        return Fate.UNREADABLE
    letter = read_letter(opened)
    if letter is None or letter.language not in REGISTER:
        return Fate.REFUSED
    is_known = letter.voices and has_response(act.session, asked.survey_id, letter.key)
    heard = {
        number: b"" if is_known else _clean_voice(spoken)
        for number, spoken in letter.voices.items()
        if number in asked.by_number and asked.by_number[number].kind is QuestionKind.COMMENT
    }
    return asked, replace(letter, voices=heard)


def _channel(act: Act, asked: Asked, letter: Letter) -> Channel:
    """Give the way it came: an interview is one by the pass of those who may help.

    What says so without it is kept as what anybody answers on a telephone: nothing is lost.
    """
    if letter.channel is not Channel.INTERVIEW:
        return letter.channel
    proved = is_pass(letter.help_pass, act.organisation_id, asked.survey_id)
    return Channel.INTERVIEW if proved else Channel.PHONE


def _clean_voice(spoken: bytes) -> bytes:
    """Give a voice with nothing of the device; nothing where it is no voice, too long or heavy.

    Nobody is there any more to record it again: what she answered beside it is kept without it.
    """
    try:
        return sound.read_voice(spoken)
    except Refused:
        return b""


def _record(act: Act, key: str, asked: Asked, letter: Letter, clean: Clean) -> Fate:
    sheet = ResponseSheet(
        key=letter.key,
        answers={
            number: clean(said) if isinstance(said, str) else said
            for number, said in letter.answers.items()
        },
        channel=_channel(act, asked, letter),
        language=letter.language,
        aid=letter.aid,
        listened=letter.listened,
        proxy=letter.proxy,
        sounds=letter.voices,
        version=asked.version,
        day=letter.day,
    )
    try:
        return Fate.KEPT if record_response(act, asked.survey_id, sheet) else Fate.KNOWN
    except Refused as refused:
        fate = FATES.get(refused.reason, Fate.REFUSED)
    today = act.now.astimezone(PARIS).date()
    if fate is Fate.CLOSED and once.claim(act.session, key, today.toordinal()) is None:
        add_tally(act, asked.service_id, asked.survey_id, Tally.LATE)
    return fate
