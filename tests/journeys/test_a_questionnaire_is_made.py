"""A quality manager makes four questions from the bank, tries them on a phone, and they freeze."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.followups.rules import ParticipationLevel
from participation.foundation.clock import today
from participation.foundation.localized import Localized
from participation.surveys.operations.campaigns import (
    CampaignSheet,
    create_campaign,
    declare_translated,
)
from participation.surveys.queries.campaigns import list_versions, read_questionnaire
from tests.application import Served, serve
from tests.browser import DESK, violations
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import plain
from tests.journeys.walking import Open, come_in, press

pytestmark = pytest.mark.browser

PICKED = ("meals_taste", "voice_council", "priorities", "words_change")
MEALS = "Les repas sont-ils bons ?"
COUNCIL = "Connaissez-vous le conseil de la vie sociale ?"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def served(database: str, tmp_path: Path, town: Town) -> Iterator[Served]:
    """Serve an association that has no questionnaire yet."""
    assert town.slug == "rive"
    with serve(database, tmp_path) as running:
        yield running


def pick(page: Page) -> None:
    """Begin a questionnaire and tick four questions of the bank."""
    press(page, "fr", "Faire un questionnaire")
    page.get_by_label("Titre").fill("Votre avis sur la maison")
    press(page, "fr", "Commencer")
    for name in PICKED:
        page.locator(f'label:has(input[value="{name}"])').click()
    assert not violations(page)
    press(page, "fr", "Ajouter les questions cochées")


def make_condition(page: Page) -> None:
    """Ask what to change only of who does not find the meals good."""
    page.locator("#item-priorities").get_by_role("link", name="Condition").click()
    page.get_by_role("link", name="Les repas sont-ils bons ?").click()
    for words in ("Pas du tout", "Un peu"):
        page.get_by_label(words, exact=True).check(force=True)
    assert not violations(page)
    press(page, "fr", "Enregistrer")
    said = plain(page.locator("#item-priorities").inner_text())
    assert "Seulement si « Les repas sont-ils bons ? » est « Pas du tout » ou « Un peu »" in said


def answer(phone: FrameLocator, question: str, label: str) -> None:
    """Answer once this question is there: the one before may have an answer of the same words."""
    phone.get_by_role("heading", name=question).wait_for()
    phone.get_by_label(label, exact=True).check(force=True)
    phone.get_by_role("button", name="Suivant").click()


def try_it(page: Page) -> None:
    """Answer on the phone of the preview: the condition holds, then does not."""
    press(page, "fr", "Voir comme les personnes")
    phone = page.frame_locator("iframe").first
    phone.get_by_role("button", name="Commencer").click()
    answer(phone, MEALS, "Pas du tout")
    answer(phone, COUNCIL, "Oui")
    phone.get_by_role("heading", name="Que faut-il changer en premier ?").wait_for()
    page.reload()
    phone.get_by_role("button", name="Commencer").click()
    answer(phone, MEALS, "Oui, beaucoup")
    answer(phone, COUNCIL, "Oui")
    phone.get_by_role("heading", name="Que faut-il changer ici ?").wait_for()


def freeze(engine: Engine, town: Town) -> None:
    """Prepare a survey with the questionnaire, and declare it ready."""
    with acting_in(engine, town) as act:
        (version,) = list_versions(act.session)
        sheet = CampaignSheet(
            version_id=version.id,
            title=Localized(fr="Votre avis"),
            purpose=Localized(fr="Pour améliorer les repas."),
            level=ParticipationLevel.CONSULT,
            languages=["fr"],
            opens_on=today(),
            closes_on=today() + dt.timedelta(days=9),
        )
        declare_translated(act, create_campaign(act, sheet, service_ids=[town.here]))


def test_four_questions_are_picked_tried_and_frozen(
    open_page: Open, engine: Engine, town: Town, served: Served
) -> None:
    page = open_page(**DESK)
    come_in(page, served, Role.QUALITY_MANAGER)
    page.goto(f"{served.url}/rive/questionnaires")
    pick(page)
    make_condition(page)
    assert not violations(page)
    edit = page.url
    try_it(page)
    freeze(engine, town)
    page.goto(edit)
    page.get_by_text("Cette version est figée").wait_for()
    page.locator("#item-meals_taste").get_by_role("button", name="Descendre").click()
    page.get_by_text("La version 1 est figée").wait_for()
    with looking_in(engine, town) as session:
        found = {one.number: read_questionnaire(one) for one in list_versions(session)}
    assert [one.name for one in found[1].questions()] == list(PICKED)
    assert [one.name for one in found[2].questions()][:2] == ["voice_council", "meals_taste"]
