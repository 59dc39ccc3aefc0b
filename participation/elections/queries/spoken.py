"""What candidates wrote and did not say themselves: a voice reads it to residents."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.elections.models import Candidacy, Contest, Election
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import POSTED


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the words of candidates whose list hangs, written in a language; not of who spoke."""
    statement = (
        select(Candidacy)
        .join(Contest, Contest.id == Candidacy.contest_id)
        .join(Election, Election.id == Contest.election_id)
        .where(Election.stage.in_(POSTED), Candidacy.state == CandidacyState.ACCEPTED)
        .where(Candidacy.has_sound.is_(False))
        .order_by(Candidacy.id)
    )
    found = (one.statement.get(locale, "") for one in session.scalars(statement))
    return list(dict.fromkeys(text for text in found if text))
