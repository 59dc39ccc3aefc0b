"""Votes by post of a contest: who may ask for one, and how many envelopes stay closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.councils.queries import find_membership
from participation.elections.models import Contest, Election, PostalVote, RollEntry
from participation.elections.rules.postal import PostalGround, PostalState, ground_of, state_of
from participation.elections.rules.stages import Settlement
from participation.organisations.queries import law_of, list_services

from .elections import contest_of, get_contest, list_contests
from .voters import college_of, places_of


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


def scattered_places(session: Session, contest: Contest) -> frozenset[int]:
    """Give the services of a contest whose people live in homes far from one another."""
    services = list_services(session, keys=places_of(session, contest))
    return frozenset(one.id for one in services if law_of(one.kind).is_scattered)


def ground_for(session: Session, contest: Contest) -> PostalGround | None:
    """Say why some people of a contest may vote by post; nothing where nobody may.

    Where ballots are sealed, the small envelopes are mixed with the paper ballots, and entered
    with them under paper credentials, which nobody sends (voting.md §4.4).
    """
    if contest.settlement is not Settlement.VOTE or contest.office is not None:
        return None
    is_scattered = bool(scattered_places(session, contest))
    return ground_of(college_of(session, contest).kind, is_scattered=is_scattered)


def may_post(session: Session, entry: RollEntry) -> bool:
    """Say whether a line of the roll may vote by post: in a common council, by her own home.

    Somebody who was added by hand and has no account lives wherever all the others do.
    """
    contest = get_contest(session, entry.contest_id)
    ground = ground_for(session, contest)
    if ground is not PostalGround.SCATTERED:
        return ground is not None
    scattered = scattered_places(session, contest)
    role = find_membership(session, entry.membership_id) if entry.membership_id else None
    if role is None or role.service_id is None:
        return scattered == places_of(session, contest)
    return role.service_id in scattered


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
