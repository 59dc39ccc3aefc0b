"""Witness ballots: opened before the bureau in place of being cast, and counted as spoiled."""

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.belenios.ballots import verify_ballot
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Contest, SealedVote
from participation.elections.queries.sealed import read_sealing
from participation.elections.rules.sealed import CardState, Phase, SealedRefusal
from participation.foundation.act import Act, Refused

from .holding import hold_sealed


@journaled(Action.WITNESS_OPENED)
def open_witness(act: Act, contest: Contest, raw: bytes, *, agrees: bool) -> SealedVote:
    """Count a ballot that a kiosk sealed under a card of the bureau and then had to open.

    `agrees` says whether a second device found in it what had been chosen. Refuses (InvalidError)
    what is no ballot of this vote, and one that was cast (ALREADY_VOTED): it is not spoiled.
    """
    sealed = hold_sealed(act, contest, Phase.OPEN, Phase.SUSPENDED)
    ballot = verify_ballot(read_sealing(sealed.election or ""), raw)
    slot = urn_of(act.session, contest.id).find(ballot.credential)
    if slot is None or slot.state is CardState.PAPER:
        raise Refused(SealedRefusal.CARD_UNKNOWN)
    if slot.ballot == raw:
        raise Refused(SealedRefusal.ALREADY_VOTED)
    sealed.witnesses += 1
    sealed.witnesses_wrong += not agrees
    return sealed
