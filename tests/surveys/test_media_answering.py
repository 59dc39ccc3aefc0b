"""Pictures and sounds of a form as residents meet them: phone, public screen, each language."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from participation.accessibility.adapters.sound import read_upload
from participation.kiosk.operations import offer_pairing, pair
from participation.surveys.adapters.pictures import fit_picture
from participation.surveys.operations.media import bring_media
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.queries.campaigns import get_campaign, get_version
from participation.surveys.rules.questions import Questionnaire
from tests.builders import acting_in
from tests.surveys.asking import Browser, House, open_house
from tests.surveys.illustrated import drawing, illustrated, photograph
from tests.surveys.sounds import voice

IMAGE = re.compile(r'<img class="(photo|illustration)" src="([^"]+)" alt="([^"]*)"')
CODE, SCREEN = "2345abcd", "token of the public screen"


def with_pictures() -> Questionnaire:
    """Give the illustrated form with its pictures in place."""
    colours = {"apple.png": 1, "fish.png": 2, "fish-ar.png": 3}
    found = {key: fit_picture(drawing((0, 0, 50 * at, 255))) for key, at in colours.items()}
    found["plate.jpg"] = fit_picture(photograph())
    return replace(illustrated(), files={key: each.file for key, each in found.items()})


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path, form=with_pictures())


def shown(page: str) -> list[tuple[str, str, str]]:
    return IMAGE.findall(page)


def test_a_phone_shows_the_question_and_its_choices(house: House) -> None:
    page = house.browser().begin().text
    assert [(each[0], each[2]) for each in shown(page)] == [
        ("illustration", ""),
        ("photo", ""),
        ("photo", ""),
    ], "the words stand beside: saying them twice would only tire the ear"
    assert "<script" not in page.partition("<main")[2], "pictures need no script"
    assert page.count('<svg class="pictogram') >= 1, "key.svg is drawn by the platform"


def test_the_picture_is_that_of_the_readers_language_else_of_french(house: House) -> None:
    french, arabic = (shown(house.browser(tag).begin().text) for tag in ("fr", "ar"))
    same = [one == two for one, two in zip(french, arabic, strict=True)]
    assert same == [True, True, False]


def test_the_public_screen_and_the_page_of_a_group_show_them_too(house: House) -> None:
    browser = house.browser()
    seen = shown(browser.begin().text)
    with acting_in(house.engine, house.town) as act:
        offer_pairing(act, service_id=house.town.here, label="Salon", code=CODE)
        pair(act, typed=CODE, token=SCREEN)
    kiosk = house.browser()
    kiosk.client.set_cookie("kiosk", SCREEN)
    assert shown(kiosk.begin().text) == seen
    parts = house.browser()
    parts.get()
    assert shown(parts.follow(parts.post("/begin", parts="1")).text) == seen


def test_a_refused_answer_keeps_the_pictures(house: House) -> None:
    browser = house.browser()
    seen = shown(browser.begin().text)
    again = browser.post("/questions/1", q1="77")
    assert again.status_code == 422
    assert shown(again.text) == seen


def test_a_choice_without_words_is_said_by_its_picture(engine: Engine, tmp_path: Path) -> None:
    form = with_pictures()
    ask, place = form.questions()
    bare = replace(ask.choices[0], label={})
    items = (replace(ask, choices=(bare, *ask.choices[1:])), place)
    house = open_house(engine, tmp_path, form=replace(form, items=items))
    assert shown(house.browser().begin().text)[1][2] == "apple"


def test_a_brought_sound_is_heard_with_its_question(house: House) -> None:
    browser = house.browser()
    assert "/voices/" not in browser.begin().text.partition("<main")[2]
    with acting_in(house.engine, house.town) as act:
        version = get_version(act.session, get_campaign(act.session, house.campaign_id).version_id)
        made = read_upload(voice())
        kept = bring_media(act, version, pictures={}, sounds={"que.webm": made, "ar.webm": made})
        assert kept is version, "a sound belongs to the words, not to the version"
    for locale in ("fr", "ar"):
        page: Browser = house.browser(locale)
        words = page.begin().text
        address = re.search(r'href="(/rive/voices/[0-9a-f]{32}\.aac)"', words)
        assert address
        assert page.client.get(address[1]).status_code == 200


def test_a_new_version_of_the_series_keeps_its_pictures(house: House) -> None:
    with acting_in(house.engine, house.town) as act:
        version = import_questionnaire(act, name="life", questionnaire=illustrated())
        assert set(version.document["files"]) == {
            "apple.png",
            "fish.png",
            "fish-ar.png",
            "plate.jpg",
        }
        assert version.number == 1, "the same content makes no new version"
