"""Many responses put into a database by the driver itself, faster than people would."""

import random
from collections.abc import Iterator, Sequence
from uuid import UUID

from participation.foundation.keys import random_key
from participation.surveys.rules.questions import QuestionKind
from tests.bench.databases import Store
from tests.bench.places import Place, twelve_questions

LOT = 10_000
CHANNELS = ("kiosk", "phone", "interview")
SPOKEN = ("fr", "ar")
ANSWERS = 11
"""Answers stored of a response: the twelfth question takes words."""
RESPONSE = (
    "organisation_id", "service_id", "survey_id", "key", "channel", "aid", "language", "listened",
    "proxy",
)  # fmt: skip
ANSWER = ("organisation_id", "service_id", "survey_id", "question", "value", "response_key")

Row = tuple[object, ...]
Drawn = tuple[bytes | UUID, int, int]
"""A response to be: (key, service, survey)."""


class UnequalCountError(RuntimeError):
    """The database does not hold what was put into it; the figures would be false."""


def fill(store: Store, place: Place, responses: int, seed: int = 1) -> None:
    """Put responses of chance into the surveys of a place, eleven answers each."""
    chance = random.Random(seed)
    for start in range(0, responses, LOT):
        count = min(LOT, responses - start)
        plain = store.kind == "sqlite"
        keyed: list[Drawn] = []
        for key in sorted(random_key() for _ in range(count)):
            service, survey = chance.choice(place.surveys)
            keyed.append((key.bytes if plain else key, service, survey))
        store.put(
            {
                ("response", RESPONSE): _responses(place, keyed, chance),
                ("answer", ANSWER): _answers(place, keyed, chance),
            }
        )


def check(store: Store, places: Sequence[Place], responses: int) -> None:
    """Raise UnequalCountError unless the places hold this many responses, with all answers."""
    surveys = [survey for place in places for _service, survey in place.surveys]
    found = store.count("response", surveys), store.count("answer", surveys)
    if found != (responses, responses * ANSWERS):
        raise UnequalCountError(f"{found} responses and answers, not {responses} × {ANSWERS}")


def _responses(place: Place, keyed: Sequence[Drawn], chance: random.Random) -> Iterator[Row]:
    for key, service, survey in keyed:
        heard = chance.random() < 0.4
        channel, language = chance.choice(CHANNELS), chance.choice(SPOKEN)
        ways = channel, "none", language, heard, False
        yield place.organisation_id, service, survey, key, *ways


def _answers(place: Place, keyed: Sequence[Drawn], chance: random.Random) -> Iterator[Row]:
    asked = [
        (question.number, [choice.value for choice in question.choices] or list(range(11)))
        for question in twelve_questions().questions()
        if question.kind is not QuestionKind.COMMENT
    ]
    for number, values in asked:
        drawn = chance.choices(values, k=len(keyed))
        for value, (key, service, survey) in zip(drawn, keyed, strict=True):
            yield place.organisation_id, service, survey, number, value, key
