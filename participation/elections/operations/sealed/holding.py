"""Taking a sealed vote in hand: the contest it is of, one deed at a time."""

from participation.audit.operations import unjournaled
from participation.councils.operations import hold
from participation.elections import queries
from participation.elections.models import Contest, Election, SealedVote
from participation.elections.queries.sealed import get_sealed
from participation.elections.rules.sealed import Phase, SealedRefusal, refusal_of
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation.act import Act, Refused
from participation.foundation.types import lock_for_transaction


@unjournaled("changes nothing by itself")
def hold_contest(act: Act, contest: Contest) -> Election:
    """Let one person at a time lead the sealed vote of a contest; give its election.

    Refuses whoever does not look after the service that carries the council (NOT_CARRIER).
    """
    election = queries.reach_election(act.session, contest.election_id)
    hold(act, queries.council_of(act.session, election))
    act.session.refresh(election)
    if contest.way is not Way.SEALED or contest.settlement is not Settlement.VOTE:
        raise Refused(SealedRefusal.NOT_SEALED)
    return election


@unjournaled("changes nothing by itself")
def hold_sealed(act: Act, contest: Contest, *phases: Phase) -> SealedVote:
    """Hold the sealed vote until the deed is kept; refuses when it stands in no such phase."""
    sealed = get_sealed(act.session, contest.id)
    lock_for_transaction(act.session.connection(), sealed.id)
    act.session.refresh(sealed)
    if sealed.phase not in phases:
        raise Refused(refusal_of(sealed.phase))
    return sealed


@unjournaled("changes nothing by itself")
def refuse_stage(act: Act, election: Election, *stages: Stage) -> None:
    """Refuse when the election stands at none of these stages."""
    del act
    if election.stage not in stages:
        early = election.stage in (Stage.PREPARATION, Stage.CALL)
        raise Refused(SealedRefusal.LIST_NOT_SETTLED if early else SealedRefusal.WRONG_ROUND)
