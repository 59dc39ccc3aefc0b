"""The pages by which a facilitator calls the vote of the elected, and what residents see of it."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils.rules.kinds import Office
from participation.elections import queries
from participation.elections.models import Contest
from participation.elections.operations import tallying
from participation.elections.queries.sealed import find_sealed
from participation.elections.rules.stages import Way
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import Sitting, term_of
from tests.councils.visiting import page, send, visit
from tests.elections.chairing import (
    ELECTED,
    VOTE_ON,
    call_chair,
    make_keys,
    sealing_of,
    seat_council,
    sign_some,
)
from tests.elections.sealing import Sealing
from tests.elections.urn_desk import DAY, close_it, name_bureau, on, open_it, two

WAY = 'name="way"'


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def sent(engine: Engine, town: Town, council: Sitting, **more: str) -> dict[str, object]:
    """Give what a facilitator sends: two stand for the chair."""
    with acting_in(engine, town) as act:
        terms = [to_text(term_of(act, council, name).id) for name in ELECTED[:2]]
    return {"on": VOTE_ON.isoformat(), "chair": terms, **more}


def the_contest(engine: Engine, town: Town, council: Sitting) -> Contest:
    """Give the contest of the election that was called last."""
    with looking_in(engine, town) as session:
        election = queries.list_elections(session, [council.council_id])[0]
        return queries.list_contests(session, election)[0]


def test_four_are_told_that_they_vote_on_paper_before_anything_is_prepared(
    app: Flask, engine: Engine, town: Town
) -> None:
    council = seat_council(engine, town, ELECTED[:4])
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    address = f"/rive/councils/{council.key}/chair-vote"
    shown = page(desk, address)
    assert "Moins de 5 votants : on vote sur papier." in shown
    assert WAY not in shown
    send(desk, address, sent(engine, town, council, way="sealed"))
    assert the_contest(engine, town, council).way is Way.PAPER


def test_seven_choose_and_choose_again_until_the_vote_opens(
    app: Flask, engine: Engine, town: Town
) -> None:
    council = seat_council(engine, town)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    address = f"/rive/councils/{council.key}/chair-vote"
    shown = page(desk, address)
    for words in (
        "les représentants des personnes accompagnées (7).",
        "Le papier vaut autant",
        "12 votants ou moins",
    ):
        assert words in shown
    families = sent(engine, town, council, way="sealed", because="Personne ne veut.")
    assert "Personne" in send(desk, address, families, 422)
    place = send(desk, address, sent(engine, town, council, way="sealed"))
    assert "Urne électronique : " in page(desk, place)
    contest = the_contest(engine, town, council)
    _ready(engine, town, contest)
    way = f"/rive/elections/contests/{to_text(contest.id)}/way"
    assert way in page(desk, place)
    assert "ne serviront plus" in page(desk, way)
    assert "most_choices" not in page(desk, way)
    assert send(desk, way, {"way": "paper"}) == place
    assert "Urne électronique" not in page(desk, place)
    with looking_in(engine, town) as session:
        assert find_sealed(session, contest.id) is None


def test_residents_see_that_the_elected_vote_and_where_the_booth_is(
    app: Flask, engine: Engine, town: Town, clock: Clock
) -> None:
    council = seat_council(engine, town)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    send(
        desk, f"/rive/councils/{council.key}/chair-vote", sent(engine, town, council, way="sealed")
    )
    contest = the_contest(engine, town, council)
    made = _ready(engine, town, contest)
    clock.set(DAY)
    visitor = visit(app, engine, town, Role.RESIDENT, town.here)
    booth = f"/rive/tilleul/vote/{to_text(contest.id)}"
    before = page(visitor, "/rive/tilleul/election")
    assert ("Les personnes élues votent entre elles." in before, booth in before) == (True, False)
    assert "Suis-je sur la liste" not in before, "she is no elector, and cannot become one"
    open_it(made)
    assert booth in page(visitor, "/rive/tilleul/election")
    assert "Votez pour la présidence du conseil" in page(visitor, booth)
    key = to_text(contest.election_id)
    shown = page(visitor, f"/rive/tilleul/election/{key}/candidates")
    assert ("Amina" in shown, "Vous pourrez choisir" in shown) == (True, False)
    assert contest.office is Office.CHAIR


def test_too_few_ballots_lead_to_a_vote_on_paper_in_the_same_meeting(
    app: Flask, engine: Engine, town: Town, clock: Clock
) -> None:
    council = seat_council(engine, town)
    with acting_in(engine, town) as act:
        election = call_chair(act, council)
        contest = queries.list_contests(act.session, election)[0]
    made = _ready(engine, town, contest)
    open_it(made)
    for code in made.codes[:3]:
        made.cast(made.seal(code, (0, 1, 0)))
    with on(made) as act:
        sign_some(act, made, 3)
    close_it(made)
    clock.set(DAY)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    urn = f"/rive/elections/contests/{to_text(made.contest_id)}/urn"
    assert "on revote sur papier" in page(desk, urn)
    with on(made) as act:
        contest = made.contest(act.session)
        tallying.leave_closed(act, contest, two(made, act), because="Trois ont voté.")
    again = f"/rive/elections/{made.calling.key}/again"
    assert again in page(desk, urn)
    shown = page(desk, again)
    assert "Les mêmes personnes votent" in shown
    day = VOTE_ON.isoformat()
    place = send(desk, again, {"on": day, "until": day})
    assert "Le bureau est complet." in page(desk, place)
    assert "Une élection est déjà en cours" in send(desk, again, {"on": day, "until": day}, 422)


def _ready(engine: Engine, town: Town, contest: Contest) -> Sealing:
    """Make keys and cards, and name the bureau."""
    with acting_in(engine, town) as act:
        election = queries.reach_election(act.session, contest.election_id)
        made = sealing_of(engine, town, act, election)
    make_keys(made)
    name_bureau(made)
    return made
