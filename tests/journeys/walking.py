"""How people walk through the pages: in their language, by what they see, hear and touch."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from participation import seed
from participation.accounts.rules import totp
from participation.accounts.rules.powers import Role
from participation.foundation import clock
from participation.foundation.i18n import gettext, speaking
from tests.application import Served
from tests.journeys.records import SLUG, offer_code, session_cookie

Open = Callable[..., Page]

SPACE = r"\s+"
SCANNER = """code => [...code, "Enter"].forEach(
    key => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
)"""
"""Types as a scanner does, a few thousandths of a second a key, whatever the machine's load."""
EARS = """
window.heard = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
    const sound = { source: this.src, seconds: 0, ended: false };
    window.heard.push(sound);
    this.addEventListener("timeupdate", () => (sound.seconds = this.currentTime));
    this.addEventListener("ended", () => (sound.ended = true));
    return play.call(this);
};
"""
"""Notes what a page plays, and how far."""


def words(locale: str, french: str, **facts: object) -> str:
    """Give a sentence of the program as a reader of this language sees it."""
    with speaking(locale):
        return gettext(french, **facts)


def press(page: Page, locale: str, french: str) -> None:
    """Touch the button or the link that says this, and wait for what follows."""
    name = words(locale, french)
    page.locator("main, .bar").locator("a.button, button").filter(
        has_text=re.compile(rf"^\s*{SPACE.join(map(re.escape, name.split()))}\s*$")
    ).first.click()
    page.wait_for_load_state()


def wait_for_answer(page: Page, question: str, answer: object, patience: int = 15) -> None:
    """Ask a page what it answers later until it gives this answer, for so many seconds.

    Playwright's `wait_for_function` takes any promise for a yes, and waits for nothing.
    """
    for _tenth in range(patience * 10):
        if page.evaluate(question) == answer:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(question) == answer


def path_of(page: Page) -> str:
    """Give the address of the page without its host."""
    return urlsplit(page.url).path


def pair_kiosk(page: Page, served: Served, slug: str = "tilleul") -> None:
    """Make this browser the public screen of a service, by the code that its team reads."""
    code = offer_code(served, slug)
    page.goto(f"{served.url}/{SLUG}/kiosk/pair")
    page.get_by_label(words("fr", "Code de la borne")).fill(f"{code[:4]} {code[4:]}")
    press(page, "fr", "Installer")
    page.wait_for_url("**/kiosk/measure")
    press(page, "fr", "Plus tard")
    page.wait_for_url(f"**/{SLUG}/{slug}/kiosk/")


def listen(page: Page, name: str) -> dict[str, Any]:
    """Touch a listening button and wait until its sound has moved on; give what was played."""
    before = page.evaluate("window.heard.length")
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_function(
        "n => window.heard.length > n && window.heard[n].seconds > 0", arg=before
    )
    played: dict[str, Any] = page.evaluate("n => window.heard[n]", before)
    return played


def scan(page: Page, text: str) -> None:
    """Read a card, once the page listens to its scanner: what listens is fetched apart."""
    page.locator('[data-awake~="scanner"]').wait_for(state="attached")
    page.evaluate(SCANNER, text)


def touch_answer(page: Page, number: int, *values: int) -> None:
    """Touch the cards of these answers."""
    for value in values:
        page.locator(f'label:has(input[name="q{number}"][value="{value}"])').click()


def sign_in(page: Page, served: Served, who: seed.SignIn, back: str = "") -> None:
    """Come in as staff do: address and password, then the code of the authenticator."""
    page.goto(f"{served.url}/{SLUG}/sign-in/staff" + (f"?back={back}" if back else ""))
    page.get_by_label("Adresse e-mail").fill(who.email)
    page.get_by_label("Mot de passe").fill(seed.PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/sign-in/code**")
    secret = totp.read_secret(who.secret)
    page.get_by_label("Code à six chiffres").fill(
        totp.code_at(secret, totp.step_of(clock.now().timestamp()))
    )
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def come_in(page: Page, served: Served, role: Role, slug: str | None = "tilleul") -> None:
    """Let this browser be that of a new person of a role, who has come in already."""
    name, value = session_cookie(served, role, slug)
    page.context.add_cookies([{"name": name, "value": value, "url": served.url}])
