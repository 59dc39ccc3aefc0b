"""What data are kept for, whose they are, how they hang on a person, and how long they stay."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.foundation.permissions import Permission
from participation.foundation.retention import Kept


class Purpose(StrEnum):
    """Why something is kept: one record of the register each."""

    ACCOUNTS = "accounts"
    HOUSE = "house"
    COUNCILS = "councils"
    ELECTIONS = "elections"
    SURVEYS = "surveys"
    VOICES = "voices"
    PEERS = "peers"
    MESSAGES = "messages"
    SCREENS = "screens"
    SECURITY = "security"


class People(StrEnum):
    """Whose data they are."""

    RESIDENTS = "residents"
    RELATIVES = "relatives"
    STAFF = "staff"
    PEER_HELPERS = "peer-helpers"
    ELECTED = "elected"
    CANDIDATES = "candidates"
    OUTSIDE = "outside"


class Link(StrEnum):
    """Whether a row can be joined to a person."""

    RECORD = "record"
    """By a key of the database, down to her record: erasing it erases the row."""
    WRITTEN = "written"
    """By a name or a key written in it, which no key of the database follows."""
    MARK = "mark"
    """By a mark that only the installation's secret could tie to somebody."""
    NONE = "none"


class Stay(StrEnum):
    """How long rows stay that no period of the worker ends."""

    TIMED = "timed"
    """The worker ends all of them."""
    RECORD = "record"
    """As long as the record of the person they hang on."""
    USE = "use"
    """As long as the association uses them."""
    NAMELESS = "nameless"
    """Without an end: they name nobody."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Tables that are kept for one purpose, of the same people, read by the same permissions.

    `is_own` where the person herself reads hers; no permission at all: nobody reads it.
    """

    key: str
    purpose: Purpose
    tables: tuple[str, ...]
    people: tuple[People, ...]
    link: Link
    stay: Stay
    readers: frozenset[Permission] = frozenset()
    kept: tuple[Kept, ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """An article with where it was read; `verified` when its present wording was."""

    article: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """The legal basis proposed for a purpose: its letter in article 6, and the text it rests on."""

    letter: str
    rests_on: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Protection:
    """The dated law of data: articles, bases, the hours in which a breach is told."""

    since: dt.date
    title: str
    articles: Mapping[str, Provision]
    bases: Mapping[Purpose, Basis]
    hours: int


def read_protection(text: str) -> Protection:
    """Read a dated file (TOML); KeyError where an article, a source or a flag is missing."""
    data = tomllib.loads(text)
    return Protection(
        since=data["from"],
        title=data["title"],
        articles={
            key: Provision(one["article"], one["source"], one["verified"] is True)
            for key, one in data["articles"].items()
        },
        bases={
            Purpose(key): Basis(
                one["letter"], one["rests-on"], one["source"], one["verified"] is True
            )
            for key, one in data["bases"].items()
        },
        hours=data["articles"]["breach"]["hours"],
    )


ANYBODY = (People.RESIDENTS, People.RELATIVES, People.STAFF, People.PEER_HELPERS)
RESIDENTS, STAFF = (People.RESIDENTS,), (People.STAFF,)
HELPERS, ELECTED = (People.PEER_HELPERS,), (People.ELECTED,)


def readers(*permissions: Permission) -> frozenset[Permission]:
    """Give who may read something, by permission."""
    return frozenset(permissions)
