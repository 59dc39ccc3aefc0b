"""Three tie-breaks: lots that anyone can draw again, seniority, age."""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from participation.councils.rules.kinds import REPRESENTED, CollegeKind, Office, TieBreak

LOTS = "participation-lots-1"
"""Name and version of the construction below; a change of it is a new number."""
NUMBERS = 3
LARGEST_NUMBER = 999_999
_WORD = re.compile(r"[A-Za-z0-9._:-]{1,80}")
_HASH = re.compile(r"[0-9a-f]{64}")


def tie_break_of(kind: CollegeKind) -> TieBreak:
    """Give the tie-break of a college: seniority for staff (D311-13), lots for all others.

    For residents and families it is the law's own (D311-11, present wording to verify); for the
    others the règlement intérieur may say otherwise.
    """
    return TieBreak.SENIORITY if kind is CollegeKind.STAFF else TieBreak.LOTS


def tie_break_of_office(office: Office) -> TieBreak:
    """Give the tie-break of the chair and her deputy: the oldest is elected (D311-9)."""
    del office
    return TieBreak.AGE


def is_set_by_law(kind: CollegeKind) -> bool:
    """Say whether the law itself names the tie-break of a college."""
    return kind in REPRESENTED or kind is CollegeKind.STAFF


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was drawn for one candidate: SHA-256 of the line `written`, in hexadecimal."""

    candidate: str
    written: str
    drawn: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A drawing of lots: the tickets, the first elected first."""

    tickets: tuple[Ticket, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """Give the candidates, the first elected first."""
        return tuple(ticket.candidate for ticket in self.tickets)


def draw_lots(
    candidates: Collection[str], *, tie: str, numbers: Sequence[int], final_hash: str
) -> Draw:
    """Draw lots from three numbers (0 to 999,999) of the bureau and the final hash of the urn.

    For each candidate one line is written,

        participation-lots-1|TIE|N1|N2|N3|FINAL_HASH|CANDIDATE

    with the numbers in decimal without leading zeros, in the order in which the bureau signed,
    and the hash as 64 small hexadecimal digits. Its SHA-256 is the candidate's ticket; the
    smallest ticket is elected first. `printf %s 'LINE' | sha256sum` draws it again anywhere.

    Fair while one of the three numbers is chosen before the two others and the hash are known:
    the three are written on paper and turned over together, after the urn is closed. `tie` names
    the college or the seat, so that two ties of one election do not share their fate. Raises
    ValueError for fewer than two candidates, the same one twice, a number out of range or a word
    that could be read in two ways.
    """
    if len(numbers) != NUMBERS or any(not 0 <= each <= LARGEST_NUMBER for each in numbers):
        message = f"lots are drawn from {NUMBERS} numbers between 0 and {LARGEST_NUMBER}"
        raise ValueError(message)
    if not _HASH.fullmatch(final_hash):
        message = "the final hash has 64 small hexadecimal digits"
        raise ValueError(message)
    if len(set(candidates)) != len(candidates) or len(candidates) < 2:  # noqa: PLR2004 - a tie
        message = "lots are drawn among two different candidates or more"
        raise ValueError(message)
    if any(not _WORD.fullmatch(word) for word in (tie, *candidates)):
        message = "a tie and its candidates are named by letters, digits and . _ : -"
        raise ValueError(message)
    start = "|".join((LOTS, tie, *(str(int(each)) for each in numbers), final_hash))
    tickets = [_ticket(candidate, f"{start}|{candidate}") for candidate in candidates]
    return Draw(tuple(sorted(tickets, key=lambda ticket: ticket.drawn)))


def _ticket(candidate: str, written: str) -> Ticket:
    return Ticket(candidate, written, hashlib.sha256(written.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Ranking:
    """Tied candidates in groups, the first elected first; a group of several is still a tie."""

    groups: tuple[tuple[str, ...], ...]

    def elected(self, seats: int) -> tuple[str, ...] | None:
        """Give who takes so many seats; None while the tie goes across the last of them."""
        chosen: list[str] = []
        for group in self.groups:
            if len(chosen) == seats:
                break
            if len(chosen) + len(group) > seats:
                return None
            chosen += group
        return tuple(chosen)


def by_seniority(hired_on: Mapping[str, dt.date]) -> Ranking:
    """Rank tied members of staff: who has been in the service longest is elected (D311-13)."""
    return _earliest_first(hired_on)


def by_age(born_on: Mapping[str, dt.date]) -> Ranking:
    """Rank tied candidates for the chair: the oldest is elected (D311-9)."""
    return _earliest_first(born_on)


def _earliest_first(days: Mapping[str, dt.date]) -> Ranking:
    ordered = sorted(set(days.values()))
    return Ranking(
        tuple(tuple(sorted(who for who, own in days.items() if own == day)) for day in ordered)
    )
