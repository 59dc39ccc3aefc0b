"""The desk of elections, walked from the preparation to the posted list."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils import operations as councils
from participation.elections import operations, queries
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation import clock
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import paper
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.calling import AFTER, LINES, NUMBERS, RESIDENTS, Calling, call, later
from tests.inspection import Inspecting

DRAWN = dict(zip(("first", "second", "third"), map(str, NUMBERS), strict=True))


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def calling(engine: Engine, town: Town) -> Calling:
    return call(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.QUALITY_MANAGER, None)


def test_an_election_is_prepared_with_its_calendar(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        council = councils.found_council(act, paper(town), service_ids=[town.here])
        councils.set_composition(act, council, LINES)
        act.session.flush()
        key = to_text(council.id)
    assert f"/rive/elections/new/{key}" in page(desk, "/rive/elections")
    path = f"/rive/elections/new/{key}"
    colleges = re.findall(
        r'name="colleges"[^>]*value="([0-9a-z]{13})"( checked)?', page(desk, path)
    )
    assert [bool(checked) for _key, checked in colleges] == [True, True, False]
    given = {
        "opens_on": "2026-05-12",
        "way": "paper",
        "colleges": [one for one, checked in colleges if checked],
    }
    seen = send(desk, path, {**given, "calculate": "1"}, status=200)
    assert "Calendrier proposé" in seen
    assert "mardi 31 mars 2026" in seen
    assert "Les dates ne se suivent pas" in send(
        desk, path, {**given, "closes_on": "2026-05-11"}, status=422
    )
    show = send(desk, path, given)
    shown = page(desk, show)
    assert "Ouvrir l’appel à candidatures" in shown
    assert send(desk, f"{show}/call", {}) == show
    assert "Faire la liste électorale" in page(desk, show)
    days = {"vote_opens": "2026-05-19", "vote_closes": "2026-05-20"}
    assert send(desk, f"{show}/dates", days) == show
    assert "vote du 19 mai 2026 au 20 mai 2026" in page(desk, show)
    wrong = send(desk, f"{show}/dates", {"vote_opens": "2026-05-21"}, status=422)
    assert "Les dates ne se suivent pas" in wrong


def test_the_roll_is_made_corrected_and_objections_are_answered(
    desk: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    roll = f"/rive/elections/contests/{to_text(calling.residents_id)}/roll"
    shown = page(desk, roll)
    assert all(name in shown for name in RESIDENTS)
    assert send(desk, f"{roll}/build", {}) == roll
    send(desk, roll, {"name": "Zoé", "because": "Logée à l’hôtel"})
    assert "Logée à l’hôtel" in page(desk, roll)
    assert "Cette personne est déjà sur la liste" in send(
        desk, roll, {"name": "Zoé", "because": "Encore"}, status=422
    )
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        entry = queries.list_roll(act.session, contest)[0]
        asked = operations.object_to_roll(
            act, contest, calling.who("Bilal"), asked="Amina est partie."
        )
        act.session.flush()
        keys = to_text(entry.id), to_text(asked.id)
    out = f"/rive/elections/roll/{keys[0]}/out"
    assert "Remplissez cette case" in send(desk, out, {"because": " "}, status=422)
    assert "Amina" in page(desk, out)
    assert send(desk, out, {"because": "Partie hier"}) == roll
    answer = f"/rive/elections/objections/{keys[1]}"
    assert "Amina est partie." in page(desk, answer)
    send(desk, answer, {"is_upheld": "yes", "because": "C’est vrai."})
    shown = page(desk, roll)
    assert "Partie hier" in shown
    assert "C’est vrai." in shown
    again = send(desk, answer, {"is_upheld": "no", "because": "Non."}, status=422)
    assert "a déjà sa réponse" in again


def test_a_candidacy_is_written_down_examined_and_withdrawn(
    desk: Inspecting, calling: Calling
) -> None:
    path = f"/rive/elections/contests/{to_text(calling.staff_id)}/candidacies"
    form = page(desk, path)
    farid = re.search(r'value="([0-9a-z]{13})"[^>]*>Farid<', form)
    assert farid
    silent = send(desk, path, {"person": farid[1]}, status=422)
    assert "Il faut l’accord de la personne" in silent
    own = send(desk, path, {"person": farid[1], "agrees": "y"})
    shown = page(desk, own)
    assert "Ancienneté à vérifier" in shown
    send(
        desk,
        own,
        {"part": "facts", "contract": "private-law", "hired_on": "2026-04-01", "born_on": ""},
    )
    shown = page(desk, own)
    assert "A moins de six mois d’ancienneté" in shown
    assert "CASF D311-13" in shown
    refused = send(desk, own, {"part": "decision", "decision": "accept"}, status=422)
    assert "ne peut pas se présenter" in refused
    send(desk, own, {"part": "facts", "contract": "private-law", "hired_on": "2020-04-01"})
    assert "Rien ne s’y oppose" in page(desk, own)
    assert send(desk, own, {"part": "decision", "decision": "accept"}) == path
    send(desk, f"{own}/words", {"statement-fr": "Je veux du temps."})
    assert "Je veux du temps." in page(desk, own)
    page(desk, f"{own}/voice")
    page(desk, f"{own}/photo")
    assert send(desk, f"{own}/withdraw", {}) == path
    assert "Retirée" in page(desk, path)


def test_the_list_is_settled_and_posted_in_every_language(
    app: Flask, desk: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    contest = f"/rive/elections/contests/{to_text(calling.residents_id)}"
    with acting_in(engine, town) as act:
        own = calling.stands(act, "Amina")
        operations.tell(act, own, Localized(ar="أريد حديقة"))
        calling.stands(act, "Bilal")
        calling.stands(act, "Farid")
    early = desk.get(f"{contest}/candidates.pdf", base_url=LOCAL)
    assert early.status_code == 404
    show = f"/rive/elections/{calling.key}"
    assert "Arrêter la liste" not in page(desk, show)
    soon = send(desk, f"{show}/list", DRAWN, status=422)
    assert "On peut encore se présenter" in soon
    with clock.frozen(AFTER):
        desk = visit(app, engine, town, Role.QUALITY_MANAGER, None)
        assert "Arrêter la liste des candidats" in page(desk, show)
        assert send(desk, f"{show}/list", DRAWN) == show
        shown = page(desk, show)
        assert "Affiche des candidats" in shown
        for name in ("roll", "candidates"):
            for tag in ("fr", "fr@falc", "ar", "ps", "uk"):
                answer = desk.get(f"{contest}/{name}.pdf?language={tag}", base_url=LOCAL)
                assert answer.status_code == 200
                assert answer.data.startswith(b"%PDF")
        assert desk.get(f"{contest}/roll.pdf?language=xx", base_url=LOCAL).status_code == 404


def test_too_few_candidates_are_settled_by_the_offered_ways_only(
    app: Flask, desk: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    residents = f"/rive/elections/contests/{to_text(calling.residents_id)}"
    staff = f"/rive/elections/contests/{to_text(calling.staff_id)}"
    show = f"/rive/elections/{calling.key}"
    assert "La décision se prend après" in page(desk, f"{residents}/shortage")
    for name in ("Bilal", "Colette"):
        form = page(desk, f"{residents}/shortage")
        key = re.search(rf'value="([0-9a-z]{{13}})"[^>]*>{name}<', form)
        assert key
        send(desk, f"{residents}/shortage", {"person": key[1], "agrees": "y"})
    for name in ("Farid", "Gilles"):
        key = re.search(rf'value="([0-9a-z]{{13}})"[^>]*>{name}<', page(desk, f"{staff}/shortage"))
        assert key
        send(desk, f"{staff}/shortage", {"person": key[1], "agrees": "y"})
    with clock.frozen(AFTER):
        desk = visit(app, engine, town, Role.QUALITY_MANAGER, None)
        page(desk, f"{residents}/designate")
        chosen = re.findall(
            r'name="people"[^>]*value="([0-9a-z]{13})"', page(desk, f"{residents}/designate")
        )
        given = {"people": chosen, "because": "Trop peu de candidats"}
        assert send(desk, f"{residents}/designate", given) == show
        page(desk, f"{staff}/draw")
        assert send(desk, f"{staff}/draw", {**DRAWN, "because": "Personne"}) == show
        assert "Empreinte des noms" in page(desk, f"{staff}/shortage")
        late = send(desk, f"{staff}/empty", {"because": "x"}, status=422)
        assert "la décision est déjà prise" in late
    with looking_in(engine, town) as session:
        assert calling.residents(session).settlement is Settlement.DESIGNATION
        assert calling.staff(session).settlement is Settlement.DRAWING


def test_the_way_of_voting_the_merge_and_the_end(
    desk: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    staff = f"/rive/elections/contests/{to_text(calling.staff_id)}"
    few = send(desk, f"{staff}/way", {"way": "sealed", "most_choices": "1"}, status=422)
    assert "Moins de 5 votants" in few
    residents = f"/rive/elections/contests/{to_text(calling.residents_id)}"
    page(desk, f"{residents}/way")
    send(desk, f"{residents}/way", {"way": "sealed", "most_choices": "2"})
    assert "Aucun autre collège de même sorte" in page(desk, f"{staff}/merge")
    page(desk, f"{staff}/empty")
    show = f"/rive/elections/{calling.key}"
    assert "Prolonger l’appel" in page(desk, show)
    page(desk, f"{show}/annul")
    assert send(desk, f"{show}/annul", {"because": "Les dates"}) == "/rive/elections"
    assert "Cette élection est arrêtée : Les dates" in page(desk, show)
    with looking_in(engine, town) as session:
        election = calling.election(session)
        assert election.stage is Stage.ANNULLED
        assert calling.residents(session).way is Way.SEALED
        assert calling.residents(session).most_choices == 2


def test_another_service_finds_nothing(
    app: Flask, engine: Engine, town: Town, calling: Calling
) -> None:
    stranger = visit(app, engine, town, Role.FACILITATOR, town.there)
    assert calling.key not in page(stranger, "/rive/elections")
    page(stranger, f"/rive/elections/{calling.key}", status=404)
    page(stranger, f"/rive/elections/contests/{to_text(calling.staff_id)}/roll", status=404)


def test_candidacies_are_extended_from_the_desk(
    desk: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        election = calling.election(act.session)
        week = dt.timedelta(days=28)
        moved = {
            step: day + week
            for step, day in queries.dates_of(election).items()
            if step.value in ("vote-opens", "vote-closes", "challenge-ends")
        }
        operations.change_dates(later(act, clock.now()), election, moved)
        before = election.candidacies_end_on
    show = f"/rive/elections/{calling.key}"
    assert send(desk, f"{show}/extend", {}) == show
    with looking_in(engine, town) as session:
        assert calling.election(session).candidacies_end_on > before
    assert "Prolonger l’appel" not in page(desk, show)
