"""Elections that follow another: the empty seats of a council; colleges that vote again."""

import datetime as dt

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries as councils
from participation.councils.models import Council
from participation.councils.operations.holding import today
from participation.councils.rules.kinds import Filling
from participation.elections import queries
from participation.elections.models import Election
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.stages import BY_ELECTED, ElectionKind, Stage
from participation.foundation.act import Act, Refused

from .preparing import ContestLine, prepare_election
from .sitting_again import call_again


@journaled(Action.ELECTION_PREPARED)
def prepare_again(
    act: Act, election: Election, *, opens_on: dt.date, closes_on: dt.date
) -> Election:
    """Prepare a vote on paper for the colleges of an election whose urns were left closed.

    One call for all of them: colleges of the same kind may then be merged (voting.md §5). The
    elected who vote among themselves need no call: the same people vote at once. Refuses when no
    urn was left closed, and when they vote again already (ALREADY_RUNNING).
    """
    sheet = queries.see_vote(act.session, election)
    closed = {one.contest.id for one in sheet.contests if one.left_closed}
    again = [
        one
        for one in sheet.contests
        if one.contest.id in closed or one.contest.merged_into_id in closed
    ]
    if not again:
        raise Refused(CountingRefusal.NOTHING_AGAIN)
    if election.kind in BY_ELECTED:
        return call_again(act, sheet, again, opens=opens_on, closes=closes_on)
    merged = [one.contest for one in again if one.contest.merged_into_id is not None]
    lines = []
    for one in again:
        mine = [each for each in merged if each.merged_into_id == one.contest.id]
        seats = one.contest.seats - sum(each.seats for each in mine)
        substitutes = one.contest.substitutes - sum(each.substitutes for each in mine)
        lines.append(ContestLine(one.college, seats, substitutes, office=one.contest.office))
    return prepare_election(
        act,
        sheet.council,
        lines,
        opens_on=opens_on,
        closes_on=closes_on,
        kind=election.kind,
        parent=election,
    )


@journaled(Action.ELECTION_PREPARED)
def prepare_partial(
    act: Act, council: Council, *, opens_on: dt.date, closes_on: dt.date
) -> Election:
    """Prepare an election for the titulaires' seats that stand empty, with their substitutes'.

    Its parent is the last whole election that seated somebody, if there was one. A college whose
    titulaires all sit is not called for a substitute alone: a new one is named for the rest of the
    term (D311-8). Refuses when no seat is empty.
    """
    sheet = councils.see_council(act.session, council, today(act))
    vacant = queries.vacant_seats(sheet)
    lines = [
        ContestLine(one.college, members, substitutes)
        for one in sheet.colleges
        if one.college.filling is Filling.ELECTION
        for members, substitutes in [vacant.get(one.college.id, (0, 0))]
        if members
    ]
    if not lines:
        raise Refused(CountingRefusal.NO_EMPTY_SEAT)
    whole = [
        each
        for each in queries.list_elections(act.session, [council.id])
        if each.kind is ElectionKind.COUNCIL and each.stage is Stage.PROCLAIMED
    ]
    return prepare_election(
        act,
        council,
        lines,
        opens_on=opens_on,
        closes_on=closes_on,
        kind=ElectionKind.PARTIAL,
        parent=whole[0] if whole else None,
    )
