"""A chair prepares a meeting, holds it and signs its minutes on her phone; residents follow."""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.rules.powers import Role
from participation.councils.rules.kinds import Office
from participation.foundation.keys import to_text
from participation.meetings.queries import day_of, list_meetings, see_meeting
from participation.meetings.rules.kinds import Stage
from participation.voices.queries import list_topics_for
from tests.application import Served
from tests.browser import DESK, violations
from tests.builders import looking_in
from tests.conftest import Clock
from tests.journeys.records import SLUG, cookie_of, town_of
from tests.journeys.walking import Open, come_in, press, words

pytestmark = pytest.mark.browser

SAID = "Nous voulons manger chaud le soir."


@dataclass(frozen=True, slots=True)
class Called:
    """The meeting to come: its key and day, who chairs and who else speaks, what people ask."""

    key: str
    day: dt.date
    chair_id: int
    chair: str
    members: tuple[str, ...]
    topic: str
    words: str


def called_in(served: Served) -> Called:
    """Find the meeting that is called, its chair and the most wanted topic."""
    town = town_of(served)
    with looking_in(served.engine, town, town.here) as session:
        meeting = next(one for one in list_meetings(session) if one.stage is Stage.CALLED)
        sheet = see_meeting(session, meeting)
        chair = sheet.council.holder_of(Office.CHAIR)
        assert chair is not None
        assert chair.holder.user_id is not None
        line = list_topics_for(session, meeting.council_id)[0]
        members = [
            seat.holder.name
            for one in sheet.council.colleges
            for seat in one.members
            if seat.holder
        ]
        return Called(
            to_text(meeting.id),
            day_of(meeting),
            chair.holder.user_id,
            chair.holder.name,
            tuple(members),
            to_text(line.topic.id),
            line.topic.said["fr"],
        )


def chair_in(page: Page, served: Served, called: Called) -> None:
    """Let this browser be the chair's, as she came in on this day."""
    name, value = cookie_of(served, called.chair_id)
    page.context.add_cookies([{"name": name, "value": value, "url": served.url}])


def read_arabic(page: Page, served: Served) -> None:
    """Let this browser be a resident's who chooses Arabic."""
    come_in(page, served, Role.RESIDENT)
    page.goto(f"{served.url}/{SLUG}/preferences")
    page.get_by_role("button", name="العربية", exact=True).click()
    page.wait_for_load_state()


def prepare(phone: Page, meeting: str, called: Called) -> None:
    """Say that she comes, look at the agenda, and put on it what people ask for most."""
    phone.goto(meeting)
    assert not violations(phone)
    press(phone, "fr", "Je viens")
    press(phone, "fr", "La réunion maintenant")
    wanted = phone.locator(f'form[action$="/topics/{called.topic}"]')
    wanted.get_by_role("button", name="Mettre à l’ordre du jour").click()
    phone.wait_for_load_state()
    expect(wanted).to_have_count(0)
    assert not violations(phone)


def begin(phone: Page, meeting: str, called: Called) -> None:
    """Note who is there, one touch a person, and begin."""
    phone.goto(f"{meeting}/people")
    for name in called.members:
        phone.get_by_role("button", name=f"Est là {name}", exact=True).click()
        phone.wait_for_load_state()
    assert not violations(phone)
    press(phone, "fr", "Revenir à la réunion")
    press(phone, "fr", "Commencer la réunion")


def follow(screen: Page, meeting: str, called: Called) -> None:
    """Look at the shared screen: it shows the point that was called, without a touch."""
    point = screen.get_by_role("heading", name=called.words)
    expect(point).to_have_count(0)
    screen.clock.run_for(11_000)
    expect(point).to_be_visible()
    assert screen.url == f"{meeting}/now"


def hold(phone: Page) -> None:
    """Write what is said, without a vote, and end."""
    press(phone, "fr", "Écrire ce qui est dit")
    phone.get_by_label("Ce qui a été dit").fill(SAID)
    assert not violations(phone)
    press(phone, "fr", "C’est dit, point suivant")
    phone.locator("summary").filter(has_text="Terminer la réunion").click()
    press(phone, "fr", "Oui, terminer")


def sign(phone: Page, called: Called) -> None:
    """Write the minutes from what was noted, begin a sentence by a touch, sign."""
    press(phone, "fr", "Écrire le relevé")
    press(phone, "fr", "Commencer le relevé")
    expect(phone.get_by_text(SAID)).to_be_visible()
    press(phone, "fr", f"Changer : {called.words}")
    press(phone, "fr", "Nous sommes d’accord pour…")
    assert re.search(
        r"Nous sommes d’accord pour $", phone.get_by_label("Ce qui a été dit").input_value()
    )
    phone.get_by_label("La même chose, avec des mots faciles").fill(SAID)
    assert not violations(phone)
    press(phone, "fr", "Enregistrer")
    press(phone, "fr", "Signer le relevé")
    phone.get_by_label("Écrivez votre nom").fill(called.chair)
    phone.get_by_label("Ce relevé dit bien ce qui s’est passé. Je le signe.").check()
    press(phone, "fr", "Je signe")
    expect(phone.get_by_text(called.chair).first).to_be_visible()


def test_a_chair_prepares_and_holds_a_meeting_on_a_phone(
    open_page: Open, server: Served, clock: Clock
) -> None:
    called = called_in(server)
    meeting = f"{server.url}/{SLUG}/tilleul/meetings/{called.key}"
    phone, screen, arab = open_page(), open_page(**DESK), open_page(locale="ar")
    chair_in(phone, server, called)
    prepare(phone, meeting, called)
    read_arabic(arab, server)
    arab.goto(meeting)
    assert arab.locator("html").get_attribute("dir") == "rtl"
    expect(arab.get_by_role("heading", name=words("ar", "De quoi on va parler"))).to_be_visible()
    assert not violations(arab)
    clock.set(dt.datetime.combine(called.day, dt.time(14), dt.UTC))
    chair_in(phone, server, called)
    begin(phone, meeting, called)
    screen.clock.install()
    chair_in(screen, server, called)
    screen.goto(f"{meeting}/now")
    phone.get_by_role("button", name=f"En parler {called.words}").click()
    phone.wait_for_load_state()
    follow(screen, meeting, called)
    hold(phone)
    sign(phone, called)
    read_arabic(arab, server)
    arab.goto(f"{server.url}/{SLUG}/tilleul/topics")
    mine = arab.locator(f"#topic-{called.topic}")
    expect(mine.locator("ol.stages li"), "received, kept, placed, discussed").to_have_count(4)
    assert not violations(arab)
