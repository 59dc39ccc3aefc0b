"""Which questions are asked, in what order, and why an answer is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .dependencies import COMPUTED, tree_of
from .easy import every_choice, name_of, scale_in
from .expressions import CannotEvaluateError, Cells, Scope, Value, evaluate, holds, to_text
from .piping import quoting
from .plan import Plan, plan_of
from .questions import (
    ANSWERABLE,
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
)

Answer = int | tuple[int, ...] | str | None
"""What is stored for one question: the value of a choice or a number, values of choices, a
comment; `DONT_KNOW`, `WONT_SAY`, or None (also an absent name) when it was passed over."""

MAX_COMMENT = 2_000
"""Longest comment kept, in characters."""

_UNANSWERED: frozenset[Answer] = frozenset({None, "", ()})
_WITHHELD: frozenset[Answer] = frozenset({DONT_KNOW, WONT_SAY})
_SHOWN = ANSWERABLE | {QuestionKind.NOTE}
_SINGLE = frozenset({QuestionKind.FACES, QuestionKind.YES_NO, QuestionKind.ONE})


class Refusal(StrEnum):
    """Why an answer is not taken."""

    UNKNOWN_QUESTION = "unknown_question"
    NOT_ASKED = "not_asked"
    REQUIRED = "required"
    WRONG_SHAPE = "wrong_shape"
    NOT_A_CHOICE = "not_a_choice"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    OFF_STEP = "off_step"
    TOO_LONG = "too_long"
    CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True)
class Course:
    """The way through a questionnaire, given the answers so far.

    Unanswered, “I do not know” and “I prefer not to answer” are the empty text for expressions,
    unless the question has a choice of that value; so is the answer to a question that is not
    asked. A condition that cannot be evaluated here lets the question be asked, a constraint
    that cannot be evaluated refuses nothing: the import has said so.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    today: date
    language: str = ""
    """The reader's language, for piped words; the questionnaire's first one by default."""
    _plan: Plan = field(init=False, repr=False, compare=False)
    _values: dict[str, Value] = field(init=False, repr=False, compare=False)
    _asked: dict[str, bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plan", plan_of(self.questionnaire))
        object.__setattr__(self, "_values", {})
        object.__setattr__(self, "_asked", {})
        for name in self._plan.order:
            place = self._plan.places[name]
            asked = all(self._is_true(condition) for condition in place.conditions)
            self._asked[name] = asked
            self._values[name] = self._value(place.question) if asked else ""

    def asked(self) -> tuple[Question, ...]:
        """Return the questions and notes shown with these answers, in order."""
        questions = self._plan.questions
        return tuple(question for question in questions if self.is_asked(question.name))

    def is_asked(self, name: str) -> bool:
        """Say whether the question or note of this name is shown."""
        return self._asked.get(name, False) and self._plan.places[name].question.kind in _SHOWN

    def is_steady(self, name: str) -> bool:
        """Say whether the question shows the same words and choices whatever was answered."""
        return name in self._plan.steady

    def following(self, name: str = "") -> Question | None:
        """Return the first question asked after this one (from the start without a name)."""
        after = not name
        for question in self._plan.questions:
            if after and self.is_asked(question.name):
                return question
            after = after or question.name == name
        return None

    def preceding(self, name: str = "") -> Question | None:
        """Return the last question asked before this one (the last of all without a name)."""
        found: Question | None = None
        for question in self._plan.questions:
            if question.name == name:
                break
            if self.is_asked(question.name):
                found = question
        return found

    def kept(self) -> dict[str, Answer]:
        """Return the answers to questions that are asked: the others are forgotten.

        So is a choice that a filter no longer offers, since an answer before it changed.
        """
        offered = {name: self._still_offered(name) for name in self.answers if self.is_asked(name)}
        return {name: answer for name, answer in offered.items() if answer not in _UNANSWERED}

    def _still_offered(self, name: str) -> Answer:
        question, answer = self._plan.places[name].question, self.answers[name]
        if not question.choice_filter or answer in _WITHHELD or isinstance(answer, str):
            return answer
        offered = self._offered(question)
        if isinstance(answer, int):
            return answer if answer in offered else None
        return tuple(value for value in answer or () if value in offered)

    def calculations(self) -> dict[str, str]:
        """Return the text of each calculation."""
        return {
            name: to_text(self._values[name])
            for name, place in self._plan.places.items()
            if place.question.kind is QuestionKind.CALCULATION
        }

    def is_required(self, name: str) -> bool:
        """Say whether the question needs an answer now (“I do not know” is one)."""
        question = self._plan.places[name].question
        if question.required_when:
            return self._is_true(question.required_when, otherwise=False)
        return question.required

    def choices(self, name: str) -> tuple[Choice, ...]:
        """Return the choices offered now; `or_other` adds nothing here, its value is OTHER."""
        question = self._plan.places[name].question
        tree = tree_of(question.choice_filter, filtering=True) if question.choice_filter else None
        if tree is None:
            return scale_in(question, self.language)
        offered: list[Choice] = []
        for choice in question.choices:
            try:
                if holds(tree, self._scope(columns=cells_of(choice))):
                    offered.append(choice)
            except CannotEvaluateError:
                return question.choices
        return tuple(offered)

    def why_refused(self, name: str, answer: Answer) -> Refusal | None:
        """Say why this answer to the question is not taken; None when it is."""
        if name not in self._plan.places:
            return Refusal.UNKNOWN_QUESTION
        question = self._plan.places[name].question
        if question.kind not in ANSWERABLE or not self.is_asked(name):
            return Refusal.NOT_ASKED
        if answer in _UNANSWERED:
            return Refusal.REQUIRED if self.is_required(name) else None
        if answer in _WITHHELD:
            return None
        if reason := self._why_misfit(question, answer):
            return reason
        if not question.constraint:
            return None
        current = value_of(question, answer)
        met = self._is_true(question.constraint, current=current)
        return None if met else Refusal.CONSTRAINT

    def piped(self, text: Text) -> Text:
        """Replace each `${name}` in a text by the answer's words, language by language."""
        return quoting(text, self._words)

    def _why_misfit(self, question: Question, answer: Answer) -> Refusal | None:
        match question.kind:
            case QuestionKind.COMMENT:
                if not isinstance(answer, str):
                    return Refusal.WRONG_SHAPE
                return Refusal.TOO_LONG if len(answer) > MAX_COMMENT else None
            case QuestionKind.NUMBER:
                return _why_not_number(question, answer)
            case QuestionKind.MANY:
                if not isinstance(answer, tuple) or len(set(answer)) < len(answer):
                    return Refusal.WRONG_SHAPE
                chosen = answer
            case _:
                if not isinstance(answer, int) or isinstance(answer, bool):
                    return Refusal.WRONG_SHAPE
                chosen = (answer,)
        offered = self._offered(question)
        return None if offered.issuperset(chosen) else Refusal.NOT_A_CHOICE

    def _offered(self, question: Question) -> set[int]:
        every = every_choice(question) if question.easy else self.choices(question.name)
        values = {choice.value for choice in every}
        return values | {OTHER} if question.or_other else values

    def _value(self, question: Question) -> Value:
        if question.kind not in COMPUTED or not question.calculation:
            return value_of(question, self.answers.get(question.name))
        tree = tree_of(question.calculation)
        try:
            found = "" if tree is None else evaluate(tree, self._scope())
        except CannotEvaluateError:
            return ""
        return to_text(found) if isinstance(found, tuple) else found

    def _is_true(self, condition: str, current: Value = "", *, otherwise: bool = True) -> bool:
        if not condition:
            return True
        tree = tree_of(condition)
        try:
            return otherwise if tree is None else holds(tree, self._scope(current))
        except CannotEvaluateError:
            return otherwise

    def _scope(self, current: Value = "", columns: Cells | None = None) -> Scope:
        return Scope(self._values, self.today, current, columns or {}, self._label, self._items)

    def _items(self, list_name: str) -> list[Cells] | None:
        """Give the choices of a list as `instance()` reads them, in the reader's language."""
        if (choices := self._plan.lists.get(list_name)) is None:
            return None
        return [cells_of(one) | {"label": self._said(one.label, self.language)} for one in choices]

    def _label(self, question: str, choice: str) -> str:
        place = self._plan.places.get(question)
        choices = place.question.choices if place else ()
        found = next((one for one in choices if one.name == choice), None)
        return "" if found is None else self._said(found.label, self.language)

    def _said(self, text: Text, language: str) -> str:
        tags = (language, *self.questionnaire.languages, *text)
        return next((text[tag] for tag in tags if tag in text), "")

    def _words(self, name: str, language: str) -> str:
        if name not in self._plan.places or not self._asked[name]:
            return ""
        question, answer = self._plan.places[name].question, self.answers.get(name)
        if question.kind in _SINGLE or question.kind is QuestionKind.MANY:
            values = answer if isinstance(answer, tuple) else (answer,)
            labels = [
                self._said(choice.label, language) or choice.name
                for choice in every_choice(question)
                if choice.value in values
            ]
            return ", ".join(labels)
        return to_text(self._values[name])


def cells_of(choice: Choice) -> dict[str, str]:
    """Give the cells of a choice's row that an expression may read, its words left out."""
    score = {} if choice.score is None else {"score": str(choice.score)}
    return {**choice.columns, **score, "name": choice.name}


def value_of(question: Question, answer: Answer) -> Value:
    """Turn a stored answer into what expressions see: names of choices, a number, a comment."""
    if answer is None:
        return ""
    if question.kind in _SINGLE and isinstance(answer, int):
        return _name_of(question, answer)
    if answer in _WITHHELD:
        return ""
    if question.kind is QuestionKind.MANY and isinstance(answer, tuple):
        return " ".join(filter(None, (_name_of(question, value) for value in answer)))
    if question.kind is QuestionKind.NUMBER and isinstance(answer, int):
        return float(answer)
    if question.kind is QuestionKind.COMMENT and isinstance(answer, str):
        return answer
    return ""


def _name_of(question: Question, value: int) -> str:
    for choice in question.choices:
        if choice.value == value:
            return choice.name
    other = "other" if question.or_other and value == OTHER else ""
    return name_of(question, value) or other


def _why_not_number(question: Question, answer: Answer) -> Refusal | None:
    if not isinstance(answer, int) or isinstance(answer, bool):
        return Refusal.WRONG_SHAPE
    low = question.minimum or 0
    if answer < low:
        return Refusal.TOO_LOW
    if question.maximum is not None and answer > question.maximum:
        return Refusal.TOO_HIGH
    return Refusal.OFF_STEP if (answer - low) % max(1, question.step) else None
