"""Words of an enumeration as choices of a form."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from participation.foundation.forms import Choice
from participation.foundation.i18n import LazyText

Word = TypeVar("Word", bound=StrEnum)


def choices_of(words: Mapping[Word, LazyText]) -> list[Choice]:
    """Give one choice a member, in the order of the words."""
    return [Choice(str(value), label) for value, label in words.items()]
