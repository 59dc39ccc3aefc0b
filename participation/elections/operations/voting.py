"""The vote itself: opened, suspended, resumed, closed, given up by two; the roll signed."""

import datetime as dt

from sqlalchemy import select

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils.operations.holding import today
from participation.elections import queries
from participation.elections.models import (
    AssistedVotes,
    Contest,
    Election,
    Observation,
    RollEntry,
)
from participation.elections.queries.devices import list_screens
from participation.elections.queries.sealed import list_sealed_contests
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.devices import reasons_to_wait
from participation.elections.rules.postal import PostalState
from participation.elections.rules.process import CandidacyState, Refusal
from participation.elections.rules.secrecy import LEAST_SEALED, ways_for
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation.act import Act, Refused

from . import sealed as urns
from .bureau import TwoPeople, forget_codes, prove, take

OBSERVED = (Stage.VOTE, Stage.SUSPENDED, Stage.COUNT, Stage.CHALLENGE)


@journaled(Action.VOTE_OPENED)
def open_vote(act: Act, election: Election, people: TwoPeople, *, urn_is_empty: bool) -> Election:
    """Open the vote on its days, by the president and an assessor, the empty urn shown.

    Refuses outside the days that were posted, without a whole bureau, and while a candidacy waits
    for its answer or has no number by lot: the list that hangs on the wall is the one that is
    voted on. Where people vote in sealed ballots, refuses until keys and cards are there
    (SealedRefusal.NOT_READY), or for other candidates than the keys were made for (LIST_CHANGED),
    and where fewer than five are left on the roll (PAPER_ONLY).
    """
    take(act, election, Stage.LIST)
    day = today(act)
    if day < election.vote_opens_on:
        raise Refused(CountingRefusal.TOO_EARLY)
    if day > election.vote_closes_on:
        raise Refused(CountingRefusal.TOO_LATE)
    voting = [
        each
        for each in queries.list_contests(act.session, election)
        if each.settlement is Settlement.VOTE
    ]
    if not voting:
        raise Refused(CountingRefusal.NOTHING_TO_VOTE)
    for contest in voting:
        _check_list(act, contest)
    prove(act, election, people)
    if not urn_is_empty:
        raise Refused(CountingRefusal.URN_NOT_SHOWN)
    sealed = [each for each in voting if each.way is Way.SEALED]
    for contest in sealed:
        urns.refuse_unready(act, contest)
    for contest in sealed:
        urns.open_urn(act, contest)
    election.stage, election.opened_at = Stage.VOTE, act.now
    return election


def _check_list(act: Act, contest: Contest) -> None:
    known = queries.list_candidacies(act.session, contest)
    standing = [each for each in known if each.state is CandidacyState.ACCEPTED]
    waits = any(each.state is CandidacyState.RECEIVED for each in known)
    if waits or not standing or any(each.number is None for each in standing):
        raise Refused(CountingRefusal.LIST_UNSETTLED)
    voters = sum(entry.may_vote for entry in queries.list_roll(act.session, contest))
    if not voters:
        raise Refused(CountingRefusal.NOBODY_THERE)
    if contest.way not in ways_for(voters):
        raise Refused(Refusal.PAPER_ONLY, least=LEAST_SEALED)


@journaled(Action.VOTE_SUSPENDED)
def suspend_vote(act: Act, election: Election, people: TwoPeople, *, because: str) -> Election:
    """Interrupt a vote, by two and with the reason, which goes into the procès-verbal."""
    take(act, election, Stage.VOTE)
    prove(act, election, people)
    note(act, election, because)
    for contest in list_sealed_contests(act.session, election):
        urns.suspend_urn(act, contest)
    election.stage = Stage.SUSPENDED
    return election


@journaled(Action.VOTE_RESUMED)
def resume_vote(act: Act, election: Election, people: TwoPeople) -> Election:
    """Let people vote again, by two; refuses once the last day that was posted has passed."""
    take(act, election, Stage.SUSPENDED)
    if today(act) > election.vote_closes_on:
        raise Refused(CountingRefusal.TOO_LATE)
    prove(act, election, people)
    for contest in list_sealed_contests(act.session, election):
        urns.resume_urn(act, contest)
    election.stage = Stage.VOTE
    return election


