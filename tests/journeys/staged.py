"""Elections at each stage, so that every page of an election can be opened."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.councils import operations as councils
from participation.councils.models import Council
from participation.councils.operations import CollegeLine, FoundingSheet, Person
from participation.councils.rules.kinds import CollegeKind, CouncilForm
from participation.elections import operations, queries
from participation.elections.models import Election
from participation.elections.operations import results, voting
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act
from participation.foundation.clock import today
from participation.foundation.localized import Localized
from participation.meetings.queries import list_items, list_meetings
from participation.meetings.rules.kinds import Stage as MeetingStage
from participation.organisations.models import Service
from participation.seed import elections as demo
from tests.application import Served
from tests.builders import acting_in, looking_in
from tests.elections.booths import open_booth
from tests.journeys.gathered import gathered
from tests.journeys.records import town_of
from tests.journeys.visitors import holders
from tests.surveys.illustrated import drawing

LINES = (CollegeLine(CollegeKind.RESIDENTS, 3, 2), CollegeLine(CollegeKind.STAFF, 1))


@dataclass(frozen=True, slots=True)
class Staged:
    """Parts of addresses: what most pages need, and what some pages need instead."""

    values: dict[str, Any]
    special: dict[str, dict[str, Any]]


@cache
def staged(served: Served) -> Staged:
    """Give a vote that is open, and elections that are called, counted and challenged."""
    town = town_of(served)
    holders(served)
    with looking_in(served.engine, town, town.here) as session:
        running = session.scalars(select(Election).where(Election.stage == Stage.VOTE)).one()
        residents = queries.list_contests(session, running)[0]
        meeting = next(one for one in list_meetings(session) if one.stage is MeetingStage.CALLED)
        values = {
            "meeting_id": meeting.id,
            "item_id": list_items(session, meeting)[0].id,
            "election_id": running.id,
            "contest_id": residents.id,
            "candidacy_id": queries.list_candidacies(session, residents)[0].id,
            "entry_id": queries.list_roll(session, residents)[0].id,
            "step": "close",
            "votes": 12,
        }
    with acting_in(served.engine, town) as act:
        service = act.session.scalars(select(Service).where(Service.id == town.here)).one()
        called = _called(act, service, holders(served)[Role.RESIDENT.value].user_id)
        counted = _counted(act, service, "Le conseil compté")
        ended = _challenged(act, service)
        met = gathered(act, service, holders(served)[Role.RESIDENT.value].user_id)
    return Staged(values, called | counted | ended | met | _sealed(served))


def _found(act: Act, service: Service, name: str) -> Council:
    sheet = FoundingSheet(
        name=Localized({"fr": name}), form=CouncilForm.COHORT, carrier_id=service.id
    )
    council = councils.found_council(act, sheet, service_ids=[service.id])
    councils.set_composition(act, council, LINES)
    return council


def _called(act: Act, service: Service, user_id: int) -> dict[str, dict[str, Any]]:
    """Call for candidates: the resident who opens pages stands, and objects to the roll."""
    council = _found(act, service, "Le conseil appelé")
    election = demo.call(act, council, service, today() + dt.timedelta(days=60))
    residents, staff = queries.list_contests(act.session, election)
    of_hers = select(Membership.id).where(Membership.user_id == user_id)
    me = Person(membership_id=act.session.scalars(of_hers).one())
    own = operations.stand(act, residents, me, agrees=True)
    operations.show(act, own, drawing())
    asked = operations.object_to_roll(act, residents, me, asked="Il manque mon voisin.")
    act.session.flush()
    here, hers = {"election_id": election.id}, {"candidacy_id": own.id}
    contest, empty = {"contest_id": residents.id}, {"contest_id": staff.id}
    entry = {"entry_id": queries.list_roll(act.session, residents)[0].id}
    return {
        "elections.dates": here,
        "elections.settle": here,
        **dict.fromkeys(("elections.stand", "elections.ask", "elections.way"), contest),
        **dict.fromkeys(("elections.own", "elections.say", "elections.speak"), hers),
        **dict.fromkeys(("elections.picture", "elections.words_of", "elections.voice_of"), hers),
        **dict.fromkeys(("elections.photo_of", "elections.candidacy"), hers),
        **dict.fromkeys(("elections.shortage", "elections.draw", "elections.merge"), empty),
        **dict.fromkeys(("elections.designate", "elections.leave_empty"), empty),
        "elections.objection": {"objection_id": asked.id},
        "elections.leave_out": entry,
        "elections.examined_photo": hers,
        "elections.examined_voice": {**hers, "kind": "opus"},
        "elections.voice": {"kind": "opus"},
        "elections.new": {"council_id": _found(act, service, "Le conseil nouveau").id},
    }


def _closed(act: Act, service: Service, name: str) -> Election:
    """Hold a vote of one day, and close it."""
    council = _found(act, service, name)
    election = demo.call(act, council, service, today())
    demo.settle(act, election)
    demo.open_vote(act, election, today())
    for contest in queries.list_contests(act.session, election):
        demo.let_vote(act, contest, demo.urn_of(act, contest).found)
    return voting.close_vote(act, election, demo.two_of(act, election))


def _counted(act: Act, service: Service, name: str) -> dict[str, dict[str, Any]]:
    """Count the residents, whose third and fourth have as many votes; not yet the staff."""
    election = _closed(act, service, name)
    residents, staff = queries.list_contests(act.session, election)
    demo.count(act, residents, draws_lots=False)
    tied = {"contest_id": residents.id}
    return {"votes.count": {"contest_id": staff.id}, "votes.again": tied, "votes.tie": tied}


def _sealed(served: Served) -> dict[str, dict[str, Any]]:
    """Open a vote in sealed ballots."""
    town = town_of(served)
    booth = open_booth(served.engine, town)
    contest = {"contest_id": booth.contest_id}
    with looking_in(served.engine, town, town.here) as session:
        listed = queries.list_candidacies(session, booth.calling.residents(session))
        election_id = booth.calling.residents(session).election_id
        amina = {**contest, "candidacy_id": next(one.id for one in listed if one.name == "Amina")}
    spoken = ("state", "setup", "trackers", "archive", "result", "ceremony", "show_cards")
    desk = (
        "urn",
        "begin_keys",
        "end_paper",
        "keep_result",
        "archive",
        "destroy_keys",
        "cards",
        "leave_closed",
    )
    return {
        **dict.fromkeys(("booth.vote", "booth.keys", "booth.make_cards"), contest),
        "booth.photo": amina,
        "booth.voice": {**amina, "kind": "aac"},
        **dict.fromkeys((f"sealed.{name}" for name in spoken), contest),
        **dict.fromkeys((f"votes.{name}" for name in desk), contest),
        "votes.opening_minutes": {"election_id": election_id},
    }


def _challenged(act: Act, service: Service) -> dict[str, dict[str, Any]]:
    """Declare a result that somebody challenges."""
    election = _closed(act, service, "Le conseil contesté")
    for contest in queries.list_contests(act.session, election):
        demo.count(act, contest)
    results.declare_result(act, election)
    challenge = results.receive_challenge(
        act, election, name="Une électrice", words="L’urne n’était pas fermée."
    )
    act.session.flush()
    won = queries.see_vote(act.session, election).contests[0].results[0]
    here = {"election_id": election.id}
    return {
        "votes.renounce": {"result_id": won.id},
        "votes.answer": {"challenge_id": challenge.id},
        **dict.fromkeys(("votes.challenge", "votes.proclaim", "votes.result"), here),
        **dict.fromkeys(("votes.minutes", "votes.poster"), here),
    }
