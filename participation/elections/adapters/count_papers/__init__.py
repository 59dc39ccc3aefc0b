"""Papers of a vote: the list to sign, ballots, the procès-verbal, the result on the wall."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from participation.foundation.languages import find
from participation.foundation.papers import fonts_for, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Block:
    """One thing of an act: a text, a list, lines to check by hand, a table, boxes to sign in."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Label, and `text`, `wide`, `short`, `number` or `sign` (a wide empty cell)."""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A title and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ActPaper:
    """A paper that is signed: the list of voters, or the procès-verbal."""

    locale: str
    organisation: str
    title: str
    subtitle: str
    foot: str
    sections: tuple[Section, ...]
    qr: str = ""
    qr_words: str = ""


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One candidate on a ballot: number, name, her partner's, drawing (SVG), picture (JPEG)."""

    number: str
    name: str
    partner: str
    svg: str
    photo: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot of one contest, in words already chosen."""

    college: str
    rule: str
    lines: tuple[BallotLine, ...]
    blank: str


@dataclass(frozen=True, slots=True)
class BallotsPaper:
    """A model ballot of each contest, to be printed as often as there are voters."""

    locale: str
    title: str
    subtitle: str
    ballots: tuple[Ballot, ...]


@dataclass(frozen=True, slots=True)
class WallSection:
    """The elected of a college, in order, and how many voted."""

    title: str
    elected: tuple[tuple[str, str], ...]
    """Name, and which seat."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultPoster:
    """Who is elected, for the wall, in easy words of one language."""

    locale: str
    title: str
    subtitle: str
    svg: str
    sections: tuple[WallSection, ...]
    explained: tuple[str, ...]
    """What the seats are, in easy words."""
    challenge: str
    thanks: str


def print_act(paper: ActPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the list to sign, or the procès-verbal, as a tagged PDF."""
    return _print("act.typ", paper.locale, asdict(paper), cache, printed_at)


def print_ballots(paper: BallotsPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give one model ballot a page as a tagged PDF."""
    return _print("ballots.typ", paper.locale, asdict(paper), cache, printed_at)


def print_result(poster: ResultPoster, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the A3 poster of the result as a tagged PDF."""
    return _print("result.typ", poster.locale, asdict(poster), cache, printed_at)


def _print(
    name: str, locale: str, facts: Mapping[str, Any], cache: Path, printed_at: dt.datetime
) -> bytes:
    language = find(locale)
    whole = {
        **facts,
        "lang": language.html.partition("-")[0],
        "dir": language.direction,
        "fonts": list(fonts_for(locale)),
    }
    return print_paper(HERE / name, whole, cache=cache, printed_at=printed_at)
