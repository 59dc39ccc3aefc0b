"""Changes of a questionnaire's structure, each a new questionnaire: nothing is lost on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .bank import SOURCE
from .items import (
    Item,
    Items,
    find_group,
    find_question,
    free_name,
    name_from,
    names_taken,
    rebuild,
    source_among,
    source_of,
    with_items,
)
from .questions import Choice, Group, Question, QuestionKind, Questionnaire, Text

LISTS = frozenset({QuestionKind.ONE, QuestionKind.MANY})


def create(title: str, languages: Sequence[str], form_id: str) -> Questionnaire:
    """Give an empty questionnaire, its title in the language written first."""
    return Questionnaire({source_among(languages): title}, tuple(languages), (), form_id=form_id)


def add(questionnaire: Questionnaire, question: Question, after: str = "") -> Questionnaire:
    """Put a question after another, at the end of a group, or at the very end without a name.

    A name that is taken is made free; KeyError when nothing is called `after`.
    """
    new = replace(question, name=free_name(question.name, names_taken(questionnaire)))
    if not after:
        return with_items(questionnaire, (*questionnaire.items, new))
    if after not in names_taken(questionnaire):
        raise KeyError(after)

    def put(item: Item) -> Items:
        if item.name != after:
            return (item,)
        if isinstance(item, Group):
            return (replace(item, items=(*item.items, new)),)
        return (item, new)

    return with_items(questionnaire, rebuild(questionnaire.items, put))


def put_back(questionnaire: Questionnaire, name: str, question: Question) -> Questionnaire:
    """Write a question over the one of a name, which it keeps; KeyError when there is none."""
    find_question(questionnaire, name)
    return with_items(
        questionnaire,
        rebuild(
            questionnaire.items,
            lambda item: (
                replace(question, name=name)
                if isinstance(item, Question) and item.name == name
                else item,
            ),
        ),
    )


def duplicate(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Put a copy of a question after it, under a name of its own.

    The copy is no longer the bank's: kept there once rewritten, it would replace the original.
    """
    found = find_question(questionnaire, name)
    raw = {column: cell for column, cell in found.raw.items() if column != SOURCE}
    return add(questionnaire, replace(found, origin=None, raw=raw), name)


