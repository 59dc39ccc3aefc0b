"""Why a calendar is not read; each reason is one sentence without a word of the calendar."""

from enum import StrEnum


class Problem(StrEnum):
    """What is wrong with a calendar, or with the address that it should come from."""

    TOO_LARGE = "too_large"
    NOT_A_CALENDAR = "not_a_calendar"
    UNREADABLE = "unreadable"
    TOO_OFTEN = "too_often"
    TOO_MANY = "too_many"
    TOO_HEAVY = "too_heavy"
    BAD_WINDOW = "bad_window"
    BAD_ADDRESS = "bad_address"
    UNREACHABLE = "unreachable"


SENTENCES = {
    Problem.TOO_LARGE: "the calendar is larger than one megabyte",
    Problem.NOT_A_CALENDAR: "this is not an iCalendar file",
    Problem.UNREADABLE: "the calendar is damaged and cannot be read",
    Problem.TOO_OFTEN: "an event comes back too often: every second, every minute, or every hour"
    " for years",
    Problem.TOO_MANY: "the calendar holds more than 5,000 events in this time: ask for less time",
    Problem.TOO_HEAVY: "the calendar takes too long or too much memory to read",
    Problem.BAD_WINDOW: "the second instant must come after the first, both between the years 1900"
    " and 2200",
    Problem.BAD_ADDRESS: "a calendar's address begins with https:// and leads to the open internet",
    Problem.UNREACHABLE: "nothing that can be read came from this address within 5 seconds",
}
"""For the command line; the room that shows a problem to a person has its own words."""


class UnreadableError(ValueError):
    """A calendar is not read, because of `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(SENTENCES[problem])
        self.problem = problem
