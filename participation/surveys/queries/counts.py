"""Responses and answers as counts: read where they are kept, or scanned where they are checked."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from participation.surveys.models import (
    Answer,
    AnswerCount,
    ChooserCount,
    Response,
    ResponseCount,
)
from participation.surveys.rules.stages import Aid, Channel

Values = dict[int, dict[int, int]]
Chosen = TypeVar("Chosen", bound=Select[*tuple[Any, ...]])


class Ways(NamedTuple):
    """How a response of a survey came."""

    survey_id: int
    channel: Channel
    aid: Aid
    language: str
    listened: bool
    proxy: bool


class Said(NamedTuple):
    """One value given to a question of a survey, by residents or instead of them."""

    survey_id: int
    question: int
    value: int
    proxy: bool


class Chose(NamedTuple):
    """A question of a survey where several answers may be chosen."""

    survey_id: int
    question: int
    proxy: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What one survey's sheet is made of; answers given instead of residents stand apart."""

    values: Values = field(default_factory=dict)
    choosers: dict[int, int] = field(default_factory=dict)
    proxy_values: Values = field(default_factory=dict)


def read_ways(session: Session, survey_ids: Collection[int]) -> dict[Ways, int]:
    """Give the kept counts of responses by way: a few dozen rows a survey, however many came."""
    return {Ways(*row[:-1]): row[-1] for row in _read(session, ResponseCount, Ways, survey_ids)}


def read_values(session: Session, survey_ids: Collection[int]) -> dict[Said, int]:
    """Give the kept counts of answers by value; none before a survey is closed."""
    return {Said(*row[:-1]): row[-1] for row in _read(session, AnswerCount, Said, survey_ids)}


def read_choosers(session: Session, survey_ids: Collection[int]) -> dict[Chose, int]:
    """Give the kept counts of people who chose something; none before a survey is closed."""
    return {Chose(*row[:-1]): row[-1] for row in _read(session, ChooserCount, Chose, survey_ids)}


def _read(
    session: Session,
    kind: type[ResponseCount | AnswerCount | ChooserCount],
    place: type[Ways | Said | Chose],
    survey_ids: Collection[int],
) -> Sequence[Any]:
    columns = [getattr(kind, name) for name in place._fields]
    statement = select(*columns, kind.number).where(kind.survey_id.in_(survey_ids))
    return session.execute(statement).all()


def read_counts(session: Session, survey_ids: Collection[int]) -> defaultdict[int, Counts]:
    """Give survey → what its answers were counted as when it closed; no answer is read."""
    found: defaultdict[int, Counts] = defaultdict(Counts)
    for said, number in read_values(session, survey_ids).items():
        counts = found[said.survey_id]
        values = counts.proxy_values if said.proxy else counts.values
        values.setdefault(said.question, {})[said.value] = number
    for chose, number in read_choosers(session, survey_ids).items():
        if not chose.proxy:
            found[chose.survey_id].choosers[chose.question] = number
    return found


def scan_ways(session: Session, survey_ids: Collection[int]) -> dict[Ways, int]:
    """Count the responses themselves by the ways they came, in one grouped statement."""
    ways = [getattr(Response, name) for name in Ways._fields]
    statement = (
        select(*ways, func.count()).where(Response.survey_id.in_(survey_ids)).group_by(*ways)
    )
    return {Ways(*row[:-1]): row[-1] for row in session.execute(statement)}


def scan_values(
    session: Session, survey_ids: Collection[int], *, spoken_for: Collection[int]
) -> dict[Said, int]:
    """Count the answers themselves, in the order of their key.

    All are counted in one walk; those given instead of a resident, few and found by their keys
    in the surveys that have some (`spoken_for`), are counted again and taken out.
    """
    columns = (Answer.survey_id, Answer.question, Answer.value)
    statement = select(*columns, func.count()).group_by(*columns)
    return _apart(session, statement, Said, survey_ids, spoken_for)


def scan_choosers(
    session: Session,
    survey_ids: Collection[int],
    several: Collection[int],
    *,
    spoken_for: Collection[int],
) -> dict[Chose, int]:
    """Count the people who chose something of the questions that take several answers."""
    columns = (Answer.survey_id, Answer.question)
    statement = (
        select(*columns, func.count(Answer.response_key.distinct()))
        .where(Answer.question.in_(several), Answer.value >= 0)
        .group_by(*columns)
    )
    return _apart(session, statement, Chose, survey_ids, spoken_for) if several else {}


Place = TypeVar("Place", Said, Chose)


def _apart(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    place: type[Place],
    survey_ids: Collection[int],
    spoken_for: Collection[int],
) -> dict[Place, int]:
    """Give the counts of a statement about answers, those of proxies taken out and apart."""
    found: dict[Place, int] = {}
    for *key, number in session.execute(statement.where(Answer.survey_id.in_(survey_ids))):
        found[place._make((*key, False))] = number
    if not spoken_for:
        return found
    given = _of_proxies(statement.where(Answer.survey_id.in_(spoken_for)))
    for *key, number in session.execute(given):
        found[place._make((*key, True))] = number
        found[place._make((*key, False))] -= number
    return {key: number for key, number in found.items() if number}


def _of_proxies(statement: Chosen) -> Chosen:
    """Keep the answers of the responses that were given instead of a resident."""
    same = and_(
        Answer.organisation_id == Response.organisation_id,
        Answer.survey_id == Response.survey_id,
        Answer.response_key == Response.key,
    )
    return statement.join(Response, same).where(Response.proxy.is_(True))
