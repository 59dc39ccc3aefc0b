"""A resident's pages without JavaScript: the whole way, back, skip, change, and every bad turn."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select

from participation.accounts.models import SignInSession
from participation.accounts.rules.powers import Role
from participation.foundation.localized import Localized
from participation.surveys.models import Answer, Campaign, Comment, Response
from participation.surveys.queries.answering import poster_address
from tests.builders import acting_in
from tests.conftest import Clock
from tests.surveys.asking import House, open_house, sign_in
from tests.surveys.sounds import voice

MOST_STATEMENTS = 8
"""SELECTs of a page of questions: association, service, survey, clips, with room for a device."""


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


@pytest.mark.parametrize(("locale", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_the_whole_way_without_javascript(house: House, locale: str, direction: str) -> None:
    browser = house.browser(locale)
    start = browser.get()
    assert f'dir="{direction}"' in start.text
    browser.answer_all()
    thanks = browser.follow(browser.post("/send"))
    assert thanks.request.path.endswith("/thanks")
    with house.looking() as session:
        response = session.scalars(select(Response)).one()
        assert (response.channel.value, response.language) == ("phone", locale)
        assert response.listened
        answers = sorted(session.execute(select(Answer.question, Answer.value)))
        assert answers == [(1, 4), (2, 2), (3, 0), (3, 2), (4, 7)]
        assert session.scalars(select(Comment.text)).one() == "Merci"


def test_a_title_in_french_alone_says_so_on_an_arabic_home(house: House) -> None:
    with acting_in(house.engine, house.town) as act:
        campaign = act.session.scalars(select(Campaign)).one()
        campaign.title = Localized(fr="Votre avis")
    home = house.browser("ar").get("/rive/tilleul/").text
    assert '<html lang="ar" dir="rtl"' in home
    assert '<span lang="fr" dir="ltr">Votre avis</span>' in home


def test_the_page_for_days_without_network_names_each_thing_once(house: House) -> None:
    page = house.browser().get("/whole").text
    assert "Encore une question." in page
    assert page.count('id="title"') == 1


def test_every_page_is_kept_by_nobody(house: House) -> None:
    browser = house.browser()
    browser.answer_all()
    for address in ("", "/questions/1", "/review", "/thanks"):
        assert browser.get(address).headers["Cache-Control"] == "no-store"


def test_back_after_sending_shows_no_answer(house: House) -> None:
    browser = house.browser()
    browser.answer_all()
    browser.follow(browser.post("/send"))
    for address in ("/review", "/questions/1", "/questions/6"):
        page = browser.get(address)
        assert page.status_code == 409
        assert "Merci" not in page.text.partition("<main")[2]
        assert "checked" not in page.text
    assert browser.post("/send").status_code == 409
    assert house.count()["response"] == 1


def test_the_same_draft_sent_twice_is_one_response_and_the_same_answer(house: House) -> None:
    browser = house.browser()
    browser.answer_all()
    draft = browser.client.get_cookie("draft", path=browser.path)
    assert draft is not None
    first = browser.post("/send")
    browser.client.set_cookie("draft", draft.value, path=browser.path)
    again = browser.post("/send")
    assert (again.status_code, again.location) == (303, first.location)
    assert house.count()["response"] == 1


def test_skipping_and_changing(house: House) -> None:
    browser = house.browser()
    browser.begin()
    browser.follow(browser.post("/questions/1", skip="1", q1="4"))
    page = browser.post("/questions/2", skip="1")
    assert page.status_code == 422, "a required question is not passed over"
    browser.follow(browser.post("/questions/2", q2="1"))
    page = browser.get("/review")
    assert page.text.count("Passé") == 3
    assert "Qu’est-ce qui ne va pas" not in page.text, "it is asked only after “no”"
    opened = browser.follow(browser.post("/questions/2", q2="2", then="review"))
    assert opened.request.path.endswith("/questions/3"), "the change opens another question"
    back = browser.follow(browser.post("/questions/3", q3="1", then="review"))
    assert back.request.path.endswith("/review")


def test_going_back_shows_what_was_chosen(house: House) -> None:
    browser = house.browser()
    browser.begin()
    page = browser.follow(browser.post("/questions/1", q1="2"))
    links = re.findall(r'href="([^"]+/questions/1)"', page.text)
    assert links, "the way back leads to the question before"
    assert re.search(r'id="q1-1" value="2" checked', browser.get(links[0]).text)


def test_several_questions_a_page(house: House) -> None:
    browser = house.browser()
    browser.begin(parts="1")
    again = browser.follow(browser.post("/parts/1", shown="1,2", q1="1", q2="2"))
    assert again.request.path.endswith("/parts/1")
    assert "Qu’est-ce qui ne va pas" in again.text, "the answer opened a question of this page"
    refused = browser.post("/parts/1", shown="1,2,3", q1="1", q3="1")
    assert refused.status_code == 422
    assert re.search(r'id="q1-0" value="1" checked', refused.text), "nothing chosen is lost"
    browser.follow(browser.post("/parts/1", shown="1,2,3", q1="1", q2="2", q3="1"))
    page = browser.follow(browser.post("/parts/2", shown="4,5,6", q4="3", q6="Oui"))
    assert page.request.path.endswith("/review")
    browser.follow(browser.post("/send"))
    assert house.count()["answer"] == 4


def test_a_voice_is_heard_again_erased_and_sent(house: House) -> None:
    browser = house.browser()
    browser.begin()
    browser.follow(browser.post("/questions/2", q2="1"))
    sound = (io.BytesIO(voice(1)), "voice.webm", "audio/webm")
    browser.follow(browser.post("/questions/6/words", voice=sound))
    heard = browser.get("/questions/6/voice")
    assert (heard.status_code, heard.mimetype) == (200, "audio/ogg")
    stranger = house.browser()
    stranger.begin()
    assert stranger.get("/questions/6/voice").status_code == 404
    browser.follow(browser.post("/questions/6/words", erase="1"))
    assert browser.get("/questions/6/voice").status_code == 404
    assert house.count()["pending_voice"] == 0
    again = (io.BytesIO(voice(1)), "voice.webm", "audio/webm")
    page = browser.follow(browser.post("/questions/6/words", voice=again))
    assert "Ma voix" in page.text
    browser.follow(browser.post("/send"))
    assert house.count() == {"response": 1, "answer": 1, "comment": 1, "pending_voice": 0}


def test_a_helper_hands_over_and_never_reads_again(house: House) -> None:
    browser = house.browser()
    sign_in(house, browser.client, Role.FACILITATOR, house.town.here)
    browser.get("/assist")
    browser.follow(browser.post("/assist", aid="interpreter"))
    browser.follow(browser.post("/questions/2", q2="1"))
    browser.get("/review")
    thanks = browser.follow(browser.post("/send"))
    assert "Une autre personne" in thanks.text
    assert browser.get("/review").status_code == 409
    with house.looking() as session:
        response = session.scalars(select(Response)).one()
        assert (response.channel.value, response.aid.value) == ("interview", "interpreter")
    page = browser.get("/assist")
    assert page.status_code == 200
    fresh = browser.follow(browser.post("/assist", aid="staff", voice="proxy"))
    assert "checked" not in fresh.text
    browser.follow(browser.post("/questions/2", q2="1"))
    browser.get("/review")
    browser.follow(browser.post("/send"))
    with house.looking() as session:
        kept = session.scalars(select(Response)).all()
    assert {(each.aid.value, each.proxy) for each in kept} == {
        ("interpreter", False),
        ("staff", True),
    }


def test_only_helpers_of_the_service_assist(house: House) -> None:
    assert house.browser().get("/assist").status_code == 303
    for role, place in ((Role.RESIDENT, house.town.here), (Role.FACILITATOR, house.town.there)):
        browser = house.browser()
        sign_in(house, browser.client, role, place)
        assert browser.get("/assist").status_code in {303, 403, 404}
        assert browser.post("/assist", aid="staff").status_code in {303, 400, 403, 404}


def test_a_helper_may_be_named_by_kind_on_ones_own_phone(house: House) -> None:
    browser = house.browser()
    browser.begin(aid="relative")
    browser.follow(browser.post("/questions/2", q2="1"))
    browser.get("/review")
    browser.follow(browser.post("/send"))
    with house.looking() as session:
        assert session.scalars(select(Response)).one().aid.value == "relative"


def test_changing_language_keeps_the_answers(house: House) -> None:
    browser = house.browser("fr")
    browser.answer_all()
    house_address = f"/{house.town.slug}/preferences"
    back = browser.path + "/review"
    page = browser.follow(browser.post(house_address, locale="ar", back=back))
    assert 'dir="rtl"' in page.text
    assert "Merci" in page.text


def test_a_poster_leads_to_the_survey(house: House) -> None:
    address = poster_address(
        "https://avis.example.org",
        organisation=house.town.slug,
        service="tilleul",
        survey_id=house.survey_id,
    )
    assert address == f"https://avis.example.org{house.path}"
    assert house.browser().get(house.path).status_code == 200


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_pages_and_forms_ask_little_of_the_database(house: House) -> None:
    browser = house.browser()
    browser.answer_all()
    for address in ("", "/questions/1", "/review"):
        with counting(house.engine) as statements:
            browser.get(address)
        assert len(statements) <= MOST_STATEMENTS, statements
    with counting(house.engine) as statements:
        browser.post("/questions/1", q1="3")
    assert len(statements) <= MOST_STATEMENTS - 2
    assert all(each.startswith("SELECT") for each in statements), "a step writes nothing"


def test_sending_leaves_no_trace_beside_the_answer(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    browser = house.browser()
    sign_in(house, browser.client, Role.RESIDENT, house.town.here)
    browser.answer_all()
    clock.advance(minutes=2)
    caplog.clear()
    with caplog.at_level("INFO", logger="participation.requests"):
        assert browser.post("/send").status_code == 303
        assert browser.get("/thanks").status_code == 200
    assert not caplog.records, "the hour of each answer"
    with house.looking() as session:
        seen = session.scalars(select(SignInSession.seen_at)).one()
        assert seen < clock.now - dt.timedelta(minutes=1), "one transaction wrote both rows"
    assert house.count()["response"] == 1
    browser.get()
    with house.looking() as session:
        assert session.scalars(select(SignInSession.seen_at)).one() == clock.now
