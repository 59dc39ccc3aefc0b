"""Gulalai does not read: what she says in Pashto goes through the council and comes back to her."""

import csv
import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.rules.powers import Role
from participation.councils.rules.kinds import CollegeKind
from participation.foundation import papers
from participation.foundation.keys import to_text
from participation.meetings.queries import day_of, list_meetings, see_meeting
from participation.meetings.rules.kinds import Stage
from participation.voices.queries import list_topics_for
from tests.application import Served
from tests.browser import violations
from tests.builders import looking_in
from tests.conftest import Clock
from tests.journeys.records import SLUG, town_of
from tests.journeys.spoken import FRENCH, PASHTO, PS, TOPICS, keep, open_rooms, speak, unread
from tests.journeys.walking import Open, come_in, pair_kiosk, press, words

pytestmark = pytest.mark.browser
rooms = open_rooms

ASKED = "Réparer le chauffage du couloir avant la fin du mois"
ANSWER = "Un chauffagiste vient jeudi."
ASKED_PS = "د میاشتې تر پایه د دهلیز تودونه جوړه کړئ."
ANSWER_PS = "د تودونې کارګر د پنجشنبې په ورځ راځي."
"""Words of a test, which no native reader has read."""


@dataclass(frozen=True, slots=True)
class Path:
    """Where the topic goes: its words, the meeting that is called, and who sits there."""

    topic: str
    words: str
    meeting: str
    day: dt.date
    residents: tuple[str, ...]
    others: tuple[str, ...]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the words that reach Typst, for a PDF holds glyphs and not letters."""
    kept: list[str] = []
    legible = papers.legible

    def keep(facts: object, letters: frozenset[int]) -> object:
        kept.append(str(facts))
        return legible(facts, letters)

    monkeypatch.setattr(papers, "legible", keep)
    return kept


def path_of(served: Served) -> Path:
    """Find the topic that she gave, and the meeting to come."""
    town = town_of(served)
    with looking_in(served.engine, town, town.here) as session:
        meeting = next(one for one in list_meetings(session) if one.stage is Stage.CALLED)
        kept = list_topics_for(session, meeting.council_id)
        line = next(one for one in kept if one.topic.said["fr"] == FRENCH)
        groups: dict[bool, list[str]] = {True: [], False: []}
        for college in see_meeting(session, meeting).council.colleges:
            heard = college.college.kind is CollegeKind.RESIDENTS
            groups[heard] += [seat.holder.name for seat in college.members if seat.holder]
        return Path(
            to_text(line.topic.id),
            line.topic.said["fr"],
            to_text(meeting.id),
            day_of(meeting),
            tuple(groups[True]),
            tuple(groups[False]),
        )


def prepare(phone: Page, served: Served, path: Path) -> None:
    """Put the topic on the agenda by one touch, and say who may speak."""
    come_in(phone, served, Role.FACILITATOR)
    phone.goto(f"{served.url}/{SLUG}/meetings/{path.meeting}")
    assert not violations(phone)
    line = phone.locator("tr").filter(has_text=path.words)
    line.get_by_role("button", name="Mettre à l’ordre du jour").click()
    phone.wait_for_load_state()
    expect(phone.locator(f'form[action$="/topics/{path.topic}"]')).to_have_count(0)
    expect(phone.get_by_role("link", name=path.words)).to_be_visible()


def hold(phone: Page, served: Served, path: Path) -> None:
    """Note who is there, speak of the topic, count the hands, and end."""
    come_in(phone, served, Role.FACILITATOR)
    now = f"{served.url}/{SLUG}/tilleul/meetings/{path.meeting}/now"
    phone.goto(f"{now.removesuffix('/now')}/people")
    for name in (*path.residents, *path.others[:1]):
        phone.get_by_role("button", name=f"Est là {name}", exact=True).click()
        phone.wait_for_load_state()
    press(phone, "fr", "Revenir à la réunion")
    press(phone, "fr", "Commencer la réunion")
    phone.get_by_role("button", name=f"En parler {path.words}").click()
    phone.wait_for_load_state()
    press(phone, "fr", "Voter")
    phone.get_by_label("Ce qui est voté").fill(ASKED)
    phone.locator("input[name=in_favour]").fill(str(len(path.residents)))
    press(phone, "fr", "Noter le vote")
    expect(phone.get_by_text(ASKED)).to_be_visible()
    assert not violations(phone)
    phone.locator("summary").filter(has_text="Terminer la réunion").click()
    press(phone, "fr", "Oui, terminer")


def answer(desk: Page, served: Served) -> None:
    """Answer as the director does, and show it to everybody."""
    come_in(desk, served, Role.MANAGER)
    desk.goto(f"{served.url}/{SLUG}/follow-ups")
    desk.get_by_role("link", name=re.compile(re.escape(ASKED))).click()
    desk.wait_for_load_state()
    desk.locator("label").filter(has_text="C’est fait").click()
    desk.locator('[name="decided-fr"]').fill(ANSWER)
    desk.get_by_label("Montrer aux personnes du service").check()
    press(desk, "fr", "Enregistrer")


def take_evidence(desk: Page, served: Served) -> dict[str, list[list[str]]]:
    """Take the file of proofs, as the quality manager does; give its tables."""
    come_in(desk, served, Role.QUALITY_MANAGER)
    desk.goto(f"{served.url}/{SLUG}/tilleul/evidence?years=1")
    with desk.expect_download() as taken:
        press(desk, "fr", "Prendre le dossier (ZIP)")
    packed = zipfile.ZipFile(taken.value.path())
    assert packed.read("dossier.pdf").startswith(b"%PDF")
    return {
        name: list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig")), delimiter=";"))
        for name in packed.namelist()
        if name.endswith(".csv")
    }


def translate(desk: Page, served: Served) -> None:
    """Write the answer in her language, as the facilitator finds that it is missing there."""
    come_in(desk, served, Role.FACILITATOR)
    desk.goto(f"{served.url}/{SLUG}/translations?language={PS}")
    assert not violations(desk)
    desk.get_by_role("link", name=ASKED).click()
    desk.wait_for_load_state()
    assert not violations(desk)
    desk.locator('[name="said"]').fill(ASKED_PS)
    desk.locator('[name="decided"]').fill(ANSWER_PS)
    press(desk, "fr", "Enregistrer")
    expect(desk.get_by_role("link", name=ASKED), "nothing of it is missing").to_be_hidden()


def say(screen: Page, desk: Page, served: Served) -> None:
    """Speak at the public screen; at the desk somebody listens, writes, and keeps it."""
    before = set(unread(served))
    pair_kiosk(screen, served)
    speak(screen)
    after = unread(served)
    (key,) = after.keys() - before
    line = after[key]
    assert (line.language, line.has_sound, line.text, line.name) == (PS, True, "", "")
    come_in(desk, served, Role.FACILITATOR)
    desk.goto(f"{served.url}/{SLUG}/topics")
    expect(desk.locator(f'a[href$="/{key}"]')).to_be_visible()
    keep(desk, served, key)


def agree(screen: Page, served: Served, path: Path) -> None:
    """Find her words again at the screen, in her language, and agree with them."""
    press(screen, "fr", "Toutes les langues")
    screen.get_by_role("button", name="پښتو", exact=True).click()
    screen.goto(served.url + TOPICS)
    mine = screen.locator(f"#topic-{path.topic}")
    assert PASHTO in mine.inner_text()
    assert words(PS, "Le conseil en parlera à une prochaine réunion.") in mine.inner_text()
    mine.locator("form button").click()
    expect(screen.get_by_text(words(PS, "C’est noté. Merci."))).to_be_visible()


def test_what_a_resident_said_comes_back_as_an_answer(
    rooms: tuple[Page, Page], open_page: Open, server: Served, clock: Clock, printed: list[str]
) -> None:
    (screen, desk), phone = rooms, open_page()
    say(screen, desk, server)
    path = path_of(server)
    agree(screen, server, path)
    prepare(phone, server, path)
    mine = screen.locator(f"#topic-{path.topic}")
    screen.goto(server.url + TOPICS)
    assert words(PS, "Le conseil va en parler") in mine.inner_text()
    clock.set(dt.datetime.combine(path.day, dt.time(14), dt.UTC))
    hold(phone, server, path)
    answer(desk, server)
    translate(desk, server)
    for language, told in (("fr", ANSWER), (PS, ANSWER_PS)):
        poster = desk.request.get(f"{server.url}/{SLUG}/tilleul/changes/poster/{language}.pdf")
        assert poster.body().startswith(b"%PDF")
        assert told in "".join(printed)
    screen.goto(server.url + TOPICS)
    assert screen.locator("html").get_attribute("dir") == "rtl"
    assert ANSWER_PS in mine.inner_text()
    stages = mine.locator("ol.stages li")
    expect(stages, "received, kept, placed, discussed, answered").to_have_count(5)
    assert not violations(screen)
    screen.goto(f"{server.url}/{SLUG}/tilleul/changes")
    expect(screen.get_by_text(ANSWER_PS)).to_be_visible()
    tables = take_evidence(desk, server)
    assert any(path.words in cell for row in tables["reunions.csv"] for cell in row)
    assert any(ANSWER in row for row in tables["reponses.csv"])
