"""One card at the bureau's desk, by its public side: exchanged, lost, or set aside as a witness."""

from participation.belenios.checks import Check, require
from participation.elections.models import Contest, WitnessBallot
from participation.elections.operations import sealed as operations
from participation.elections.queries.cards import see_card
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.permissions import PUBLIC, Permission

from .sealed import bp
from .speaking import Said, sealed_here, speaks, told

__all__ = ["bp"]


def _card_told(contest_id: int) -> tuple[Contest, str]:
    contest, _sealed = sealed_here(contest_id)
    (credential,) = told("credential")
    require(isinstance(credential, str), Check.FIELDS, "the credential is not a string")
    return contest, credential


def _opened(row: WitnessBallot | None) -> Said | None:
    if row is None or not row.raw:
        return None
    return {"ballot": row.raw.decode(), "randomness": row.randomness.split(",")}


@bp.post("/desk")
@allow(Permission.COUNCIL_MANAGE, once=False, writes=False, logged=False)
@speaks
def desk_card(contest_id: int) -> Said:
    """Say to the bureau what a card is worth, and what a device opened of its witness."""
    contest, credential = _card_told(contest_id)
    card = see_card(cycle.act().session, contest, credential)
    return {
        "state": "witness" if card.is_witness else card.state.value,
        "voted": card.is_committed,
        "opening": _opened(card.opening),
        "agrees": card.opening.agrees if card.opening else None,
    }


@bp.post("/exchange")
@allow(Permission.COUNCIL_MANAGE, once=False, writes=False, logged=False)
@speaks
def exchange(contest_id: int) -> Said:
    """Take a card back for a paper ballot."""
    contest, credential = _card_told(contest_id)
    operations.exchange_card(cycle.act(), contest, credential)
    return {"state": "exchanged"}


@bp.post("/revoke")
@allow(Permission.COUNCIL_MANAGE, once=False)
@speaks
def revoke(contest_id: int) -> Said:
    """Let a lost card vote no more."""
    contest, credential = _card_told(contest_id)
    operations.revoke_card(cycle.act(), contest, credential)
    return {"state": "revoked"}


@bp.post("/witness")
@allow(Permission.COUNCIL_MANAGE, once=False, writes=False)
@speaks
def witness(contest_id: int) -> Said:
    """Set a card of the bureau aside: what is voted with it will be opened."""
    contest, credential = _card_told(contest_id)
    operations.choose_witness(cycle.act(), contest, credential)
    return {"state": "witness"}


@bp.post("/opening")
@allow(PUBLIC, once=False)
@speaks
def opening(contest_id: int) -> Said:
    """Take from a device what its witness ballot was sealed with; it had been sealed before."""
    contest, _sealed = sealed_here(contest_id)
    ballot, randomness = told("ballot", "randomness")
    listed = isinstance(randomness, list) and all(isinstance(each, str) for each in randomness)
    require(isinstance(ballot, str) and listed, Check.FIELDS, "ballot or randomness")
    operations.open_witness(cycle.act(), contest, ballot.encode(), ",".join(randomness))
    return {"state": "opened"}


@bp.post("/witnessed")
@allow(Permission.COUNCIL_MANAGE, once=False)
@speaks
def witnessed(contest_id: int) -> Said:
    """Count a witness: whether it held what had been chosen."""
    contest, credential = _card_told(contest_id)
    (agrees,) = told("agrees")
    require(isinstance(agrees, bool), Check.FIELDS, "agrees is not a boolean")
    counted = operations.judge_witness(cycle.act(), contest, credential, agrees=agrees)
    return {"witnesses": counted.witnesses, "wrong": counted.witnesses_wrong}
