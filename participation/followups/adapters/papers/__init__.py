"""The A3 poster of answers: what you said, what was done, in one language."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.foundation.papers import facts_of, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PosterAnswer:
    """One thing said and its answer, in words already chosen; drawings are SVG of one colour."""

    said: str
    answer: str
    because: str
    state: str
    day: str
    level: str
    svg: str


@dataclass(frozen=True, slots=True)
class AnswersPoster:
    """What stands on the wall; `empty` is read where nothing was answered yet."""

    locale: str
    title: str
    subtitle: str
    said_word: str
    answer_word: str
    answers: tuple[PosterAnswer, ...]
    empty: str
    qr: str
    listen: str
    speak: str


def print_answers(poster: AnswersPoster, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the A3 poster as a tagged PDF; long answers go on to a second sheet, none is cut."""
    facts = facts_of(poster.locale, asdict(poster))
    return print_paper(HERE / "answers.typ", facts, cache=cache, printed_at=printed_at)
