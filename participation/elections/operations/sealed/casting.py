"""Casting a sealed ballot: verified whole, then put in its slot of the urn, or refused."""

import os
import re
from threading import BoundedSemaphore

from participation.audit.operations import unjournaled
from participation.belenios.ballots import verify_ballot
from participation.belenios.checks import Check, require
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Contest
from participation.elections.queries.standing import find_standing
from participation.elections.rules.sealed import CardState, SealedRefusal
from participation.foundation.act import Act, Refused

CREDENTIAL = re.compile(rb'"credential":"([0-9a-f]{64})"')
VERIFYING = BoundedSemaphore(max(1, (os.cpu_count() or 1) // 2))
"""Ballots verified at once in a process, of which the server has two: more threads than processors
only take the interpreter from each other, 200 times a ballot."""


@unjournaled("nobody may know who votes, nor when")
def cast_ballot(act: Act, contest_id: int, raw: bytes, *, final: bool) -> str:
    """Cast a ballot and give its tracker; the same ballot again gives the same answer.

    A vote from a phone replaces the one before it from a phone; one at the kiosk (`final`) is
    never replaced. Only the urn is written. Refuses (InvalidError) a ballot of which any proof
    does not hold, or of another election; and, with a reason, whatever the urn does not take.
    NoResultFound for a contest outside the entered services.
    """
    standing = find_standing(act.session, contest_id)
    if standing is None:
        raise Refused(SealedRefusal.NOT_OPEN)
    if not standing.is_voting:
        raise Refused(SealedRefusal.CLOSED)
    fits = len(raw) <= standing.longest
    require(fits, Check.LENGTH, "the ballot is longer than any can be")
    claimed = _credential(raw)
    if claimed is not None and not standing.lists(claimed):
        raise Refused(SealedRefusal.CARD_UNKNOWN)
    with VERIFYING:
        ballot = verify_ballot(standing.sealing, raw)
    urn_of(act.session, contest_id).put(
        ballot.credential, raw, final=final, among=standing.credentials, posted=standing.posted
    )
    return ballot.tracker


def _credential(raw: bytes) -> str | None:
    """Find whose a ballot claims to be, before its costly proofs are verified.

    None where it is written as no ballot is: the verification says what is wrong. The urn has the
    last word: it looks for the slot of the credential that was verified.
    """
    found = CREDENTIAL.search(raw)
    return None if found is None else found[1].decode()


@unjournaled("reads the urn")
def find_state(act: Act, contest: Contest, credential: str) -> CardState:
    """Say what a card is worth at this moment."""
    slot = urn_of(act.session, contest.id).find(credential)
    return CardState.UNKNOWN if slot is None else slot.state
