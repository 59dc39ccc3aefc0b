"""What this program does for the data, which test shows it, and against what harm."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .incidents import Harm


class Measure(StrEnum):
    """One thing that the program does by itself."""

    NAMELESS_ANSWERS = "nameless-answers"
    SMALL_GROUPS = "small-groups"
    TENANTS = "tenants"
    DOORS = "doors"
    ONCE = "once"
    DATED_LAW = "dated-law"
    SEALED_VOTE = "sealed-vote"
    URN = "urn"
    PROVED_BALLOTS = "proved-ballots"
    KEYS_ELSEWHERE = "keys-elsewhere"
    NEVER_TWICE = "never-twice"
    JOURNAL = "journal"
    MAP = "map"
    FORGETTING = "forgetting"
    ERASURE = "erasure"
    SECOND_FACTOR = "second-factor"
    FEW_TRIES = "few-tries"
    HEADERS = "headers"
    HOSTILE_WORDS = "hostile-words"
    SCREEN_FORGETS = "screen-forgets"
    COPIES = "copies"
    MIGRATIONS = "migrations"
    INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True)
class Shown:
    """The test that shows a measure, and the harms that it stands against."""

    test: str
    against: frozenset[Harm]


def _read(test: str) -> Shown:
    return Shown(test, frozenset({Harm.READ}))


def _changed(test: str) -> Shown:
    return Shown(test, frozenset({Harm.CHANGED}))


def _both(test: str) -> Shown:
    return Shown(test, frozenset({Harm.READ, Harm.CHANGED}))


def _lost(test: str) -> Shown:
    return Shown(test, frozenset({Harm.LOST}))


MEASURES: Mapping[Measure, Shown] = {
    Measure.NAMELESS_ANSWERS: _read("tests/foundation/test_migrations.py"),
    Measure.SMALL_GROUPS: _read("tests/surveys/test_anonymity.py"),
    Measure.TENANTS: _both("tests/foundation/test_scope.py"),
    Measure.DOORS: _both("tests/house/test_permissions.py"),
    Measure.ONCE: _changed("tests/foundation/test_once.py"),
    Measure.DATED_LAW: Shown("tests/compliance/test_every_rule.py", frozenset()),
    Measure.SEALED_VOTE: _read("tests/elections/test_urn_thief.py"),
    Measure.URN: _read("tests/elections/test_urn_leaks.py"),
    Measure.PROVED_BALLOTS: _changed("tests/belenios/"),
    Measure.KEYS_ELSEWHERE: _read("tests/house/test_protocol.py"),
    Measure.NEVER_TWICE: _changed("tests/peers/test_reserving.py"),
    Measure.JOURNAL: _both("tests/audit/test_journal.py"),
    Measure.MAP: _read("tests/compliance/test_trust.py"),
    Measure.FORGETTING: _read("tests/compliance/test_retention.py"),
    Measure.ERASURE: _read("tests/accounts/test_leaving.py"),
    Measure.SECOND_FACTOR: _both("tests/accounts/test_sign_in.py"),
    Measure.FEW_TRIES: _read("tests/accounts/test_throttle.py"),
    Measure.HEADERS: _both("tests/foundation/test_framework.py"),
    Measure.HOSTILE_WORDS: _changed("tests/attacks/test_hostile_words.py"),
    Measure.SCREEN_FORGETS: _read("tests/journeys/test_kiosk_forgets.py"),
    Measure.COPIES: Shown("tests/cli/test_backup.py", frozenset({Harm.READ, Harm.LOST})),
    Measure.MIGRATIONS: _lost("tests/foundation/test_migrations.py"),
    Measure.INCIDENTS: Shown("tests/compliance/test_trust.py", frozenset()),
}
"""Where each is shown: a test names the file, another asks that it exists."""


def against(harm: Harm) -> tuple[Measure, ...]:
    """Give the measures that stand against a harm."""
    return tuple(one for one, shown in MEASURES.items() if harm in shown.against)
