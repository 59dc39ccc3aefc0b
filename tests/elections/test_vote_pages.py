"""The bureau's desk from the bureau to the terms; what residents see; who sees nothing."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.models import User
from participation.accounts.operations.leaving import erase_person
from participation.accounts.rules.powers import Role
from participation.councils import queries as councils
from participation.elections import queries
from participation.foundation.database import get_row
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import TODAY
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.voting import (
    CODES,
    Vote,
    close_it,
    count_both,
    make_vote,
    name_bureau,
)
from tests.inspection import Inspecting


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.MANAGER, town.here)


def codes(shown: str) -> dict[str, str]:
    """Give the fields of a form that president and assessor send."""
    assessor = re.search(r'value="([0-9a-z]{13})"[^>]*>Omar Sy<', shown)
    assert assessor
    return {"president_code": CODES[0], "assessor": assessor[1], "assessor_code": CODES[1]}


def test_a_vote_from_the_bureau_to_the_terms(
    desk: Inspecting, engine: Engine, town: Town, vote: Vote
) -> None:
    base = f"/rive/elections/{vote.key}"
    assert "Nommez une présidence et deux assesseurs" in page(desk, f"{base}/bureau")
    for place, name in enumerate(("Nadia Petit", "Omar Sy", "Paule Roux")):
        function = "assessor" if place else "president"
        sent = {"name": name, "function": function, "code": CODES[place]}
        send(desk, f"{base}/bureau/new", sent)
    opening = page(desk, f"{base}/open")
    refused = send(desk, f"{base}/open", codes(opening), 422)
    assert "Montrez à tous que l’urne est vide" in refused
    assert CODES[0] not in refused
    send(desk, f"{base}/open", {**codes(opening), "urn_is_empty": "y"})
    shown = page(desk, f"{base}/bureau")
    assert "Le vote est ouvert" in shown
    _sign(desk, engine, town, vote)
    send(desk, f"{base}/close", codes(page(desk, f"{base}/close")))
    _count(desk, engine, town, vote)
    assert "Des candidats sont à égalité" in page(desk, f"{base}/bureau")
    tie = f"/rive/elections/contests/{to_text(vote.residents_id)}/tie/2"
    assert "Halima, Jeanne : 2 voix chacun" in page(desk, tie)
    numbers = {"first": "12", "second": "345", "third": "6789"}
    send(desk, tie, numbers)
    send(desk, f"{base}/declare", {})
    _proclaim(desk, engine, town, vote)


def _sign(desk: Inspecting, engine: Engine, town: Town, vote: Vote) -> None:
    """Let six residents and six of the staff sign."""
    roll = f"/rive/elections/contests/{to_text(vote.residents_id)}/sign"
    assert "Halima" not in page(desk, roll)
    found = page(desk, f"{roll}?name=hali")
    sign = re.search(r'action="(/rive/elections/roll/[0-9a-z]{13}/sign)"', found)
    assert sign
    assert "Halima peut voter" in page(desk, send(desk, sign[1], {"assisted": "1"}))
    assert "A signé" in page(desk, f"{roll}?name=hali")
    again = desk.post(sign[1], base_url=LOCAL)
    assert (again.status_code, "a déjà signé" in again.get_data(as_text=True)) == (409, True)
    with looking_in(engine, town) as session:
        entries = [
            each
            for key, most in ((vote.residents_id, 5), (vote.staff_id, 6))
            for each in [
                one
                for one in queries.list_roll(session, vote.contest(session, key))
                if one.name != "Halima"
            ][:most]
        ]
    for entry in entries:
        send(desk, f"/rive/elections/roll/{to_text(entry.id)}/sign", {})


def _count(desk: Inspecting, engine: Engine, town: Town, vote: Vote) -> None:
    four = {"Halima": 2, "Idriss": 4, "Jeanne": 2, "Karim": 3}
    for contest_id, votes, other in (
        (vote.residents_id, four, {"Halima": 5}),
        (vote.staff_id, {"Lucie": 4, "Marc": 2}, {"Lucie": 2, "Marc": 4}),
    ):
        address = f"/rive/elections/contests/{to_text(contest_id)}/count"
        with looking_in(engine, town) as session:
            keys = vote.keys(session, contest_id)
            readers = queries.list_bureau(session, vote.election(session))
        sent = {"signed": "6", "found": "6", "blank": "0", "null": "0"}
        sent |= {f"votes_{keys[name]}": str(count) for name, count in votes.items()}
        wrong = {**sent, "reader": to_text(readers[1].id), "code": CODES[1], "found": "5"}
        assert "Bulletins et signatures ne font pas" in send(desk, address, wrong, 422)
        differs = {**sent, **{f"votes_{keys[name]}": str(n) for name, n in other.items()}}
        for place, fields in ((1, differs), (2, sent)):
            reader = {"reader": to_text(readers[place].id), "code": CODES[place]}
            send(desk, address, {**fields, **reader})
        assert f"diffèrent sur : {', '.join(other)}." in page(desk, address)
        send(desk, address, {**sent, "reader": to_text(readers[1].id), "code": CODES[1]})


def _proclaim(desk: Inspecting, engine: Engine, town: Town, vote: Vote) -> None:
    base = f"/rive/elections/{vote.key}"
    result = page(desk, f"{base}/result")
    assert "Tirage au sort par trois nombres" in result
    refused = send(desk, f"{base}/proclaim", {"since": "2026-03-17"}, 422)
    assert "On peut encore contester" in refused
    sent = {"since": "2026-03-17", "without_waiting": "y"}
    shown = page(desk, send(desk, f"{base}/proclaim", sent))
    for name in ("Idriss", "Karim", "Lucie", "Marc"):
        assert f"<bdi>{name}</bdi>" in shown
    with looking_in(engine, town) as session:
        council = councils.get_council(session, vote.sitting.council_id)
        sheet = councils.see_council(session, council, TODAY)
        members = [seat.holder.name for seat in sheet.colleges[0].members if seat.holder]
        assert members[:2] == ["Idriss", "Karim"]
        assert members[2] in {"Halima", "Jeanne"}
        ended = [term for term in councils.list_terms(session, [council.id]) if term.until == TODAY]
        assert len(ended) == 6


def test_a_wrong_code_is_not_said_whose_and_many_tries_wait(
    desk: Inspecting, engine: Engine, town: Town, vote: Vote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.elections.views.votes.desk.TRIES", 2)
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
    address = f"/rive/elections/{vote.key}/open"
    wrong = {**codes(page(desk, address)), "president_code": "000111", "urn_is_empty": "y"}
    for sentence in ("Un code n’est pas le bon", "Un code n’est pas le bon", "Trop d’essais"):
        assert sentence in send(desk, address, wrong, 422)


def test_other_houses_and_other_roles_see_nothing(
    app: Flask, engine: Engine, town: Town, vote: Vote
) -> None:
    address = f"/rive/elections/{vote.key}/bureau"
    page(visit(app, engine, town, Role.MANAGER, town.there), address, 404)
    page(visit(app, engine, town, Role.COORDINATOR, town.here), address, 403)


@pytest.fixture
def declared(engine: Engine, town: Town, vote: Vote, desk: Inspecting) -> Vote:
    close_it(engine, town, vote)
    count_both(engine, town, vote, (8, 7, 5, 5))
    with acting_in(engine, town) as act:
        from participation.elections.operations import draws  # noqa: PLC0415

        draws.settle_by_lots(act, vote.contest(act.session), 5, (1, 22, 333))
    send(desk, f"/rive/elections/{vote.key}/declare", {})
    return vote


@pytest.mark.usefixtures("declared")
def test_residents_see_who_is_elected_and_never_the_votes(
    app: Flask, engine: Engine, town: Town
) -> None:
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    shown = page(resident, "/rive/tilleul/election-results")
    assert shown.index("Halima") < shown.index("Idriss")
    assert "9 personnes ont voté, sur 12." in shown
    assert "Bulletins blancs : 0" in shown
    assert "avant le mercredi 1er avril 2026" in shown
    assert "voix chacun" not in shown
    assert not re.search(r">\s*[875]\s*<", shown)
    stranger = visit(app, engine, town, Role.RESIDENT, town.there)
    page(stranger, "/rive/tilleul/election-results", 404)


def test_under_five_ballots_not_even_blank_ones_are_told(
    engine: Engine, town: Town, desk: Inspecting
) -> None:
    vote = make_vote(engine, town)
    close_it(engine, town, vote, residents=3, staff=4)
    count_both(engine, town, vote, (3, 2, 1, 0), (3, 1))
    send(desk, f"/rive/elections/{vote.key}/declare", {})
    shown = page(desk, "/rive/tilleul/election-results")
    assert "3 personnes ont voté, sur 12." in shown
    assert "Bulletins blancs" not in shown


def test_a_challenge_is_received_answered_and_may_annul(desk: Inspecting, declared: Vote) -> None:
    base = f"/rive/elections/{declared.key}"
    send(desk, f"{base}/challenge", {"name": "Zoé", "words": "Je n’ai pas pu voter"})
    shown = page(desk, f"{base}/result")
    answer = re.search(r'href="(/rive/elections/challenges/[0-9a-z]{13})"', shown)
    assert answer
    early = {"since": "2026-03-17", "without_waiting": "y"}
    assert "attend sa réponse" in send(desk, f"{base}/proclaim", early, 422)
    send(desk, answer[1], {"is_upheld": "yes", "because": "La liste était incomplète"})
    assert "L’élection est annulée : La liste était incomplète" in page(desk, f"{base}/bureau")


def test_who_does_not_want_her_seat_leaves_it(desk: Inspecting, declared: Vote) -> None:
    shown = page(desk, f"/rive/elections/{declared.key}/result")
    renounce = re.search(r'href="([^"]+/renounce)">Halima', shown)
    assert renounce
    send(desk, renounce[1], {"because": "Elle déménage"})
    shown = page(desk, f"/rive/elections/{declared.key}/result")
    assert "Halima ne prend pas" not in shown
    assert "Idriss ne prend pas" in shown


def test_a_vote_is_suspended_observed_and_taken_up_again(
    desk: Inspecting, engine: Engine, town: Town, vote: Vote
) -> None:
    from tests.elections.voting import open_it  # noqa: PLC0415

    open_it(engine, town, vote)
    base = f"/rive/elections/{vote.key}"
    fields = codes(page(desk, f"{base}/suspend"))
    send(desk, f"{base}/suspend", {**fields, "because": "Alerte incendie"})
    shown = page(desk, f"{base}/bureau")
    assert "Le vote est suspendu" in shown
    assert "Alerte incendie" in shown
    send(desk, f"{base}/observe", {"words": "Reprise prévue à 15 h"})
    send(desk, f"{base}/resume", fields)
    assert "Reprise prévue à 15 h" in page(desk, f"{base}/bureau")
    assert dt.date(2026, 3, 17) == TODAY


def test_erasing_who_was_elected_leaves_the_pages_whole(
    desk: Inspecting, engine: Engine, town: Town, declared: Vote
) -> None:
    with acting_in(engine, town) as act:
        halima, karim = (declared.residents(act.session).candidacies[place] for place in (0, 3))
        keys = {each.membership_id for each in (halima, karim) if each.membership_id}
        for key in councils.user_of(act.session, keys).values():
            erase_person(act, get_row(act.session, User, key))
    for path in ("result", "bureau"):
        shown = page(desk, f"/rive/elections/{declared.key}/{path}")
        assert "Halima" not in shown
    assert "Idriss" in page(desk, "/rive/tilleul/election-results")
    minutes = desk.get(f"/rive/elections/{declared.key}/minutes.pdf", base_url=LOCAL)
    assert minutes.status_code == 200
