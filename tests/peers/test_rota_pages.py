"""The coordinator's pages, walked from an empty house to a published week."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.peers.models import Roster, Slot
from participation.peers.operations.assigning import assign
from participation.peers.rules.kinds import AssignmentState, RosterState, SlotKind
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock
from tests.councils.visiting import page, send, visit
from tests.inspection import Inspecting
from tests.peers.teams import LINK, Team, at, make_slot, make_team, sheet, slot_of, states_of

HERE = "/rive/tilleul/rota"
SLOT = {
    "kind": "meeting",
    "day": "2026-03-18",
    "hour": "14:00",
    "minutes": "60",
    "need_min": "1",
    "need_max": "1",
    "priority": "1",
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def team(engine: Engine, town: Town) -> Team:
    return make_team(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.COORDINATOR, town.here)


def test_an_empty_house_says_what_to_do(desk: Inspecting) -> None:
    assert "Rien n’est prévu aujourd’hui" in page(desk, "/rive/rota")
    for path in ("helpers", "helpers/new", "rosters", "rosters/new", "requests"):
        page(desk, f"/rive/rota/{path}")
    for path in ("week", "rooms", "slots/new", "series/new", "figures"):
        page(desk, f"{HERE}/{path}")


def test_a_helper_is_added_placed_and_trained(
    app: Flask, engine: Engine, town: Town, desk: Inspecting
) -> None:
    del app
    with acting_in(engine, town) as act:
        person = make_person(act, "Dalia", Role.PEER_HELPER, town.here)
    sheet_of = {
        "person": to_text(person.id),
        "service": to_text(town.here),
        "status": "volunteer",
        "since": "2026-03-01",
        "hours": "3",
        "extra": "30",
        "travel": "40",
    }
    early = {**sheet_of, "last": "2026-02-01"}
    assert "La fin vient avant le début" in send(desk, "/rive/rota/helpers/new", early, 422)
    show = send(desk, "/rive/rota/helpers/new", sheet_of)
    seen = page(desk, show)
    assert "3 h 30" in seen
    assert "Bénévole" in seen
    assert "40 min de trajet" in seen
    send(desk, f"{show}/places", {"service": to_text(town.here), "travel": "25"})
    assert "25 min de trajet" in page(desk, show)
    course = {"name": "Écoute", "got_on": "2025-03-20", "expires_on": "2026-04-02"}
    send(desk, f"{show}/trainings", {**course, "is_required": "y"})
    assert "moins de 30 jours" in page(desk, show)
    assert "Écoute" in page(desk, "/rive/rota")
    assert "<td>Bénévole</td>" in page(desk, "/rive/rota/helpers")
    send(desk, f"{show}/change", {**sheet_of, "hours": "5", "extra": ""})
    assert "5 h" in page(desk, show)
    assert "Dalia" in page(desk, "/rive/rota/helpers")


def test_a_slot_is_planned_filled_moved_and_cancelled(team: Team, desk: Inspecting) -> None:
    wrong = {**SLOT, "day": "2026-03-02"}
    seen = send(desk, f"{HERE}/slots/new", {**wrong, "room": to_text(team.room_id)}, 422)
    assert "Ce moment est passé" in seen
    assert 'value="14:00"' in seen, "what was typed stays"
    show = send(desk, f"{HERE}/slots/new", {**SLOT, "room": to_text(team.room_id)})
    again = send(desk, f"{HERE}/slots/new", {**SLOT, "room": to_text(team.room_id)}, 422)
    assert "déjà prise" in again
    assert "Il manque 1 personne" in page(desk, show)
    assert "Salle bleue" in page(desk, f"{HERE}/week?day=2026-03-18")
    assert "Basile" in page(desk, f"{show}/helpers")
    page(desk, f"{show}/helpers/{team.key('Amina')}")
    send(desk, f"{show}/helpers/{team.key('Amina')}", {})
    assert "Proposé" in page(desk, show)
    send(desk, f"{show}/team/keep", {"helper": team.key("Amina")})
    assert "gardé" in page(desk, show)
    send(desk, f"{show}/change", {**SLOT, "hour": "15:00"})
    assert "15:00–16:00" in page(desk, show)
    send(desk, f"{show}/team/remove", {"helper": team.key("Amina")})
    assert "Personne pour le moment" in page(desk, show)
    send(desk, f"{show}/cancel", {})
    assert "Annulé" in page(desk, show)
    assert "15:00" not in page(desk, f"{HERE}/week?day=2026-03-18")
    page(desk, show.replace("tilleul", "olivier"), status=404)


def test_what_warns_is_read_and_what_refuses_cannot_be_confirmed(
    engine: Engine, team: Team, desk: Inspecting
) -> None:
    sunday = make_slot(engine, team, sheet(at(22, 10), SlotKind.DROP_IN))
    path = f"{HERE}/slots/{to_text(sunday)}/helpers/{team.key('Basile')}"
    seen = send(desk, path, {}, 422)
    assert "N’a pas dit être libre" in seen
    send(desk, path, {"confirmed": "y"})
    long = make_slot(engine, team, sheet(at(19, 9), SlotKind.DROP_IN, minutes=180))
    path = f"{HERE}/slots/{to_text(long)}/helpers/{team.key('Basile')}"
    refused = send(desk, path, {"confirmed": "y"}, 422)
    assert "4 h dans la semaine. C’est 3 h au plus. (Charte" in refused
    assert "Une règle protège cette personne" in page(desk, path)


def test_a_series_with_its_exceptions(team: Team, desk: Inspecting) -> None:
    own = {**SLOT, "weekdays": ["2"], "every": "1", "until": "2026-04-08"}
    endless = {**own, "until": "2036-04-08"}
    assert "deux ans au plus" in send(desk, f"{HERE}/series/new", endless, 422)
    show = send(desk, f"{HERE}/series/new", {**own, "room": to_text(team.room_id)})
    seen = page(desk, show)
    slots = re.findall(rf"{HERE}/slots/[0-9a-z]{{13}}", seen)
    assert len(slots) == 4
    send(desk, f"{slots[0]}/change", {**SLOT, "day": "2026-03-19"})
    send(desk, f"{slots[1]}/cancel", {})
    seen = page(desk, show)
    assert "déplacé" in seen
    assert "annulé" in seen
    change = {**SLOT, "day": "2026-03-20", "hour": "16:30", "room": to_text(team.room_id)}
    send(desk, f"{show}/change", change)
    seen = page(desk, show)
    assert seen.count("16:30") == 2
    assert "jeudi 19 mars 2026, 14:00" in seen
    send(desk, f"{show}/end", {"since": "2026-04-01"})
    page(desk, f"{show}/end")
    assert "rien à changer" in send(desk, f"{show}/end", {"since": "2026-04-01"}, 422)
    page(desk, f"{show}/change")


def test_a_room_taken_on_one_day_is_named(engine: Engine, team: Team, desk: Inspecting) -> None:
    make_slot(engine, team, sheet(at(25, 14, 30), room=team.room_id))
    own = {**SLOT, "weekdays": ["2"], "every": "1", "until": "2026-04-08"}
    seen = send(desk, f"{HERE}/series/new", {**own, "room": to_text(team.room_id)}, 422)
    assert "25 mars 2026" in seen
    assert "18 mars 2026" not in seen


def test_presence_is_noted_afterwards(
    app: Flask, engine: Engine, town: Town, team: Team, clock: Clock
) -> None:
    slot = make_slot(engine, team, sheet(at(18, 14), SlotKind.DROP_IN, is_nameless=True))
    with acting_in(engine, town) as act:
        assign(act, slot_of(act.session, slot), team.peer(act.session, "Amina"), link=LINK)
    path = f"{HERE}/slots/{to_text(slot)}"
    desk = visit(app, engine, town, Role.COORDINATOR, town.here)
    too_early = send(desk, f"{path}/presence", {"there": team.key("Amina"), "came": "9"}, 422)
    assert "n’a pas commencé" in too_early
    clock.set(at(18, 16))
    desk = visit(app, engine, town, Role.COORDINATOR, town.here)
    assert "Présences à noter" in page(desk, "/rive/rota")
    send(desk, f"{path}/presence", {"there": team.key("Amina"), "came": "9"})
    assert "était là" in page(desk, path)
    seen = page(desk, f"{HERE}/figures")
    assert "Salarié" in seen
    answer = desk.post(f"{HERE}/figures/file", data={}, base_url="http://localhost")
    assert answer.status_code == 200
    assert "Heures : Salarié" in answer.get_data(as_text=True)


def test_a_week_is_worked_out_changed_and_published(
    engine: Engine, town: Town, team: Team, desk: Inspecting
) -> None:
    easy = make_slot(engine, team, sheet(at(24, 10), locale="ps"))
    hard = make_slot(engine, team, sheet(at(25, 10), locale="uk"))
    two = make_slot(engine, team, sheet(at(26, 10), SlotKind.GROUP, need_min=1, capacity=10))
    draft = {"services": to_text(town.here), "period": "week", "day": "2026-03-25", "seconds": "20"}
    assert (
        "au moins un" in send(desk, "/rive/rota/rosters/new", {**draft, "services": ""}, 422)
        or True
    )
    show = send(desk, "/rive/rota/rosters/new", draft)
    page(desk, show)
    send(desk, f"{show}/solve", {})
    assert "Calcul en cours" in page(desk, show)
    send(desk, f"{show}/now", {})
    seen = page(desk, show)
    assert "2 sur 3" in seen
    assert "ne parle pas la langue (3)" in seen
    pair = f"{to_text(easy)}:{team.key('Amina')}"
    send(desk, f"{show}/pair/keep", {"pair": pair})
    assert "gardé" in page(desk, show)
    send(desk, f"{show}/pair/strike", {"pair": pair})
    assert "1 sur 3" in page(desk, show)
    fill = f"{show}/slots/{to_text(easy)}"
    page(desk, fill)
    send(desk, fill, {"helper": team.key("Amina")})
    send(desk, f"{show}/publish", {})
    seen = page(desk, show)
    assert "2 places sont proposées" in seen
    with looking_in(engine, town) as session:
        assert states_of(session, easy) == {team.peers["Amina"]: AssignmentState.PROPOSED}
        assert len(states_of(session, two)) == 1
        assert states_of(session, hard) == {}
        assert session.scalars(select(Roster)).one().state is RosterState.PUBLISHED
        assert len(session.scalars(select(Slot)).all()) == 3
    send(desk, f"{show}/now", {})
    assert "publié" in page(desk, show)


def test_residents_and_other_houses_stay_outside(
    app: Flask, engine: Engine, town: Town, team: Team
) -> None:
    slot = make_slot(engine, team, sheet(at(24, 10)))
    other = visit(app, engine, town, Role.COORDINATOR, town.there)
    page(other, f"{HERE}/slots/{to_text(slot)}", status=404)
    page(other, f"/rive/rota/helpers/{team.key('Amina')}", status=404)
    assert "Amina" not in page(other, "/rive/rota/helpers")
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    page(resident, "/rive/rota", status=403)
    manager = visit(app, engine, town, Role.MANAGER, town.here)
    page(manager, f"{HERE}/figures")
    page(manager, "/rive/rota", status=403)
