"""A scanned sheet as it waits: what was read, what a person is to look at, with which pictures."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .flow import Answer
from .marks import Doubt, Read
from .sheets import AIDED, AIDS, VOICED, Typed
from .stages import Aid

PROXY = 2
"""The box by which somebody says that he answers instead of her."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (JPEG) of a question, by its number; one that goes on over pages has several."""

    number: int
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sheet that waits; `typed` leaves out what is doubtful, `places` are pages of the files."""

    version: str
    language: str
    typed: Typed
    doubts: Mapping[int, Doubt]
    pictures: Sequence[Picture] = ()
    places: Sequence[int] = ()
    is_drawn: bool = False


def typed_of(read: Mapping[int, Read]) -> Typed:
    """Give what a machine read, as a typing says it; what it was not sure of is left out."""
    answers: dict[int, Answer] = {
        number: each.answer
        for number, each in read.items()
        if number not in {AIDED, VOICED} and each.answer is not None
    }
    aid, voice = (read[number].answer if number in read else None for number in (AIDED, VOICED))
    return Typed(answers, AIDS[aid - 1] if isinstance(aid, int) else Aid.NONE, voice == PROXY)


def doubts_of(read: Mapping[int, Read]) -> dict[int, Doubt]:
    """Give the questions that a person looks at, each with its reason."""
    return {number: each.doubt for number, each in read.items() if each.doubt is not None}


def write(sheet: Scanned) -> bytes:
    """Give the sheet as JSON, to be sealed."""
    plain = {
        "version": sheet.version,
        "language": sheet.language,
        "answers": list(sheet.typed.answers.items()),
        "aid": sheet.typed.aid,
        "proxy": sheet.typed.proxy,
        "doubts": list(sheet.doubts.items()),
        "pictures": [
            [each.number, base64.b64encode(each.content).decode()] for each in sheet.pictures
        ],
        "places": list(sheet.places),
        "is_drawn": sheet.is_drawn,
    }
    return json.dumps(plain).encode()


def read(written: bytes) -> Scanned:
    """Read what `write` wrote."""
    plain = json.loads(written)
    answers = {
        number: tuple(value) if isinstance(value, list) else value
        for number, value in plain["answers"]
    }
    return Scanned(
        version=plain["version"],
        language=plain["language"],
        typed=Typed(answers, Aid(plain["aid"]), plain["proxy"]),
        doubts={number: Doubt(reason) for number, reason in plain["doubts"]},
        pictures=[
            Picture(number, base64.b64decode(content)) for number, content in plain["pictures"]
        ],
        places=plain["places"],
        is_drawn=plain["is_drawn"],
    )
