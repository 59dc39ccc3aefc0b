"""Papers of a meeting: convocation, agenda, attendance sheet, minutes."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.foundation.languages import find
from participation.foundation.papers import fonts_for, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is, such as the day of a meeting."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered part: its title, a small line under it, its paragraphs."""

    title: str
    note: str = ""
    paragraphs: tuple[str, ...] = ()
    spoken: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
    """Language and direction of the title and of the paragraphs; empty for the paper's own."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A table in which people sign: who, as what, and an empty box."""

    title: str
    columns: tuple[str, str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A paper of a meeting in words already chosen; parts that are empty are left out."""

    locale: str
    organisation: str
    title: str
    subtitle: str
    greeting: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    heading: str = ""
    points: tuple[Point, ...] = ()
    signings: tuple[Signing, ...] = ()
    closing: tuple[str, ...] = ()
    foot: str = ""
    is_numbered: bool = True


def print_meeting(paper: MeetingPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give a paper as a tagged PDF (PDF/UA-1), A4."""
    language = find(paper.locale)
    facts = asdict(paper) | {
        "lang": language.html.partition("-")[0],
        "dir": language.direction,
        "fonts": list(fonts_for(paper.locale)),
    }
    return print_paper(HERE / "meeting.typ", facts, cache=cache, printed_at=printed_at)
