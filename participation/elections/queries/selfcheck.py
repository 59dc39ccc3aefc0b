"""What is known of an election for its self-check, and the dated text that it is held against."""

from functools import cache
from pathlib import Path

from participation.elections.queries.counting import VoteSheet
from participation.elections.rules.bureau import is_whole
from participation.elections.rules.selfcheck import Known, Recommendation, read_recommendation
from participation.elections.rules.stages import Way

FILE = Path(__file__).parents[2] / "law" / "cnil-2019-04-25.toml"


@cache
def recommendation(path: Path = FILE) -> Recommendation:
    """Read what the CNIL expects of voting over the internet."""
    return read_recommendation(path.read_text("utf-8"))


def known_of(sheet: VoteSheet, *, one_device: bool = False) -> Known:
    """Give what is known of an election that was reached: sealed where one of its contests is.

    The fewest voters of a sealed contest are those who signed once it is closed: they, not the
    roll, hide one another in the count. `one_device`: one held enough keys to open an urn.
    """
    sealed = [each for each in sheet.voting if each.contest.way is Way.SEALED]
    was_closed = sheet.election.closed_at is not None
    crowds = [each.signed if was_closed else each.registered for each in sealed]
    return Known(
        is_sealed=bool(sealed),
        voters=sum(each.registered for each in sheet.voting),
        fewest=min(crowds, default=0),
        has_rolls=bool(sheet.voting) and all(each.registered for each in sheet.voting),
        has_bureau=is_whole(each.function for each in sheet.bureau),
        was_opened=sheet.election.opened_at is not None,
        was_closed=was_closed,
        is_counted=bool(sheet.voting) and was_closed and sheet.is_counted,
        one_device=one_device,
        marks=tuple(each.count.final_hash for each in sheet.voting if each.count),
    )
