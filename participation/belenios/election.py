"""An election and its questions, as voters and verifiers know them (specification, 4.10-4.11)."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import GROUP, PROTOCOL
from .checks import Check, require
from .credentials import TOKEN
from .encoding import canonical, fields, fingerprint, integer, items, parse, text
from .group import Point, read_point, write_point

LEAST_UUID = 14


@dataclass(frozen=True)
class Question:
    """Choose from `minimum` to `maximum` of the answers, or vote blank where `blank`."""

    text: str
    answers: tuple[str, ...]
    minimum: int
    maximum: int
    blank: bool = False

    @property
    def slots(self) -> int:
        """Count the ciphertexts of an answer: slot 0 is the blank vote where there is one."""
        return len(self.answers) + self.blank

    def to_json(self) -> dict[str, object]:
        """Give the object that is written."""
        return {
            "answers": list(self.answers),
            **({"blank": True} if self.blank else {}),
            "min": self.minimum,
            "max": self.maximum,
            "question": self.text,
        }


@dataclass(frozen=True)
class Election:
    """An election as read from its bytes, which its fingerprint binds."""

    raw: bytes
    uuid: str
    name: str
    description: str
    public_key: Point
    questions: tuple[Question, ...]
    fingerprint: str


def make_election(
    *, uuid: str, name: str, description: str, public_key: Point, questions: Sequence[Question]
) -> Election:
    """Make an election; refuses what `read_election` refuses."""
    value = {
        "version": PROTOCOL,
        "description": description,
        "name": name,
        "group": GROUP,
        "public_key": write_point(public_key),
        "questions": [question.to_json() for question in questions],
        "uuid": uuid,
    }
    return read_election(canonical(value).encode())


def read_election(raw: bytes) -> Election:
    """Read an election: version 1, Ed25519, questions H only."""
    version, description, name, group, key, questions, uuid, *more = fields(
        parse(raw, "the election"),
        "the election",
        "version description name group public_key questions uuid",
        "administrator credential_authority language",
    )
    require(type(version) is int and version == PROTOCOL, Check.VERSION, "the version is not 1")
    require(group == GROUP, Check.VERSION, "the group is not Ed25519")
    for each in more[:2]:
        require(each is None or isinstance(each, str), Check.FIELDS, "a name is not a string")
    if more[2] is not None:
        tag, direction = items(more[2], "the language", 2)
        right = isinstance(tag, str) and direction in ("ltr", "rtl")
        require(right, Check.FIELDS, "the language is not a tag and a direction")
    identifier = text(uuid, "uuid")
    well_named = len(identifier) >= LEAST_UUID and TOKEN.fullmatch(identifier) is not None
    require(well_named, Check.FIELDS, "uuid is not 14 Base58 characters or more")
    asked = tuple(map(_read_question, items(questions, "questions")))
    require(bool(asked), Check.QUESTION, "there is no question")
    return Election(
        raw,
        identifier,
        text(name, "name"),
        text(description, "description"),
        read_point(key, "public_key"),
        asked,
        fingerprint(raw),
    )


def _read_question(value: object) -> Question:
    wanted = "answers blank min max question"
    if isinstance(value, dict) and "blank" not in value:
        wanted = "answers min max question"
    answers, *middle, least, most, asked = fields(value, "a question", wanted)
    require(all(type(each) is bool for each in middle), Check.FIELDS, "blank is not true or false")
    names = tuple(text(each, "an answer") for each in items(answers, "answers"))
    minimum, maximum = integer(least, "min"), integer(most, "max")
    fits = 0 <= minimum <= maximum <= len(names) and maximum > 0
    require(fits, Check.QUESTION, "a question has not 0 <= min <= max <= number of answers")
    return Question(text(asked, "question"), names, minimum, maximum, middle == [True])
