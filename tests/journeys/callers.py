"""The call for candidates in people's browsers: the house prepares, residents stand themselves."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from participation.accounts.rules.powers import Role
from participation.elections import queries
from participation.foundation.keys import to_text
from participation.foundation.languages import REGISTER
from tests.application import Served
from tests.browser import PATIENCE_MS, PHONE, Watch, violations
from tests.builders import looking_in
from tests.conftest import Clock
from tests.elections.booths import SAYS, portrait
from tests.elections.calling import AFTER, VOTE, Calling, Gathered
from tests.journeys.bureaux import NUMBERS, Desk
from tests.journeys.records import SLUG, cookie_of
from tests.journeys.walking import come_in, press, words


@dataclass
class Stander:
    """A resident on her own phone, in her language."""

    page: Page
    server: Served
    locale: str

    def press(self, french: str) -> None:
        """Touch what says this in her language."""
        press(self.page, self.locale, french)

    def come(self) -> None:
        """Open the page of the house's elections, in her language."""
        self.page.goto(f"{self.server.url}/{SLUG}/tilleul/election")
        if self.locale != "fr":
            self.page.get_by_role("link", name="Langue", exact=True).click()
            self.page.get_by_role(
                "button", name=REGISTER[self.locale].autonym, exact=True
            ).first.click()
            self.page.wait_for_url("**/tilleul/election")

    def stand(self) -> None:
        """Stand for the residents, by two touches."""
        self.come()
        self.part("Je me présente")
        assert not violations(self.page)
        self.press("Oui, je me présente")
        self.reads("On vérifie votre candidature. Vous pouvez déjà dire qui vous êtes.")

    def reads(self, french: str) -> None:
        """Wait until the page says this."""
        self.page.get_by_text(words(self.locale, french)).first.wait_for()

    def part(self, french: str) -> None:
        """Open one of the three parts of a candidacy."""
        self.page.locator("main a").filter(has_text=words(self.locale, french)).first.click()

    def say(self, statement: str) -> None:
        """Write what she wants."""
        self.part("Mes mots")
        self.page.locator('[name="statement"]').fill(statement)
        self.press("Enregistrer")
        self.reads("C’est fait.")

    def show(self) -> None:
        """Give a photo."""
        self.part("Ma photo")
        file = {"name": "moi.png", "mimeType": "image/png", "buffer": portrait()}
        self.page.locator('[name="photo"]').set_input_files([file])  # type: ignore[list-item]
        self.press("Enregistrer")

    def speak(self) -> None:
        """Record two seconds of her voice."""
        self.part("Ma voix")
        self.press("Parler")
        self.page.locator("[data-time]").filter(has_text="0:02").wait_for()
        self.press("Arrêter")
        self.page.locator("[data-player]").wait_for()
        self.press("Enregistrer")


def phone_of(
    browser: Browser, watch: Watch, served: Served, gathered: Gathered, name: str, locale: str
) -> Stander:
    """Give the phone of a resident, in a browser whose microphone is open."""
    usual = {"locale": "fr-FR", "timezone_id": "Europe/Paris", **PHONE}
    context = browser.new_context(permissions=["microphone"], **usual)
    context.set_default_timeout(PATIENCE_MS)
    key, value = cookie_of(served, gathered.users[name])
    context.add_cookies([{"name": key, "value": value, "url": served.url}])
    return Stander(watch.over(context.new_page()), served, locale)


def call(page: Page, server: Served, gathered: Gathered) -> Desk:
    """Call the election from its council: its day, its colleges, how the residents vote."""
    desk = Desk(
        page,
        server,
        Calling(gathered.town, gathered.council_id, 0, 0, 0, gathered.roles, gathered.users),
    )
    page.goto(f"{server.url}/{SLUG}/elections/new/{to_text(gathered.council_id)}")
    desk.write(opens_on=VOTE.isoformat())
    desk.press("Voir le calendrier")
    desk.reads("Calendrier proposé")
    desk.press("Préparer")
    desk.reads("L’élection est préparée.")
    with looking_in(server.engine, gathered.town) as session:
        found = queries.list_elections(session, [gathered.council_id])
        desk.calling = gathered.called(session, found[0])
    _open_call(desk)
    return desk


def _open_call(desk: Desk) -> None:
    """Choose sealed ballots for the residents, make both rolls, open the call."""
    desk.page.goto(f"{desk.residents}/way")
    desk.page.locator('label:has(input[value="sealed"])').click()
    desk.write(most_choices="2")
    desk.press("Enregistrer")
    for contest in (desk.residents, desk.staff):
        desk.page.goto(f"{contest}/roll")
        desk.press("Faire la liste")
        desk.reads("La liste est à jour.")
        desk.follow("Revenir à l’élection")
    desk.press("Ouvrir l’appel à candidatures")
    desk.reads("L’appel est ouvert")
    assert not violations(desk.page)


def stand_all(desk: Desk, browser: Browser, watch: Watch, gathered: Gathered) -> None:
    """Let Amina and Bilal stand by themselves, the others aloud; the house accepts them all."""
    amina = phone_of(browser, watch, desk.server, gathered, "Amina", "fr")
    amina.stand()
    amina.speak()
    amina.show()
    amina.say(SAYS["Amina"]["fr"])
    bilal = phone_of(browser, watch, desk.server, gathered, "Bilal", "ar")
    bilal.stand()
    bilal.say(SAYS["Amina"]["ar"])
    _write_down(desk, desk.residents, "Colette", SAYS["Colette"]["fr"])
    _write_down(desk, desk.residents, "Denise")
    _write_down(desk, desk.staff, "Farid")
    for contest in (desk.residents, desk.staff):
        _accept_all(desk, contest)
    amina.come()
    amina.reads("Acceptée")


def _write_down(desk: Desk, contest: str, name: str, statement: str = "") -> None:
    """Write a candidacy that was made aloud, with the words that were said."""
    desk.page.goto(f"{contest}/candidacies")
    desk.page.locator('[name="person"]').select_option(label=name)
    desk.page.locator('[name="agrees"]').check()
    desk.press("Noter")
    desk.reads("La candidature est notée.")
    if statement:
        desk.follow("Ses mots")
        desk.page.locator('[name="statement-fr"]').fill(statement)
        desk.press("Enregistrer")


def _accept_all(desk: Desk, contest: str) -> None:
    """Examine each candidacy of a college, and accept it."""
    desk.page.goto(f"{contest}/candidacies")
    while desk.page.get_by_role("link", name="Examiner", exact=True).count():
        desk.follow("Examiner")
        desk.page.locator('label:has(input[value="accept"])').click()
        desk.press("Enregistrer la décision")
        desk.reads("La décision est notée.")


def settle(desk: Desk, clock: Clock) -> None:
    """Settle the list once nobody can stand any more, by three numbers."""
    clock.set(AFTER)
    come_in(desk.page, desk.server, Role.MANAGER)
    desk.page.goto(f"{desk.server.url}/{SLUG}/elections/{desk.calling.key}")
    desk.follow("Arrêter la liste des candidats")
    desk.write(**dict(zip(("first", "second", "third"), NUMBERS, strict=True)))
    desk.press("Enregistrer")
    desk.reads("La liste des candidats est arrêtée.")
