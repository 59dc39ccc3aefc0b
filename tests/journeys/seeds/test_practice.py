"""A screen to practise on: the same pages as the survey, and nothing is kept of the try."""

import pytest
from sqlalchemy import func, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.surveys.models import PendingVoice, Response
from tests.builders import looking_in
from tests.journeys.records import survey_of, survey_path
from tests.journeys.seeds.test_short_surveys import chosen
from tests.journeys.seeds.walkers import LOCAL, Person, Walk

pytestmark = pytest.mark.sqlite

ESSAY = "Essai : rien n’est gardé."
WIPED = "practice=; Expires=Thu, 01 Jan 1970"


def kept(walk: Walk) -> list[int]:
    """Count all that answering could leave behind: answers, voices, lines of the journal."""
    with looking_in(walk.served.engine, walk.town) as session:
        return [
            session.scalar(select(func.count()).select_from(one)) or 0
            for one in (Response, PendingVoice, Entry)
        ]


def go_through(person: Person, path: str) -> list[str]:
    """Try each question with its second answer, or pass it; give the pages that were read."""
    led, pages = person.send(f"{path}/practice", f"{path}/practice/begin"), []
    while "/questions/" in led:
        assert led.startswith(f"{path}/practice/questions/")
        pages.append(person.read(led))
        led = person.send(
            led, **(chosen(pages[-1], 2) if 'value="2"' in pages[-1] else {"skip": 1})
        )
    assert led == f"{path}/practice/review"
    return [*pages, person.read(led)]


def test_a_public_screen_lets_her_practise_and_keeps_nothing(walk: Walk) -> None:
    path, screen = survey_path(walk.served).removeprefix("/rive"), walk.screen("tilleul")
    assert ESSAY not in screen.read(path)
    assert f'href="/rive{path}/practice"' in screen.read(path), "the way to it is on the screen"
    before = kept(walk)
    pages = [screen.read(f"{path}/practice"), *go_through(screen, path)]
    assert len(pages) > 5
    for page in pages:
        assert ESSAY in page
        assert f'action="/rive{path}/begin"' not in page, "no form leads to the true survey"
        assert f'action="/rive{path}/send"' not in page
    wrong = screen.send(f"{path}/practice/questions/1", status=422, q1=99)
    assert ESSAY in wrong
    over = screen.send(f"{path}/practice/review", f"{path}/practice/end")
    assert "Rien n’est gardé, rien n’est compté." in screen.read(over)
    assert "Ce que j’ai dit" in screen.read(f"{path}/practice/review")
    assert " checked" not in screen.read(f"{path}/practice/questions/1"), "the try is forgotten"
    assert kept(walk) == before
    screen.read(f"{path}/review", status=409)


def test_what_was_tried_is_no_draft_and_the_screen_forgets_it(walk: Walk) -> None:
    path, screen = walk.path("tremble", "Et après ?"), walk.screen("tremble")
    go_through(screen, path)
    assert " checked" in screen.read(f"{path}/practice/questions/1")
    tried = screen.client.get_cookie("practice", path=f"/rive{path}/practice")
    assert tried
    screen.client.set_cookie("draft", tried.value, path=f"/rive{path}")
    screen.read(f"{path}/review", status=409)
    wiped = screen.client.post("/rive/tremble/kiosk/wipe", base_url=LOCAL)
    said = [one for one in wiped.headers.getlist("Set-Cookie") if one.startswith(WIPED)]
    assert any(f"Path=/rive{path}/practice" in one for one in said)
    assert " checked" not in screen.read(f"{path}/practice/questions/1")


def test_a_mediator_opens_the_practice_beside_somebody(walk: Walk) -> None:
    path = survey_path(walk.served).removeprefix("/rive")
    helper = walk.staff(Role.FACILITATOR, "tilleul")
    assert f'href="/rive{path}/practice"' in helper.read(f"{path}/assist")
    before = len(walk.responses(survey_of(walk.served)))
    assert ESSAY in go_through(helper, path)[-1]
    assert len(walk.responses(survey_of(walk.served))) == before
