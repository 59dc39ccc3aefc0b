"""A vote whose second contest is of relatives, who vote by post."""

from sqlalchemy import Engine

from participation.councils import operations as councils
from participation.councils.operations import CollegeLine
from participation.councils.rules.kinds import CollegeKind
from participation.elections import queries
from participation.elections.models import RollEntry
from participation.elections.operations import postal
from participation.elections.rules.postal import PostalState
from participation.foundation.act import Act
from tests.builders import Town, acting_in
from tests.elections.voting import Vote, make_vote


def posted_vote(engine: Engine, town: Town) -> Vote:
    """Make a vote whose second contest is of relatives."""
    made = make_vote(engine, town)
    with acting_in(engine, town) as act:
        lines = [
            CollegeLine(CollegeKind.RESIDENTS, 3, 2),
            CollegeLine(CollegeKind.RELATIVES, 1, 1),
            CollegeLine(CollegeKind.STAFF, 1, 1),
            CollegeLine(CollegeKind.MANAGING_BODY, 1),
        ]
        councils.set_composition(act, made.sitting.council(act.session), lines)
        relatives = made.sitting.college(act.session, CollegeKind.RELATIVES)
        made.contest(act.session, made.staff_id).college_id = relatives.id
    return made


def entries(act: Act, vote: Vote) -> list[RollEntry]:
    return list(queries.list_roll(act.session, vote.contest(act.session, vote.staff_id)))


def ask(act: Act, vote: Vote, many: int = 3) -> None:
    """Let the first relatives ask, and send them their envelopes."""
    for entry in entries(act, vote)[:many]:
        postal.ask_by_post(act, entry)
    for one in posted(act, vote):
        postal.note_sent(act, one)


def posted(act: Act, vote: Vote) -> list[queries.Posted]:
    return list(queries.list_posted(act.session, vote.contest(act.session, vote.staff_id)))


def states(act: Act, vote: Vote) -> list[PostalState]:
    return [one.state for one in posted(act, vote)]
