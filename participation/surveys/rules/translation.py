"""Every text of a questionnaire as one list: what is missing in a language, and putting it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .questions import Choice, Group, Question, QuestionKind, Questionnaire, Text

WORDS = ("label", "hint", "constraint_message", "required_message")
SILENT = frozenset({QuestionKind.CALCULATION, QuestionKind.NOT_ASKED})
"""Kinds that show residents nothing, and so need no translation."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate; `place` names it for good (`repas`, `repas/hint`, `repas=1`)."""

    place: str
    texts: Text


def units(questionnaire: Questionnaire) -> Iterator[Unit]:
    """Give every text that residents read, in order, the title first; empty ones are left out."""
    for unit in _every_unit(questionnaire):
        if any(unit.texts.values()):
            yield unit


def missing(questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    """Name the places that have no text in a language; nothing missing means that it is whole."""
    return tuple(unit.place for unit in units(questionnaire) if not unit.texts.get(language))


def completeness(questionnaire: Questionnaire) -> dict[str, tuple[int, int]]:
    """Give (texts present, texts needed) for each language of the questionnaire."""
    every = list(units(questionnaire))
    return {
        language: (sum(1 for unit in every if unit.texts.get(language)), len(every))
        for language in questionnaire.languages
    }


def with_texts(
    questionnaire: Questionnaire, language: str, texts: Mapping[str, str]
) -> Questionnaire:
    """Give the questionnaire with the texts of one language put in, by place; the rest stays."""
    languages = questionnaire.languages
    if language not in languages:
        languages = (*languages, language)
    return replace(
        questionnaire,
        languages=languages,
        title=_put(questionnaire.title, "/title", language, texts),
        items=tuple(_with_item(item, language, texts) for item in questionnaire.items),
    )


def _every_unit(questionnaire: Questionnaire) -> Iterator[Unit]:
    yield Unit("/title", questionnaire.title)
    for group in questionnaire.groups():
        yield Unit(f"{group.name}/group", group.label)
    for question in questionnaire.questions():
        if question.kind in SILENT:
            continue
        for word in WORDS:
            yield Unit(_place(question, word), getattr(question, word))
        for choice in question.choices:
            yield Unit(f"{question.name}={choice.name}", choice.label)


def _place(question: Question, word: str) -> str:
    return question.name if word == "label" else f"{question.name}/{word}"


def _put(text: Text, place: str, language: str, texts: Mapping[str, str]) -> Text:
    return {**text, language: texts[place]} if texts.get(place) else text


def _with_item(item: Question | Group, language: str, texts: Mapping[str, str]) -> Question | Group:
    if isinstance(item, Group):
        return replace(
            item,
            label=_put(item.label, f"{item.name}/group", language, texts),
            items=tuple(_with_item(inner, language, texts) for inner in item.items),
        )
    words: dict[str, Any] = {
        word: _put(getattr(item, word), _place(item, word), language, texts) for word in WORDS
    }
    choices = tuple(_with_choice(item, choice, language, texts) for choice in item.choices)
    return replace(item, choices=choices, **words)


def _with_choice(
    question: Question, choice: Choice, language: str, texts: Mapping[str, str]
) -> Choice:
    place = f"{question.name}={choice.name}"
    return replace(choice, label=_put(choice.label, place, language, texts))
