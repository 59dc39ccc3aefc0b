"""Voting by post: asked for, sent, received; all envelopes opened at once before the closing."""

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils.operations.holding import today
from participation.elections import queries
from participation.elections.models import Contest, Election, PostalVote, RollEntry
from participation.elections.queries import Posted
from participation.elections.queries.sealed import get_sealed
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.postal import PostalState
from participation.elections.rules.stages import Stage, Way
from participation.foundation.act import Act, Refused

from .bureau import take

BEFORE = (Stage.CALL, Stage.LIST)
ARRIVING = (Stage.LIST, Stage.VOTE, Stage.SUSPENDED, Stage.COUNT, Stage.CHALLENGE)
IN_TIME = frozenset({Stage.LIST, Stage.VOTE, Stage.SUSPENDED})


@journaled(Action.POSTAL_VOTE_ASKED)
def ask_by_post(act: Act, entry: RollEntry) -> PostalVote:
    """Write on the roll that somebody votes by post, before the vote opens.

    Refuses who is neither of a family nor lives in a scattered home, who is not on the roll, twice.
    """
    election, contest = queries.contest_of(act.session, entry)
    take(act, election, *BEFORE)
    if not queries.may_post(act.session, entry):
        raise Refused(CountingRefusal.NOT_BY_POST)
    if not entry.may_vote:
        raise Refused(CountingRefusal.NOT_ON_ROLL)
    if any(one.entry.id == entry.id for one in queries.list_posted(act.session, contest)):
        raise Refused(CountingRefusal.POST_NOTED)
    vote = PostalVote(roll_entry_id=entry.id, asked_on=today(act))
    act.session.add(vote)
    return vote


def _hold(act: Act, posted: Posted, *stages: Stage) -> Election:
    election, _contest = queries.contest_of(act.session, posted.entry)
    take(act, election, *stages)
    act.session.refresh(posted.vote)
    return election


@unjournaled("the day is written on the line itself")
def note_sent(act: Act, posted: Posted) -> PostalVote:
    """Write down that ballot, envelopes and notice went off; once the ballots have their order.

    Refuses where nobody votes any more (NOT_BY_POST): no envelope may come that nobody can count.
    """
    _hold(act, posted, Stage.LIST, Stage.VOTE)
    if queries.ground_for(act.session, queries.contest_of(act.session, posted.entry)[1]) is None:
        raise Refused(CountingRefusal.NOT_BY_POST)
    if posted.vote.sent_on is not None:
        raise Refused(CountingRefusal.POST_NOTED)
    posted.vote.sent_on = today(act)
    act.session.flush()
    return posted.vote


@unjournaled("the day is written on the line itself")
def note_received(act: Act, posted: Posted) -> PostalVote:
    """Write down that an envelope came; kept closed, and for good when it came too late."""
    election = _hold(act, posted, *ARRIVING)
    if posted.vote.sent_on is None:
        raise Refused(CountingRefusal.POST_NOT_SENT)
    if posted.vote.received_on is not None:
        raise Refused(CountingRefusal.POST_NOTED)
    day = today(act)
    posted.vote.received_on = day
    posted.vote.is_late = election.stage not in IN_TIME or day > election.vote_closes_on
    act.session.flush()
    return posted.vote


@journaled(Action.ENVELOPES_OPENED)
def open_envelopes(act: Act, contest: Contest) -> Contest:
    """Sign the roll for every envelope that came in time, all at once, on the last day.

    The inner envelopes go into the urn unopened; where ballots are sealed, into that of paper, and
    as many paper ballots more may be entered. Whoever came and signed herself keeps her
    envelope closed. Refuses before the last day, for somebody may still come. A vote that was
    suspended on its last day is closed without being resumed: its envelopes count all the same.
    """
    election = queries.reach_election(act.session, contest.election_id)
    take(act, election, Stage.VOTE, Stage.SUSPENDED)
    if today(act) < election.vote_closes_on:
        raise Refused(CountingRefusal.TOO_EARLY)
    waiting = [
        one for one in queries.list_posted(act.session, contest) if one.state is PostalState.WAITING
    ]
    if not waiting:
        raise Refused(CountingRefusal.NO_ENVELOPE)
    for one in waiting:
        one.entry.has_voted = one.vote.is_opened = True
    if contest.way is Way.SEALED:
        sealed = get_sealed(act.session, contest.id)
        sealed.posted = (sealed.posted or 0) + len(waiting)
    act.session.flush()
    return contest
