"""Witness ballots: the bureau votes with a card of its own, which the device must then open."""

import hmac
import re

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.belenios.ballots import verify_ballot
from participation.belenios.checks import Check, require
from participation.elections.adapters.slots import Slot
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Contest, SealedVote, WitnessBallot
from participation.elections.queries.sealed import find_witness, read_sealing
from participation.elections.rules.sealed import Phase, SealedRefusal, mark_of
from participation.foundation.act import Act, Refused

from .holding import hold_contest, hold_sealed

VOTING = (Phase.OPEN, Phase.SUSPENDED)
RANDOMNESS = re.compile(r"[0-9]{1,76}(,[0-9]{1,76})*")


@unjournaled("what comes of it is written")
def choose_witness(act: Act, contest: Contest, credential: str) -> None:
    """Set an unused card of the bureau aside: what is voted with it is opened, never cast.

    To a booth it looks like any other card until a ballot is sealed with it (voting.md §4.3).
    Refuses a used, exchanged or lost card, and one that is not of this vote.
    """
    hold_contest(act, contest)
    hold_sealed(act, contest, *VOTING)
    urn_of(act.session, contest.id).set_aside(credential)


@unjournaled("what the bureau says of it is written")
def open_witness(act: Act, contest: Contest, raw: bytes, randomness: str) -> WitnessBallot:
    """Keep the ballot of a witness with what it was sealed with, as the device gives them.

    Refuses (InvalidError) what is no ballot of this vote, and any other ballot than the one that
    the device had sealed before it could know that the card was a witness (NOT_WITNESS).
    """
    sealed = hold_sealed(act, contest, *VOTING)
    ballot = verify_ballot(read_sealing(sealed.election or ""), raw)
    readable = RANDOMNESS.fullmatch(randomness) is not None
    slots = len(read_sealing(sealed.election or "").questions[0].answers) + 1
    require(readable and randomness.count(",") + 1 == slots, Check.SCALAR, "the randomness")
    slot = _find(act, contest, ballot.credential)
    if not slot.is_committed or not hmac.compare_digest(slot.ballot, mark_of(raw)):
        raise Refused(SealedRefusal.NOT_WITNESS)
    known = find_witness(act.session, sealed, ballot.credential)
    if known is not None:
        return known
    row = WitnessBallot(
        sealed_id=sealed.id, credential=ballot.credential, raw=raw, randomness=randomness
    )
    act.session.add(row)
    act.session.flush()
    return row


@journaled(Action.WITNESS_OPENED)
def judge_witness(act: Act, contest: Contest, credential: str, *, agrees: bool) -> SealedVote:
    """Count a witness: whether a second device found in it what had been chosen.

    Said once; again changes nothing. One that no device has voted with is not counted
    (NO_OPENING); one that was never opened by its device cannot agree (NO_OPENING).
    """
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, *VOTING)
    slot = _find(act, contest, credential)
    if not slot.is_witness:
        raise Refused(SealedRefusal.NOT_WITNESS)
    row = find_witness(act.session, sealed, credential)
    if not slot.is_committed or (agrees and row is None):
        raise Refused(SealedRefusal.NO_OPENING)
    if row is None:
        row = WitnessBallot(sealed_id=sealed.id, credential=credential, raw=b"", randomness="")
        act.session.add(row)
    if row.agrees is None:
        row.agrees = agrees
        sealed.witnesses += 1
        sealed.witnesses_wrong += not agrees
    return sealed


def _find(act: Act, contest: Contest, credential: str) -> Slot:
    slot = urn_of(act.session, contest.id).find(credential)
    if slot is None or slot.is_paper:
        raise Refused(SealedRefusal.CARD_UNKNOWN)
    return slot
