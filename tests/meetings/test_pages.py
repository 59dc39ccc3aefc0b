"""The desk and the room, walked from the first date to the published minutes."""

import datetime as dt
import io
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.meetings import operations, queries
from participation.meetings.adapters.files import LARGEST
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, send, visit
from tests.inspection import Inspecting
from tests.meetings.gathering import (
    MEETS_AT,
    POINTS,
    Gathering,
    begin,
    call,
    gather,
    plan_of,
    sign_in,
)
from tests.meetings.test_agenda import PDF, SVG
from tests.surveys.test_papers import streams

ITEM = {"words-fr": "", "asked_by": "", "minutes": "15", "level": "consult"}
ROOM = "/rive/tilleul/meetings"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.FACILITATOR, town.here)


def item_of(engine: Engine, town: Town, gathering: Gathering, place: int = 0) -> str:
    with looking_in(engine, town) as session:
        return to_text(gathering.items(session)[place].id)


def test_a_meeting_is_planned_moved_and_given_up(desk: Inspecting, gathering: Gathering) -> None:
    assert "0 sur 3" in page(desk, "/rive/meetings")
    new = f"/rive/meetings/new/{gathering.sitting.key}"
    plan = {"day": "2026-09-15", "hour": "14h30", "minutes": "90", "place": "Salle"}
    assert "Écrivez une heure" in send(desk, new, {**plan, "hour": "midi"}, status=422)
    assert "Ce jour est passé" in send(desk, new, {**plan, "day": "2026-03-02"}, status=422)
    show = send(desk, new, plan)
    assert "15 septembre 2026, 14:30" in page(desk, show)
    assert send(desk, f"{show}/change", {**plan, "place": "Le jardin"}) == show
    assert "Le jardin" in page(desk, show)
    assert "Remplissez cette case" in send(desk, f"{show}/cancel", {"because": ""}, status=422)
    send(desk, f"{show}/cancel", {"because": "La salle est en travaux"})
    assert "La salle est en travaux" in page(desk, show)
    page(desk, f"{show}/cancel", status=404)


def test_two_people_edit_one_point_and_the_second_sees_both(
    desk: Inspecting, engine: Engine, town: Town, gathering: Gathering
) -> None:
    path = f"/rive/meetings/items/{item_of(engine, town, gathering)}"
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', page(desk, path))
    assert found
    seen = found[1]
    send(desk, path, {**ITEM, "seen": seen, "title-fr": "Le dîner", "minutes": "30"})
    both = send(desk, path, {**ITEM, "seen": seen, "title-fr": "Le souper"}, status=422)
    assert "Le dîner" in both
    assert 'value="Le souper"' in both
    assert 'value="30"' in both, "what only the other changed is taken in"
    again = re.search(r'name="seen"[^>]*value="([^"]+)"', both)
    assert again
    send(desk, path, {**ITEM, "seen": again[1], "title-fr": "Le souper", "minutes": "30"})
    assert "Le souper" in page(desk, f"/rive/meetings/{gathering.key}")


def test_two_people_move_one_meeting_and_the_second_sees_both(
    desk: Inspecting, gathering: Gathering
) -> None:
    path = f"/rive/meetings/{gathering.key}/change"
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', page(desk, path))
    assert found
    plan = {"day": "2026-04-14", "hour": "14:00", "minutes": "90", "place": plan_of().place}
    plan["seen"] = found[1]
    send(desk, path, {**plan, "minutes": "60"})
    both = send(desk, path, {**plan, "minutes": "90", "place": "Le jardin", "hour": "15:00"}, 303)
    assert both.endswith(gathering.key)
    shown = send(desk, path, {**plan, "place": "La cuisine"}, status=422)
    assert re.search("Lieu : <bdi>Le jardin</bdi>", shown)
    assert 'value="La cuisine"' in shown
    assert 'value="15:00"' in shown, "what only the other changed is taken in"


