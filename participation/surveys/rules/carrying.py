"""Marks of translations carried from a questionnaire to the one made of it; texts put in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .items import source_of
from .questions import Questionnaire
from .texts import (
    TO_DO,
    Hand,
    Key,
    Mark,
    Marks,
    Said,
    State,
    digest,
    mark_of,
    standings,
)
from .translation import Unit, units, with_texts


def said_by_file(
    questionnaire: Questionnaire, marks: Marks, language: str, words: Mapping[str, str]
) -> dict[Key, Said]:
    """Give what a translator's file says by place: a text that was to do is translated by it.

    Of words that were translated or reviewed already, the same words say nothing new.
    """
    before = {each.place: each for each in standings(questionnaire, marks, language)}
    return {
        (place, language): Said(
            text,
            State.TRANSLATED if before[place].state in TO_DO else None,
            Hand.IMPORTED,
        )
        for place, text in words.items()
        if place in before
    }


def carried(before: Questionnaire, marks: Marks, after: Questionnaire) -> dict[Key, Mark]:
    """Give the marks of a questionnaire that was changed: a translation stays what it was.

    Unchanged words keep the source that they were made of, so that they are stale as soon as it
    changes. New words were made of the source that stands beside them. A place that is new takes
    the weakest mark of the same words for the same source elsewhere. A source that had no words is
    written from the first language, and leaves what was made of that one true. Plain marks are
    left out.
    """
    old = {unit.place: unit for unit in units(before)}
    was, now = source_of(before), source_of(after)
    first = next(iter(after.languages), now)
    twins = _twins(old.values(), was, marks)
    found = {}
    for unit in units(after):
        for language, words in unit.texts.items():
            if language == now or not words:
                continue
            found[unit.place, language] = _carry(
                unit, old.get(unit.place), (was, now, first), language, marks, twins
            )
    return _told(after, found)


Twins = Mapping[tuple[str, str, str], Mark]


def _twins(every: Iterable[Unit], source: str, marks: Marks) -> Twins:
    found: dict[tuple[str, str, str], Mark] = {}
    order = [State.MACHINE, State.TRANSLATED, State.REVIEWED]
    for unit in every:
        for language, words in unit.texts.items():
            mark = mark_of(unit, source, language, marks)
            key = (language, words, mark.source)
            if key not in found or order.index(mark.state) < order.index(found[key].state):
                found[key] = mark
    return found


def _carry(
    unit: Unit,
    old: Unit | None,
    sources: tuple[str, str, str],
    language: str,
    marks: Marks,
    twins: Twins,
) -> Mark:
    was, now, first = sources
    words, source = unit.texts[language], digest(unit.texts.get(now, ""))
    fresh = Mark(State.TRANSLATED, Hand.IMPORTED, source, digest(words))
    if old is None or not old.texts.get(language):
        return twins.get((language, words, source), fresh)
    if old.texts[language] != words:
        return fresh
    mark = mark_of(old, was, language, marks)
    if was != now and language == was:
        return fresh
    held = was if was != now or old.texts.get(was) else first
    unmoved = held != now and unit.texts.get(held) == old.texts.get(held)
    is_true = mark.source == digest(old.texts.get(was, ""))
    return replace(mark, source=source) if unmoved and is_true else mark


def _told(questionnaire: Questionnaire, marks: Marks) -> dict[Key, Mark]:
    """Leave out the marks that say what would be said without them."""
    source = source_of(questionnaire)
    plain = {
        (unit.place, language): mark_of(unit, source, language, {})
        for unit in units(questionnaire)
        for language in unit.texts
    }
    return {key: mark for key, mark in marks.items() if plain.get(key) != mark}


def put(
    questionnaire: Questionnaire, marks: Marks, said: Mapping[Key, Said]
) -> tuple[Questionnaire, dict[Key, Mark]]:
    """Give a questionnaire and its marks once somebody has spoken of some of its texts.

    Words without a state are translated when they are new, and stay what they were otherwise. A
    state is about these words beside today's source. Places that are not there are left out.
    """
    after = questionnaire
    for language in dict.fromkeys(language for _place, language in said):
        words = {place: one.words for (place, tag), one in said.items() if tag == language}
        after = with_texts(after, language, words)
    found = carried(questionnaire, marks, after)
    source = source_of(questionnaire)
    before = {unit.place: unit for unit in units(questionnaire)}
    for unit in units(after):
        for language in unit.texts:
            one, old = said.get((unit.place, language)), before.get(unit.place)
            if one is None or language == source or not one.words:
                continue
            is_new = old is None or old.texts.get(language) != one.words
            if is_new or one.state is not None:
                found[unit.place, language] = Mark(
                    one.state or State.TRANSLATED,
                    one.hand,
                    digest(unit.texts.get(source, "")),
                    digest(one.words),
                )
    return after, _told(after, found)
