"""The voter's side: seal a choice in a ballot (also done in the browser, byte for byte)."""

from collections.abc import Sequence

from .ballots import state, write_pairs
from .checks import Check, require
from .credentials import derive_secret
from .election import Election, Question
from .encoding import Json, canonical, fingerprint
from .group import (
    Q,
    Randomness,
    add,
    base,
    draw_scalar,
    mul,
    system_randomness,
    write_point,
)
from .proofs import Pair, prove_any, prove_log


def check_choice(question: Question, choice: Sequence[int]) -> None:
    """Refuse a choice that the question does not allow (Check.CHOICE).

    A choice is a 0 or a 1 for each answer, after one for the blank vote where there is one.
    """
    right = len(choice) == question.slots and all(
        type(each) is int and each in (0, 1) for each in choice
    )
    require(right, Check.CHOICE, f"a choice is {question.slots} times 0 or 1")
    votes = sum(choice[question.blank :])
    if question.blank and choice[0]:
        require(votes == 0, Check.CHOICE, "a blank vote holds no other")
    else:
        allowed = question.minimum <= votes <= question.maximum
        span = f"{question.minimum} to {question.maximum}"
        require(allowed, Check.CHOICE, f"{votes} votes where {span} are allowed")


def seal(
    election: Election,
    code: str,
    choices: Sequence[Sequence[int]],
    randomness: Randomness = system_randomness,
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
    start = f"{election.fingerprint}|{write_point(base(secret))}"
    key = election.public_key
    ballot: Json = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": write_point(base(secret)),
        "answers": [_seal_answer(key, *each, start, randomness) for each in asked],
    }
    hash_ = fingerprint(canonical(ballot).encode())
    proof = prove_log(secret, f"sig|{hash_}|", randomness)
    return canonical({**ballot, "signature": {"hash": hash_, "proof": proof.to_json()}}).encode()


def _seal_answer(
    key: bytes, question: Question, choice: Sequence[int], start: str, randomness: Randomness
) -> Json:
    nonces = [draw_scalar(randomness) for _ in choice]
    pairs = [
        Pair(base(nonce), add(mul(key, nonce), base(vote % Q)))
        for nonce, vote in zip(nonces, choice, strict=True)
    ]
    votes, sum_ = sum(choice[question.blank :]), sum(nonces[question.blank :]) % Q
    is_blank = question.blank and choice[0] == 1
    known = [*zip(choice, nonces, strict=True), (votes - question.minimum, sum_)]
    if question.blank:
        known[-1] = (0, nonces[0]) if is_blank else (votes - question.minimum + 1, sum_)
        known.append((1, sum_) if is_blank else (0, nonces[0]))
    proofs = [
        prove_any(key, stated.pairs, true, nonce, stated.prefix, randomness)
        for stated, (true, nonce) in zip(state(question, pairs, start, ""), known, strict=True)
    ]
    *individual, overall = proofs[: question.slots + 1]
    answer: Json = {"choices": write_pairs(pairs), "individual_proofs": individual}
    answer["overall_proof"] = overall
    if question.blank:
        answer["blank_proof"] = proofs[-1]
    return answer
