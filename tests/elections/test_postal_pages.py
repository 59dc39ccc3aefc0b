"""Votes by post as the desk sees them: the page of envelopes, their notice and labels."""

import json

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.elections import queries
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.posting import ask, posted_vote
from tests.elections.test_vote_papers import printed  # noqa: F401
from tests.elections.voting import Vote, open_it
from tests.surveys.test_papers import streams


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return posted_vote(engine, town)


def test_the_page_follows_envelopes_from_the_asking_to_the_urn(
    app: Flask, engine: Engine, town: Town, vote: Vote
) -> None:
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    contest = to_text(vote.staff_id)
    address = f"/rive/elections/contests/{contest}/post"
    assert address in page(desk, f"/rive/elections/{vote.key}/bureau")
    nobody = page(desk, address)
    assert "Personne ne vote par la poste pour le moment." in nobody
    assert "Lucie" not in nobody
    assert "Lucie vote par la poste" in page(desk, f"{address}?name=luc")
    with looking_in(engine, town) as session:
        entry = queries.list_roll(session, vote.contest(session, vote.staff_id))
        lucie = next(to_text(each.id) for each in entry if each.name == "Lucie")
    send(desk, f"/rive/elections/roll/{lucie}/by-post", {})
    with looking_in(engine, town) as session:
        (one,) = queries.list_posted(session, vote.contest(session, vote.staff_id))
        key = to_text(one.vote.id)
    send(desk, f"/rive/elections/post/{key}/sent", {})
    assert "Enveloppe de Lucie arrivée" in page(desk, address)
    send(desk, f"/rive/elections/post/{key}/received", {})
    assert "Arrivé, gardé fermé" in page(desk, address)
    open_it(engine, town, vote)
    assert "Ouvrir les enveloppes" in page(desk, address)
    send(desk, f"/rive/elections/contests/{contest}/envelopes", {})
    assert "Dans l’urne" in page(desk, address)


def test_the_notice_and_its_labels_are_a_tagged_pdf_that_names_no_council_outside(
    app: Flask,
    engine: Engine,
    town: Town,
    vote: Vote,
    printed: list[dict[str, object]],  # noqa: F811
) -> None:
    with acting_in(engine, town) as act:
        ask(act, vote, 3)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    address = f"/rive/elections/contests/{to_text(vote.staff_id)}/post.pdf"
    for language in ("fr", "ar"):
        given = desk.get(f"{address}?language={language}", base_url=LOCAL)
        assert given.mimetype == "application/pdf"
        inside = streams(given.data)
        assert b"pdfuaid:part" in inside
        assert b"/H1" in inside
    assert [each["dir"] for each in printed] == ["ltr", "rtl"]
    assert len(printed[0]["names"]) == 3  # type: ignore[arg-type]
    assert printed[0]["label"] == "Vote par la poste"
    assert "17 mars" in json.dumps(printed[0]["until"], ensure_ascii=False)