@journaled(Action.VOTE_CLOSED)
def close_vote(act: Act, election: Election, people: TwoPeople, *, despite: str = "") -> Election:
    """Close the vote for good, by two; sealed urns wait for what was voted on paper.

    Refuses before its last day: it was posted, and somebody may come on it. On paper only it may
    close once everybody has signed; who has signed for a card may still vote, or vote anew, from
    her phone. Refuses while envelopes that came by post wait to be opened; and while public
    screens hold envelopes or are silent (SCREENS_WAIT), unless the two confirm it, codes and
    reason typed again: the reason goes into the procès-verbal.
    """
    take(act, election, Stage.VOTE, Stage.SUSPENDED)
    voting = queries.see_vote(act.session, election).voting
    is_over = all(each.signed == each.registered and not each.is_sealed for each in voting)
    if today(act) < election.vote_closes_on and not is_over:
        raise Refused(CountingRefusal.TOO_EARLY)
    if queries.count_envelopes(act.session, election)[PostalState.WAITING]:
        raise Refused(CountingRefusal.ENVELOPES_WAIT)
    prove(act, election, people)
    sealed = list_sealed_contests(act.session, election)
    if sealed:
        _wait_for_screens(act, election, despite)
    for contest in sealed:
        urns.close_urn(act, contest)
    election.stage, election.closed_at = Stage.COUNT, _later(act.now, election.opened_at)
    return election


@journaled(Action.ELECTION_ANNULLED)
def stop_vote(act: Act, election: Election, people: TwoPeople, *, because: str) -> Election:
    """Give up an election whose vote has begun, by two and with the reason; it is held again.

    Such as keys of which too many were lost. Once the result is declared, only a challenge annuls
    it. Sealed urns take no more votes; their keys may then be destroyed, and nothing was opened.
    """
    take(act, election, Stage.VOTE, Stage.SUSPENDED, Stage.COUNT)
    prove(act, election, people)
    words = note(act, election, because).words
    if election.stage is Stage.VOTE:
        for contest in list_sealed_contests(act.session, election):
            urns.suspend_urn(act, contest)
    election.stage, election.annulled_because = Stage.ANNULLED, words[:400]
    forget_codes(act, election)
    return election


def _wait_for_screens(act: Act, election: Election, despite: str) -> None:
    wait = reasons_to_wait(list_screens(act.session, election), act.now)
    if not wait:
        return
    if not despite.strip():
        raise Refused(CountingRefusal.SCREENS_WAIT, waiting=wait.waiting, silent=wait.silent)
    note(act, election, despite)


def _later(now: dt.datetime, opened_at: dt.datetime | None) -> dt.datetime:
    """Give the present, never before the opening: a clock may have been put back."""
    return now if opened_at is None else max(now, opened_at)


@unjournaled("who votes when is nobody's business: the roll says that she voted, and no more")
def sign_roll(act: Act, entry: RollEntry, *, assisted: bool = False) -> RollEntry:
    """Write down that somebody votes: once, without hour, order or channel.

    `assisted` counts one more helped voter, without her name. Refuses who is not on the roll, who
    has signed, and any hour at which the vote is not open.
    """
    election, contest = queries.contest_of(act.session, entry)
    take(act, election, Stage.VOTE)
    act.session.refresh(entry)
    if not entry.may_vote or contest.settlement is not Settlement.VOTE:
        raise Refused(CountingRefusal.NOT_ON_ROLL)
    if entry.has_voted:
        raise Refused(CountingRefusal.SIGNED_ALREADY)
    entry.has_voted = True
    if assisted:
        helped = select(AssistedVotes).where(AssistedVotes.contest_id == contest.id)
        row = act.session.scalar(helped)
        if row is None:
            act.session.add(AssistedVotes(contest_id=contest.id, votes=1))
        else:
            row.votes += 1
    act.session.flush()
    return entry


@unjournaled("as the signature itself; the observation that it leaves is written")
def erase_signature(act: Act, entry: RollEntry, *, because: str) -> RollEntry:
    """Take back a signature on the wrong line; the reason, without any name, is kept."""
    election, _contest = queries.contest_of(act.session, entry)
    take(act, election, Stage.VOTE, Stage.SUSPENDED)
    act.session.refresh(entry)
    if not entry.has_voted:
        raise Refused(CountingRefusal.NOT_SIGNED)
    note(act, election, because)
    entry.has_voted = False
    act.session.flush()
    return entry


@journaled(Action.VOTE_OBSERVED)
def observe(act: Act, election: Election, *, words: str) -> Observation:
    """Write something into the procès-verbal: an incident, a remark, a refusal to sign."""
    take(act, election, *OBSERVED)
    return note(act, election, words)


@unjournaled("part of the deed that it explains")
def note(act: Act, election: Election, words: str) -> Observation:
    """Write something into the procès-verbal; refuse no words at all."""
    plain = " ".join(words.split())[:600]
    if not plain:
        raise Refused(CountingRefusal.WORDS_MISSING)
    written = Observation(election_id=election.id, words=plain)
    act.session.add(written)
    act.session.flush()
    return written
