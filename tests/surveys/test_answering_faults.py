"""A resident's bad turns: no cookie, forged drafts, closed waves, odd letters."""

import io
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from participation.surveys.models import Campaign, Comment
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.rules.draft import LARGEST, LONGEST_COMMENT
from tests.builders import acting_in
from tests.conftest import Clock
from tests.surveys.asking import CSRF, Browser, House, open_house


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


def test_a_browser_that_keeps_no_cookie_is_told(house: House) -> None:
    client = house.app.test_client(use_cookies=False)
    page = client.get(f"{house.path}/questions/1")
    assert page.status_code == 409
    assert "cookies" in page.text
    token = CSRF.search(client.get(house.path).text)
    assert token is not None
    refused = client.post(f"{house.path}/begin", data={"csrf_token": token[1]})
    assert refused.status_code == 400
    assert "refuse les cookies" in refused.text


@pytest.mark.parametrize("change", ["cut", "letter", "other survey", "nonsense"])
def test_a_draft_that_was_touched_is_nothing(
    house: House, engine: Engine, tmp_path: Path, change: str
) -> None:
    browser = house.browser()
    browser.answer_all()
    draft = browser.client.get_cookie("draft", path=browser.path)
    assert draft is not None
    if change == "other survey":
        other = open_house(engine, tmp_path, "mont")
        path, value = other.path, draft.value
        browser = Browser(browser.client, path, browser.token)
    else:
        path = browser.path
        middle = len(draft.value) // 2
        swapped = "A" if draft.value[middle] != "A" else "B"
        value = {
            "cut": draft.value[:-9],
            "letter": draft.value[:middle] + swapped + draft.value[middle + 1 :],
            "nonsense": "%%%",
        }[change]
    browser.client.set_cookie("draft", value, path=path)
    assert browser.get("/review").status_code == 409
    assert browser.post("/send").status_code == 409
    assert house.count()["response"] == 0


@pytest.mark.parametrize("how", ["closed", "past"])
def test_a_wave_closed_while_answering(house: House, clock: Clock, how: str) -> None:
    browser = house.browser()
    browser.answer_all()
    if how == "past":
        clock.advance(days=11)
    else:
        with acting_in(house.engine, house.town) as act:
            close_campaign(act, act.session.scalars(select(Campaign)).one())
    for page in (browser.get(), browser.get("/questions/1"), browser.post("/send")):
        assert page.status_code == 409
        assert "n’est pas ouverte" in page.text
    assert not any(house.count().values())


@pytest.mark.parametrize("address", ["/questions/3", "/questions/99", "/questions/0"])
def test_a_question_that_is_not_asked_is_told(house: House, address: str) -> None:
    browser = house.browser()
    browser.begin()
    assert browser.get(address).status_code == 409
    assert browser.post(address, q3="1").status_code == 409


@pytest.mark.parametrize("sent", ["9", "x", "1; DROP TABLE answer", "-7", "1e3", "9" * 400])
def test_what_was_not_offered_is_refused_beside_the_question(house: House, sent: str) -> None:
    browser = house.browser()
    browser.begin()
    page = browser.post("/questions/1", q1=sent)
    assert page.status_code == 422
    assert 'id="q1-error"' in page.text
    assert 'role="alert"' in page.text


def test_a_comment_too_long_is_kept_in_the_page(house: House) -> None:
    browser = house.browser()
    browser.begin()
    long = "é" * (LONGEST_COMMENT + 1)
    page = browser.post("/questions/6/words", q6=long)
    assert page.status_code == 422
    assert long in page.text
    assert str(LONGEST_COMMENT + 1) in page.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("\u202egro\u2066", "gro"),
        ("😀 𐍈 क्ष", "😀 𐍈 क्ष"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("  مرحبا‌ ", "مرحبا‌"),
    ],
)
def test_odd_letters_are_cleaned_and_true_ones_stay(house: House, typed: str, kept: str) -> None:
    browser = house.browser()
    browser.begin()
    browser.follow(browser.post("/questions/2", q2="1"))
    page = browser.follow(browser.post("/questions/6/words", q6=typed))
    assert "<script>alert" not in page.text
    browser.follow(browser.post("/send"))
    with house.looking() as session:
        assert session.scalars(select(Comment.text)).one() == kept


def test_the_draft_never_grows_past_what_browsers_keep(house: House) -> None:
    browser = house.browser()
    browser.answer_all()
    draft = browser.client.get_cookie("draft", path=browser.path)
    assert draft is not None
    assert len(draft.value) < LARGEST / 8


def test_a_file_that_is_no_voice_is_refused_and_the_words_stay(house: House) -> None:
    browser = house.browser()
    browser.begin()
    virus = (io.BytesIO(b"MZ\x90\x00"), "voice.webm", "audio/webm")
    page = browser.post("/questions/6/words", voice=virus, q6="Mes mots")
    assert page.status_code == 422
    assert "Mes mots" in page.text
    assert house.count()["pending_voice"] == 0
