"""Words that residents read, in another language: what is missing, and what changed meanwhile."""

from collections.abc import Mapping
from enum import StrEnum

from participation.foundation.languages import SOURCE
from participation.meetings.rules.merging import mark_of
from participation.meetings.rules.refusals import Refusal


class TextKind(StrEnum):
    """What residents read that a person wrote in French, from a council's name to an answer."""

    COUNCIL = "council"
    TOPIC = "topic"
    POINT = "point"
    ANSWER = "answer"


Parts = Mapping[str, Mapping[str, str]]
"""The parts of a text by name, each by language; those without French are not there."""


def lacks(parts: Parts, tag: str) -> bool:
    """Say whether some part is not written in a language."""
    return any(not whole.get(tag, "").strip() for whole in parts.values())


def fields_of(parts: Parts, tag: str) -> dict[str, str]:
    """Give each part in French and in a language, as fields whose marks a form carries."""
    return {
        f"{name}-{each}": whole.get(each, "")
        for name, whole in parts.items()
        for each in (SOURCE, tag)
    }


def why_not_translated(
    parts: Parts, tag: str, typed: Mapping[str, str], seen: Mapping[str, str]
) -> Refusal | None:
    """Refuse French itself, half of a text, and words that changed since the translator saw them.

    `seen` are the marks of what she had before her: without a mark nothing had been there.
    """
    if tag == SOURCE:
        return Refusal.NOT_A_TRANSLATION
    if any(not typed.get(name, "").strip() for name in parts):
        return Refusal.PART_MISSING
    for name, whole in parts.items():
        if seen.get(f"{name}-{SOURCE}") != mark_of(whole[SOURCE]):
            return Refusal.SOURCE_CHANGED
        now = whole.get(tag, "")
        if seen.get(f"{name}-{tag}", mark_of("")) != mark_of(now) and now != typed[name]:
            return Refusal.TEXT_CHANGED
    return None
