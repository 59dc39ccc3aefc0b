"""The elected vote again on paper: too few had used their cards for their urn to be opened."""

import datetime as dt
from collections.abc import Sequence

from participation.audit.operations import unjournaled
from participation.councils.rules.kinds import Office
from participation.elections import queries
from participation.elections.models import BureauMember, Candidacy, Contest, Election, RollEntry
from participation.elections.queries import CountSheet, VoteSheet
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Stage, Way
from participation.foundation.act import Act, Refused

from .holding import today
from .sitting import settled_election

SHOWN = ("statement", "sound", "aac", "has_sound", "photo", "has_photo")
"""What she showed of herself to the same people."""


@unjournaled("part of the deed that prepares a vote again")
def call_again(
    act: Act, sheet: VoteSheet, closed: Sequence[CountSheet], *, opens: dt.date, closes: dt.date
) -> Election:
    """Give the same people their vote on paper: roll, candidates and bureau as they were.

    Ready at once: they are still in the room. Refuses when they vote again already
    (ALREADY_RUNNING), and days that have passed or are out of order.
    """
    before, known = sheet.election, _repeated(act, sheet.election)
    rest = [one.contest for one in closed if _what(one.contest) not in known]
    if not rest:
        raise Refused(Refusal.ALREADY_RUNNING)
    if opens < today(act) or closes < opens:
        raise Refused(CountingRefusal.TOO_LATE if opens < today(act) else CountingRefusal.TOO_EARLY)
    again = settled_election(act, sheet.council, before.kind, opens, closes)
    again.parent_id = before.id
    for contest in rest:
        _repeat(act, again, contest)
    for member in (one for one in sheet.bureau if one.code_hash):
        act.session.add(
            BureauMember(
                election_id=again.id,
                membership_id=member.membership_id,
                name=member.name,
                function=member.function,
                code_hash=member.code_hash,
            )
        )
    act.session.flush()
    return again


def _what(contest: Contest) -> tuple[int, Office | None]:
    return contest.college_id, contest.office


def _repeated(act: Act, before: Election) -> set[tuple[int, Office | None]]:
    """Give for which offices or seats people vote again already."""
    return {
        _what(contest)
        for other in queries.list_elections(act.session, [before.council_id])
        if other.parent_id == before.id and other.stage is not Stage.ANNULLED
        for contest in queries.list_contests(act.session, other)
    }


def _repeat(act: Act, again: Election, before: Contest) -> None:
    """Write the contest once more, with its roll unsigned and those who stood."""
    contest = Contest(
        election_id=again.id,
        college_id=before.college_id,
        office=before.office,
        seats=before.seats,
        substitutes=before.substitutes,
        most_choices=before.most_choices,
        tie_break=before.tie_break,
        way=Way.PAPER,
        settled_because=before.settled_because,
    )
    act.session.add(contest)
    act.session.flush()
    for entry in queries.list_roll(act.session, before):
        act.session.add(
            RollEntry(
                contest_id=contest.id,
                membership_id=entry.membership_id,
                name=entry.name,
                added_because=entry.added_because,
                left_out_because=entry.left_out_because,
            )
        )
    for one in queries.see_count(act.session, before).candidacies:
        act.session.add(
            Candidacy(
                contest_id=contest.id,
                membership_id=one.membership_id,
                name=one.name,
                agreed_on=one.agreed_on,
                state=one.state,
                number=one.number,
                born_on=one.born_on,
                **{name: getattr(one, name) for name in SHOWN},
            )
        )
