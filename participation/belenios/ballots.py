"""A sealed ballot: read, and each of its proofs verified one by one (specification, 4.11-4.16)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from .checks import Check, require
from .election import Election, Question
from .encoding import canonical, fields, fingerprint, items, parse, text
from .group import GENERATOR, Point, base, read_point, shape_point, total, write_point
from .proofs import Pair, Proof, check_any, check_log, read_proof, take_off



@dataclass(frozen=True)
class Ballot:
    """A ballot that was verified: whose it is, its tracker, and its ciphertexts by question."""

    credential: str
    tracker: str
    answers: tuple[tuple[Pair, ...], ...]


def signature_hash(unsigned: dict[str, object]) -> str:
    """Hash a ballot without its signature, as its signature says it."""
    return fingerprint(canonical(unsigned).encode())


def write_pairs(pairs: Sequence[Pair]) -> list[dict[str, str]]:
    """Give the objects of ciphertexts."""
    return [{"alpha": write_point(pair.alpha), "beta": write_point(pair.beta)} for pair in pairs]


def bound_prefix(start: str, choices: Sequence[Pair]) -> str:
    """Bind the proofs about a whole answer to all its ciphertexts (S of the specification)."""
    return f"{start}|" + ",".join(write_point(point) for pair in choices for point in pair)


def counted(question: Question, choices: Sequence[Pair]) -> Pair:
    """Add up the ciphertexts of the candidates: how many votes an answer holds."""
    named = choices[question.blank :]
    return Pair(total(pair.alpha for pair in named), total(pair.beta for pair in named))


def overall_branches(question: Question, choices: Sequence[Pair]) -> list[Pair]:
    """List what the overall proof is about: blank, or from `minimum` to `maximum` votes."""
    votes = range(question.minimum, question.maximum + 1)
    sum_ = counted(question, choices)
    blank = [take_off(choices[0], GENERATOR)] if question.blank else []
    return blank + [take_off(sum_, base(count)) for count in votes]


def overall_prefix(question: Question, choices: Sequence[Pair], bound: str) -> str:
    """Give the prefix of the overall proof."""
    if question.blank:
        return f"bproof1|{bound}|"
    sum_ = counted(question, choices)
    return f"prove|{bound}|{write_point(sum_.alpha)},{write_point(sum_.beta)}|"


def individual_prefix(start: str, pair: Pair) -> str:
    """Give the prefix of the proof of one choice."""
    return f"prove|{start}|{write_point(pair.alpha)},{write_point(pair.beta)}|"


def verify_ballot(election: Election, raw: bytes) -> Ballot:
    """Verify a ballot whole, or refuse it naming the check and the proof that failed.

    Whether its credential is of the list, and new, is for who holds the list.
    """
    value = parse(raw, "the ballot")
    uuid, hash_, credential, answers, signature = fields(
        value, "the ballot", "election_uuid election_hash credential answers signature"
    )
    assert isinstance(value, dict)  # noqa: S101 - `fields` has refused all else
    own = uuid == election.uuid and hash_ == election.fingerprint
    require(own, Check.ELECTION, "the ballot is of another election")
    public = read_point(credential, "credential")
    start = f"{election.fingerprint}|{text(credential, 'credential')}"
    given = items(answers, "answers", len(election.questions))
    checked = tuple(
        _verify_answer(election.public_key, question, answer, start, f"answer {number}")
        for number, (question, answer) in enumerate(zip(election.questions, given, strict=True), 1)
    )
    unsigned = {key: each for key, each in value.items() if key != "signature"}
    _check_signature(public, signature, signature_hash(unsigned))
    return Ballot(text(credential, "credential"), fingerprint(raw), checked)


def _check_signature(public: Point, value: object, expected: str) -> None:
    hash_, proof = fields(value, "signature", "hash proof")
    require(hash_ == expected, Check.SIGNATURE, "the signature is of another ballot")
    holds = check_log(public, read_proof(proof, "signature"), f"sig|{expected}|")
    require(holds, Check.SIGNATURE, "the signature does not hold")


def _verify_answer(
    key: Point, question: Question, value: object, start: str, name: str
) -> tuple[Pair, ...]:
    wanted = "choices individual_proofs overall_proof" + (" blank_proof" if question.blank else "")
    choices, individual, overall, *blank = fields(value, name, wanted)
    pairs = tuple(
        _read_pair(each, f"choice {number} of {name}")
        for number, each in enumerate(items(choices, f"choices of {name}", question.slots), 1)
    )
    proofs = items(individual, f"individual proofs of {name}", question.slots)
    for number, (pair, each) in enumerate(zip(pairs, proofs, strict=True), 1):
        _check_individual(key, pair, each, start, f"choice {number} of {name}")
    bound = bound_prefix(start, pairs)
    branches = overall_branches(question, pairs)
    prefix = overall_prefix(question, pairs, bound)
    says = f"the overall proof of {name}"
    holds = check_any(key, branches, _read_proofs(overall, says, len(branches)), prefix, says)
    require(holds, Check.OVERALL_PROOF, f"{says} does not hold")
    if blank:
        says = f"the blank proof of {name}"
        either = (pairs[0], counted(question, pairs))
        holds = check_any(
            key, either, _read_proofs(blank[0], says, 2), f"bproof0|{bound}|", says
        )
        require(holds, Check.BLANK_PROOF, f"{says} does not hold")
    return pairs


def _check_individual(key: Point, pair: Pair, value: object, start: str, name: str) -> None:
    branches = (pair, take_off(pair, GENERATOR))
    proofs = _read_proofs(value, f"the individual proof of {name}", 2)
    holds = check_any(key, branches, proofs, individual_prefix(start, pair), name)
    require(holds, Check.INDIVIDUAL_PROOF, f"the individual proof of {name} does not hold")


def _read_pair(value: object, name: str) -> Pair:
    alpha, beta = fields(value, name, "alpha beta")
    return Pair(shape_point(alpha, f"alpha of {name}"), shape_point(beta, f"beta of {name}"))


def _read_proofs(value: object, name: str, length: int) -> list[Proof]:
    return [read_proof(each, name) for each in items(value, name, length)]


def reopen(raw: bytes) -> list[list[Pair]]:
    """Read again the ciphertexts of a ballot that was verified."""
    answers = json.loads(raw)["answers"]
    return [
        [Pair(*(bytes.fromhex(each[key])[::-1] for key in ("alpha", "beta"))) for each in answer["choices"]]
        for answer in answers
    ]
