"""Votes of those who are not at the urn: by post, and a child who stands at twelve."""

import datetime as dt
import re
from collections import Counter

import pytest

from participation.accounts.operations.people import PersonSheet, add_person, give_role
from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.models import Council
from participation.councils.operations import CollegeLine, FoundingSheet, Person
from participation.councils.rules.kinds import CollegeKind, CouncilForm, Filling
from participation.elections import operations, queries
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.seed import elections as seeded
from tests.builders import acting_in, looking_in
from tests.conftest import START
from tests.journeys.seeds.test_spaces_of_expression import words_of
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

TODAY = START.date()


def call_in(walk: Walk, slug: str, kind: CollegeKind, *, anew: bool = False) -> int:
    """Let a place elect, its vote today; give the contest of a college. `anew`: a new council."""
    place = walk.service(slug)
    with acting_in(walk.served.engine, walk.town, place) as act:
        council = (
            found(act, place)
            if anew
            else council_queries.list_councils(act.session, on=TODAY, service_id=place)[0]
        )
        service = act.session.get_one(Service, (act.organisation_id, place))
        election = seeded.call(act, council, service, TODAY)
        seeded.settle(act, election)
        contests = queries.list_contests(act.session, election)
        kinds = {queries.college_of(act.session, one).kind: one.id for one in contests}
        return kinds[kind]


def found(act: Act, place: int) -> Council:
    """Found a council whose residents are elected."""
    title = Localized({"fr": "Un nouveau conseil"})
    sheet = FoundingSheet(name=title, form=CouncilForm.CVS, carrier_id=place, term_months=24)
    council = councils.found_council(act, sheet, service_ids=[place])
    lines = [
        CollegeLine(CollegeKind.RESIDENTS, 3, 1),
        CollegeLine(CollegeKind.STAFF, 1),
        CollegeLine(CollegeKind.MANAGING_BODY, 1, filling=Filling.DESIGNATION),
    ]
    councils.set_composition(act, council, lines)
    return council


def vote_by_post(walk: Walk, slug: str, contest: int, name: str) -> None:
    """Let somebody ask, send her envelopes, receive hers, open it on the last day."""
    desk = walk.staff(Role.MANAGER, slug)
    address = f"/elections/contests/{to_text(contest)}/post"
    found = desk.read(f"{address}?name={name}")
    assert f"{name} vote par la poste" in words_of(found)
    assert "règlement intérieur (à vérifier)" in words_of(found)
    (ask,) = re.findall(r'action="/rive(/elections/roll/[0-9a-z]+/by-post)"', found)
    desk.send(f"{address}?name={name}", ask)
    assert desk.file(f"{address}.pdf?language=fr").mimetype == "application/pdf"
    (sent,) = re.findall(r'action="/rive(/elections/post/[0-9a-z]+/sent)"', desk.read(address))
    desk.send(address, sent)
    desk.send(address, sent.replace("/sent", "/received"))
    assert "Arrivé, gardé fermé" in desk.read(address)
    with acting_in(walk.served.engine, walk.town, walk.service(slug)) as act:
        row = queries.get_contest(act.session, contest)
        seeded.open_vote(act, queries.reach_election(act.session, row.election_id), TODAY)
    desk.send(address, f"/elections/contests/{to_text(contest)}/envelopes")
    assert "Dans l’urne" in desk.read(address)
    with looking_in(walk.served.engine, walk.town) as session:
        roll = queries.list_roll(session, queries.get_contest(session, contest))
    assert [one.name for one in roll if one.has_voted] == [name]


def test_a_family_votes_by_post_from_the_asking_to_the_urn(walk: Walk) -> None:
    contest = call_in(walk, "olivier", CollegeKind.RELATIVES)
    vote_by_post(walk, "olivier", contest, "Hélène Costa")


def test_a_resident_of_a_scattered_home_votes_by_post(walk: Walk) -> None:
    contest = call_in(walk, "amandier", CollegeKind.RESIDENTS, anew=True)
    with looking_in(walk.served.engine, walk.town) as session:
        roll = queries.list_roll(session, queries.get_contest(session, contest))
    names = Counter(one.name for one in roll)
    alone = next(name for name, many in names.items() if many == 1)
    vote_by_post(walk, "amandier", contest, alone)


def receive_child(walk: Walk, name: str, vote: dt.date) -> str:
    """Found the council of a house with children, call its election, let a child stand."""
    house = walk.service("cedre")
    with acting_in(walk.served.engine, walk.town, house) as act:
        council = found(act, house)
        colleges = council_queries.list_colleges(act.session, [council.id])
        contests = operations.ContestLine.for_colleges(colleges)
        election = operations.prepare_election(
            act, council, contests, opens_on=vote, closes_on=vote
        )
        child = add_person(act, PersonSheet(name=name, locale="fr"))
        role = give_role(act, child, Role.RESIDENT, house, since=TODAY - dt.timedelta(days=200))
        act.session.flush()
        operations.open_call(act, election)
        contest = queries.list_contests(act.session, election)[0]
        operations.build_roll(act, contest)
        act.session.flush()
        own = operations.stand(act, contest, Person(membership_id=role.id), agrees=True)
        act.session.flush()
        return f"/elections/candidacies/{to_text(own.id)}"


def test_a_child_over_eleven_stands_in_her_house(walk: Walk) -> None:
    vote = TODAY + dt.timedelta(days=56)
    own = receive_child(walk, "Inaya T.", vote)
    desk = walk.staff(Role.MANAGER, "cedre")
    eleven = vote.replace(year=vote.year - 11)
    desk.send(own, part="facts", born_on=eleven.isoformat())
    refused = desk.send(own, part="decision", decision="accept", status=422)
    assert "11 ans" in words_of(refused)
    desk.send(own, part="facts", born_on=(eleven - dt.timedelta(days=1)).isoformat())
    desk.send(own, part="decision", decision="accept")
    assert "Inaya T." in desk.read(own)
    walk.staff(Role.FACILITATOR, "tilleul").read(own, status=404)
