"""Words of an enumeration as choices of a form, and days that must be there."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from participation.foundation.forms import Choice, DateField
from participation.foundation.i18n import LazyText

Word = TypeVar("Word", bound=StrEnum)


def choices_of(words: Mapping[Word, LazyText]) -> list[Choice]:
    """Give one choice a member, in the order of the words."""
    return [Choice(str(value), label) for value, label in words.items()]


def day_of(field: DateField) -> dt.date:
    """Give the day of a required field of a form that was accepted."""
    assert field.data is not None  # noqa: S101 - required
    return field.data
