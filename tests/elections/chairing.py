"""The elected of a house, or of two, who vote among themselves in sealed ballots."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Engine

from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import CollegeLine, FoundingSheet
from participation.councils.rules.kinds import CollegeKind, CouncilForm, Office
from participation.elections import queries
from participation.elections.models import Election
from participation.elections.operations import sitting, voting
from participation.elections.operations.sitting import Standing
from participation.elections.rules.stages import Way
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.foundation.security import keep_secret
from tests.builders import Town, acting_in
from tests.councils.sitting import FOUNDED, Sitting as Council, paper, seat, somebody, term_of
from tests.elections.calling import Calling
from tests.elections.sealing import SECRET, Sealing, begin

ELECTED = ("Amina", "Bilal", "Colette", "Denise", "Émile", "Fatou", "Georges")
VOTE_ON = dt.date(2026, 5, 12)


def seat_council(
    engine: Engine, town: Town, elected: Sequence[str] = ELECTED, place: int | None = None
) -> Council:
    """Found a council in a house, the first one unless told, where these people sit."""
    house = place or town.here
    with acting_in(engine, town) as act:
        sheet = paper(town, carrier_id=house)
        council = councils.found_council(act, sheet, service_ids=[house])
        line = CollegeLine(CollegeKind.RESIDENTS, len(elected), 0)
        councils.set_composition(act, council, [line])
        (college,) = council_queries.list_colleges(act.session, [council.id])
        for name in elected:
            seat(act, college, somebody(act, name, house))
        return Council(council.id, college.id)


def found_board(engine: Engine, town: Town) -> Council:
    """Found two seats on the board of the association, for both houses."""
    with acting_in(engine, town) as act:
        sheet = FoundingSheet(
            name=Localized(fr="Les sièges au conseil d’administration"),
            form=CouncilForm.BOARD_SEATS,
            carrier_id=town.here,
            founded_on=FOUNDED,
            term_months=24,
        )
        council = councils.found_council(act, sheet, service_ids=[town.here, town.there])
        councils.set_composition(act, council, [CollegeLine(CollegeKind.RESIDENTS, 2, 0)])
        (college,) = council_queries.list_colleges(act.session, [council.id])
        return Council(council.id, college.id)


def call_chair(
    act: Act, council: Council, names: Sequence[str] = ("Amina", "Bilal"), way: Way = Way.SEALED
) -> Election:
    """Call the vote for the chair, these people standing."""
    terms = [term_of(act, council, name).id for name in names]
    standing = [Standing(Office.CHAIR, terms)]
    row = council.council(act.session)
    return sitting.call_chair_election(act, row, standing, on=VOTE_ON, way=way)


def sealing_of(engine: Engine, town: Town, act: Act, election: Election) -> Sealing:
    """Give the sealed vote of the one contest of an election, its keys not begun."""
    keep_secret(SECRET)
    (contest,) = queries.list_contests(act.session, election)
    calling = Calling(town, election.council_id, election.id, contest.id, 0, {}, {})
    return Sealing(engine, calling, contest.id)


def make_keys(made: Sealing, cards: int = 9, papers: int = 3) -> None:
    """Make keys and cards, and show that they open."""
    begin(made)
    made.rounds()
    made.publish(cards, papers)
    made.possess()


def sign_some(act: Act, made: Sealing, count: int) -> None:
    """Let so many of the roll sign."""
    for entry in queries.list_roll(act.session, made.contest(act.session))[:count]:
        voting.sign_roll(act, entry)
