"""Publishing the cards: public credentials only, made elsewhere; exchanging one for paper."""

from collections.abc import Sequence

from sqlalchemy import delete, insert

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.belenios.checks import Check, require
from participation.belenios.credentials import read_credentials
from participation.belenios.encoding import canonical
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Contest, SealedVote, VoteCard
from participation.elections.queries.sealed import list_cards
from participation.elections.rules.sealed import (
    BEFORE_OPENING,
    LEAST_BALLOTS,
    CardState,
    Phase,
    SealedRefusal,
)
from participation.foundation.act import Act, Refused

from .ceremony import get_held, settle_phase
from .holding import hold_contest, hold_sealed

MOST_CARDS = 20_000


@journaled(Action.CARDS_PUBLISHED)
def publish_cards(
    act: Act, contest: Contest, cards: Sequence[object], papers: Sequence[object]
) -> SealedVote:
    """Keep the public credentials of the cards and of paper ballots; again replaces them.

    Refuses (InvalidError) what is no point of the group, such as a private credential, and one
    that stands twice; fewer than five cards, for their count could not be told; an opened vote.
    """
    sealed = get_held(act, contest, *BEFORE_OPENING)
    if len(cards) < LEAST_BALLOTS:
        raise Refused(SealedRefusal.TOO_FEW_CARDS, least=LEAST_BALLOTS)
    if len(cards) + len(papers) > MOST_CARDS:
        raise Refused(SealedRefusal.TOO_MANY_CARDS, most=MOST_CARDS)
    listed = read_credentials(canonical([*cards, *papers]).encode())
    require(len(listed) == len(cards) + len(papers), Check.DUPLICATE, "a credential stands twice")
    act.session.execute(delete(VoteCard).where(VoteCard.sealed_id == sealed.id))
    of_paper = {str(each) for each in papers}
    rows = [
        {
            "organisation_id": act.organisation_id,
            "sealed_id": sealed.id,
            "credential": credential,
            "is_paper": credential in of_paper,
            "state": CardState.READY,
        }
        for credential in sorted(listed)
    ]
    act.session.execute(insert(VoteCard), rows)
    sealed.cards, sealed.papers = len(cards), len(papers)
    settle_phase(act, sealed)
    return sealed


@unjournaled("its hour would tell who took paper")
def exchange_card(act: Act, contest: Contest, credential: str) -> None:
    """Mark a card, before the eyes of the bureau, as given back for a paper ballot.

    Refuses a card with which somebody has voted, and one that is not of this vote.
    """
    hold_sealed(act, contest, Phase.OPEN, Phase.SUSPENDED)
    urn_of(act.session, contest.id).withdraw(credential, lost=False)


@journaled(Action.VOTE_CARD_REVOKED)
def revoke_card(act: Act, contest: Contest, credential: str) -> SealedVote:
    """Let a lost card vote no more: before the opening, or as long as nobody has used it.

    Who lost it gets a spare card; which one was hers, only the list of who made the cards says.
    Refuses a used, exchanged or unknown card, and to leave too few for a count (TOO_FEW_CARDS).
    """
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, *BEFORE_OPENING, Phase.OPEN, Phase.SUSPENDED)
    listed = {
        each.credential: each for each in list_cards(act.session, sealed) if not each.is_paper
    }
    card = listed.pop(credential, None)
    if card is None:
        raise Refused(SealedRefusal.CARD_UNKNOWN)
    left = [each for each in listed.values() if each.state is not CardState.REVOKED]
    if len(left) < LEAST_BALLOTS:
        raise Refused(SealedRefusal.TOO_FEW_CARDS, least=LEAST_BALLOTS)
    if sealed.phase not in BEFORE_OPENING:
        urn_of(act.session, contest.id).withdraw(credential, lost=True)
    card.state = CardState.REVOKED
    return sealed
