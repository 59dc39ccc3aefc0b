"""What may happen to a sealed vote and to its cards, in which order, and the bounds of secrecy."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from enum import StrEnum

from participation.elections.rules.secrecy import LEAST_SEALED

LEAST_BALLOTS = LEAST_SEALED
"""Below, the count would tell who chose whom: nothing is decrypted."""
GROUPS = {3: 2, 5: 3}
"""How many assessors there may be, and how many of them are needed to open the urn."""
REVOKED = b"-"
"""What lies in the slot of a card that was lost, in place of a ballot."""
WITNESS = b"?"
"""What a card of the bureau has in its slot, before the fingerprint of the ballot that it opens."""
DIGEST = 32
"""Bytes of that fingerprint (SHA-256)."""
OPENING = "participation-opening-1"
"""Name and version of the lines that the code of procès-verbal no. 1 carries."""
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The signs of a short code: no 0, O, 1 or I."""
HEAD = 4
"""Bytes that say how long the ballot in a slot is; 0 in an empty one."""


class Phase(StrEnum):
    """Where a sealed vote stands."""

    CERTIFICATES = "certificates"
    """Round 1: each assessor announces her keys."""
    DEALING = "dealing"
    """Round 3: each sends the others their shares."""
    KEYS = "keys"
    """Round 5: each makes her key."""
    POSSESSION = "possession"
    """Cards are made, and each assessor shows that her card opens."""
    READY = "ready"
    OPEN = "open"
    SUSPENDED = "suspended"
    PAPER = "paper"
    """The vote is closed; paper ballots are sealed under paper credentials, then no more."""
    COUNT = "count"
    """The encrypted tally is fixed; assessors decrypt it."""
    RESULT = "result"
    DESTROYED = "destroyed"
    """The keys are destroyed, and the urn is empty."""


BEFORE_OPENING = frozenset(
    {Phase.CERTIFICATES, Phase.DEALING, Phase.KEYS, Phase.POSSESSION, Phase.READY}
)
CARDS_IN_HAND = frozenset({Phase.POSSESSION, Phase.READY, Phase.OPEN, Phase.SUSPENDED})
"""When the bureau may still stop a card, or take it back."""
AFTER_TALLY = frozenset({Phase.COUNT, Phase.RESULT, Phase.DESTROYED})


class CardState(StrEnum):
    """What a card is worth at this moment."""

    READY = "ready"
    VOTED = "voted"
    """A vote from a phone: another one would replace it."""
    FINAL = "final"
    """A vote at the kiosk."""
    EXCHANGED = "exchanged"
    """Given back for a paper ballot."""
    REVOKED = "revoked"
    """Lost before it was used: nobody votes with it any more."""
    PAPER = "paper"
    """No card, but a paper credential of the bureau."""
    UNKNOWN = "unknown"


COUNTED = frozenset({CardState.VOTED, CardState.FINAL, CardState.PAPER})
"""Credentials under which a ballot lies in the urn at its end."""


def papers_of(states: Iterable[CardState | None], *, posted: int) -> tuple[int, int]:
    """Count the paper ballots that there must be, exchanged or `posted`, and those entered."""
    known = list(states)
    return posted + known.count(CardState.EXCHANGED), known.count(CardState.PAPER)


class SealedRefusal(StrEnum):
    """Why a deed of the sealed vote was refused."""

    NOT_SEALED = "vote-not-sealed"
    LIST_NOT_SETTLED = "list-not-settled"
    NO_CANDIDATE = "no-candidate"
    WRONG_GROUP = "wrong-group"
    ALREADY_OPENED = "already-opened"
    WRONG_ROUND = "wrong-round"
    DONE_OTHERWISE = "done-otherwise"
    NOT_READY = "not-ready"
    TOO_FEW_CARDS = "too-few-cards"
    TOO_MANY_CARDS = "too-many-cards"
    NOT_OPEN = "not-open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    STILL_OPEN = "still-open"
    CARD_UNKNOWN = "card-unknown"
    CARD_EXCHANGED = "card-exchanged"
    ALREADY_FINAL = "already-final"
    ALREADY_VOTED = "already-voted"
    NOT_PAPER_TIME = "not-paper-time"
    TOO_MANY_PAPER = "too-many-paper"
    PAPERS_DIFFER = "papers-differ"
    LIST_CHANGED = "sealed-list-changed"
    CARD_REVOKED = "card-revoked"
    CARD_WITNESS = "card-witness"
    NOT_WITNESS = "not-a-witness"
    NO_OPENING = "witness-not-opened"
    TOO_FEW_BALLOTS = "too-few-ballots"
    ENOUGH_BALLOTS = "enough-ballots"
    NO_RESULT = "no-result"
    URN_NOT_EMPTY = "urn-not-empty"
    TOO_EARLY = "too-early"


