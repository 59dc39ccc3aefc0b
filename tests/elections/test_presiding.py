"""A president who is ill, gone or has forgotten her code: assessors go on, and nobody alone."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.elections import queries
from participation.elections.operations import bureau, voting
from participation.elections.operations.bureau import OnePerson, TwoPeople
from participation.elections.operations.presiding import replace_president
from participation.elections.rules.bureau import BureauFunction
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.voting import CODES, Vote, make_vote, name_bureau, open_it, refusal

ROSE = "577215"
P, A = BureauFunction.PRESIDENT, BureauFunction.ASSESSOR


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


def members(act: Act, vote: Vote) -> list[OnePerson]:
    """Give president and assessors with their codes, in the order in which they were named."""
    found = queries.list_bureau(act.session, vote.election(act.session))
    return [OnePerson(one, code) for one, code in zip(found, (*CODES, ROSE), strict=False)]


def name_rose(act: Act, vote: Vote) -> None:
    """Name a third assessor, for whom the first vouches."""
    facts = {"name": "Rose", "function": A, "code": ROSE}
    voucher = members(act, vote)[1]
    bureau.name_member(act, vote.election(act.session), **facts, voucher=voucher)  # type: ignore[arg-type]
    act.session.flush()


def test_a_vote_whose_president_is_gone_is_closed_by_her_successor(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        nadia, omar, paule = members(act, vote)
        assert refusal(bureau.remove_member, act, nadia.member) is R.BUREAU_NEEDED
        reason = refusal(replace_president, act, election, omar, paule, because="Malade")
        assert reason is R.BUREAU_NEEDED, "two assessors stay, beside the new president"
        name_rose(act, vote)
        replace_president(act, election, omar, paule, because="Malade  depuis midi")
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        found = queries.list_bureau(act.session, election)
        assert [(each.name, each.function) for each in found] == [
            ("Omar Sy", P),
            ("Paule Roux", A),
            ("Rose", A),
        ]
        voting.close_vote(act, election, TwoPeople(CODES[1], found[1], CODES[2]))
        assert election.stage is Stage.COUNT
        (written,) = vote.sheet(act.session).observations
        assert written.words == "Nadia Petit → Omar Sy : Malade depuis midi"


def test_nobody_becomes_president_alone_nor_by_a_wrong_code(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        election = vote.election(act.session)
        nadia, omar, paule = members(act, vote)
        reason = refusal(replace_president, act, election, omar, paule, because="x")
        assert reason is R.WRONG_STAGE, "before the vote she is simply named anew"
    open_it_again(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        name_rose(act, vote)
        nadia, omar, paule, rose = members(act, vote)
        for first, second, reason in (
            (omar, omar, R.TWO_ASSESSORS),
            (omar, nadia, R.TWO_ASSESSORS),
            (omar, OnePerson(paule.member, ROSE), R.CODE_WRONG),
            (OnePerson(rose.member, ""), paule, R.CODE_WRONG),
        ):
            assert refusal(replace_president, act, election, first, second, because="x") is reason
        told = refusal(replace_president, act, election, omar, paule, because="  ")
        assert told is R.WORDS_MISSING
        assert nadia.member.function is P


def test_after_the_opening_somebody_of_the_bureau_vouches_for_whoever_is_named(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        omar = members(act, vote)[1].member
        for voucher, reason in (
            (None, R.VOUCHER_NEEDED),
            (OnePerson(omar, CODES[0]), R.CODE_WRONG),
        ):
            facts = {"name": "Rose", "function": A, "code": ROSE, "voucher": voucher}
            told = refusal(bureau.name_member, act, vote.election(act.session), **facts)
            assert told is reason


def open_it_again(engine: Engine, town: Town, vote: Vote) -> None:
    """Open a vote whose bureau is named."""
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        voting.open_vote(act, election, people, urn_is_empty=True)


def test_the_pages_name_a_third_assessor_and_the_new_president(
    app: Flask, engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    base = f"/rive/elections/{vote.key}/bureau"
    assert f"{base}/president" in page(desk, base)
    with looking_in(engine, town) as session:
        bureau_ = queries.list_bureau(session, vote.election(session))
        _nadia, omar, paule = (to_text(each.id) for each in bureau_)
    rose = {"name": "Rose", "function": "assessor", "code": ROSE, "voucher": omar}
    alone = desk.post(f"{base}/new", data={**rose, "voucher_code": "000000"}, base_url=LOCAL)
    assert (alone.status_code, "Un code n’est pas le bon" in alone.text) == (422, True)
    send(desk, f"{base}/new", {**rose, "voucher_code": CODES[1]})
    asked = page(desk, f"{base}/president")
    chosen = re.findall(
        r'<option[^>]*value="([^"]+)"[^>]*selected|selected[^>]*value="([^"]+)"', asked
    )
    assert [one or other for one, other in chosen] == [paule], "two people, not the same twice"
    sent = {
        "successor": omar,
        "successor_code": CODES[1],
        "witness": omar,
        "witness_code": CODES[1],
        "because": "Malade",
    }
    twice = desk.post(f"{base}/president", data=sent, base_url=LOCAL)
    assert (twice.status_code, "deux assesseurs différents" in twice.text) == (422, True)
    send(desk, f"{base}/president", {**sent, "witness": paule, "witness_code": CODES[2]})
    assert "Nadia Petit → Omar Sy : Malade" in page(desk, base)
