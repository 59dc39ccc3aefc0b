"""Settling the list of candidates: time added, ways of voting, colleges merged, order by lot."""

import datetime as dt
from collections.abc import Sequence

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils import queries as council_queries
from participation.elections import queries
from participation.elections.models import Contest, Election, Lots
from participation.elections.queries import ContestSheet
from participation.elections.rules.lists import are_numbers, draw_order, fingerprint_of
from participation.elections.rules.process import CandidacyState, LotsFor, Refusal
from participation.elections.rules.secrecy import LEAST_SEALED, ways_for
from participation.elections.rules.stages import BY_ELECTED, Settlement, Stage, Way
from participation.foundation.act import Act, Refused
from participation.foundation.keys import from_text, to_text
from participation.organisations.rules.days import ONE_DAY, working_day

from . import sealed as urns
from .holding import hold_election, require_vote, said_why, today


@journaled(Action.CANDIDACIES_EXTENDED)
def extend_candidacies(act: Act, election: Election) -> Election:
    """Give people more time to stand, once; the list still hangs long enough before the vote.

    Refuses when the vote is too near: its days are then moved first.
    """
    hold_election(act, election, Stage.CALL)
    law = council_queries.law_on(today(act))
    added = dt.timedelta(days=law.number("extension"))
    ends = working_day(max(election.candidacies_end_on, today(act)) + added, -ONE_DAY)
    posted = max(election.list_posted_on, working_day(ends + ONE_DAY, ONE_DAY))
    latest = election.vote_opens_on - dt.timedelta(days=law.number("campaign-least"))
    if election.extensions or posted > latest:
        raise Refused(Refusal.NO_TIME_TO_EXTEND)
    election.candidacies_end_on, election.list_posted_on = ends, posted
    election.extensions += 1
    return election


@journaled(Action.CONTEST_CHANGED)
def choose_way(act: Act, contest: Contest, way: Way, *, most_choices: int | None = None) -> Contest:
    """Choose how a college votes, and how many names a voter may choose.

    Refuses sealed ballots where the roll has fewer than five voters: a count would tell who voted
    for whom. Once the list hangs, only the elected who vote among themselves still choose, and a
    college that has become too small goes to paper; keys and cards already made are void then.
    """
    election = queries.reach_election(act.session, contest.election_id)
    hold_election(act, election, Stage.PREPARATION, Stage.CALL, Stage.LIST)
    require_vote(act, contest)
    voters = sum(entry.may_vote for entry in queries.list_roll(act.session, contest))
    if way is Way.SEALED and (voters or election.stage is Stage.LIST):
        _refuse_few(election, voters)
    wanted = contest.most_choices if most_choices is None else most_choices
    most = max(1, min(wanted, contest.seats + contest.substitutes))
    if (way, most) == (contest.way, contest.most_choices):
        return contest
    if election.stage is Stage.LIST:
        goes_to_paper = way is Way.PAPER and voters < LEAST_SEALED and most == contest.most_choices
        if election.kind not in BY_ELECTED and not goes_to_paper:
            raise Refused(Refusal.WRONG_STAGE)
        urns.forget_ceremony(act, contest)
    contest.way, contest.most_choices = way, most
    return contest


def _refuse_few(election: Election, voters: int) -> None:
    """Refuse sealed ballots among fewer than five; the elected have no other college to join."""
    if Way.SEALED not in ways_for(voters):
        alone = election.kind in BY_ELECTED
        reason = Refusal.PAPER_ONLY if alone else Refusal.TOO_FEW_FOR_SEALED
        raise Refused(reason, least=LEAST_SEALED)


