"""Many responses put into a database by the driver itself, faster than people would."""

import random
from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import Connection, Engine

from participation.foundation.keys import random_key
from participation.foundation.types import announce_organisation
from participation.surveys.rules.questions import QuestionKind
from tests.bench.places import Place, twelve_questions

LOT = 5000
CHANNELS = ("kiosk", "phone", "interview")
SPOKEN = ("fr", "ar")
RESPONSE = (
    "organisation_id", "service_id", "survey_id", "key", "channel", "aid", "language", "listened",
)  # fmt: skip
ANSWER = ("organisation_id", "service_id", "survey_id", "question", "value", "response_key")

Row = tuple[object, ...]


def fill(engine: Engine, place: Place, responses: int, seed: int = 1) -> None:
    """Put responses of chance into the surveys of a place, eleven answers each."""
    chance = random.Random(seed)
    for start in range(0, responses, LOT):
        with engine.begin() as connection:
            announce_organisation(connection, place.organisation_id)
            count = min(LOT, responses - start)
            drawn = [(random_key(), *chance.choice(place.surveys)) for _ in range(count)]
            drawn.sort(key=lambda each: each[0])
            plain = connection.dialect.name == "sqlite"
            keyed = [(key.bytes if plain else key, *rest) for key, *rest in drawn]
            _put(connection, "response", RESPONSE, _responses(place, keyed, chance))
            _put(connection, "answer", ANSWER, _answers(place, keyed, chance))


def _responses(
    place: Place, keyed: Iterable[tuple[bytes | UUID, int, int]], chance: random.Random
) -> Iterator[Row]:
    for key, service, survey in keyed:
        heard = chance.random() < 0.4
        channel, language = chance.choice(CHANNELS), chance.choice(SPOKEN)
        yield place.organisation_id, service, survey, key, channel, "none", language, heard


def _answers(
    place: Place, keyed: Iterable[tuple[bytes | UUID, int, int]], chance: random.Random
) -> Iterator[Row]:
    asked = [
        (question.number, [choice.value for choice in question.choices] or list(range(11)))
        for question in twelve_questions().questions()
        if question.kind is not QuestionKind.COMMENT
    ]
    for key, service, survey in keyed:
        for number, values in asked:
            yield place.organisation_id, service, survey, number, chance.choice(values), key


def _put(
    connection: Connection, table: str, names: tuple[str, ...], rows: Iterator[Row]
) -> None:
    cursor = connection.connection.cursor()
    columns = ",".join(names)
    if connection.dialect.name == "sqlite":
        marks = ",".join("?" * len(names))
        adapted = ([int(v) if isinstance(v, bool) else v for v in row] for row in rows)
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", adapted)  # noqa: S608
    else:
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
            for row in rows:
                copy.write_row(row)
    cursor.close()
