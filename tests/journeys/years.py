"""A house of sixty residents with its council, and forty who answer by every door."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils.operations import (
    CollegeLine,
    FoundingSheet,
    found_council,
    set_composition,
)
from participation.councils.rules.kinds import CollegeKind, CouncilForm
from participation.foundation.localized import Localized
from tests.application import Served
from tests.builders import Town, acting_in, make_person, make_town
from tests.conftest import Clock

PEOPLE, ANSWERING = 60, 40
FIRST, SECOND = (20, 28, 12, 25), (22, 28, 28, 25)
"""How many of forty are content of each of four questions; a year later."""
LOCAL = "http://localhost"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
AGAIN = 200
CONTENT, NOT_CONTENT = 4, 2
MIXED = 7
"""Has no divisor in common with forty: takes each of them once, in another order."""
DOORS = {"kiosk": range(12), "phone": range(12, 24), "paper": range(24, 32), "help": range(32, 40)}
STAFFED = {"paper", "help"}
LANGUAGES = {"kiosk": "fr", "phone": "ar", "paper": "fr", "help": "en"}


@dataclass(frozen=True, slots=True)
class House:
    """A served association with one house full of people."""

    served: Served
    town: Town

    @property
    def url(self) -> str:
        """Give where it answers."""
        return self.served.url


def house_of(served: Served, engine: Engine) -> House:
    """Let sixty residents live in a house that has a council."""
    town = make_town(engine)
    with acting_in(engine, town) as act:
        for number in range(PEOPLE):
            make_person(act, f"Personne {number}", Role.RESIDENT, town.here)
        sheet = FoundingSheet(
            name=Localized(fr="Le conseil de la maison"),
            form=CouncilForm.COHORT,
            carrier_id=town.here,
        )
        council = found_council(act, sheet, service_ids=[town.here])
        lines = (CollegeLine(CollegeKind.RESIDENTS, 3, 1), CollegeLine(CollegeKind.STAFF, 1))
        set_composition(act, council, lines)
    return House(served, town)


def answers_of(person: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """Give what one of the forty says to each question, so that so many are content of each."""
    return tuple(CONTENT if person * MIXED % ANSWERING < many else NOT_CONTENT for many in content)


@dataclass
class Respondent:
    """Somebody whose browser has begun to answer, by one of the doors."""

    client: FlaskClient
    path: str
    answers: tuple[int, ...]
    token: str = ""

    def open(self, address: str) -> None:
        """Open a page and take its token."""
        page = self.client.get(address, base_url=LOCAL)
        self.token = dict(HIDDEN.findall(page.text))["csrf_token"]

    def send(self, address: str, **fields: str) -> None:
        """Send a form that leads on."""
        sent = {"csrf_token": self.token, **fields}
        answer = self.client.post(address, data=sent, base_url=LOCAL)
        assert answer.status_code == 303, answer.text

    def begin(self, door: str) -> None:
        """Begin on her own, or with the interpreter who opens it for her."""
        here = f"{self.path}/assist" if door == "help" else self.path
        self.open(here)
        if door == "help":
            self.send(here, aid="interpreter", voice="own", parts="1")
        else:
            self.send(f"{here}/begin", parts="1")

    def finish(self) -> None:
        """Answer the one page of questions and send."""
        said = {f"q{number}": str(value) for number, value in enumerate(self.answers, 1)}
        shown = ",".join(str(number) for number in range(1, len(self.answers) + 1))
        self.send(f"{self.path}/parts/1", shown=shown, **said)
        self.send(f"{self.path}/send")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Forty residents of the house; some have answered already before our eyes."""

    house: House
    clock: Clock
    survey: str
    content: tuple[int, ...]
    screen: str
    """The token of the public screen."""
    cookie: tuple[str, str]
    """What lets somebody of the team in."""
    already: frozenset[int] = frozenset()

    def answer(self) -> None:
        """Let all the others answer: at the screen, on phones, on paper, helped."""
        path = f"/rive/tilleul/surveys/{self.survey}"
        begun = list(self._begin(path))
        self.clock.advance(minutes=4)  # nobody answers at the screen in no time
        for one in begun:
            one.finish()
        self._type()

    def _others(self, door: str) -> Iterator[tuple[FlaskClient, tuple[int, ...]]]:
        for person in DOORS[door]:
            if person not in self.already:
                client = self.house.served.app.test_client()
                if door in STAFFED:
                    client.set_cookie(*self.cookie)
                with client.session_transaction(base_url=LOCAL) as kept:
                    kept["locale"] = LANGUAGES[door]
                yield client, answers_of(person, self.content)

    def _begin(self, path: str) -> Iterator[Respondent]:
        for door in ("kiosk", "phone", "help"):
            for client, answers in self._others(door):
                if door == "kiosk":
                    client.set_cookie("kiosk", self.screen)
                one = Respondent(client, path, answers)
                one.begin(door)
                yield one

    def _type(self) -> None:
        """Type the sheets of the pile, one after the other; those that are drawn, twice."""
        here = f"/rive/tilleul/fieldwork/{self.survey}/typing"
        for client, answers in self._others("paper"):
            page = client.get(here, base_url=LOCAL)
            said = {f"q{number}": str(value) for number, value in enumerate(answers, 1)}
            sent = dict(HIDDEN.findall(page.text)) | said
            kept = client.post(here, data=sent, base_url=LOCAL)
            if kept.status_code == AGAIN:
                sent = dict(HIDDEN.findall(kept.text)) | said
                kept = client.post(f"{here}/again", data=sent, base_url=LOCAL)
            assert kept.status_code == 303, kept.text
