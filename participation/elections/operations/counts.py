"""The count: two readers type what they found, and only what both found is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.elections import queries
from participation.elections.models import (
    BureauMember,
    Contest,
    Count,
    Election,
    Reading,
    Tally,
    TieDraw,
)
from participation.elections.queries import CountSheet
from participation.elections.rules.counting import FEWEST_SHOWN, Figures, faults
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation.act import Act, Refused
from participation.foundation.keys import from_text

from .bureau import prove_one, take
from .voting import observe

PLAIN = ("signed", "found", "blank", "null")


@dataclass(frozen=True, slots=True)
class Read:
    """What one reader types: the roll is known, the rest she has counted."""

    signed: int
    found: int
    blank: int
    null: int
    votes: Mapping[str, int]
    gap_because: str = ""


@journaled(Action.COUNT_READ)
def enter_reading(
    act: Act, contest: Contest, reader: BureauMember, code: str, read: Read
) -> Reading:
    """Keep what one member of the bureau counted; the count is made once two found the same.

    Refuses figures that do not add up (rules.counting.faults), other signatures than those on the
    roll where it was signed here, and a contest that is counted. Two readings that differ are both
    kept, and each reader counts again.
    """
    election = queries.reach_election(act.session, contest.election_id)
    sheet = _take(act, election, contest)
    if contest.way is not Way.PAPER:
        raise Refused(CountingRefusal.NOT_PAPER)
    prove_one(act, election, reader, code)
    figures, because = _check(sheet, read)
    facts = {name: getattr(figures, name) for name in PLAIN} | {"votes": dict(figures.votes)}
    mine = next((each for each in sheet.readings if each.reader_id == reader.id), None)
    if mine is None:
        mine = Reading(contest_id=contest.id, reader_id=reader.id, figures=facts)
        act.session.add(mine)
    mine.figures, mine.gap_because = facts, because
    others = [each for each in sheet.readings if each.reader_id != reader.id]
    same = next((each for each in others if each.figures == facts), None)
    if same is not None:
        _keep(act, sheet, figures, because, queries.hash_of(sheet, figures))
    return mine


def _take(act: Act, election: Election, contest: Contest) -> CountSheet:
    take(act, election, Stage.COUNT)
    if contest.settlement is not Settlement.VOTE:
        raise Refused(CountingRefusal.NOTHING_TO_VOTE)
    sheet = queries.see_count(act.session, contest)
    if sheet.count is not None:
        raise Refused(CountingRefusal.COUNTED_ALREADY)
    return sheet


def _check(sheet: CountSheet, read: Read) -> tuple[Figures, str]:
    missing = set(sheet.by_key) - set(read.votes)
    erased = set(read.votes) - set(sheet.by_key)
    if missing or (erased and sheet.contest.way is not Way.SEALED):
        raise Refused(CountingRefusal.VOTES_INCOMPLETE)
    if sheet.signed and read.signed != sheet.signed:
        raise Refused(CountingRefusal.SIGNATURES_DIFFER, signed=sheet.signed)
    because = " ".join(read.gap_because.split())[:400]
    registered = sheet.registered
    if because and sheet.contest.way is Way.SEALED:
        registered = max(registered, read.signed, read.found)  # some may have been erased since
    figures = Figures(
        registered,
        read.signed,
        read.found,
        read.blank,
        read.null,
        read.votes,
        sheet.contest.most_choices,
    )
    for fault in faults(figures, explained=bool(because)):
        raise Refused(fault)
    return figures, because if figures.gap else ""


def _keep(act: Act, sheet: CountSheet, of: Figures, because: str, final_hash: str) -> Count:
    count = Count(
        contest_id=sheet.contest.id,
        registered=of.registered,
        signed=of.signed,
        found=of.found,
        blank=of.blank,
        null_ballots=of.null,
        gap_because=because,
        final_hash=final_hash,
    )
    act.session.add(count)
    act.session.flush()
    act.session.add_all(
        Tally(count_id=count.id, candidacy_id=from_text(key), votes=votes)
        for key, votes in of.votes.items()
        if key in sheet.by_key
    )
    return count


@journaled(Action.COUNT_READ)
def keep_tally(act: Act, contest: Contest, read: Read, *, final_hash: str) -> Count:
    """Keep what came out of the sealed urn, paper and null ballots included, with its last hash.

    Votes for somebody who was erased since the opening count in the arithmetic, and give nobody a
    seat: the archive keeps them. Refuses under five ballots: the count would tell who chose whom
    (voting.md §5). The caller has verified the result; here only the arithmetic of the
    procès-verbal is checked.
    """
    election = queries.reach_election(act.session, contest.election_id)
    sheet = _take(act, election, contest)
    if contest.way is not Way.SEALED:
        raise Refused(CountingRefusal.NOT_PAPER)
    if read.found < FEWEST_SHOWN:
        raise Refused(CountingRefusal.TOO_FEW_SEALED)
    figures, because = _check(sheet, read)
    return _keep(act, sheet, figures, because, final_hash)


@journaled(Action.COUNT_READ)
def count_again(act: Act, contest: Contest, *, because: str) -> Contest:
    """Give up a count of paper ballots before the result is declared; the reason is written down.

    The ties drawn from it go with it.
    """
    election = queries.reach_election(act.session, contest.election_id)
    take(act, election, Stage.COUNT)
    count = queries.find_count(act.session, contest)
    if contest.way is not Way.PAPER:
        raise Refused(CountingRefusal.NOT_PAPER)
    if count is None:
        raise Refused(CountingRefusal.NOT_COUNTED)
    observe(act, election, words=because)
    act.session.delete(count)
    for kind in (Reading, TieDraw):
        act.session.execute(delete(kind).where(kind.contest_id == contest.id))
    return contest
