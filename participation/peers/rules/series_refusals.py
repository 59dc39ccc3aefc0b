"""Why a series cannot be."""

from enum import StrEnum


class SeriesRefusal(StrEnum):
    """What is wrong with a series as it was asked for."""

    NO_END = "series-no-end"
    TWO_ENDS = "series-two-ends"
    TOO_LONG = "series-too-long"
    ENDS_BEFORE = "series-ends-before"
    NO_COUNT = "series-no-count"
    NO_DAY = "series-no-day"
    STEP_UNREADABLE = "series-step-unreadable"
    LENGTH_UNREADABLE = "series-length-unreadable"
    NTH_UNREADABLE = "series-nth-unreadable"
    EMPTY = "series-empty"
    NOT_AN_OCCURRENCE = "series-not-an-occurrence"
