"""What a helper likes best to do, said on her page, moves the roster towards her."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.peers.operations import profile, roster
from participation.peers.queries.people import find_own
from participation.peers.queries.proposals import see_proposal
from participation.peers.rules.kinds import SlotKind
from tests.builders import acting_in, looking_in, make_town
from tests.councils.visiting import enter_as, page, send
from tests.peers.crew import make_peer
from tests.peers.teams import at, make_slot, make_team, sheet

MONDAY = dt.date(2026, 3, 23)
ABOUT = "/rive/helping/profile/about"


@pytest.mark.parametrize("name", ["Amina", "Chloé"])
def test_who_likes_it_is_proposed(engine: Engine, name: str) -> None:
    town = make_town(engine)
    team = make_team(engine, town)
    group = make_slot(engine, team, sheet(at(24, 10), SlotKind.GROUP))
    with acting_in(engine, town) as act:
        for each in team.peers:
            likes = frozenset({SlotKind.GROUP if each == name else SlotKind.ROUND})
            said = profile.ProfileSheet(each, likes=likes)
            profile.describe_oneself(act, team.peer(act.session, each), said)
    with acting_in(engine, town) as act:
        until = MONDAY + dt.timedelta(days=7)
        row = roster.draft_roster(act, MONDAY, until, [town.here], seconds=20)
        seen = see_proposal(act.session, roster.solve_at_once(act, row))
    (place,) = [one for one in seen.places if one.line.slot.id == group]
    assert [one.peer.name for one in place.chosen] == [name]


def test_she_says_it_herself_and_takes_it_back(app: Flask, engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        user_id = make_peer(act, town).user_id
    maryam = enter_as(app, engine, town, user_id)
    sent = {"name": "Maryam", "gender": "woman"}
    send(maryam, ABOUT, {**sent, "likes": ["group", "round"]})
    assert "Vous aimez le mieux :" in page(maryam, "/rive/helping/profile")
    assert page(maryam, ABOUT).count("checked") >= 3
    send(maryam, ABOUT, {**sent, "likes": ["training"]}, 422)
    send(maryam, ABOUT, sent)
    with looking_in(engine, town) as session:
        peer = find_own(session, user_id)
        assert peer is not None
        assert peer.likes == []
