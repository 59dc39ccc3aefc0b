"""Where the sealed urn meets the count: the end of paper entry, and its result kept."""

import tempfile

from participation.audit.operations import unjournaled
from participation.elections import queries
from participation.elections.adapters.urn import States
from participation.elections.models import Contest, Count, SealedVote
from participation.elections.queries.sealed import get_sealed, result_of, write_archive
from participation.elections.rules.sealed import SealedRefusal, papers_of
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused

from . import sealed as urns
from .bureau import TwoPeople, forget_codes, prove, take
from .counts import Read, keep_tally
from .voting import note


@unjournaled("the tally that it fixes is journaled")
def end_paper(
    act: Act, contest: Contest, people: TwoPeople, *, null: int, because: str = ""
) -> SealedVote:
    """End the entry of paper ballots, by two, and fix the tally; `null` were not valid.

    Each card exchanged and each envelope that came by post is a paper ballot that was sealed, or a
    null one: another number is refused (PAPERS_DIFFER) unless the bureau writes down why.
    """
    election = queries.reach_election(act.session, contest.election_id)
    take(act, election, Stage.COUNT)
    prove(act, election, people)
    posted = get_sealed(act.session, contest.id).posted or 0
    why, gaps = " ".join(because.split())[:400], list[int]()

    def judge(states: States) -> None:
        exchanged, used = papers_of(states.values(), posted=posted)
        gaps.append(used + null - exchanged)
        if null < 0 or (gaps[-1] and not why):
            raise Refused(SealedRefusal.PAPERS_DIFFER, exchanged=exchanged, used=used, null=null)

    sealed = urns.fix_tally(act, contest, judge)
    sealed.null_papers = null
    sealed.gap_because = why if gaps[-1] else ""
    return sealed


@unjournaled("the destruction itself is journaled")
def destroy_keys(act: Act, contest: Contest, people: TwoPeople) -> SealedVote:
    """Destroy the keys of a sealed vote, by two with their codes, which end with the last keys."""
    election = queries.reach_election(act.session, contest.election_id)
    prove(act, election, people)
    sealed = urns.destroy_keys(act, contest)
    act.session.flush()
    forget_codes(act, election)
    return sealed


@unjournaled("the destruction of its keys is journaled")
def leave_closed(act: Act, contest: Contest, people: TwoPeople, *, because: str) -> SealedVote:
    """Leave an urn with fewer than five ballots closed for ever, by two; people vote again.

    The reason goes into the procès-verbal. Nobody's ballot is ever decrypted (voting.md §5).
    """
    election = queries.reach_election(act.session, contest.election_id)
    take(act, election, Stage.COUNT)
    prove(act, election, people)
    words = note(act, election, because).words[:400]
    return urns.leave_closed(act, contest, because=words)


@unjournaled("the count that it keeps is journaled")
def keep_result(act: Act, contest: Contest, *, signed: int, because: str = "") -> Count:
    """Keep what the assessors opened as the count of a contest, with the last hash of its chain.

    `signed` are the signatures on the roll; where there are not as many ballots as signatures,
    because some cards were drawn and not used, `because` says so (Fault.UNEXPLAINED_GAP).
    """
    sealed = get_sealed(act.session, contest.id)
    result = result_of(sealed)
    if result is None:
        raise Refused(SealedRefusal.NO_RESULT)
    null = sealed.null_papers or 0
    read = Read(
        signed=signed,
        found=result.ballots + null,
        blank=result.blank,
        null=null,
        votes=result.votes,
        gap_because=because,
    )
    with tempfile.TemporaryFile() as stream:
        last = write_archive(act.session, sealed, stream)
    return keep_tally(act, contest, read, final_hash=last)
