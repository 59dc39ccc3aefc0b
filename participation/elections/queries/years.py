"""The elections of a year in figures, for the report of a council; no name, no choice."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from participation.councils.queries.activity import ElectionLine
from participation.councils.rules.kinds import SeatKind
from participation.elections.rules.stages import Settlement, Stage

from .counting import see_count
from .elections import list_contests, list_elections


def tell_year(session: Session, council_id: int, year: int) -> Sequence[ElectionLine]:
    """Give what each college elected in the votes that were proclaimed in a year.

    Where nobody voted (designation, lots), nobody was registered; offices are left out.
    """
    found = []
    for election in list_elections(session, [council_id]):
        day = election.proclaimed_on
        if election.stage is not Stage.PROCLAIMED or day is None or day.year != year:
            continue
        for contest in list_contests(session, election):
            if contest.office is not None or contest.settlement is Settlement.MERGED:
                continue
            seen = see_count(session, contest)
            elected = sum(one.kind is SeatKind.MEMBER for one in seen.results)
            votes = seen.votes_now
            found.append(
                ElectionLine(
                    day=election.vote_closes_on,
                    kind=seen.college.kind,
                    registered=seen.registered if votes else 0,
                    voters=seen.signed if votes else 0,
                    elected=elected,
                )
            )
    return sorted(found, key=lambda one: one.day)
