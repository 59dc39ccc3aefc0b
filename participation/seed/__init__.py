"""A believable association for the demonstration, screenshots and tests; the same at each run."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass
from random import Random

from sqlalchemy import Engine

from participation.followups.rules import State
from participation.foundation import clock, keys
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.organisations.queries import list_organisations
from participation.seed.councils import sit
from participation.seed.elections import CODES
from participation.seed.entities import open_others
from participation.seed.form import FORM_ID, questionnaire, texts
from participation.seed.helping import help_out
from participation.seed.law import show_the_law
from participation.seed.network import connect_elected
from participation.seed.peers import Card
from participation.seed.places import found
from participation.seed.residents import settle
from participation.seed.sealing import Held
from participation.seed.staff import PASSWORD, SignIn, employ
from participation.seed.topics import orient, say as speak
from participation.seed.waves import Wave, hold
from participation.seed.wishes import wish
from participation.surveys.operations.questionnaires import import_questionnaire

__all__ = [
    "BUREAU",
    "CODES",
    "PASSWORD",
    "Card",
    "Held",
    "Planted",
    "SignIn",
    "is_planted",
    "plant",
]

SEED = 1967
BUREAU: tuple[str, ...] = tuple(texts("candidates")["bureau"])
"""The president and the assessors of today's vote; each types the code of the same place."""
ANSWERED_OF_OPEN = 0.45


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted: how each audience signs in, the day, the keys and cards of the vote.

    `helper` is the card with which a peer helper comes in.
    """

    today: dt.date
    sign_ins: tuple[SignIn, ...]
    held: Held
    helper: Card

    def plain(self) -> dict[str, object]:
        """Give what a JSON file can keep."""
        return {
            "today": self.today.isoformat(),
            "sign_ins": [asdict(sign_in) for sign_in in self.sign_ins],
            "held": asdict(self.held),
            "helper": asdict(self.helper),
        }


def is_planted(engine: Engine) -> bool:
    """Say whether the database already holds an association."""
    with open_session(engine, writing=False) as session:
        return bool(list_organisations(session))


def plant(engine: Engine, say: Callable[[str], None] = lambda _: None) -> Planted:
    """Found the association, its people, two answered waves and one that is open today."""
    random, today = Random(SEED), clock.today()
    with keys.seeded(SEED), open_session(engine, writing=True) as session:
        act = Act(session, "system", clock.now())
        say("places")
        services = found(act)
        say("people")
        sign_ins = employ(act, services, today)
        settle(act, random, services, today)
        version = import_questionnaire(act, name=FORM_ID, questionnaire=questionnaire())
        previous = None
        for wave in waves(today):
            say(f"wave {wave.year}")
            previous = hold(act, random, version, services, wave, previous)
        say("councils")
        held = sit(act, services, today)
        say("law")
        show_the_law(act, services, today)
        say("topics")
        speak(act, services["tilleul"], today)
        orient(act, services)
        say("elected")
        connect_elected(act, services, today)
        helper = help_out(act, services, today, say)
        wish(act, services, today)
        say("other places")
        open_others(act, services, today)
        session.commit()
    return Planted(today, sign_ins, held, helper)


def waves(today: dt.date) -> tuple[Wave, ...]:
    """Give the three waves: two and one years ago, and one that opened ten days ago."""
    opened = today - dt.timedelta(days=10)
    first, second = opened - dt.timedelta(days=730), opened - dt.timedelta(days=365)
    early = {"meals": State.DONE, "papers": State.DONE, "rooms": State.IMPOSSIBLE}
    late = {"papers": State.DONE, "outings": State.IN_PROGRESS, "rooms": State.IMPOSSIBLE}
    return (
        Wave(0, first.year, first, 30, 1, early),
        Wave(1, second.year, second, 30, 1, late),
        Wave(2, opened.year, opened, 30, ANSWERED_OF_OPEN, {}),
    )
