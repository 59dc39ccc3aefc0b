"""The bureau of a sealed election at its desk: its two codes open, close, count and proclaim."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from participation.foundation.keys import to_text
from tests.application import Served
from tests.elections.booths import ASSESSORS
from tests.elections.calling import Calling
from tests.elections.urn_desk import CODES
from tests.journeys.keepers import Invited
from tests.journeys.records import SLUG
from tests.journeys.walking import scan

PRESIDENT = "Nadia Petit"
MEMBERS = ((PRESIDENT, "president"), ("Omar Sy", "assessor"), ("Paule Roux", "assessor"))
NUMBERS = ("412907", "33", "999999")
"""What three people of the bureau write on folded papers."""


@dataclass
class Desk:
    """The browser of the bureau, and the election that it holds."""

    page: Page
    server: Served
    calling: Calling
    contest: str = "Personnes accompagnées"
    """How the sealed contest is called."""

    @property
    def residents(self) -> str:
        """Give where the pages about the residents' vote stand."""
        return self._of(self.calling.residents_id)

    @property
    def staff(self) -> str:
        """Give where the pages about the staff's vote stand."""
        return self._of(self.calling.staff_id)

    def _of(self, contest_id: int) -> str:
        return f"{self.server.url}/{SLUG}/elections/contests/{to_text(contest_id)}"

    def sit(self) -> None:
        """Go to the desk."""
        self.page.goto(f"{self.server.url}/{SLUG}/elections/{self.calling.key}/bureau")

    def follow(self, name: str) -> None:
        """Follow the link of the desk, or of one of its pages, that says this."""
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()

    def press(self, name: str) -> None:
        """Touch the button that says this."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def reads(self, words: str) -> None:
        """Wait until the page says this."""
        expect(self.page.locator("body")).to_contain_text(words)

    def write(self, **fields: str) -> None:
        """Fill the fields of these names."""
        for name, value in fields.items():
            self.page.locator(f'[name="{name}"]').fill(value)

    def name_members(self) -> None:
        """Let president and assessors be named; each types her own code."""
        for (name, function), code in zip(MEMBERS, CODES, strict=True):
            self.sit()
            self.follow("Nommer quelqu’un")
            self.write(name=name, code=code)
            self.page.locator(f'label:has(input[value="{function}"])').click()
            self.press("Enregistrer")
        self.reads("Paule Roux")

    def invite(self) -> Invited:
        """Prepare the ceremony; give the addresses that the page shows once."""
        self.sit()
        self.follow(f"Urne électronique : {self.contest}")
        self.follow("Préparer les clés")
        self.write(
            title="Le conseil", **dict(zip(("first", "second", "third"), ASSESSORS, strict=True))
        )
        self.press("Préparer")
        self.reads("Ces codes ne seront plus montrés")
        *keepers, together, cards = self.page.locator(".codes code").all_text_contents()
        place = f"{self.server.url}/{SLUG}/tilleul/vote/{to_text(self.calling.residents_id)}"
        state = self.page.request.get(f"{place}/state").json()
        return Invited(state["uuid"], tuple(keepers), together, cards)

    def turn(self, link: str, button: str = "", **fields: str) -> None:
        """Do what takes two people: president and assessor type their codes."""
        self.follow(link)
        self.write(president_code=CODES[0], assessor_code=CODES[1], **fields)
        self.page.locator('[name="assessor"]').select_option(label=MEMBERS[1][0])
        empty = self.page.locator('[name="urn_is_empty"]')
        if empty.count():
            empty.check()
        self.press(button or link)

    def exchange(self, card: str) -> None:
        """Give a paper ballot against a card, whose private code stays in this browser."""
        self.page.goto(f"{self.residents}/cards")
        self.page.locator('[data-part="scan"]:not([hidden])').wait_for()
        scan(self.page, card)
        self.press("Échanger contre un bulletin en papier")
        self.reads("C’est échangé")

    def sign(self, *names: str, helped: str = "", contest_id: int = 0) -> None:
        """Let people sign, each found by name; one of them was helped."""
        for name in names:
            where = self._of(contest_id or self.calling.residents_id)
            self.page.goto(f"{where}/sign?name={name}")
            row = self.page.get_by_role("row").filter(has_text=name).first
            row.get_by_role("button").nth(1 if name == helped else 0).click()
            self.reads(f"{name} peut voter.")

    def count_on_paper(self, candidate: str, votes: int) -> None:
        """Let both assessors count the paper ballots of the staff, each alone."""
        told = dict.fromkeys(("signed", "found"), str(votes)) | {"blank": "0", "null": "0"}
        for (name, _function), code in list(zip(MEMBERS, CODES, strict=True))[1:]:
            self.page.goto(f"{self._of(self.calling.staff_id)}/count")
            self.page.locator('[name="reader"]').select_option(label=name)
            self.write(code=code, **told)
            self.page.get_by_label(re.compile(f"{candidate}$")).fill(str(votes))
            self.press("Enregistrer ce compte")
        self.reads("Les deux comptes sont les mêmes")

    def draw_lots(self, votes: int) -> None:
        """Settle a tie by the three numbers."""
        self.sit()
        self.reads("Des candidats sont à égalité")
        self.follow(f"Régler l’égalité à {votes} voix")
        self.write(**dict(zip(("first", "second", "third"), NUMBERS, strict=True)))
        self.press("Régler")
        self.reads("L’égalité est réglée.")

    def know_days(self, votes: int, **days: str) -> None:
        """Settle a tie by the days of birth of those who stand, by name."""
        self.sit()
        self.follow(f"Régler l’égalité à {votes} voix")
        for name, day in days.items():
            self.page.get_by_label(name, exact=True).fill(day)
        self.press("Régler")
        self.reads("L’égalité est réglée.")

    def declare(self) -> None:
        """Declare the result."""
        self.follow("Voir le résultat")
        self.page.locator("summary", has_text="Déclarer le résultat").click()
        self.press("Oui, déclarer")
        self.reads("Le résultat est déclaré.")

    def save(self, link: str, path: Path) -> bytes:
        """Download what a link leads to; give its bytes."""
        found = self.page.locator("main").get_by_role("link", name=link, exact=True).first
        with self.page.expect_download() as waiting:
            found.evaluate("link => { link.download = ''; link.click(); }")
        waiting.value.save_as(path)
        return path.read_bytes()
