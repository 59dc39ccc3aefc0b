"""Public screens of the services that vote, as they last answered."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.elections.models import Contest, Election, SealedVote, VotingScreen
from participation.elections.rules.devices import Screen
from participation.elections.rules.sealed import BEFORE_OPENING, Phase
from participation.foundation.keys import to_text

from .elections import list_contests, list_elections


def find_screen(session: Session, screen_id: int) -> VotingScreen | None:
    """Give the last sign of life of a public screen."""
    statement = select(VotingScreen).where(VotingScreen.screen_id == screen_id)
    return session.scalars(statement).one_or_none()


def list_screens(session: Session, election: Election) -> Sequence[Screen]:
    """Give the screens of the council's services that answered since the vote was opened, by name.

    Of an election that was reached. Envelopes of other elections are not counted.
    """
    if election.opened_at is None:
        return ()
    opened = election.opened_at.replace(second=0, microsecond=0)
    places = councils.coverage_of(session, [election.council_id])[election.council_id]
    keys = {to_text(each.id) for each in list_contests(session, election)}
    statement = select(VotingScreen).where(
        VotingScreen.service_id.in_(places), VotingScreen.answered_at >= opened
    )
    rows = session.scalars(statement.order_by(VotingScreen.label, VotingScreen.id))
    return [
        Screen(
            row.label,
            row.answered_at,
            sum(count for key, count in row.waiting.items() if key in keys),
            sum(count for key, count in row.refused.items() if key in keys),
        )
        for row in rows
    ]


def list_laid_urns(session: Session) -> Mapping[str, Phase]:
    """Give where the urns of the entered services stand that were opened, by key of contest."""
    elections = [each.id for each in list_elections(session)]
    statement = (
        select(Contest.id, SealedVote.phase)
        .join(
            SealedVote,
            (SealedVote.organisation_id == Contest.organisation_id)
            & (SealedVote.contest_id == Contest.id),
        )
        .where(
            Contest.election_id.in_(elections),
            SealedVote.phase.not_in((*BEFORE_OPENING, Phase.DESTROYED)),
        )
    )
    return {to_text(key): phase for key, phase in session.execute(statement)}
