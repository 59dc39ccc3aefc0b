"""A ballot: sealed by a voter, and each of its proofs verified one by one (spec. 4.11-4.16)."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import group
from .checks import Check, InvalidError, require
from .credentials import derive_secret
from .election import Election, Question
from .encoding import canonical, fingerprint, read, require_length, take
from .group import GENERATOR, Member, Point, Q, Randomness, base, entropy, total, write_point
from .proofs import Pair, Proof, check_any, check_log, prove_any, prove_log, zeros

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
    """A ballot as it is written; not signed while it is being sealed."""

    election_uuid: object
    election_hash: object
    credential: Member
    answers: list[Answer]
    signature: Signature | None = None


class Statement(NamedTuple):
    """What a proof of an answer shows: that one of these pairs encrypts 0."""

    check: Check
    name: str
    prefix: str
    pairs: Sequence[Pair]


def take_off(pair: Pair, votes: Point) -> Pair:
    """Take votes (a multiple of the generator) off a ciphertext."""
    return Pair(pair.alpha, group.sub(pair.beta, votes))


def _written(*pairs: Pair) -> str:
    return ",".join(write_point(point) for pair in pairs for point in pair)


def state(question: Question, pairs: Sequence[Pair], start: str, name: str) -> Iterator[Statement]:
    """List what is proved of the ciphertexts of an answer, in the order in which it is written.

    Each choice is 0 or 1. Overall: blank, or from `min` to `max` votes. Blank: not blank, or no
    vote. `start` names election and credential.
    """
    for at, pair in enumerate(pairs, 1):
        says = f"the individual proof of choice {at} of {name}"
        prefix, either = f"prove|{start}|{_written(pair)}|", [pair, take_off(pair, GENERATOR)]
        yield Statement(Check.INDIVIDUAL_PROOF, says, prefix, either)
    named, bound = pairs[bool(question.blank) :], f"{start}|{_written(*pairs)}|"
    sum_ = Pair(total(pair.alpha for pair in named), total(pair.beta for pair in named))
    counts = [take_off(sum_, base(count)) for count in range(question.min, question.max + 1)]
    says = f"the overall proof of {name}"
    if not question.blank:
        yield Statement(Check.OVERALL_PROOF, says, f"prove|{bound}{_written(sum_)}|", counts)
        return
    either = [take_off(pairs[0], GENERATOR), *counts]
    yield Statement(Check.OVERALL_PROOF, says, f"bproof1|{bound}", either)
    says, either = f"the blank proof of {name}", [pairs[0], sum_]
    yield Statement(Check.BLANK_PROOF, says, f"bproof0|{bound}", either)


def verify_ballot(election: Election, raw: bytes) -> Ballot:
    """Verify a ballot whole, or refuse it naming the check and the proof that failed.

    Whether its credential is of the list, and new, is for who holds the list.
    """
    ballot = read(Written, raw, "the ballot")
    own = (ballot.election_uuid, ballot.election_hash) == (election.uuid, election.fingerprint)
    require(own, Check.ELECTION, "the ballot is of another election")
    require_length(len(election.questions), "answers", ballot.answers)
    credential = write_point(ballot.credential)
    asked = zip(election.questions, ballot.answers, strict=True)
    for number, (question, answer) in enumerate(asked, 1):
        start, name = f"{election.fingerprint}|{credential}", f"answer {number}"
        _check_answer(election.public_key, answer, question, start, name)
    if ballot.signature is None:
        raise InvalidError(Check.FIELDS, "the ballot has no signature")
    expected = fingerprint(raw.rpartition(SIGNED)[0] + b"}")
    own = ballot.signature.hash == expected
    require(own, Check.SIGNATURE, "the signature is of another ballot")
    holds = check_log(ballot.credential, ballot.signature.proof, f"sig|{expected}|")
    require(holds, Check.SIGNATURE, "the signature does not hold")
    return Ballot(credential, fingerprint(raw), [answer.choices for answer in ballot.answers])


def _check_answer(key: Point, answer: Answer, question: Question, start: str, name: str) -> None:
    pairs, individual, overall, blank = answer
    whole = (blank is None) != bool(question.blank)
    require(whole, Check.FIELDS, f"{name} has a blank proof too many, or none")
    require_length(question.slots, f"the choices or individual proofs of {name}", pairs, individual)
    given = [*individual, overall, *([] if blank is None else [blank])]
    for stated, proofs in zip(state(question, pairs, start, name), given, strict=True):
        require_length(len(stated.pairs), stated.name, proofs)
        holds = check_any(zeros(key, stated.pairs), proofs, stated.prefix, stated.name)
        require(holds, stated.check, f"{stated.name} does not hold")


def reopen(raw: bytes) -> list[list[Pair]]:
    """Read again the ciphertexts of a ballot that was verified."""
    return [take(list[Pair], each["choices"], "choices") for each in json.loads(raw)["answers"]]


def check_choice(question: Question, choice: Sequence[int]) -> None:
    """Refuse a choice that the question does not allow (Check.CHOICE).

    A choice is a 0 or a 1 for each answer, after one for the blank vote where there is one.
    """
    bits = all(type(each) is int and each in (0, 1) for each in choice)
    right = bits and len(choice) == question.slots
    require(right, Check.CHOICE, f"a choice is {question.slots} times 0 or 1")
    votes = sum(choice[bool(question.blank) :])
    least, most = (0, 0) if question.blank and choice[0] else (question.min, question.max)
    require(least <= votes <= most, Check.CHOICE, f"{votes} votes where {least} to {most} may be")


def seal(
    election: Election,
    code: str,
    choices: Sequence[Sequence[int]],
    randomness: Randomness = entropy,
) -> bytes:
    """Seal the choices (one a question) under a private credential; give the ballot's bytes.

    Draws, question by question: a scalar for each ciphertext, then its proofs in the order in
    which they are written; the signature last. Refuses a choice not allowed (Check.CHOICE).
    """
    fits = len(choices) == len(election.questions)
    require(fits, Check.CHOICE, "there is not one choice for each question")
    asked = list(zip(election.questions, choices, strict=True))
    for question, choice in asked:
        check_choice(question, choice)
    secret = derive_secret(election.uuid, code)
    credential = base(secret)
    start = f"{election.fingerprint}|{write_point(credential)}"
    answers = [_seal_answer(election.public_key, *each, start, randomness) for each in asked]
    ballot = Written(election.uuid, election.fingerprint, credential, answers)
    hash_ = fingerprint(canonical(ballot).encode())
    signature = Signature(hash_, prove_log(secret, f"sig|{hash_}|", randomness))
    return canonical(ballot._replace(signature=signature)).encode()


def _seal_answer(
    key: Point, question: Question, choice: Sequence[int], start: str, randomness: Randomness
) -> Answer:
    nonces, first = [group.draw_scalar(randomness) for _ in choice], int(bool(question.blank))
    known = list(zip(choice, nonces, strict=True))
    pairs = [
        Pair(base(nonce), group.add(group.mul(key, nonce), base(vote % Q))) for vote, nonce in known
    ]
    sum_, branch = sum(nonces[first:]) % Q, sum(choice[first:]) - question.min + first
    if not question.blank:
        known += [(branch, sum_)]
    elif choice[0] == 1:
        known += [(0, nonces[0]), (1, sum_)]
    else:
        known += [(branch, sum_), (0, nonces[0])]
    proofs = [
        prove_any(zeros(key, stated.pairs), true, nonce, stated.prefix, randomness)
        for stated, (true, nonce) in zip(state(question, pairs, start, ""), known, strict=True)
    ]
    slots = question.slots
    return Answer(pairs, proofs[:slots], *proofs[slots:])
