"""Adding a voice or a film, approving a voice, removing either."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import select

from participation.audit.operations import journaled, record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused

from . import rules
from .adapters import sound
from .adapters.film import read_film
from .models import Recording, SignedFilm
from .rules import Kind, Sound, State


@journaled(Action.RECORDING_ADDED)
def add_recording(act: Act, *, locale: str, text: str, content: bytes) -> Recording:
    """Keep a person's voice for a sentence, to be listened to and approved.

    It replaces the former one of the same sentence. Refused when it is no sound, too long, too
    heavy or silent; the metadata of the device is not kept.
    """
    if reason := rules.why_not_text(text):
        raise Refused(reason)
    return _write(act, locale, text, Kind.HUMAN, State.PROPOSED, sound.read_upload(content))


@unjournaled("writes one entry for all the sentences")
def keep_speech(
    act: Act, *, locale: str, spoken: Iterable[tuple[str, Sound]], approved: bool = False
) -> int:
    """Keep what the machine said of sentences of people, and give their number.

    It waits for approval, unless somebody vouches for it all (the demonstration does). Speaking
    takes time: do it before, outside the transaction.
    """
    state = State.APPROVED if approved else State.PROPOSED
    count = 0
    for text, said in spoken:
        _write(act, locale, text, Kind.SYNTHETIC, state, said)
        count += 1
    if count:
        record(act, Action.RECORDING_ADDED, "recording", language=locale, count=count)
    return count


@unjournaled("writes one entry for all the sentences")
def keep_voices(act: Act, spoken: Iterable[tuple[str, str, Sound]]) -> int:
    """Keep people's voices for sentences as (language, text, sound), and give their number.

    They are approved: whoever brings a questionnaire with its recordings has listened to them.
    Coding takes time: do it before, outside the transaction.
    """
    count = 0
    for locale, text, said in spoken:
        _write(act, locale, text, Kind.HUMAN, State.APPROVED, said)
        count += 1
    if count:
        record(act, Action.RECORDING_ADDED, "recording", count=count)
    return count


def _write(act: Act, locale: str, text: str, kind: Kind, state: State, spoken: Sound) -> Recording:
    key = rules.text_key(locale, text)
    mine = (Recording.text_key == key, Recording.kind == kind)
    row = act.session.scalar(select(Recording).where(*mine))
    if row is None:
        row = Recording(text_key=key, kind=kind)
        act.session.add(row)
    row.locale, row.text, row.state = rules.spoken_language(locale), rules.normal(text), state
    row.opus, row.aac, row.seconds = spoken.opus, spoken.aac, spoken.seconds
    row.sound_key = rules.sound_key(spoken)
    act.session.flush()
    return row


@journaled(Action.RECORDING_APPROVED)
def approve_recording(act: Act, recording: Recording) -> Recording:
    """Let residents hear a recording; whoever approves has listened to it."""
    del act
    recording.state = State.APPROVED
    return recording


@journaled(Action.RECORDING_REMOVED)
def remove_recording(act: Act, recording: Recording) -> Recording:
    """Remove a voice; the machine's own, when there is one, is heard again."""
    act.session.delete(recording)
    return recording


@journaled(Action.FILM_ADDED)
def add_film(act: Act, *, locale: str, text: str, content: bytes) -> SignedFilm:
    """Keep a film of a sentence in sign language; it replaces the former one.

    Refused when it is no film that browsers show, too long or too heavy; neither its sound nor
    anything of the device is kept. Whoever brings it has the agreement of the person it shows.
    """
    if reason := rules.why_not_text(text):
        raise Refused(reason)
    film = read_film(content)
    key = rules.text_key(locale, text)
    row = act.session.scalar(select(SignedFilm).where(SignedFilm.text_key == key))
    if row is None:
        row = SignedFilm(text_key=key)
        act.session.add(row)
    row.locale, row.text = rules.spoken_language(locale), rules.normal(text)
    row.content, row.ending, row.seconds = film.content, film.ending, film.seconds
    row.film_key = hashlib.sha256(film.content).hexdigest()[:32]
    act.session.flush()
    return row


@journaled(Action.FILM_REMOVED)
def remove_film(act: Act, film: SignedFilm) -> SignedFilm:
    """Take a film away, at once: the person whom it shows may change her mind."""
    act.session.delete(film)
    return film
