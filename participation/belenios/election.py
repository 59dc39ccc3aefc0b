"""An election and its questions, as voters and verifiers know them (specification, 4.10-4.11)."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from . import GROUP, PROTOCOL
from .checks import Check, require
from .credentials import UUID
from .encoding import canonical, fingerprint, read, require_length
from .group import Member, Point


class Question(NamedTuple):
    """Choose from `min` to `max` of the answers, or vote blank where `blank`."""

    answers: list[str]
    blank: bool | None
    min: int
    max: int
    question: str

    @property
    def slots(self) -> int:
        """Count the ciphertexts of an answer: slot 0 is the blank vote where there is one."""
        return len(self.answers) + bool(self.blank)


class _Written(NamedTuple):
    version: object
    description: str
    name: str
    group: object
    public_key: Member
    questions: list[Question]
    uuid: str
    administrator: str | None = None
    credential_authority: str | None = None
    language: list[str] | None = None


class Election(_Written):
    """An election, and the fingerprint that binds its bytes."""

    @cached_property
    def raw(self) -> bytes:
        """Give its bytes, of which there is one writing."""
        return canonical(self).encode()

    @cached_property
    def fingerprint(self) -> str:
        """Give the hash that ballots name."""
        return fingerprint(self.raw)


def make_election(
    *, uuid: str, name: str, description: str, public_key: Point, questions: Sequence[Question]
) -> Election:
    """Make an election; refuses what `read_election` refuses."""
    own = Election(PROTOCOL, description, name, GROUP, public_key, [*questions], uuid)
    return read_election(canonical(own).encode())


def read_election(raw: bytes) -> Election:
    """Read an election: version 1, Ed25519, questions H only."""
    election = read(Election, raw, "the election")
    require(canonical(election.version) == f"{PROTOCOL}", Check.VERSION, "the version is not 1")
    require(election.group == GROUP, Check.VERSION, "the group is not Ed25519")
    language = ["fr", "ltr"] if election.language is None else election.language
    require_length(2, "the language", language)
    require(language[1] in ("ltr", "rtl"), Check.FIELDS, "the language has no direction")
    require(bool(UUID.fullmatch(election.uuid)), Check.FIELDS, "uuid is too short, or not Base58")
    require(bool(election.questions), Check.QUESTION, "there is no question")
    for question in election.questions:
        fits = 0 <= question.min <= question.max <= len(question.answers) and question.max > 0
        require(fits, Check.QUESTION, "a question has not 0 <= min <= max <= number of answers")
    return election