def send_file(desk: Inspecting, path: str, content: bytes, status: int) -> str:
    """Send a heavy file in one piece: the client's own way leaves files open behind it."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="plan.pdf"\r\n\r\n'
    body = head + content + b"\r\n--x--\r\n"
    sent = "multipart/form-data; boundary=x"
    answer = desk.post(path, data=body, content_type=sent, base_url=LOCAL)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_files_are_looked_at_and_sent_as_downloads(
    app: Flask, desk: Inspecting, engine: Engine, town: Town, gathering: Gathering
) -> None:
    path = f"/rive/meetings/{gathering.key}/files"
    drawing = {"file": (io.BytesIO(SVG), "plan.svg")}
    assert "ni un PDF, ni une image" in send(desk, path, drawing, status=422)
    assert "10 Mo au plus" in send_file(desk, path, PDF + b"0" * LARGEST, 422)
    assert "12 Mo au plus" in send_file(desk, path, b"0" * 40 * 1024 * 1024, 413)
    send(desk, path, {"file": (io.BytesIO(PDF), "<b>plan</b>.html")})
    shown = page(desk, f"/rive/meetings/{gathering.key}")
    found = re.search(rf"{ROOM}/files/[0-9a-z]{{13}}", shown)
    assert found
    answer = desk.get(found[0], base_url=LOCAL)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    amina = sign_in(app, engine, town, gathering, "Amina")
    assert amina.get(found[0], base_url=LOCAL).status_code == 200
    other = visit(app, engine, town, Role.RESIDENT, town.here)
    assert other.get(found[0], base_url=LOCAL).status_code == 404


def test_a_late_call_is_warned_and_sent_all_the_same(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    clock.set(MEETS_AT.astimezone(dt.UTC) - dt.timedelta(days=6))
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    path = f"/rive/meetings/{gathering.key}/call"
    shown = page(desk, path)
    assert "C’est trop tard : 6 jours avant la réunion" in shown
    assert "D311-16 (à vérifier)" in shown
    assert "Cochez cette case" in send(desk, path, {}, status=422)
    send(desk, path, {"late": "y"})
    assert "Papier à remettre" in page(desk, f"/rive/meetings/{gathering.key}")


def test_papers_are_tagged_and_say_what_they_must(desk: Inspecting, gathering: Gathering) -> None:
    base = f"/rive/meetings/{gathering.key}"
    for name, language in (("convocation", "ar"), ("agenda", "fr"), ("attendance", "fr")):
        answer = desk.get(f"{base}/{name}.pdf?language={language}", base_url=LOCAL)
        assert answer.mimetype == "application/pdf"
        assert b"/StructTreeRoot" in answer.data or b"/StructTreeRoot" in streams(answer.data)
    assert desk.get(f"{base}/agenda.pdf?language=xx", base_url=LOCAL).status_code == 404


def test_a_member_is_called_answers_and_keeps_the_day(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    amina = sign_in(app, engine, town, gathering, "Amina")
    read = f"{ROOM}/{gathering.key}"
    stranger = visit(app, engine, town, Role.RESIDENT, town.here)
    page(stranger, read, status=404)
    call(engine, town, gathering)
    shown = page(amina, read)
    assert POINTS[0] in shown
    assert "Je viens" in shown
    send(amina, f"{read}/answer", {"answer": "coming"})
    assert amina.post(f"{read}/answer", data={"answer": "x"}, base_url=LOCAL).status_code == 404
    assert "Je viens" not in page(stranger, read)
    calendar = amina.get(f"{read}/invitation.ics", base_url=LOCAL)
    assert calendar.mimetype == "text/calendar"
    assert "SUMMARY:Réunion\r\n" in calendar.get_data(as_text=True)
    assert "Tilleul" not in calendar.get_data(as_text=True)


def test_a_chair_holds_a_meeting_on_her_phone(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    call(engine, town, gathering)
    clock.set(MEETS_AT.astimezone(dt.UTC))
    amina = sign_in(app, engine, town, gathering, "Amina")
    base = f"{ROOM}/{gathering.key}"
    colette = sign_in(app, engine, town, gathering, "Colette")
    assert "Noter qui est là" not in page(colette, f"{base}/now")
    page(colette, f"{base}/people", status=404)
    people = page(amina, f"{base}/people")
    buttons = re.findall(r'name="who" value="(member:[0-9a-z]{13})"', people)
    assert len(buttons) == 5
    for button in buttons:
        send(amina, f"{base}/people", {"who": button})
    assert "déjà notée" in page(amina, send(amina, f"{base}/people", {"who": buttons[0]}))
    assert amina.post(f"{base}/people", data={"who": "x:1"}, base_url=LOCAL).status_code == 404
    send(amina, f"{base}/now/begin", {})
    item = f"{ROOM}/items/{item_of(engine, town, gathering)}"
    vote = {"words": "Dîner à 19 h 30", "motion": "opinion", "method": "hands"}
    counts = {"in_favour": "5", "against": "1", "abstained": "0"}
    assert "Comptez encore" in send(amina, f"{item}/vote", {**vote, **counts}, status=422)
    send(amina, f"{item}/vote", {**vote, **counts, "against": "0"})
    assert "Oui, c’est adopté" in page(amina, f"{base}/now")
    send(amina, f"{item}/talk", {"conclusion": "On a faim la nuit."})
    assert POINTS[1] in page(amina, f"{base}/now")
    second = f"{ROOM}/items/{item_of(engine, town, gathering, 1)}"
    send(amina, f"{second}/carry", {})
    send(amina, f"{base}/now/end", {})
    assert "La réunion est terminée." in page(amina, f"{base}/now")


def held(engine: Engine, town: Town, gathering: Gathering, clock: Clock) -> None:
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering)
    with acting_in(engine, town) as act:
        bilal = next(one for one in gathering.sheet(act.session).presences if one.name == "Bilal")
        operations.name_secretary(act, bilal)
        operations.close_meeting(act, gathering.meeting(act.session))


def test_a_resident_writes_the_chair_signs_and_everybody_reads(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    held(engine, town, gathering, clock)
    bilal = sign_in(app, engine, town, gathering, "Bilal")
    base = f"{ROOM}/{gathering.key}"
    send(bilal, f"{base}/write", {})
    with looking_in(engine, town) as session:
        key = to_text(queries.list_minutes(session, gathering.meeting(session))[0].id)
    section = f"{ROOM}/minutes/{key}/2"
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', page(bilal, section))
    assert seen
    words = {"words": "Colette a dit à Denise et à Nour que c’est tard.", "seen": seen[1]}
    begun = send(bilal, section, {**words, "starter": "1"}, status=200)
    assert "Les personnes demandent" in begun
    send(bilal, section, words)
    clash = send(bilal, section, {**words, "words": "Autre chose"}, status=422)
    assert re.search("Colette a dit.*Autre chose", clash)
    amina = sign_in(app, engine, town, gathering, "Amina")
    day = {"on-day": "14", "on-month": "4", "on-year": "2026", "agrees": "y"}
    assert "Ce nom n’est pas" in send(
        amina, f"{ROOM}/minutes/{key}/sign", {**day, "name": "Bilal"}, status=422
    )
    send(amina, f"{ROOM}/minutes/{key}/sign", {**day, "name": "Amina"})
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    publish = f"/rive/meetings/minutes/{key}/publish"
    shown = page(desk, publish)
    assert "Colette a dit à Denise et à une personne que" in shown
    told = {"section_1": "On mange trop tôt.\nNous voulons 19 h 30."}
    assert "Relisez le texte" in send(desk, publish, told, status=422)
    send(desk, publish, {**told, "was_read": "y"})
    reader = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "14 avril 2026" in page(reader, ROOM)
    assert "Nous voulons 19 h 30." in page(reader, base)
    assert desk.get(f"/rive/meetings/minutes/{key}/minutes.pdf", base_url=LOCAL).status_code == 200
    sent = {"to": "manager", "on": "2026-04-14"}
    early = send(desk, f"/rive/meetings/minutes/{key}/send", sent, status=422)
    assert "Le conseil doit d’abord" in early
    show = send(desk, f"/rive/meetings/minutes/{key}/correct", {"because": "Une erreur"})
    assert "Version 2" in page(desk, show.partition("#")[0])


def test_three_faces_are_kept_once(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    held(engine, town, gathering, clock)
    colette = sign_in(app, engine, town, gathering, "Colette")
    path = f"{ROOM}/{gathering.key}/opinion"
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page(colette, path))
    assert key
    faces = {"heard": "5", "clear": "4", "useful": "3", "key": key[1]}
    assert "Choisissez une réponse" in send(colette, path, {**faces, "heard": ""}, status=422)
    for _again in range(2):
        assert "said=1" in send(colette, path, faces)
    assert "Merci" in page(colette, f"{path}?said=1")
    with looking_in(engine, town) as session:
        assert queries.list_assessments(session, gathering.meeting(session)) == [(5, 4, 3)]
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    assert "Moins de cinq réponses" in page(desk, f"/rive/meetings/{gathering.key}")
