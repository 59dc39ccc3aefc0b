"""A booth: seals a ballot under a private code, and proves that it may be counted (spec. 4.14)."""

from collections.abc import Sequence
from typing import NamedTuple

from participation.belenios.ballots import Answer, Signature, Written, state
from participation.belenios.checks import Check, require
from participation.belenios.election import Election, Question
from participation.belenios.encoding import canonical, fingerprint
from participation.belenios.group import (
    Member,
    Point,
    Q,
    Randomness,
    add,
    base,
    draw_scalar,
    entropy,
    hash_to_q,
    mul,
    write_point,
)
from participation.belenios.proofs import Pair, Proof, Statement, commitments, prove_log

from .cards import derive_secret


class Unsigned(NamedTuple):
    """A ballot before it is signed."""

    election_uuid: str
    election_hash: str
    credential: Member
    answers: list[Answer]


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


def prove_any(stated: Statement, true: int, secret: int, randomness: Randomness) -> list[Proof]:
    """Prove that one of the branches holds with this secret, not telling that it is `true`.

    Draws the challenge and the response of each false branch in turn, and last the nonce of the
    true one: as many numbers, for the same uses, whatever is true (the browser draws them before
    the voter has chosen).
    """
    require(0 <= true < len(stated.branches), Check.CHOICE, "no branch of the proof is true")
    proofs = [Proof(draw_scalar(randomness), draw_scalar(randomness)) for _ in stated.branches[1:]]
    nonce = draw_scalar(randomness)
    proofs.insert(true, Proof(0, nonce))
    whole = hash_to_q(stated.prefix, *commitments(stated, proofs))
    challenge = (whole - sum(proof.challenge for proof in proofs)) % Q
    proofs[true] = Proof(challenge, (nonce - secret * challenge) % Q)
    return proofs


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
    bare = Unsigned(election.uuid, election.fingerprint, credential, answers)
    hash_ = fingerprint(canonical(bare).encode())
    signature = Signature(hash_, prove_log(secret, f"sig|{hash_}|", randomness))
    return canonical(Written(*bare, signature)).encode()


def _seal_answer(
    key: Point, question: Question, choice: Sequence[int], start: str, randomness: Randomness
) -> Answer:
    nonces, first = [draw_scalar(randomness) for _ in choice], int(bool(question.blank))
    known = list(zip(choice, nonces, strict=True))
    pairs = [Pair(base(nonce), add(mul(key, nonce), base(vote % Q))) for vote, nonce in known]
    sum_, branch = sum(nonces[first:]) % Q, sum(choice[first:]) - question.min + first
    if not question.blank:
        known += [(branch, sum_)]
    elif choice[0] == 1:
        known += [(0, nonces[0]), (1, sum_)]
    else:
        known += [(branch, sum_), (0, nonces[0])]
    proofs = [
        prove_any(stated, true, nonce, randomness)
        for stated, (true, nonce) in zip(
            state(key, question, pairs, start, "the answer"), known, strict=True
        )
    ]
    slots = question.slots
    return Answer(pairs, proofs[:slots], *proofs[slots:])
