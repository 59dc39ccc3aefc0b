"""A sealed ballot: read, and each of its proofs verified one by one (specification, 4.11-4.16)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from .checks import Check, require
from .election import Election, Question
from .encoding import Json, canonical, fields, fingerprint, items, parse, text
from .group import GENERATOR, Point, base, read_point, shape_point, total, write_point
from .proofs import Pair, check_any, check_log, read_proof, take_off


@dataclass(frozen=True)
class Ballot:
    """A ballot that was verified: whose it is, its tracker, and its ciphertexts by question."""

    credential: str
    tracker: str
    answers: list[list[Pair]]


def signature_hash(unsigned: Json) -> str:
    """Hash a ballot without its signature, as its signature says it."""
    return fingerprint(canonical(unsigned).encode())


def write_pairs(pairs: Sequence[Pair]) -> list[dict[str, str]]:
    """Give the objects of ciphertexts."""
    return [{"alpha": write_point(pair.alpha), "beta": write_point(pair.beta)} for pair in pairs]


def _written(*pairs: Pair) -> str:
    return ",".join(write_point(point) for pair in pairs for point in pair)


def individual_prefix(start: str, pair: Pair) -> str:
    """Give the prefix of the proof of one choice; `start` names election and credential."""
    return f"prove|{start}|{_written(pair)}|"


def answer_prefixes(question: Question, pairs: Sequence[Pair], start: str) -> tuple[str, str]:
    """Give the prefixes of the overall and blank proofs, which bind all ciphertexts."""
    bound = f"{start}|{_written(*pairs)}|"
    if question.blank:
        return f"bproof1|{bound}", f"bproof0|{bound}"
    return f"prove|{bound}{_written(_counted(question, pairs))}|", ""


def _counted(question: Question, pairs: Sequence[Pair]) -> Pair:
    named = pairs[question.blank :]
    return Pair(total(pair.alpha for pair in named), total(pair.beta for pair in named))


def branches_of(question: Question, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """List what the overall and the blank proof are about: each encrypts 0 when it is so.

    Overall: blank, or from `minimum` to `maximum` votes. Blank: not blank, or no vote.
    """
    votes, sum_ = range(question.minimum, question.maximum + 1), _counted(question, pairs)
    overall = [take_off(sum_, base(count)) for count in votes]
    if question.blank:
        return [take_off(pairs[0], GENERATOR), *overall], [pairs[0], sum_]
    return overall, []


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
    unsigned = dict(zip(wanted.split(), (uuid, hash_, credential, answers), strict=False))
    _check_signature(public, signature, signature_hash(unsigned))
    return Ballot(written, fingerprint(raw), checked)


def _check_signature(public: Point, value: object, expected: str) -> None:
    hash_, proof = fields(value, "signature", "hash proof")
    require(hash_ == expected, Check.SIGNATURE, "the signature is of another ballot")
    holds = check_log(public, read_proof(proof, "signature"), f"sig|{expected}|")
    require(holds, Check.SIGNATURE, "the signature does not hold")


def _verify_answer(election: Election, number: int, value: object, start: str) -> list[Pair]:
    name, question, key = f"answer {number + 1}", election.questions[number], election.public_key
    wanted = "choices individual_proofs overall_proof" + " blank_proof" * question.blank
    choices, individual, overall, *blank = fields(value, name, wanted)
    choices = items(choices, f"choices of {name}", question.slots)
    pairs = [_read_pair(each, f"choice {at} of {name}") for at, each in enumerate(choices, 1)]
    proofs = items(individual, f"individual proofs of {name}", question.slots)
    for at, (pair, each) in enumerate(zip(pairs, proofs, strict=True), 1):
        both, prefix = [pair, take_off(pair, GENERATOR)], individual_prefix(start, pair)
        says = f"the individual proof of choice {at} of {name}"
        _check_any(Check.INDIVIDUAL_PROOF, key, both, each, prefix, says)
    either, both = branches_of(question, pairs)
    first, second = answer_prefixes(question, pairs, start)
    _check_any(Check.OVERALL_PROOF, key, either, overall, first, f"the overall proof of {name}")
    if blank:
        says = f"the blank proof of {name}"
        _check_any(Check.BLANK_PROOF, key, both, blank[0], second, says)
    return pairs


def _check_any(
    check: Check, key: Point, pairs: list[Pair], value: object, prefix: str, name: str
) -> None:
    proofs = [read_proof(each, name) for each in items(value, name, len(pairs))]
    require(check_any(key, pairs, proofs, prefix, name), check, f"{name} does not hold")


def _read_pair(value: object, name: str) -> Pair:
    alpha, beta = fields(value, name, "alpha beta")
    return Pair(shape_point(alpha, f"alpha of {name}"), shape_point(beta, f"beta of {name}"))


def reopen(raw: bytes) -> list[list[Pair]]:
    """Read again the ciphertexts of a ballot that was verified."""
    answers = [answer["choices"] for answer in json.loads(raw)["answers"]]
    return [[_read_pair(each, "a choice") for each in choices] for choices in answers]
