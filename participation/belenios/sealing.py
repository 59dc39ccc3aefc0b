"""The voter's side: seal a choice in a ballot (also done in the browser, byte for byte)."""

from collections.abc import Sequence

from .ballots import (
    bound_prefix,
    counted,
    individual_prefix,
    overall_branches,
    overall_prefix,
    signature_hash,
    write_pairs,
)
from .checks import Check, require
from .credentials import derive_secret
from .election import Election, Question
from .encoding import canonical
from .group import (
    GENERATOR,
    IDENTITY,
    Q,
    Randomness,
    add,
    base,
    draw_scalar,
    mul,
    system_randomness,
    write_point,
)
from .proofs import Pair, prove_any, prove_log, take_off


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
    for question, choice in zip(election.questions, choices, strict=True):
        check_choice(question, choice)
    secret = derive_secret(election.uuid, code)
    credential = write_point(base(secret))
    start = f"{election.fingerprint}|{credential}"
    ballot: dict[str, object] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": credential,
        "answers": [
            _seal_answer(election, question, choice, start, randomness)
            for question, choice in zip(election.questions, choices, strict=True)
        ],
    }
    hash_ = signature_hash(ballot)
    proof = prove_log(secret, f"sig|{hash_}|", randomness)
    ballot["signature"] = {"hash": hash_, "proof": proof.to_json()}
    return canonical(ballot).encode()


def _seal_answer(
    election: Election,
    question: Question,
    choice: Sequence[int],
    start: str,
    randomness: Randomness,
) -> dict[str, object]:
    key = election.public_key
    nonces = [draw_scalar(randomness) for _ in choice]
    pairs = [
        Pair(base(nonce), add(mul(key, nonce), GENERATOR if vote else IDENTITY))
        for nonce, vote in zip(nonces, choice, strict=True)
    ]
    individual = [
        prove_any(
            key,
            (pair, take_off(pair, GENERATOR)),
            vote,
            nonce,
            individual_prefix(start, pair),
            randomness,
        )
        for pair, nonce, vote in zip(pairs, nonces, choice, strict=True)
    ]
    answer: dict[str, object] = {
        "choices": write_pairs(pairs),
        "individual_proofs": [[proof.to_json() for proof in each] for each in individual],
    }
    bound = bound_prefix(start, pairs)
    sum_, voted = sum(nonces[question.blank :]) % Q, sum(choice[question.blank :])
    is_blank = question.blank and choice[0] == 1
    true = 0 if is_blank else voted - question.minimum + question.blank
    nonce = nonces[0] if is_blank else sum_
    branches, prefix = overall_branches(question, pairs), overall_prefix(question, pairs, bound)
    overall = prove_any(key, branches, true, nonce, prefix, randomness)
    answer["overall_proof"] = [proof.to_json() for proof in overall]
    if question.blank:
        either, prefix = (pairs[0], counted(question, pairs)), f"bproof0|{bound}|"
        nonce = sum_ if is_blank else nonces[0]
        blank = prove_any(key, either, int(is_blank), nonce, prefix, randomness)
        answer["blank_proof"] = [proof.to_json() for proof in blank]
    return answer
