"""Casting a sealed ballot: verified whole, then put in its slot of the urn, or refused."""

import json

from participation.audit.operations import unjournaled
from participation.belenios.ballots import verify_ballot
from participation.belenios.checks import Check, InvalidError, require
from participation.elections import queries
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Contest
from participation.elections.queries.sealed import find_sealed, is_listed, read_sealing
from participation.elections.rules.sealed import (
    BEFORE_OPENING,
    CardState,
    Phase,
    SealedRefusal,
    bound,
)
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused

VOTING = {
    Stage.VOTE: Phase.OPEN,
    Stage.SUSPENDED: Phase.SUSPENDED,
    Stage.COUNT: Phase.PAPER,
}


@unjournaled("nobody may know who votes, nor when")
def cast_ballot(act: Act, contest: Contest, raw: bytes, *, final: bool) -> str:
    """Cast a ballot and give its tracker; the same ballot again gives the same answer.

    A vote from a phone replaces the one before it from a phone; one at the kiosk (`final`) is
    never replaced. Only the urn is written. Refuses (InvalidError) a ballot of which any proof
    does not hold, or of another election; and, with a reason, whatever the urn does not take.
    """
    election = queries.reach_election(act.session, contest.election_id)
    sealed = find_sealed(act.session, contest.id)
    if sealed is None or sealed.election is None or sealed.phase in BEFORE_OPENING:
        raise Refused(SealedRefusal.NOT_OPEN)
    if VOTING.get(election.stage) is not sealed.phase:
        raise Refused(SealedRefusal.CLOSED)
    sealing = read_sealing(sealed.election)
    question = sealing.questions[0]
    fits = len(raw) <= bound(len(question.answers), question.maximum)
    require(fits, Check.LENGTH, "the ballot is longer than any can be")
    if not is_listed(act.session, sealed, _credential(raw)):
        raise Refused(SealedRefusal.CARD_UNKNOWN)
    ballot = verify_ballot(sealing, raw)
    urn_of(act.session, contest.id).put(ballot.credential, raw, final=final)
    return ballot.tracker


def _credential(raw: bytes) -> str:
    """Find whose a ballot claims to be, before its costly proofs are verified."""
    try:
        claimed = json.loads(raw)["credential"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidError(Check.CANONICAL, "the ballot is no object with a credential") from None
    require(isinstance(claimed, str), Check.FIELDS, "the credential is not a string")
    return str(claimed)


@unjournaled("reads the urn")
def find_state(act: Act, contest: Contest, credential: str) -> CardState:
    """Say what a card is worth at this moment."""
    slot = urn_of(act.session, contest.id).find(credential)
    return CardState.UNKNOWN if slot is None else slot.state
