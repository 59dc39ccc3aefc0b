"""Which clip or film says a sentence, and which sentences have none."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, undefer

from participation.foundation.database import get_row
from participation.foundation.i18n import known_texts
from participation.foundation.languages import chain, find
from participation.foundation.memory import Memory, database_of

from . import rules
from .adapters.shelf import Shelf
from .models import Recording, SignedFilm
from .rules import Kind, State

Source = Callable[[Session, str], Iterable[str]]
"""Gives the sentences of people, such as questions, that are shown in a language."""
MOST_INDEXES = 64
LEAST_FIXED = 4
"""Letters that a sentence with places must have outside them to be recognised."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Where a sentence's sound is: on the shelf (by language) or in the table (without)."""

    key: str
    language: str = ""
    kind: Kind = Kind.SYNTHETIC


Index = Mapping[str, Clip]
_indexes: OrderedDict[tuple[object, ...], tuple[tuple[int, int], Index]] = OrderedDict()
_lock = threading.Lock()
_recent: Memory[Index] = Memory()
_recent.watch(Recording)
Films = Mapping[str, tuple[str, str]]
"""Key of a sentence → (key of its film, `mp4` or `webm`)."""
_films: Memory[Films] = Memory()
_films.watch(SignedFilm)


def find_clip(session: Session | None, shelf: Shelf, text: str, locale: str) -> Clip | None:
    """Give the approved clip of a sentence: a person's voice, else the machine's, else none.

    The sentence may be in the language asked for or in one it falls back to. One statement a page
    at most, whatever the number of sentences: the list of clips is kept while it stays true.
    """
    index = index_of(session)
    for tag in chain(locale):
        if found := index.get(rules.text_key(tag, text)):
            return found
    for tag in chain(locale):
        if place := shelf.find(tag, text):
            return Clip(place[1], place[0])
    return None


def index_of(session: Session | None) -> Index:
    """Give the clips of the session's organisation; none without one, or with the database down."""
    if session is None or "organisation" not in session.info:
        return {}
    if "clips" not in session.info:
        key = (database_of(session), session.info["organisation"])
        try:
            session.info["clips"] = _recent.recall(key, lambda: _fresh_index(session))
        except SQLAlchemyError:
            session.info["clips"] = {}
    index: Index = session.info["clips"]
    return index


def _fresh_index(session: Session) -> Index:
    newest = select(func.count(Recording.id), func.coalesce(func.max(Recording.revision), 0))
    count, revision = session.execute(newest).one()
    key = (database_of(session), session.info["organisation"])
    with _lock:
        kept = _indexes.get(key)
        if kept is not None and kept[0] == (count, revision):
            _indexes.move_to_end(key)
            return kept[1]
    approved = (
        select(Recording.text_key, Recording.sound_key, Recording.kind)
        .where(Recording.state == State.APPROVED)
        .order_by(Recording.kind.desc())
    )
    index = {text: Clip(sound, kind=kind) for text, sound, kind in session.execute(approved)}
    with _lock:
        _indexes[key] = ((count, revision), index)
        while len(_indexes) > MOST_INDEXES:
            _indexes.popitem(last=False)
    return index


def find_sound(session: Session, sound_key: str) -> Recording | None:
    """Give an approved recording by its content's key, with its bytes."""
    statement = (
        select(Recording)
        .where(Recording.sound_key == sound_key, Recording.state == State.APPROVED)
        .options(undefer(Recording.opus), undefer(Recording.aac))
        .limit(1)
    )
    return session.scalar(statement)


def get_recording(session: Session, key: int) -> Recording:
    """Give a recording by its key; NoResultFound outside the organisation."""
    return get_row(session, Recording, key)


def find_recordings(session: Session, text_key: str) -> Sequence[Recording]:
    """Give the recordings of a sentence, a person's first."""
    statement = select(Recording).where(Recording.text_key == text_key).order_by(Recording.kind)
    return session.scalars(statement).all()


