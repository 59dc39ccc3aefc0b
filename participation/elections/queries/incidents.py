"""The incidents of a vote, in the order in which they happened."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.elections.models import Election, Incident


def list_incidents(session: Session, election: Election) -> Sequence[Incident]:
    """Give the incidents of an election that was reached, oldest first."""
    statement = select(Incident).where(Incident.election_id == election.id)
    return session.scalars(statement.order_by(Incident.happened_at, Incident.id)).all()
