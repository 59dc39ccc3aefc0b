"""One card as the bureau sees it at its desk, by its public side."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.elections.adapters.urn import urn_of
from participation.elections.models import Contest, VoteCard, WitnessBallot
from participation.elections.rules.sealed import BEFORE_OPENING, CardState

from .sealed import find_witness, get_sealed


@dataclass(frozen=True, slots=True)
class CardSheet:
    """What a card is worth, and whether it is a witness of the bureau."""

    state: CardState
    is_witness: bool = False
    is_committed: bool = False
    """A device has voted with this witness; `opening` is what it gave afterwards, if it did."""
    opening: WitnessBallot | None = None


def see_card(session: Session, contest: Contest, credential: str) -> CardSheet:
    """Give a card of a sealed vote that was reached; before the opening there is no urn to ask."""
    sealed = get_sealed(session, contest.id)
    if sealed.phase in BEFORE_OPENING:
        own = (VoteCard.sealed_id == sealed.id, VoteCard.credential == credential)
        card = session.scalars(select(VoteCard).where(*own)).one_or_none()
        if card is None:
            return CardSheet(CardState.UNKNOWN)
        return CardSheet(CardState.PAPER if card.is_paper else card.state)
    slot = urn_of(session, contest.id).find(credential)
    if slot is None:
        return CardSheet(CardState.UNKNOWN)
    opening = find_witness(session, sealed, credential) if slot.is_witness else None
    return CardSheet(slot.state, slot.is_witness, slot.is_committed, opening)
