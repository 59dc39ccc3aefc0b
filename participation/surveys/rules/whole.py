"""A whole questionnaire as plain JSON: what a browser needs to ask it without the server."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .dependencies import COMPUTED, tree_of
from .easy import every_choice, name_of
from .expressions import Node, lists_read, portable
from .expressions.tree import ChoiceLabel, walk
from .flow import cells_of
from .plan import Plan, is_piped, plan_of
from .questions import Choice, Question, QuestionKind, Questionnaire, Text

Json = dict[str, Any]
NO_TREE = ["!", "unreadable", ""]
"""Stands for an expression that nobody can read: it never has a value (`Course` says the same)."""
_TEXTS = ("label", "hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True)
class Tongue:
    """The reader's language, and those that stand in for it, best first, when a text lacks it."""

    language: str
    chain: tuple[str, ...]

    def tag(self, text: Text) -> str:
        """Give the language in which a page shows a text; any when none of the chain has it."""
        found = (tag for tag in (*self.chain, *sorted(text)) if text.get(tag))
        return next(found, self.language)


def write_course(questionnaire: Questionnaire, tongue: Tongue) -> Json:
    """Give what frontend/survey/course.js mirrors `Course` with: trees, values, texts that quote.

    Only what depends on answers is there: words that are the same for all stand in the page.
    """
    plan = plan_of(questionnaire)
    quoting = _texts_that_quote(plan)
    tags = {tongue.language, *(tongue.tag(text) for text in quoting)}
    trees = list(_trees(plan))
    is_spoken = bool(quoting) or any(isinstance(node, ChoiceLabel) for node in _nodes(trees))
    words = _Words(questionnaire, tongue, tags if is_spoken else set())
    read = {name for tree in trees for name in lists_read(tree)}
    return {
        "order": list(plan.order),
        "language": tongue.language,
        "questions": [_question(each, plan, words) for each in plan.questions],
        "lists": {
            name: [cells_of(one) | {"label": words.said(one.label, tongue.language)} for one in row]
            for name, row in plan.lists.items()
            if name in read
        },
    }


@dataclass(frozen=True, slots=True)
class _Words:
    questionnaire: Questionnaire
    tongue: Tongue
    tags: set[str]

    def said(self, text: Text, language: str) -> str:
        """Say a choice as `Course` quotes it: in a language, else in the questionnaire's first."""
        for tag in (language, *self.questionnaire.languages):
            if tag in text:
                return text[tag]
        return next(iter(text.values()), "")

    def of_choice(self, choice: Choice) -> Mapping[str, str]:
        """Give the words of a choice in each language in which an answer may be quoted."""
        return {tag: self.said(choice.label, tag) for tag in sorted(self.tags)}


def _texts_that_quote(plan: Plan) -> list[Text]:
    return [text for each in plan.questions for text in _texts_of(each) if is_piped(text)]


def _texts_of(question: Question) -> Iterator[Text]:
    yield from (getattr(question, name) for name in _TEXTS)
    yield from (choice.label for choice in question.choices)


def _trees(plan: Plan) -> Iterator[Node]:
    for place in plan.places.values():
        question = place.question
        texts = [*place.conditions, question.required_when, question.constraint]
        texts += [question.calculation] if question.kind in COMPUTED else []
        read = [tree_of(text) for text in texts if text]
        if question.choice_filter:
            read.append(tree_of(question.choice_filter, filtering=True))
        yield from (tree for tree in read if tree is not None)


def _nodes(trees: list[Node]) -> Iterator[Node]:
    for tree in trees:
        yield from walk(tree)


def _written(text: str, *, filtering: bool = False) -> Any:  # noqa: ANN401 - a tree is nested lists
    tree = tree_of(text, filtering=filtering)
    return NO_TREE if tree is None else portable(tree)


def _question(question: Question, plan: Plan, words: _Words) -> Json:
    """Write a question; what is as usual is left out."""
    calculation = question.calculation if question.kind in COMPUTED else ""
    found: Json = {"name": question.name, "number": question.number, "kind": question.kind.value}
    if conditions := plan.places[question.name].conditions:
        found["conditions"] = [_written(each) for each in conditions]
    trees = {
        "requiredWhen": question.required_when,
        "constraint": question.constraint,
        "calculation": calculation,
    }
    found |= {name: _written(text) for name, text in trees.items() if text}
    if question.choice_filter:
        found["filter"] = _written(question.choice_filter, filtering=True)
    if question.kind is QuestionKind.NUMBER:
        found |= {"least": question.minimum or 0, "step": max(1, question.step)}
        found |= {} if question.maximum is None else {"most": question.maximum}
    found |= {"required": True} if question.required else {}
    found |= {"orOther": True} if question.or_other else {}
    if question.choices:
        found["choices"] = [_choice(one, question, words) for one in every_choice(question)]
    texts = _texts(question, words.tongue)
    return found | ({"texts": texts} if texts else {})


def _choice(choice: Choice, question: Question, words: _Words) -> Json:
    name = name_of(question, choice.value) or choice.name
    found: Json = {"name": name, "value": choice.value}
    if question.choice_filter:
        found["cells"] = cells_of(choice)
    if words.tags:
        found["words"] = words.of_choice(choice)
    if is_piped(choice.label):
        found["label"] = _shown(choice.label, words.tongue)
    return found


def _texts(question: Question, tongue: Tongue) -> Json:
    """Give the texts that quote answers, and the question's own refusals."""
    own = {name: getattr(question, name) for name in _TEXTS}
    messages = {"constraint_message", "required_message"}
    return {
        name: _shown(text, tongue)
        for name, text in own.items()
        if text and (is_piped(text) or name in messages)
    }


def _shown(text: Text, tongue: Tongue) -> list[str]:
    tag = tongue.tag(text)
    return [tag, text.get(tag, "")]
