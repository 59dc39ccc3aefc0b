"""Every election of the person, and one of them: what to do now, its days, its colleges."""

from collections.abc import Mapping

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.labels import words as council_words
from participation.elections import queries
from participation.elections.forms import FIELD_OF
from participation.elections.labels import process as words
from participation.elections.models import Contest, Election
from participation.elections.queries import ContestSheet
from participation.elections.rules.stages import BY_ELECTED, Settlement, Stage
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.attempts import Attempts
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered

bp = Blueprint("elections", __name__, url_prefix="/<organisation>")
UNPROCESSABLE = 422
OVER = frozenset({Stage.PROCLAIMED, Stage.ANNULLED})
_tries = Attempts(FIELD_OF)
refuse, attempt, status_of = _tries.refuse, _tries.attempt, _tries.status_of


def reach(election_id: int) -> Election:
    """Give an election of the person's councils; 404 otherwise."""
    return queries.reach_election(cycle.act().session, election_id)


def may_change(election: Election) -> bool:
    """Say whether the person looks after the service that carries the council."""
    session = cycle.act().session
    return queries.council_of(session, election).carrier_id in entered(session)


def names_of(sheets: tuple[ContestSheet, ...]) -> Mapping[int, str]:
    """Give the name of each contest: its college's, with its office where it has one."""
    return {one.contest.id: name_of(one) for one in sheets}


def name_of(sheet: ContestSheet) -> str:
    """Give the name of a contest."""
    college = str(council_words.COLLEGES[sheet.college.kind])
    if sheet.contest.office is None:
        return college
    return f"{council_words.OFFICES[sheet.contest.office]} · {college}"


def see(contest_id: int) -> tuple[Election, ContestSheet]:
    """Give a contest with everything that hangs on it, and its election; 404 otherwise."""
    session = cycle.act().session
    contest = queries.get_contest(session, contest_id)
    election = queries.reach_election(session, contest.election_id)
    return election, queries.see_contest(session, contest)


def people_of(contest: Contest) -> list[councils.Sitter]:
    """Give who may be chosen for a college today."""
    session = cycle.act().session
    college = queries.college_of(session, contest)
    places = queries.places_of(session, contest)
    return list(councils.list_sitters(session, college.kind, places, clock.today()))


@bp.get("/elections")
@allow(Permission.COUNCIL_MANAGE)
def index() -> str:
    """List the elections, those that run first, and the councils without one."""
    session, today = cycle.act().session, clock.today()
    found = list(queries.list_elections(session))
    running = [one for one in found if one.stage not in OVER]
    known = {one.id: one for one in councils.list_councils(session)}
    busy = {one.council_id for one in running}
    return pages.render(
        "elections/index.html",
        running=running,
        past=[one for one in found if one.stage in OVER],
        councils=known,
        free=[
            one
            for one in councils.list_councils(session, on=today)
            if one.id not in busy and one.carrier_id in entered(session)
        ],
        words=words,
    )


@bp.get("/elections/<key:election_id>")
@allow(Permission.COUNCIL_MANAGE)
def show(election_id: int) -> ResponseReturnValue:
    """Show where an election stands: what to do now, its calendar, each of its colleges."""
    return page_of(cycle.act().session, reach(election_id))


def page_of(session: Session, election: Election) -> str:
    """Give the page of one election."""
    sheet = queries.see_election(session, election, clock.today())
    return pages.render(
        "elections/show.html",
        seen=sheet,
        election=election,
        council=sheet.council,
        names=names_of(sheet.contests),
        may_change=may_change(election),
        may_choose=election.kind in BY_ELECTED,
        today=clock.today(),
        words=words,
        steps=council_words.STEPS,
        order=[(each, words.STAGES[each]) for each in words.USUAL_STAGES],
        alarms=[words.say_alarm(each) for each in sheet.warnings],
        can_settle=election.stage is Stage.CALL and clock.today() > election.candidacies_end_on,
        merged={
            one.contest.merged_into_id
            for one in sheet.contests
            if one.contest.settlement is Settlement.MERGED
        },
    )