@journaled(Action.CONTESTS_MERGED)
def merge_contests(act: Act, contest: Contest, into: Contest, *, because: str) -> Contest:
    """Let one college vote with another of the same kind, whose voters are too few for secrecy.

    Roll, candidacies, objections and seats go over: the other contest elects for both. Refuses
    colleges of different kinds, such as residents with staff.
    """
    election = queries.reach_election(act.session, contest.election_id)
    hold_election(act, election, Stage.PREPARATION, Stage.CALL)
    require_vote(act, contest)
    require_vote(act, into)
    kinds = {queries.college_of(act.session, one).kind for one in (contest, into)}
    same = contest.election_id == into.election_id and contest.office == into.office
    if contest.id == into.id or len(kinds) != 1 or not same:
        raise Refused(Refusal.MERGE_DIFFERS)
    contest.settled_because = said_why(act, because)
    _move_roll(act, contest, into)
    taken = {one.membership_id for one in queries.list_candidacies(act.session, into)}
    for one in queries.list_candidacies(act.session, contest):
        if one.membership_id is None or one.membership_id not in taken:
            one.contest_id = into.id
    for other in queries.list_objections(act.session, contest):
        other.contest_id = into.id
    into.seats += contest.seats
    into.substitutes += contest.substitutes
    into.most_choices += contest.most_choices
    contest.settlement, contest.merged_into_id = Settlement.MERGED, into.id
    return contest


def _move_roll(act: Act, contest: Contest, into: Contest) -> None:
    """Take the entries over; whoever stands on both rolls votes once."""
    there = {one.membership_id: one for one in queries.list_roll(act.session, into)}
    for entry in queries.list_roll(act.session, contest):
        twin = there.get(entry.membership_id) if entry.membership_id is not None else None
        if twin is None:
            entry.contest_id = into.id
        elif entry.may_vote:
            twin.left_out_because = ""


@journaled(Action.LIST_SETTLED)
def settle_list(act: Act, election: Election, *, numbers: Sequence[int]) -> Election:
    """Close the candidacies and draw the order of names by three numbers that anyone may check.

    Each college has its own order. Refuses before the last day of candidacies has passed, while a
    candidacy or an objection waits, without a roll, and where a vote would have no candidate.
    """
    hold_election(act, election, Stage.CALL)
    if today(act) <= election.candidacies_end_on:
        raise Refused(Refusal.CANDIDACIES_RUN)
    if not are_numbers(numbers):
        raise Refused(Refusal.NUMBERS_UNREADABLE)
    contests = queries.list_contests(act.session, election)
    sheets = [queries.see_contest(act.session, one) for one in contests]
    for sheet in sheets:
        _check_ready(sheet)
    for sheet in sheets:
        if sheet.contest.settlement is Settlement.VOTE:
            _draw(act, sheet, numbers)
    election.stage = Stage.LIST
    return election


def _check_ready(sheet: ContestSheet) -> None:
    if sheet.open_objections:
        raise Refused(Refusal.OBJECTIONS_WAIT)
    if sheet.contest.settlement is not Settlement.VOTE:
        return
    if sheet.count(CandidacyState.RECEIVED):
        raise Refused(Refusal.CANDIDACIES_WAIT)
    if not sheet.standing:
        raise Refused(Refusal.NO_CANDIDATE)
    if not sheet.voters:
        raise Refused(Refusal.ROLL_MISSING)
    if sheet.contest.way is Way.SEALED and sheet.voters < LEAST_SEALED:
        raise Refused(Refusal.TOO_FEW_FOR_SEALED, least=LEAST_SEALED)


def _draw(act: Act, sheet: ContestSheet, numbers: Sequence[int]) -> None:
    names = {to_text(one.id): one.name for one in sheet.standing}
    drawn = draw_order(names, lot=f"order-{to_text(sheet.contest.id)}", numbers=numbers)
    place = {from_text(key): number for number, key in enumerate(drawn, 1)}
    for one in sheet.standing:
        one.number = place[one.id]
    keep_lots(act, sheet.contest, LotsFor.ORDER, numbers, fingerprint_of(names.values()))


@unjournaled("the deed that drew them is journaled")
def keep_lots(
    act: Act, contest: Contest, purpose: LotsFor, numbers: Sequence[int], fingerprint: str
) -> None:
    """Keep what is needed to draw the same lots again."""
    first, second, third = numbers
    act.session.add(
        Lots(
            contest_id=contest.id,
            purpose=purpose,
            first=first,
            second=second,
            third=third,
            fingerprint=fingerprint,
            drawn_on=today(act),
        )
    )
