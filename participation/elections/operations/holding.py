"""Taking an election in hand: its keepers through the council, everybody else one at a time."""

import datetime as dt

from participation.audit.operations import unjournaled
from participation.councils import operations as councils, queries as council_queries
from participation.councils.models import College
from participation.elections import queries
from participation.elections.models import Contest, Election
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Settlement, Stage
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.types import lock_for_transaction


@unjournaled("changes nothing by itself")
def hold_election(act: Act, election: Election, *stages: Stage) -> None:
    """Let one keeper of the council at a time change an election, in some stages only.

    Refuses whoever does not look after the service that carries the council.
    """
    councils.hold(act, council_queries.get_council(act.session, election.council_id))
    act.session.refresh(election)
    _require(election, stages)


@unjournaled("changes nothing by itself")
def join_election(act: Act, election: Election, *stages: Stage) -> None:
    """Let somebody who votes or stands do her own deed, one at a time with everybody else."""
    lock_for_transaction(act.session.connection(), election.council_id)
    act.session.refresh(election)
    _require(election, stages)


def _require(election: Election, stages: tuple[Stage, ...]) -> None:
    if stages and election.stage not in stages:
        raise Refused(Refusal.WRONG_STAGE)


@unjournaled("changes nothing by itself")
def require_vote(act: Act, contest: Contest) -> None:
    """Refuse a deed about candidates where no vote is held any more."""
    act.session.refresh(contest)
    if contest.settlement is not Settlement.VOTE:
        raise Refused(Refusal.SETTLED_ALREADY)


@unjournaled("reads the clock")
def today(act: Act) -> dt.date:
    """Give the day of a deed where the services are."""
    return act.now.astimezone(PARIS).date()


@unjournaled("changes nothing by itself")
def said_why(act: Act, because: str, most: int = 400) -> str:
    """Give a reason on one line, cut to the place there is for it; refuse none at all."""
    del act
    words = " ".join(because.split())[:most]
    if not words:
        raise Refused(Refusal.BECAUSE_MISSING)
    return words


@unjournaled("changes nothing by itself")
def name_in(act: Act, contest: Contest, who: councils.Person) -> str:
    """Give the name of somebody of a college: of her role, or the one written.

    Refuses nobody, and a role that is not of the college's services on the day of the deed.
    """
    if who.membership_id is None:
        name = " ".join(who.name.split())[:120]
        if not name:
            raise Refused(Refusal.PERSON_MISSING)
        return name
    college: College = queries.college_of(act.session, contest)
    places = queries.places_of(act.session, contest)
    for each in council_queries.list_sitters(act.session, college.kind, places, today(act)):
        if each.membership_id == who.membership_id:
            return each.name
    raise Refused(Refusal.PERSON_OUTSIDE)
