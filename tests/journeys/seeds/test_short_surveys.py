"""Surveys of a few questions, each where it is asked: a counter, a bed, a hotel, a team."""

import re
from typing import Any

import pytest

from participation.accounts.rules.powers import Role
from tests.journeys.seeds.walkers import Person, Walk

pytestmark = pytest.mark.sqlite

ASKED = re.compile(r'name="(q\d+)"')
TILE = re.compile(r'<button class="button tile" name="answer" value="(\d)"')


def chosen(page: str, value: int) -> dict[str, Any]:
    """Give what a touch of one answer sends of the one question of a page."""
    (name,) = set(ASKED.findall(page))
    return {name: value}


def answer_all(person: Person, path: str, value: int = 4, **begun: Any) -> list[str]:
    """Begin a survey, answer each of its questions, send it; give the questions' addresses."""
    led, seen = person.send(path, f"{path}/begin", **begun), []
    while "/questions/" in led:
        seen.append(led)
        led = person.send(led, **chosen(person.read(led), value))
    assert led.endswith("/review")
    assert "/thanks" in person.send(led, f"{path}/send")
    return seen


def test_one_touch_says_it_at_the_counter_of_the_food_aid(walk: Walk) -> None:
    path, survey = walk.path("pommier", "Votre panier"), walk.survey("pommier", "Votre panier")
    before = len(walk.responses(survey))
    screen = walk.screen("pommier")
    assert f'href="/rive{path}"' in screen.read("/pommier/"), "the survey is a tile of the screen"
    assert screen.client.get(f"/rive{path}", base_url="http://localhost").location == (
        f"/rive{path}/touch"
    )
    page = screen.read(f"{path}/touch")
    assert TILE.findall(page) == ["1", "2", "3", "4", "5"]
    assert page.count('class="pictogram') >= 5, "each answer has its drawing"
    key = "c" * 32
    for _touch in range(2):
        assert screen.send(f"{path}/touch", answer=2, key=key).endswith("/thanks")
    after = walk.responses(survey)
    assert len(after) == before + 1, "a second touch of the same page counts for nothing"
    assert {one.channel for one in after} == {"kiosk"}
    assert "J’ai fini" in screen.read(f"{path}/thanks")
    again = screen.send(f"{path}/touch", status=422, answer=9)
    assert "Touchez une des images." in again


def test_a_mother_answers_three_screens(walk: Walk) -> None:
    path = walk.path("frene", "Vous et votre bébé")
    assert len(answer_all(walk.stranger(), path)) == 3
    (kept,) = walk.responses(walk.survey("frene", "Vous et votre bébé"))
    assert kept.answers == {1: (4,), 2: (4,), 3: (4,)}


def test_a_short_stay_is_asked_five_questions_at_the_bed_by_who_helps(walk: Walk) -> None:
    path = walk.path("saule", "5 questions avant de partir")
    helper = walk.staff(Role.FACILITATOR, "saule")
    led = helper.send(f"{path}/assist", aid="staff", voice="own")
    seen = 0
    while "/questions/" in led:
        led, seen = helper.send(led, **chosen(helper.read(led), 5)), seen + 1
    assert seen == 5
    assert "again=1" in helper.send(led, f"{path}/send")
    (kept,) = walk.responses(walk.survey("saule", "5 questions avant de partir"))
    assert (kept.channel, kept.aid) == ("interview", "staff")
    assert helper.client.get(f"/rive{path}/review", base_url="http://localhost").status_code == 409


def test_a_hotel_room_is_reached_by_a_slip_that_is_the_same_for_all(walk: Walk) -> None:
    path = walk.path("sorbier", "Votre chambre, votre avis")
    team = walk.staff(Role.FACILITATOR, "sorbier")
    slips = team.file(path.replace("/surveys/", "/fieldwork/") + "/slips.pdf")
    assert slips.mimetype == "application/pdf"
    phone = walk.stranger("en")
    page = phone.read(path)
    assert "To make life in the hotel easier." in page
    assert len(answer_all(phone, path)) == 5
    (kept,) = walk.responses(walk.survey("sorbier", "Votre chambre, votre avis"))
    assert (kept.channel, kept.language) == ("phone", "en")


def test_workers_answer_by_their_link_and_are_not_counted_with_residents(walk: Walk) -> None:
    path = walk.path("charme", "Votre travail")
    assert path not in walk.screen("charme").read("/charme/"), "the screen is the residents'"
    page = walk.stranger().read(path)
    assert "Votre travail" in page
    phone = walk.stranger()
    led, wishes = phone.send(path, f"{path}/begin"), 0
    while "/questions/" in led:
        shown = phone.read(led)
        wishes += "Conduire un chariot" in shown
        led = phone.send(led, **chosen(shown, 2))
    assert wishes == 1, "what they want to learn is asked"
    assert "/thanks" in phone.send(led, f"{path}/send")


@pytest.mark.parametrize(
    ("slug", "title", "words"),
    [
        ("amandier", "Vos droits", "Avez-vous vos papiers d’identité ?"),
        ("noisetier", "Votre logement", "Répare-t-on vite votre logement ?"),
        ("platane", "Sortir, créer", "Vous propose-t-on assez de sorties ?"),
        ("aulne", "Après la visite", "La visite vous a-t-elle été utile ?"),
        ("murier", "Le groupe commence", "Avez-vous avec qui parler ?"),
        ("tremble", "Et après ?", "Que voulez-vous apprendre ?"),
    ],
)
def test_each_place_asks_what_matters_there(walk: Walk, slug: str, title: str, words: str) -> None:
    path, phone = walk.path(slug, title), walk.stranger()
    phone.send(path, f"{path}/begin")
    assert words in phone.read(f"{path}/questions/1")


def test_a_pack_of_the_bank_is_taken_whole(walk: Walk) -> None:
    manager = walk.staff(Role.QUALITY_MANAGER)
    led = manager.send("/questionnaires/create", title="Logement", languages=["fr@falc", "en"])
    bank = led.partition("?")[0]
    page = manager.read(f"{bank}?pack=landlord")
    ticked = re.findall(r'name="pick" value="(\w+)"[^>]* checked', page)
    assert len(ticked) == 5
    assert "edit" in manager.send(f"{bank}?pack=landlord", bank, pick=ticked, faces="5")
