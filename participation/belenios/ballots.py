"""A sealed ballot: read, and each of its proofs verified one by one (specification, 4.11-4.16)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .checks import Check, require
from .election import Election, Question
from .encoding import fields, fingerprint, items, parse, text
from .group import GENERATOR, Point, base, read_point, shape_point, total, write_point
from .proofs import Pair, check_any, check_log, read_proof, take_off

SIGNED = b',"signature":'
"""What the signature does not say: all before it is signed, as it is written."""


@dataclass(frozen=True)
class Ballot:
    """A ballot that was verified: whose it is, its tracker, and its ciphertexts by question."""

    credential: str
    tracker: str
    answers: list[list[Pair]]


def write_pairs(pairs: Sequence[Pair]) -> list[dict[str, str]]:
    """Give the objects of ciphertexts."""
    return [{"alpha": write_point(pair.alpha), "beta": write_point(pair.beta)} for pair in pairs]


def _written(*pairs: Pair) -> str:
    return ",".join(write_point(point) for pair in pairs for point in pair)


class Statement(NamedTuple):
    """What a proof of an answer shows: that one of these pairs encrypts 0."""

    check: Check
    name: str
    prefix: str
    pairs: Sequence[Pair]


def state(question: Question, pairs: Sequence[Pair], start: str, name: str) -> Iterator[Statement]:
    """List what is proved of the ciphertexts of an answer, in the order in which it is written.

    Each choice is 0 or 1. Overall: blank, or from `minimum` to `maximum` votes. Blank: not blank,
    or no vote. `start` names election and credential.
    """
    for at, pair in enumerate(pairs, 1):
        says = f"the individual proof of choice {at} of {name}"
        prefix, either = f"prove|{start}|{_written(pair)}|", [pair, take_off(pair, GENERATOR)]
        yield Statement(Check.INDIVIDUAL_PROOF, says, prefix, either)
    named, bound = pairs[question.blank :], f"{start}|{_written(*pairs)}|"
    sum_ = Pair(total(pair.alpha for pair in named), total(pair.beta for pair in named))
    votes = range(question.minimum, question.maximum + 1)
    counts, says = [take_off(sum_, base(count)) for count in votes], f"the overall proof of {name}"
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
    wanted = "election_uuid election_hash credential answers signature"
    value = parse(raw, "the ballot")
    uuid, hash_, credential, answers, signature = fields(value, "the ballot", wanted)
    own = (uuid, hash_) == (election.uuid, election.fingerprint)
    require(own, Check.ELECTION, "the ballot is of another election")
    public, written = read_point(credential, "credential"), text(credential, "credential")
    given = items(answers, "answers", len(election.questions))
    checked = [
        _verify_answer(election, number, each, f"{election.fingerprint}|{written}")
        for number, each in enumerate(given)
    ]
    unsigned = raw.rpartition(SIGNED)[0] + b"}"
    _check_signature(public, signature, fingerprint(unsigned))
    return Ballot(written, fingerprint(raw), checked)


def _check_signature(public: Point, value: object, expected: str) -> None:
    hash_, proof = fields(value, "signature", "hash proof")
    require(hash_ == expected, Check.SIGNATURE, "the signature is of another ballot")
    holds = check_log(public, read_proof(proof, "signature"), f"sig|{expected}|")
    require(holds, Check.SIGNATURE, "the signature does not hold")


def _verify_answer(election: Election, number: int, value: object, start: str) -> list[Pair]:
    name, question = f"answer {number + 1}", election.questions[number]
    wanted = "choices individual_proofs overall_proof" + " blank_proof" * question.blank
    choices, individual, overall, *blank = fields(value, name, wanted)
    choices = items(choices, f"choices of {name}", question.slots)
    pairs = [_read_pair(each, f"choice {at} of {name}") for at, each in enumerate(choices, 1)]
    proofs = [*items(individual, f"individual proofs of {name}", question.slots), overall, *blank]
    for stated, proof in zip(state(question, pairs, start, name), proofs, strict=True):
        _check(election.public_key, stated, proof)
    return pairs


def _check(key: Point, stated: Statement, value: object) -> None:
    check, name, prefix, pairs = stated
    proofs = [read_proof(each, name) for each in items(value, name, len(pairs))]
    require(check_any(key, pairs, proofs, prefix, name), check, f"{name} does not hold")


def _read_pair(value: object, name: str) -> Pair:
    alpha, beta = fields(value, name, "alpha beta")
    return Pair(shape_point(alpha, f"alpha of {name}"), shape_point(beta, f"beta of {name}"))


def reopen(raw: bytes) -> list[list[Pair]]:
    """Read again the ciphertexts of a ballot that was verified."""
    answers = [answer["choices"] for answer in json.loads(raw)["answers"]]
    return [[_read_pair(each, "a choice") for each in choices] for choices in answers]
