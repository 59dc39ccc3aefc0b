"""What three assessors, and two people with a printer, do on their own devices."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from participation.elections.operations import sealed as sealing
from participation.foundation.keys import to_text
from tests.application import Served
from tests.builders import acting_in
from tests.elections.booths import ASSESSORS
from tests.elections.calling import Calling
from tests.journeys.records import town_of

SEED = re.compile(r"^[1-9A-HJ-NP-Za-km-z]{22}$")


@dataclass(frozen=True, slots=True)
class Invited:
    """Addresses that the bureau hands out, and the election's name in the protocol."""

    uuid: str
    keepers: tuple[str, ...]
    together: str
    """The address by which one device serves every keeper in turn."""
    cards: str


@dataclass
class Keeper:
    """An assessor: her own browser, her invitation, and the card she printed."""

    page: Page
    door: str
    seed: str = field(default="", repr=False)

    def come(self) -> None:
        """Open the invitation."""
        self.page.goto("about:blank")
        self.page.goto(self.door)

    def make(self) -> None:
        """Open the invitation, make a key, print its card, and read it again."""
        self.come()
        self.draw()

    def take(self, name: str) -> None:
        """Take the device that somebody else has just left."""
        piece(self.page, "pass")
        expect(self.page.locator('[data-part="pass"] [data-keeper]')).to_have_text(name)
        self.page.get_by_role("button", name="C’est moi").click()

    def draw(self) -> None:
        """Make a key, print its card, and read it again."""
        piece(self.page, "begin")
        self.page.get_by_role("button", name="Faire ma clé").click()
        piece(self.page, "card")
        shown = self.page.locator("[data-key]").inner_text()
        self.seed = shown.replace(" ", "")
        assert SEED.match(self.seed)
        expect(self.page.locator("[data-pictures] svg")).to_have_count(4)
        assert len(self.page.pdf()) > 10_000
        self.page.get_by_role("button", name="J’ai ma carte").click()
        self.show_card()

    def show_card(self, code: str = "") -> None:
        """Type the letters of a card: one's own unless another is given."""
        piece(self.page, "scan")
        self.page.get_by_text("Écrire le code").click()
        self.page.locator("[data-code]").fill(code or self.seed)
        self.page.get_by_role("button", name="Entrer", exact=True).click()

    def open_box(self, marks: tuple[str, ...]) -> None:
        """Read the card, let the device verify, compare with the paper, give one's share."""
        piece(self.page, "count")
        self.page.get_by_role("button", name="Montrer ma carte", exact=True).click()
        self.show_card()
        piece(self.page, "agree")
        shown = self.page.locator('[data-part="agree"]')
        for mark in marks:
            expect(shown).to_contain_text(mark)
        self.page.get_by_role("button", name="C’est pareil").click()


def piece(page: Page, name: str) -> None:
    """Wait until a page shows one of its pieces."""
    page.locator(f'[data-part="{name}"]:not([hidden])').wait_for()


def share(keepers: list[Keeper]) -> None:
    """Let each make her key in turn, on the device that all of them share."""
    keepers[0].make()
    for keeper, name in zip(keepers[1:], ASSESSORS[1:], strict=True):
        keeper.take(name)
        keeper.draw()
    piece(keepers[0].page, "kept")


def invite(server: Served, calling: Calling) -> Invited:
    """Let the bureau prepare the ceremony, and hand out its addresses."""
    with acting_in(server.engine, town_of(server)) as act:
        made = sealing.prepare(act, calling.residents(act.session), ASSESSORS, title="Le conseil")
        place = f"{server.url}/rive/tilleul/vote/{to_text(calling.residents_id)}"
        keepers = tuple(f"{place}/keys#{token}" for _name, token in made.trustees)
        together = f"{place}/keys#{'~'.join(token for _name, token in made.trustees)}"
        return Invited(made.sealed.uuid, keepers, together, f"{place}/make-cards#{made.cards}")


def print_cards(page: Page, door: str, cards: int, papers: int) -> tuple[list[str], str]:
    """Make and print cards; give their codes, paper ones last, and the mark of the list."""
    page.goto(door)
    piece(page, "numbers")
    page.get_by_label("Cartes de vote").fill(str(cards))
    page.get_by_label("Bulletins de papier, pour le bureau").fill(str(papers))
    page.get_by_role("button", name="Faire les cartes").click()
    piece(page, "made")
    codes = page.locator("[data-sheets] [data-code]").all_inner_texts()
    mark = page.locator('[data-part="made"] [data-fingerprint]').inner_text()
    page.get_by_role("button", name="J’ai imprimé").click()
    piece(page, "forgotten")
    return codes, mark
