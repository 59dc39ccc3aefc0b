"""Votes by post of a contest, and how many envelopes stay closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.elections.models import Contest, Election, PostalVote, RollEntry
from participation.elections.rules.postal import PostalState, state_of

from .elections import contest_of, list_contests


@dataclass(frozen=True, slots=True)
class Posted:
    """A vote by post with its line of the roll."""

    vote: PostalVote
    entry: RollEntry

    @property
    def state(self) -> PostalState:
        """Say where its envelopes are."""
        own = self.vote
        return state_of(
            is_sent=own.sent_on is not None,
            is_received=own.received_on is not None,
            is_late=own.is_late,
            is_opened=own.is_opened,
            has_voted=self.entry.has_voted,
            may_vote=self.entry.may_vote,
        )


def list_posted(session: Session, contest: Contest) -> Sequence[Posted]:
    """Give the votes by post of a contest that was reached, by name."""
    same = and_(
        PostalVote.organisation_id == RollEntry.organisation_id,
        PostalVote.roll_entry_id == RollEntry.id,
    )
    statement = (
        select(PostalVote, RollEntry)
        .join(RollEntry, same)
        .where(RollEntry.contest_id == contest.id)
        .order_by(RollEntry.name, RollEntry.id)
    )
    return [Posted(vote, entry) for vote, entry in session.execute(statement)]


def get_posted(session: Session, key: int) -> Posted:
    """Give a vote by post; NoResultFound outside the entered services."""
    vote = session.scalars(select(PostalVote).where(PostalVote.id == key)).one()
    entry = session.scalars(select(RollEntry).where(RollEntry.id == vote.roll_entry_id)).one()
    contest_of(session, entry)
    return Posted(vote, entry)


def count_envelopes(session: Session, election: Election) -> Counter[PostalState]:
    """Count the votes by post of an election that was reached, by where they are."""
    return Counter(
        one.state
        for contest in list_contests(session, election)
        for one in list_posted(session, contest)
    )
