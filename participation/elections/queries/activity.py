"""What the yearly report of a council tells of its elections: who could vote, how many did."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from participation.councils.queries.activity import ElectionLine
from participation.elections.rules.stages import Stage

from .counting import see_count
from .elections import list_contests, list_elections


def election_lines(session: Session, council_id: int, year: int) -> Sequence[ElectionLine]:
    """Give the contests of a council that were proclaimed after a vote of that year."""
    found = []
    for election in list_elections(session, [council_id]):
        if election.stage is not Stage.PROCLAIMED or election.vote_closes_on.year != year:
            continue
        for contest in list_contests(session, election):
            seen = see_count(session, contest)
            if seen.count is None or contest.office is not None:
                continue
            line = ElectionLine(
                election.vote_closes_on,
                seen.college.kind,
                registered=seen.count.registered,
                voters=seen.count.signed,
                elected=len(seen.results),
            )
            found.append(line)
    return sorted(found, key=lambda line: (line.day, line.kind))
