"""Three ways to settle a tie: lots that anyone draws again, seniority, age."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.rules.kinds import TieBreak
from participation.councils.rules.ties import (
    LARGEST_NUMBER,
    NUMBERS,
    by_age,
    by_seniority,
    draw_lots,
)
from participation.elections import queries
from participation.elections.models import Contest, TieDraw
from participation.elections.queries import CountSheet
from participation.elections.rules.bureau import DrawMethod
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.stages import Stage
from participation.elections.rules.winners import Tie
from participation.foundation.act import Act, Refused

from .bureau import take
from .results import write_results


@dataclass(frozen=True, slots=True)
class Held:
    """A contest taken in hand with one of its ties."""

    sheet: CountSheet
    tie: Tie
    stage: Stage

    @property
    def word(self) -> str:
        """Name the tie in the lines of the lots: two ties never share their fate."""
        return f"{self.sheet.key}:{self.tie.votes}"

    @property
    def final_hash(self) -> str:
        """Give the fingerprint of the count, known before the numbers are turned over."""
        count = self.sheet.count
        return count.final_hash if count else ""


def _hold(act: Act, contest: Contest, votes: int, *ways: TieBreak) -> Held:
    election = queries.reach_election(act.session, contest.election_id)
    take(act, election, Stage.COUNT, Stage.CHALLENGE)
    sheet = queries.see_count(act.session, contest)
    if sheet.count is None:
        raise Refused(CountingRefusal.NOT_COUNTED)
    if any(draw.votes == votes for draw in sheet.draws):
        raise Refused(CountingRefusal.TIE_SETTLED)
    tie = next((each for each in sheet.outcome.open_ties if each.votes == votes), None)
    if tie is None:
        raise Refused(CountingRefusal.NO_TIE)
    if contest.tie_break not in ways:
        raise Refused(CountingRefusal.WRONG_METHOD)
    return Held(sheet, tie, election.stage)


def _settle(act: Act, held: Held, draw: TieDraw) -> TieDraw:
    draw.contest_id, draw.votes = held.sheet.contest.id, held.tie.votes
    act.session.add(draw)
    act.session.flush()
    if held.stage is Stage.CHALLENGE:
        write_results(act, queries.see_count(act.session, held.sheet.contest))
    return draw


@journaled(Action.TIE_SETTLED)
def settle_by_lots(act: Act, contest: Contest, votes: int, numbers: Sequence[int]) -> TieDraw:
    """Draw lots from the bureau's three numbers and the fingerprint of the count (D311-11).

    Anyone draws them again from the procès-verbal (councils.rules.ties).
    """
    held = _hold(act, contest, votes, TieBreak.LOTS)
    checked = _numbers(numbers)
    drawn = draw_lots(
        held.tie.candidates, tie=held.word, numbers=checked, final_hash=held.final_hash
    )
    draw = TieDraw(method=DrawMethod.NUMBERS, ordered=list(drawn.order))
    _note(draw, held, checked)
    return _settle(act, held, draw)


def _numbers(numbers: Sequence[int]) -> Sequence[int]:
    if len(numbers) != NUMBERS or any(not 0 <= each <= LARGEST_NUMBER for each in numbers):
        raise Refused(CountingRefusal.NUMBERS_UNREADABLE)
    return numbers


def _note(draw: TieDraw, held: Held, numbers: Sequence[int]) -> None:
    draw.first, draw.second, draw.third = numbers
    draw.word, draw.final_hash = held.word, held.final_hash


@journaled(Action.TIE_SETTLED)
def settle_by_hand(
    act: Act, contest: Contest, votes: int, ordered: Sequence[str], *, witnesses: str
) -> TieDraw:
    """Write down lots that were drawn from a hat, in their order, and before whom."""
    held = _hold(act, contest, votes, TieBreak.LOTS)
    if sorted(ordered) != sorted(held.tie.candidates):
        raise Refused(CountingRefusal.ORDER_INCOMPLETE)
    words = " ".join(witnesses.split())[:400]
    if not words:
        raise Refused(CountingRefusal.WORDS_MISSING)
    draw = TieDraw(method=DrawMethod.BY_HAND, ordered=list(ordered), witnesses=words)
    return _settle(act, held, draw)


@journaled(Action.TIE_SETTLED)
def settle_by_days(
    act: Act,
    contest: Contest,
    votes: int,
    days: Mapping[str, dt.date],
    numbers: Sequence[int] = (),
) -> TieDraw:
    """Elect the longest in the service (staff, D311-13) or the oldest (chair, D311-9).

    `days` are those of hiring or of birth, by candidate, as the bureau saw them; they are kept
    with the candidacy and never printed. Those of one same day are settled by lots, for which the
    three `numbers` are asked.
    """
    held = _hold(act, contest, votes, TieBreak.SENIORITY, TieBreak.AGE)
    if set(held.tie.candidates) - set(days):
        raise Refused(CountingRefusal.DAYS_MISSING)
    is_age = contest.tie_break is TieBreak.AGE
    for key in held.tie.candidates:
        setattr(held.sheet.by_key[key], "born_on" if is_age else "hired_on", days[key])
    own = {key: days[key] for key in held.tie.candidates}
    ranking = by_age(own) if is_age else by_seniority(own)
    draw = TieDraw(method=DrawMethod.AGE if is_age else DrawMethod.SENIORITY)
    ordered: list[str] = []
    for group in ranking.groups:
        if len(group) == 1:
            ordered += group
            continue
        if not numbers:
            raise Refused(CountingRefusal.STILL_TIED)
        checked = _numbers(numbers)
        lots = draw_lots(group, tie=held.word, numbers=checked, final_hash=held.final_hash)
        ordered += lots.order
        _note(draw, held, checked)
    draw.ordered = ordered
    return _settle(act, held, draw)
