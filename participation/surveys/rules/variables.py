"""Variables of a file of responses: plain names, codes, and what an empty cell means."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .dependencies import needs
from .easy import every_choice
from .flow import Answer, Course
from .plan import Place, plan_of
from .questions import (
    COUNTED,
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
)

NOT_POSED = -9
"""Code of a question that the answers before it left out; an empty cell was passed over."""
MISSING = (DONT_KNOW, WONT_SAY, NOT_POSED)
"""Codes that are no answer: SPSS declares them missing, three at most."""
LONGEST = 32
WAYS = ("w_service", "w_place", "w_help", "w_language", "w_heard")
"""How a response came: the columns before its answers."""
RESERVED = frozenset("all and by eq ge gt le lt ne not or to with".split())
"""Words that SPSS keeps for itself (Command Syntax Reference, Variable Names)."""
MOMENTS = re.compile(r"\b(?:today|now)\s*\(")


@dataclass(frozen=True, slots=True)
class Variable:
    """A column: a question, or one choice of a question that takes several (1 chosen, 0 not)."""

    name: str
    question: Question
    choice: int | None = None
    """Stored value of the choice that the column is about."""

    @property
    def values(self) -> Sequence[Choice]:
        """Give the choices that the codes of the column stand for; none for a number."""
        return () if self.choice is not None else every_choice(self.question)


def variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Give the columns of the counted questions in order; names are plain, short and all apart."""
    found: list[Variable] = []
    taken = {*RESERVED, *WAYS}
    for question in questionnaire.questions():
        if question.kind not in COUNTED:
            continue
        if question.kind is not QuestionKind.MANY:
            found.append(Variable(_free(question.name, taken), question))
            continue
        values = [choice.value for choice in question.choices]
        values += [OTHER] if question.or_other and OTHER not in values else []
        found += [
            Variable(
                _free(f"{_plain(question.name)[: LONGEST - 5]}_{value}", taken), question, value
            )
            for value in values
        ]
    return tuple(found)


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name)
    plain = re.sub(r"\W+", "_", apart.encode("ascii", "ignore").decode()).strip("_")
    return (plain if plain[:1].isalpha() else f"q_{plain}".rstrip("_"))[:LONGEST]


def _free(name: str, taken: set[str]) -> str:
    """Give a name that no other column has, whatever the case of its letters."""
    plain, number = _plain(name), 1
    found = plain
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: LONGEST - 3]}_{number}"
    taken.add(found.casefold())
    return found


@dataclass(slots=True)
class Posed:
    """Which questions a response was not asked, worked out from its own answers alone.

    A condition that reads a message (joined to no response) or the day cannot be worked out:
    nothing is claimed of its questions.
    """

    questionnaire: Questionnaire
    today: dt.date
    _by_number: dict[int, Question] = field(init=False)
    _told: tuple[Question, ...] = field(init=False)
    _read: frozenset[int] = field(init=False)
    _known: dict[frozenset[str], frozenset[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        plan, graph = plan_of(self.questionnaire), needs(self.questionnaire)
        self._by_number = {q.number: q for q in plan.questions if q.kind in COUNTED}
        told, read = [], set[str]()
        for question in self._by_number.values():
            names = _behind(question.name, graph)
            known = all(_is_known(plan.places[name]) for name in names)
            if plan.places[question.name].conditions and known:
                told.append(question)
                read |= names - {question.name}
        self._told = tuple(told)
        self._read = frozenset(n for n, q in self._by_number.items() if q.name in read)

    def left_out(self, given: Sequence[str]) -> frozenset[int]:
        """Give the numbers of the questions that these answers (`question:value`) left out."""
        if not self._told:
            return frozenset()
        key = frozenset(one for one in given if int(one.partition(":")[0]) in self._read)
        if key not in self._known:
            course = Course(self.questionnaire, self._answers(key), self.today)
            asked = {q.number: course.is_asked(q.name) for q in self._told}
            self._known[key] = frozenset(
                number for number, is_asked in asked.items() if not is_asked
            )
        return self._known[key]

    def _answers(self, given: frozenset[str]) -> Mapping[str, Answer]:
        found: dict[str, Answer] = {}
        for one in sorted(given):
            number, _colon, value = one.partition(":")
            question = self._by_number[int(number)]
            before = found.get(question.name)
            if question.kind is QuestionKind.MANY and int(value) >= 0:
                found[question.name] = (*(before if isinstance(before, tuple) else ()), int(value))
            else:
                found[question.name] = int(value)
        return found


def _is_known(place: Place) -> bool:
    """Say whether the file holds all that a question and its conditions say."""
    words = (*place.conditions, place.question.calculation)
    said = place.question.kind is QuestionKind.COMMENT
    return not said and not any(MOMENTS.search(text) for text in words)


def _behind(name: str, graph: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Give a question and all those that its being asked rests on."""
    found, waiting = {name}, [name]
    while waiting:
        for other in graph[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return frozenset(found)


def codes(
    columns: Sequence[Variable], given: Sequence[str], left_out: frozenset[int]
) -> list[int | str]:
    """Give the code of each column for one response's answers; empty where it was passed over."""
    said: dict[int, set[int]] = {}
    for one in given:
        number, _colon, value = one.partition(":")
        said.setdefault(int(number), set()).add(int(value))
    return [_code(each, said.get(each.question.number), left_out) for each in columns]


def _code(column: Variable, said: set[int] | None, left_out: frozenset[int]) -> int | str:
    if said is None:
        return NOT_POSED if column.question.number in left_out else ""
    if column.choice is None:
        return min(said)
    apart = [value for value in said if value in (DONT_KNOW, WONT_SAY)]
    return apart[0] if apart else int(column.choice in said)
