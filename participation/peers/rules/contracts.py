"""What a contract or an engagement must be by itself: ages, months, hours, and its days."""

import datetime as dt
from collections.abc import Iterator

from .civil import DAY, age_on, day_of, last_day_of, months_after
from .dated import Measure
from .facts import Case, Commitment
from .working import Found


def months_filled(since: dt.date, until: dt.date) -> int:
    """Count the whole months from a first day to a last one, both included."""
    over = until + DAY
    months = (over.year - since.year) * 12 + over.month - since.month
    return max(months - (months_after(since, months) > over), 0)


def months_begun(since: dt.date, until: dt.date) -> int:
    """Count the months that are begun: one day more than a month begins the next."""
    filled = months_filled(since, until)
    return filled + (months_after(since, filled) <= until)


def outside_contract(case: Case, _number: int) -> Iterator[Found]:
    """Count what lies before the first day of a contract or after its last."""
    contract = case.helper.contract
    if contract is None:
        return
    for each in case.looked_at:
        first, last = day_of(each.starts, case.zone), last_day_of(each.span, case.zone)
        late = contract.until is not None and last > contract.until
        yield Found(int(first < contract.since or late), first)


def counted(helper: Commitment) -> dict[Measure, Found]:
    """Give what a helper's contract is measured by; nothing of what is not known.

    A derogation of the authority (L5132-15-1) takes the length and the hours out of the judgement;
    an engagement without an end is not measured against the longest.
    """
    contract, found = helper.contract, dict[Measure, Found]()
    if contract is None:
        return found
    if helper.born_on is not None:
        age = Found(age_on(helper.born_on, contract.since), contract.since)
        found |= {Measure.AGE_LEAST: age, Measure.AGE_MOST: age}
    if contract.has_derogation:
        return found
    if contract.weekly_minutes is not None:
        found[Measure.CONTRACT_HOURS_LEAST] = Found(contract.weekly_minutes, contract.since)
    if contract.until is not None:
        found[Measure.CONTRACT_MONTHS_LEAST] = Found(
            months_filled(contract.since, contract.until), contract.since
        )
        found[Measure.CONTRACT_MONTHS_MOST] = Found(
            months_begun(contract.since, contract.until), contract.until
        )
    return found