def list_unspoken(session: Session, locale: str, texts: Iterable[str]) -> list[str]:
    """Give, of these sentences, those that the machine has not said yet, each once."""
    has = select(Recording.text_key).where(Recording.kind == Kind.SYNTHETIC)
    known = set(session.scalars(has))
    keyed = {rules.text_key(locale, text): text for text in texts}
    return [text for key, text in keyed.items() if key not in known]


def fills(text: str, locale: str) -> bool:
    """Say whether a text is one of the program's own sentences with its places filled in.

    Such sentences (a number, a day) cannot be spoken in advance; nobody else's words pass here.
    """
    tags = dict.fromkeys((locale, rules.spoken_language(locale)))
    patterns = (_filled(known_texts("resident", tag, with_places=True)) for tag in tags)
    return any(pattern is not None and pattern.fullmatch(text) for pattern in patterns)


@lru_cache(maxsize=32)
def _filled(texts: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = [re.split(r"%\(\w+\)[sd]", text) for text in texts]
    fixed = [each for each in parts if sum(map(str.isalpha, "".join(each))) >= LEAST_FIXED]
    if not fixed:
        return None
    return re.compile("|".join("(?:.{1,80}?)".join(map(re.escape, each)) for each in fixed))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be heard, and the recordings that it has."""

    text: str
    key: str
    recordings: tuple[Recording, ...]
    on_shelf: bool

    @property
    def is_heard(self) -> bool:
        """Say whether residents can hear it."""
        return self.on_shelf or any(one.state is State.APPROVED for one in self.recordings)

    @property
    def is_human(self) -> bool:
        """Say whether a person's voice says it."""
        return any(
            one.kind is Kind.HUMAN and one.state is State.APPROVED for one in self.recordings
        )


def program_texts(locale: str) -> tuple[str, ...]:
    """Give the program's own sentences for residents that can be spoken in advance.

    The greeting by which a language is found with the ear comes first; it is in no catalogue.
    """
    texts = dict.fromkeys((find(locale).greeting, *known_texts("resident", locale)))
    return tuple(text for text in texts if text and rules.why_not_text(text) is None)


def list_sentences(
    session: Session, shelf: Shelf, locale: str, sources: Iterable[Source]
) -> list[Sentence]:
    """Give the sentences that residents meet in a language: those of people, then the program's."""
    spoken: dict[str, list[Recording]] = {}
    statement = select(Recording).order_by(Recording.kind)
    for row in session.scalars(statement):
        spoken.setdefault(row.text_key, []).append(row)
    texts = dict.fromkeys(text for source in sources for text in source(session, locale))
    texts |= dict.fromkeys(program_texts(locale))
    found = {}
    for text in texts:
        key = rules.text_key(locale, text)
        if rules.why_not_text(text) is None and key not in found:
            rows = tuple(spoken.get(key, ()))
            found[key] = Sentence(text, key, rows, shelf.find(locale, text) is not None)
    return list(found.values())


def get_film(session: Session, key: int) -> SignedFilm:
    """Give a film by its key; NoResultFound outside the organisation."""
    return get_row(session, SignedFilm, key)


def film_of(session: Session, text_key: str) -> SignedFilm | None:
    """Give the film of a sentence, or nothing."""
    return session.scalar(select(SignedFilm).where(SignedFilm.text_key == text_key))


def find_shown(session: Session, film_key: str) -> SignedFilm | None:
    """Give a film with its bytes by the key of its content, or nothing."""
    statement = select(SignedFilm).where(SignedFilm.film_key == film_key)
    return session.scalar(statement.options(undefer(SignedFilm.content)).limit(1))


def find_film(session: Session, text: str, locale: str) -> tuple[str, str] | None:
    """Give (key, ending) of the film of a sentence in a language or one it falls back to."""
    if "organisation" not in session.info:
        return None
    key = (database_of(session), session.info["organisation"])
    index = _films.recall(key, lambda: _read_films(session)) or {}
    found = (index.get(rules.text_key(tag, text)) for tag in chain(locale))
    return next((one for one in found if one is not None), None)


def _read_films(session: Session) -> Films:
    statement = select(SignedFilm.text_key, SignedFilm.film_key, SignedFilm.ending)
    return {text: (film, ending) for text, film, ending in session.execute(statement)}
