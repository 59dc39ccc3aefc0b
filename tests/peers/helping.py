"""Short words for the tables of limits: a moment in Paris, a slot, a helper."""

import datetime as dt
from functools import cache
from pathlib import Path

from participation.peers.rules.civil import PARIS
from participation.peers.rules.dated import Limits, limits_on, read_limits
from participation.peers.rules.facts import Commitment, Reservation
from participation.peers.rules.kinds import SlotKind, Status
from participation.peers.rules.limits import examine

FOLDER = Path(__file__).parents[2] / "participation" / "law"
TODAY = dt.date(2026, 11, 21)
QUIET = SlotKind.TRAINING
"""A kind that counts as time worked, and as nothing else."""


@cache
def dated() -> tuple[Limits, ...]:
    return tuple(
        read_limits(path.read_text("utf-8")) for path in sorted(FOLDER.glob("helpers-fr-*.toml"))
    )


LIMITS = limits_on(dated(), TODAY)


def at(moment: str) -> dt.datetime:
    """Read “11-23 09:00” (2026), or with its year before, as shown by the clocks of Paris."""
    full = moment if len(moment) > len("11-23 09:00") else f"2026-{moment}"
    return dt.datetime.fromisoformat(full).replace(tzinfo=PARIS).astimezone(dt.UTC)


def slot(moment: str, minutes: int, kind: SlotKind = QUIET, **facts: object) -> Reservation:
    starts = at(moment)
    return Reservation(starts, starts + dt.timedelta(minutes=minutes), kind, **facts)  # type: ignore[arg-type]


def helper(status: Status = Status.EMPLOYEE, **facts: object) -> Commitment:
    return Commitment(status, **facts)  # type: ignore[arg-type]


def broken(
    of: Commitment, taken: list[Reservation], one: Reservation, limits: Limits = LIMITS
) -> dict[str, int]:
    """Give the codes of what is broken, with the value counted."""
    return {each.code.value: each.value for each in examine(of, taken, one, limits)}
