"""People vote by ear and touch at the public screen, in French, in easy French and in Arabic."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from participation.accessibility.adapters.making import speak_all
from participation.accessibility.adapters.shelf import Shelf
from participation.elections.rules.sealed import CardState
from participation.foundation.languages import REGISTER
from tests.application import Served
from tests.browser import KIOSK, violations
from tests.elections.booths import Booth, open_booth
from tests.journeys.records import town_of
from tests.journeys.test_booth import screen, state, touch, tracker_shown
from tests.journeys.walking import EARS, Open, listen, pair_kiosk, press, scan, words

pytestmark = pytest.mark.browser

CARD = "Personne ne peut savoir pour qui vous votez."
BLANK = "Vous pouvez aussi voter blanc."
RECEIPT = (
    "Ces dessins sont votre reçu. Ils ne disent pas votre choix. Ils s’effacent dans 20 secondes."
)
SHOWN = {"fr": ("fr", "ltr"), "fr@falc": ("fr-simple", "ltr"), "ar": ("ar", "rtl")}


@pytest.fixture
def booth(server: Served) -> Booth:
    return open_booth(server.engine, town_of(server))


def say_in(tag: str, folder: Path) -> None:
    """Let the house have the clips of what the booth says in a language."""
    shelf = Shelf(folder / "clips")
    said = [(tag, words(tag, sentence)) for sentence in (CARD, BLANK, RECEIPT)]
    for spoken_in, text, sound in speak_all(said):
        shelf.put(spoken_in, text, sound)


@pytest.fixture(params=SHOWN)
def locale(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give a language whose clips the house has."""
    tag = str(request.param)
    say_in(tag, tmp_path)
    return tag


def choose_language(page: Page, locale: str) -> None:
    """Touch a language by its own name."""
    press(page, "fr", "Toutes les langues")
    page.get_by_role("button", name=REGISTER[locale].autonym, exact=True).click()
    page.wait_for_url("**/rive/tilleul/")


def hear(page: Page, locale: str, french: str) -> None:
    """Listen to a sentence of the screen: it was here before anybody touched anything."""
    sentence = words(locale, french)
    played = listen(page, words(locale, "Écouter : %(words)s", words=sentence))
    assert played["source"].startswith("blob:")


def find_amina(page: Page) -> None:
    """Go on to Amina."""
    for _turn in range(4):
        page.locator("[data-key]:visible:not([data-fresh])").wait_for()
        if page.locator("[data-key]:visible h1").inner_text() == "Amina":
            return
        touch(page, "next")
    pytest.fail("Amina does not stand")


def test_a_vote_by_ear_and_touch(
    open_page: Open, server: Served, booth: Booth, locale: str
) -> None:
    page = open_page(**KIOSK)
    page.add_init_script(EARS)
    pair_kiosk(page, server)
    choose_language(page, locale)
    page.goto(server.url + booth.path)
    screen(page, "card")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == SHOWN[locale]
    hear(page, locale, CARD)
    scan(page, booth.cards[0])
    screen(page, "start")
    assert not violations(page)
    hear(page, locale, BLANK)
    touch(page, "begin")
    find_amina(page)
    assert not violations(page)
    own = listen(page, words(locale, "Écouter ce que dit %(name)s", name="Amina"))
    assert own["source"].startswith("blob:")
    touch(page, "choose")
    page.locator("[data-step]:not([hidden]):not([data-fresh])").wait_for()
    if page.locator("[data-key]:visible").count():  # others follow her on the list
        touch(page, "review")
    screen(page, "review")
    expect(page.locator("[data-list]")).to_contain_text("Amina")
    touch(page, "cast")
    tracker_shown(page)
    assert not violations(page)
    hear(page, locale, RECEIPT)
    assert state(server, booth, booth.cards[0]) is CardState.FINAL
    touch(page, "end")
    page.get_by_text(words("fr", "Toutes les langues")).wait_for()
    assert root.get_attribute("lang") == "fr"