class Missing(StrEnum):
    """What must be done before a sealed vote can open."""

    CEREMONY = "ceremony"
    KEYS = "keys"
    POSSESSIONS = "possessions"
    CARDS = "cards"


def missing_before(*, size: int, keys: int, possessions: int, cards: int) -> tuple[Missing, ...]:
    """Say what is missing, of so many assessors, keys made, cards of keys shown, voting cards."""
    if not size:
        return (Missing.CEREMONY,)
    wanted = {
        Missing.KEYS: keys < size,
        Missing.POSSESSIONS: possessions < size,
        Missing.CARDS: not cards,
    }
    return tuple(each for each, is_missing in wanted.items() if is_missing)


def short_code(fingerprint: str) -> str:
    """Give the eight signs by which people compare a fingerprint (base64 SHA-256, without `=`).

    They are those that devices show: forty bits of the fingerprint, from its fourth byte on, as
    `LLLL LLLL`.
    """
    number = int.from_bytes(base64.b64decode(fingerprint + "=")[3:8], "big")
    signs = "".join(LETTERS[(number >> shift) & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]} {signs[4:]}"


def bound(answers: int, most: int) -> int:
    """Give the most bytes that a ballot on so many answers, and a blank one, can have.

    Points have 64 digits and scalars 76 at most: a slot of this size holds every ballot, so that
    the size of a file or a row tells nothing of what is in it.
    """
    point, proof = "f" * 64, {"challenge": "9" * 76, "response": "9" * 76}
    slots = answers + 1
    ballot = {
        "election_uuid": "z" * 22,
        "election_hash": "A" * 43,
        "credential": point,
        "answers": [
            {
                "choices": [{"alpha": point, "beta": point}] * slots,
                "individual_proofs": [[proof] * 2] * slots,
                "overall_proof": [proof] * (most + 1),
                "blank_proof": [proof] * 2,
            }
        ],
        "signature": {"hash": "A" * 43, "proof": proof},
    }
    return len(json.dumps(ballot, separators=(",", ":"))) + HEAD


def mark_of(ballot: bytes) -> bytes:
    """Give what the slot of a witness keeps of the ballot that a device has sealed for it."""
    return WITNESS + hashlib.sha256(ballot).digest()


def pack(
    ballot: bytes, size: int, randomness: Callable[[int], bytes] = secrets.token_bytes
) -> bytes:
    """Give the content of a slot: length, ballot, and noise up to the size; ValueError if too long.

    Noise, and not zeros: nothing that compresses or compares pages sees how full a slot is.
    """
    if len(ballot) + HEAD > size:
        message = "the ballot is longer than its slot"
        raise ValueError(message)
    return len(ballot).to_bytes(HEAD, "big") + ballot + randomness(size - HEAD - len(ballot))


def unpack(content: bytes) -> bytes:
    """Give the ballot of a slot; empty when there is none."""
    return content[HEAD : HEAD + int.from_bytes(content[:HEAD], "big")]


def state_of(*, is_paper: bool, is_final: bool, ballot: bytes) -> CardState:
    """Say what the card of a slot is worth; a witness of the bureau looks like any unused card."""
    if ballot == REVOKED:
        return CardState.REVOKED
    if ballot.startswith(WITNESS):
        return CardState.READY
    if is_paper:
        return CardState.PAPER
    if ballot:
        return CardState.FINAL if is_final else CardState.VOTED
    return CardState.EXCHANGED if is_final else CardState.READY


def refusal_of(phase: Phase) -> SealedRefusal:
    """Say why nothing can be done in a phase: too early, or too late."""
    if phase in BEFORE_OPENING:
        return SealedRefusal.NOT_READY
    if phase is Phase.SUSPENDED:
        return SealedRefusal.SUSPENDED
    return SealedRefusal.STILL_OPEN if phase is Phase.OPEN else SealedRefusal.CLOSED
