"""Opening the urn, suspending, closing it, and the chain that is drawn from it at the end."""

from random import SystemRandom

from sqlalchemy import delete, insert, update

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.belenios.ballots import reopen
from participation.belenios.tally import Sums, nothing, put, write_tally
from participation.councils.operations.holding import today
from participation.elections import queries
from participation.elections.adapters.urn import Judge, States, Urn, urn_of
from participation.elections.models import ChainedBallot, Contest, SealedVote, VoteCard
from participation.elections.queries.sealed import find_sealed, list_cards, read_sealing
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.sealed import (
    COUNTED,
    LEAST_BALLOTS,
    CardState,
    Phase,
    SealedRefusal,
    bound,
)
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text

from .counting import decrypt_by_server
from .holding import hold_contest, hold_sealed

BATCH = 64
CHANCE = SystemRandom()


@unjournaled("changes nothing by itself")
def refuse_unready(act: Act, contest: Contest) -> None:
    """Refuse to open before keys and cards are there, or once the list of candidates changed."""
    sealed = find_sealed(act.session, contest.id)
    if sealed is None or sealed.phase is not Phase.READY:
        raise Refused(SealedRefusal.NOT_READY)
    standing = [
        to_text(each.id)
        for each in queries.list_candidacies(act.session, contest)
        if each.state is CandidacyState.ACCEPTED
    ]
    if sorted(standing) != sorted(sealed.candidates.split(",")):
        raise Refused(SealedRefusal.LIST_CHANGED)


@journaled(Action.URN_OPENED)
def open_urn(act: Act, contest: Contest) -> SealedVote:
    """Lay the empty urn and open it; called as the bureau opens the vote (before its stage moves).

    Refuses until every assessor has shown that her card opens and cards are published
    (NOT_READY). Cut in the middle, it is done again.
    """
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, Phase.READY)
    listed = list_cards(act.session, sealed)
    cards = {each.credential: each.state for each in listed if not each.is_paper}
    papers = [each.credential for each in listed if each.is_paper]
    question = read_sealing(sealed.election or "").questions[0]
    size = bound(len(question.answers), question.max)
    urn_of(act.session, contest.id).lay(sealed.uuid, cards, papers, size)
    reconcile(act, contest, sealed)
    sealed.phase = Phase.OPEN
    return sealed


@journaled(Action.URN_SUSPENDED)
def suspend_urn(act: Act, contest: Contest) -> SealedVote:
    """Take no more votes for a while; those that are being cast get in first."""
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, Phase.OPEN, Phase.SUSPENDED)
    urn_of(act.session, contest.id).move(Phase.SUSPENDED)
    sealed.phase = Phase.SUSPENDED
    return sealed


@journaled(Action.URN_RESUMED)
def resume_urn(act: Act, contest: Contest) -> SealedVote:
    """Take votes again."""
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, Phase.SUSPENDED, Phase.OPEN)
    urn_of(act.session, contest.id).move(Phase.OPEN)
    sealed.phase = Phase.OPEN
    return sealed


@journaled(Action.URN_CLOSED)
def close_urn(act: Act, contest: Contest) -> SealedVote:
    """Close the vote: what is being cast gets in, whatever comes later is refused.

    The cards are then brought up to date from the urn. Paper ballots may still be sealed, under
    paper credentials. Done again after a cut, or by two people at once, it changes nothing more.
    """
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, Phase.OPEN, Phase.SUSPENDED, Phase.PAPER)
    urn_of(act.session, contest.id).move(Phase.PAPER)
    reconcile(act, contest, sealed)
    sealed.phase = Phase.PAPER
    return sealed


@unjournaled("follows from the deed of which it is a part")
def reconcile(act: Act, contest: Contest, sealed: SealedVote) -> None:
    """Bring the cards up to date from the urn, which is right; in no order and with no time.

    Nor with the channel: a vote at the kiosk and one from a phone are the same word here, so that
    no total by channel can ever be made, nor a ballot of the archive be told to be of a kiosk.
    """
    for credential, state in urn_of(act.session, contest.id).states().items():
        own = (VoteCard.sealed_id == sealed.id, VoteCard.credential == credential)
        value = CardState.VOTED if state is CardState.FINAL else state or CardState.READY
        act.session.execute(
            update(VoteCard).where(*own, VoteCard.state != value).values(state=value),
            execution_options={"synchronize_session": False},
        )


@journaled(Action.TALLY_FIXED)
def fix_tally(act: Act, contest: Contest, judge: Judge | None = None) -> SealedVote:
    """End the entry of paper ballots: draw the chain from the urn, shuffled, and fix its tally.

    Refuses what the `judge` refuses, and under five ballots (TOO_FEW_BALLOTS): then the urn stays
    as it is, and nothing is ever decrypted. Both see the urn once no ballot can come any more: one
    that was taken is in the chain, and in the arithmetic. Only the newest of each card is there.
    """
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, Phase.PAPER)
    urn = urn_of(act.session, contest.id)

    def refuse_few(states: States) -> None:
        if judge:
            judge(states)
        if sum(state in COUNTED for state in states.values()) < LEAST_BALLOTS:
            raise Refused(SealedRefusal.TOO_FEW_BALLOTS, least=LEAST_BALLOTS)

    states = urn.move(Phase.COUNT, refuse_few)
    full = [key for key, state in states.items() if state in COUNTED]
    reconcile(act, contest, sealed)
    CHANCE.shuffle(full)
    sums = _chain(act, sealed, urn, full)
    encrypted, sized = write_tally(sums, len(full))
    sealed.encrypted_tally, sealed.sized = encrypted.decode(), sized.decode()
    sealed.ballots, sealed.ended_on = len(full), today(act)
    decrypt_by_server(act, sealed)
    sealed.phase = Phase.COUNT
    return sealed


def _chain(act: Act, sealed: SealedVote, urn: Urn, full: list[str]) -> Sums:
    act.session.execute(delete(ChainedBallot).where(ChainedBallot.sealed_id == sealed.id))
    sums = nothing(read_sealing(sealed.election or ""))
    for start in range(0, len(full), BATCH):
        rows = []
        for place, raw in enumerate(urn.ballots(full[start : start + BATCH]), start + 1):
            sums = put(sums, reopen(raw))
            own = {"organisation_id": act.organisation_id, "sealed_id": sealed.id}
            rows.append({**own, "place": place, "raw": raw})
        act.session.execute(insert(ChainedBallot), rows)
    return sums
