"""A ballot as it was sealed, and each of its proofs verified one by one (spec. 4.11-4.16)."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .checks import Check, require
from .election import Election, Question
from .encoding import fingerprint, read, require_length, take
from .group import GENERATOR, Member, Point, base, sub, total, write_point
from .proofs import Pair, Proof, Statement, verify_any, verify_log, zeros

SIGNED = b',"signature":'
"""What the signature does not say: all before it is signed, as it is written."""


class Ballot(NamedTuple):
    """A ballot that was verified: whose it is, its tracker, and its ciphertexts by question."""

    credential: str
    tracker: str
    answers: list[list[Pair]]


class Answer(NamedTuple):
    """The answer to a question, with the proofs of its statements."""

    choices: list[Pair]
    individual_proofs: list[list[Proof]]
    overall_proof: list[Proof]
    blank_proof: list[Proof] | None = None


class Signature(NamedTuple):
    """The signature of a ballot by its credential, and the hash of what it signs."""

    hash: object
    proof: Proof


class Written(NamedTuple):
    """A ballot as it is written."""

    election_uuid: object
    election_hash: object
    credential: Member
    answers: list[Answer]
    signature: Signature


def take_off(pair: Pair, votes: Point) -> Pair:
    """Take votes (a multiple of the generator) off a ciphertext."""
    return Pair(pair.alpha, sub(pair.beta, votes))


def _written(*pairs: Pair) -> str:
    return ",".join(write_point(point) for pair in pairs for point in pair)


def state(
    key: Point, question: Question, pairs: Sequence[Pair], start: str, name: str
) -> Iterator[Statement]:
    """List what is proved of the ciphertexts of an answer, in the order in which it is written.

    Each choice is 0 or 1. Overall: blank, or from `min` to `max` votes. Blank: not blank, or no
    vote. `start` names election and credential.
    """
    for at, pair in enumerate(pairs, 1):
        says = f"the individual proof of choice {at} of {name}"
        prefix, either = f"prove|{start}|{_written(pair)}|", [pair, take_off(pair, GENERATOR)]
        yield Statement(Check.INDIVIDUAL_PROOF, says, prefix, zeros(key, either))
    named, bound = pairs[bool(question.blank) :], f"{start}|{_written(*pairs)}|"
    sum_ = Pair(total(pair.alpha for pair in named), total(pair.beta for pair in named))
    counts = [take_off(sum_, base(count)) for count in range(question.min, question.max + 1)]
    prefix = f"prove|{bound}{_written(sum_)}|"
    if question.blank:
        counts, prefix = [take_off(pairs[0], GENERATOR), *counts], f"bproof1|{bound}"
    yield Statement(Check.OVERALL_PROOF, f"the overall proof of {name}", prefix, zeros(key, counts))
    if question.blank:
        says, either = f"the blank proof of {name}", [pairs[0], sum_]
        yield Statement(Check.BLANK_PROOF, says, f"bproof0|{bound}", zeros(key, either))


def verify_ballot(election: Election, raw: bytes) -> Ballot:
    """Verify a ballot whole, or refuse it naming the check and the proof that failed.

    Whether its credential is of the list, and new, is for who holds the list.
    """
    ballot = read(Written, raw, "the ballot")
    own = (ballot.election_uuid, ballot.election_hash) == (election.uuid, election.fingerprint)
    require(own, Check.ELECTION, "the ballot is of another election")
    require_length(len(election.questions), "answers", ballot.answers)
    credential = write_point(ballot.credential)
    start = f"{election.fingerprint}|{credential}"
    asked = zip(election.questions, ballot.answers, strict=True)
    for number, (question, answer) in enumerate(asked, 1):
        _verify_answer(election.public_key, question, answer, start, f"answer {number}")
    signed = fingerprint(raw.rpartition(SIGNED)[0] + b"}")
    require(ballot.signature.hash == signed, Check.SIGNATURE, "the signature is of another ballot")
    proof, prefix = ballot.signature.proof, f"sig|{signed}|"
    verify_log(Check.SIGNATURE, "the signature", prefix, ballot.credential, proof)
    return Ballot(credential, fingerprint(raw), [answer.choices for answer in ballot.answers])


def _verify_answer(key: Point, question: Question, answer: Answer, start: str, name: str) -> None:
    pairs, individual, overall, blank = answer
    whole = (blank is None) != bool(question.blank)
    require(whole, Check.FIELDS, f"{name} has a blank proof too many, or none")
    require_length(question.slots, f"the choices or individual proofs of {name}", pairs, individual)
    given = [*individual, overall, *([] if blank is None else [blank])]
    for stated, proofs in zip(state(key, question, pairs, start, name), given, strict=True):
        verify_any(stated, proofs)


def reopen(raw: bytes) -> list[list[Pair]]:
    """Read again the ciphertexts of a ballot that was verified."""
    return [take(list[Pair], each["choices"], "choices") for each in json.loads(raw)["answers"]]