def remove(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Take a question away; its group stays, even empty."""
    find_question(questionnaire, name)
    return with_items(
        questionnaire,
        rebuild(
            questionnaire.items,
            lambda item: () if isinstance(item, Question) and item.name == name else (item,),
        ),
    )


def gather(questionnaire: Questionnaire, first: str, title: str) -> Questionnaire:
    """Make a group of a question and those after it, up to the next group or the end.

    The question must stand in no group: KeyError otherwise.
    """
    items = questionnaire.items
    start = next(
        (n for n, one in enumerate(items) if isinstance(one, Question) and one.name == first), None
    )
    if start is None:
        raise KeyError(first)
    groups = (n for n in range(start, len(items)) if isinstance(items[n], Group))
    end = next(groups, len(items))
    name = name_from(title, names_taken(questionnaire))
    made = Group(name, {source_of(questionnaire): title}, items[start:end])
    return with_items(questionnaire, (*items[:start], made, *items[end:]))


def retitle(questionnaire: Questionnaire, name: str, title: str) -> Questionnaire:
    """Write the title of a group in the source language; the empty name is the questionnaire's."""
    source = source_of(questionnaire)
    if not name:
        return replace(questionnaire, title=reword(questionnaire.title, source, title))
    find_group(questionnaire, name)

    def write(item: Item) -> Items:
        if isinstance(item, Group) and item.name == name:
            return (replace(item, label=reword(item.label, source, title)),)
        return (item,)

    return with_items(questionnaire, rebuild(questionnaire.items, write))


def dissolve(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Take a group away and leave its questions, each with the group's condition added to its own.

    A repetition goes with its questions, which were never asked: alone they would be.
    """
    find_group(questionnaire, name)

    def open_up(item: Item) -> Items:
        if not isinstance(item, Group) or item.name != name:
            return (item,)
        if item.repeats:
            return ()
        return tuple(
            replace(inner, relevant=both(item.relevant, inner.relevant)) for inner in item.items
        )

    return with_items(questionnaire, rebuild(questionnaire.items, open_up))


def condition(questionnaire: Questionnaire, name: str, relevant: str) -> Questionnaire:
    """Write the condition of a question, or of a group when no question has the name."""
    questions = {one.name for one in questionnaire.questions()}
    kind = Question if name in questions else Group
    if kind is Group:
        find_group(questionnaire, name)

    def write(item: Item) -> Items:
        if isinstance(item, kind) and item.name == name:
            return (replace(item, relevant=relevant),)
        return (item,)

    return with_items(questionnaire, rebuild(questionnaire.items, write))


def speak(questionnaire: Questionnaire, languages: Iterable[str]) -> Questionnaire:
    """Add languages; none is taken away, for its texts would be lost."""
    tags = tuple(dict.fromkeys((*questionnaire.languages, *languages)))
    return replace(questionnaire, languages=tags)


def reword(text: Text, language: str, words: str) -> Text:
    """Give a text with these words in a language; empty words leave the language out."""
    kept = {tag: said for tag, said in text.items() if tag != language}
    return {language: words, **kept} if words else kept


def rehint(hint: Text, language: str, words: str) -> Text:
    """Give a hint with these words in a language; erasing them takes away the whole of it.

    One that had no words in this language was not seen, and stays as it is.
    """
    if words:
        return reword(hint, language, words)
    return {} if hint.get(language) else hint


def rechoose(
    question: Question, language: str, words: Sequence[str], added: Sequence[str]
) -> Question:
    """Give the question with its choices in these words, one for each; erased, it goes.

    One that had no words in this language was not erased, and stays as it is. Choices keep their
    names and values, so that what was answered before keeps its sense; a new one is named after
    its words and takes the next value.
    """
    kept = [
        replace(choice, label=reword(choice.label, language, said))
        for choice, said in zip(question.choices, words, strict=True)
        if said or not choice.label.get(language)
    ]
    for said in filter(None, added):
        taken = {choice.name for choice in (*question.choices, *kept)}
        value = 1 + max((one.value for one in (*question.choices, *kept)), default=0)
        name = name_from(said, taken)
        kept.append(Choice(name, max(1, value), {language: said}))
    return replace(question, choices=tuple(kept))


def shift(question: Question, value: int, *, down: bool) -> Question:
    """Move a choice by one place, its name and value unchanged; KeyError when there is none.

    Nothing changes at either end.
    """
    values = [choice.value for choice in question.choices]
    if value not in values:
        raise KeyError(value)
    place = values.index(value)
    other = min(max(place + (1 if down else -1), 0), len(values) - 1)
    moved = list(question.choices)
    moved[place], moved[other] = moved[other], moved[place]
    return replace(question, choices=tuple(moved))


def recast(question: Question, blank: Question) -> Question:
    """Give a question the kind of a blank one: its words stay, and its choices between two lists.

    What only the old kind knew goes, with the cells of the row it came from: they say how it was
    typed, and of which question of the bank it was a copy.
    """
    keeps = {question.kind, blank.kind} <= LISTS
    return replace(
        blank,
        name=question.name,
        number=question.number,
        label=question.label,
        hint=question.hint,
        choices=question.choices if keeps else blank.choices,
        or_other=question.or_other and keeps,
        required=question.required and blank.kind is not QuestionKind.NOTE,
        relevant=question.relevant,
        theme=question.theme,
        criterion=question.criterion,
        image=question.image,
        audio=question.audio,
        pictogram=question.pictogram,
    )


def both(outer: str, inner: str) -> str:
    """Join two conditions; an empty one asks nothing."""
    return f"({outer}) and ({inner})" if outer and inner else outer or inner
