"""Responses and answers as counts: read where they are kept, or scanned where they are checked."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Case, ColumnElement, Select, String, and_, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from participation.surveys.models import (
    Answer,
    AnswerCount,
    ChooserCount,
    Response,
    ResponseCount,
    TraitCount,
)
from participation.surveys.rules.columns import STAY_FROM
from participation.surveys.rules.stages import Aid, Channel, Trait
from participation.surveys.rules.traits import ALONE, HELPED, UNTOLD

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


class Traited(NamedTuple):
    """One value given to a question of a survey by residents who answered in one way."""

    survey_id: int
    trait: Trait
    part: str
    question: int
    value: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What one survey's sheet is made of; answers given instead of residents stand apart."""

    values: Values = field(default_factory=dict)
    choosers: dict[int, int] = field(default_factory=dict)
    proxy_values: Values = field(default_factory=dict)
    traits: dict[Trait, dict[str, Values]] = field(default_factory=dict)


def read_ways(session: Session, survey_ids: Collection[int]) -> dict[Ways, int]:
    """Give the kept counts of responses by way: a few dozen rows a survey, however many came."""
    return {Ways(*row[:-1]): row[-1] for row in _read(session, ResponseCount, Ways, survey_ids)}


def read_values(session: Session, survey_ids: Collection[int]) -> dict[Said, int]:
    """Give the kept counts of answers by value; none before a survey is closed."""
    return {Said(*row[:-1]): row[-1] for row in _read(session, AnswerCount, Said, survey_ids)}


def read_choosers(session: Session, survey_ids: Collection[int]) -> dict[Chose, int]:
    """Give the kept counts of people who chose something; none before a survey is closed."""
    return {Chose(*row[:-1]): row[-1] for row in _read(session, ChooserCount, Chose, survey_ids)}


def read_traits(session: Session, survey_ids: Collection[int]) -> dict[Traited, int]:
    """Give the kept counts of answers by way of answering; none before a survey is closed."""
    return {Traited(*row[:-1]): row[-1] for row in _read(session, TraitCount, Traited, survey_ids)}


def _read(
    session: Session,
    kind: type[ResponseCount | AnswerCount | ChooserCount | TraitCount],
    place: type[Ways | Said | Chose | Traited],
    survey_ids: Collection[int],
) -> Sequence[Any]:
    columns = [getattr(kind, name) for name in place._fields]
    statement = select(*columns, kind.number).where(kind.survey_id.in_(survey_ids))
    return session.execute(statement).all()


def read_counts(session: Session, survey_ids: Collection[int]) -> defaultdict[int, Counts]:
    """Give survey → what its answers were counted as when it closed; no answer is read."""
    found: defaultdict[int, Counts] = defaultdict(Counts)
    for survey, question, proxy, numbers in _read_packed(session, AnswerCount, survey_ids):
        values = found[survey].proxy_values if proxy else found[survey].values
        values[question] = _unpacked(numbers)
    for survey, question, proxy, number in _read(session, ChooserCount, Chose, survey_ids):
        if not proxy:
            found[survey].choosers[question] = number
    for survey, trait, part, question, numbers in _read_packed(session, TraitCount, survey_ids):
        asked = found[survey].traits.setdefault(trait, {}).setdefault(part, {})
        asked[question] = _unpacked(numbers)
    return found


_PLACES = {
    AnswerCount: (AnswerCount.survey_id, AnswerCount.question, AnswerCount.proxy),
    TraitCount: (TraitCount.survey_id, TraitCount.trait, TraitCount.part, TraitCount.question),
}


def _read_packed(
    session: Session, kind: type[AnswerCount | TraitCount], survey_ids: Collection[int]
) -> Sequence[Any]:
    """Give the values of each question in one text, “value:number,value:number”.

    Thousands of rows, all of them read at once, take longer to fetch one by one than to find.
    """
    pair = cast(kind.value, String) + ":" + cast(kind.number, String)
    statement = select(*_PLACES[kind], func.aggregate_strings(pair, ","))
    kept = statement.where(kind.survey_id.in_(survey_ids)).group_by(*_PLACES[kind])
    return session.execute(kept).all()


def _unpacked(numbers: str) -> dict[int, int]:
    return {int(value): int(n) for value, _, n in (x.partition(":") for x in numbers.split(","))}


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


def scan_traits(
    session: Session, survey_ids: Collection[int], scales: Collection[int], stay: int | None
) -> dict[Traited, int]:
    """Count the residents' answers on a scale by the ways they came, one way at a time.

    `stay` is the number of the question on how long they have been here, if it was asked.
    """
    said = (Answer.survey_id, Answer.question, Answer.value)
    found: defaultdict[Traited, int] = defaultdict(int)
    ways = (Response.channel, Response.aid)
    of_all = _by_residents(select(*said, *ways, func.count()), survey_ids, scales)
    for survey, question, value, channel, aid, number in session.execute(
        of_all.group_by(*said, *ways)
    ):
        found[Traited(survey, Trait.PLACE, channel.value, question, value)] += number
        help_had = ALONE if aid is Aid.NONE else HELPED
        found[Traited(survey, Trait.HELP, help_had, question, value)] += number
    if stay is not None:
        months = aliased(Answer)
        part = _part_of_stay(months.value.expression)
        by_stay = _by_residents(select(*said, part, func.count()), survey_ids, scales).outerjoin(
            months,
            and_(
                months.organisation_id == Answer.organisation_id,
                months.survey_id == Answer.survey_id,
                months.response_key == Answer.response_key,
                months.question == stay,
            ),
        )
        for survey, question, value, told, number in session.execute(by_stay.group_by(*said, part)):
            found[Traited(survey, Trait.STAY, told, question, value)] += number
    return dict(found)


def _part_of_stay(months: ColumnElement[int]) -> Case[Any]:
    """Give the part of somebody who said so many months, or nothing."""
    longest = [(months >= start, f"b{start}") for start in reversed(STAY_FROM)]
    return case(*longest, else_=UNTOLD)


def _by_residents(
    statement: Chosen, survey_ids: Collection[int], questions: Collection[int]
) -> Chosen:
    same = and_(
        Answer.organisation_id == Response.organisation_id,
        Answer.survey_id == Response.survey_id,
        Answer.response_key == Response.key,
    )
    return statement.join(Response, same).where(
        Answer.survey_id.in_(survey_ids),
        Answer.question.in_(questions),
        Response.proxy.is_(False),
    )


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
