"""Where a sealed vote stands, as the booths of this process know it for a few seconds."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.belenios.election import Election as Sealing
from participation.elections.models import Election, SealedVote, VoteCard
from participation.elections.rules.sealed import BEFORE_OPENING, Phase, bound
from participation.elections.rules.stages import Stage
from participation.foundation.memory import Memory, database_of
from participation.foundation.scope import entered

from .elections import get_contest
from .sealed import read_sealing

VOTING = {
    Stage.VOTE: Phase.OPEN,
    Stage.SUSPENDED: Phase.SUSPENDED,
    Stage.COUNT: Phase.PAPER,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a ballot may be verified at all; the urn then has the last word."""

    stage: Stage
    phase: Phase
    sealing: Sealing
    longest: int
    """The most bytes that a ballot can have."""
    credentials: Sequence[str]
    """All that were published for this vote, sorted; none is added or removed once it is open."""
    posted: int
    """Paper ballots that came by post, for which no card was exchanged; known at the closing."""

    @property
    def is_voting(self) -> bool:
        """Say whether election and vote agree that ballots may come."""
        return VOTING.get(self.stage) is self.phase

    def lists(self, credential: str) -> bool:
        """Say whether a public credential was published for this vote."""
        at = bisect_left(self.credentials, credential)
        return self.credentials[at : at + 1] == [credential]


_voting: Memory[Standing] = Memory()
_voting.watch(Election, SealedVote, VoteCard)


def find_standing(session: Session, contest_id: int) -> Standing | None:
    """Give where the vote of a contest stands; None before it opens.

    NoResultFound outside the entered services. Only a vote that is going on is remembered: a booth
    need not wait for the opening to be known, and a closing is known to the urn at once.
    """
    key = database_of(session), session.info["organisation"], entered(session), contest_id
    voting = _voting.recall(key, lambda: _read_voting(session, contest_id))
    return voting or _read(session, contest_id)


def _read_voting(session: Session, contest_id: int) -> Standing | None:
    found = _read(session, contest_id)
    return found if found is not None and found.is_voting else None


def _read(session: Session, contest_id: int) -> Standing | None:
    contest = get_contest(session, contest_id)
    vote = SealedVote
    columns = Election.stage, vote.phase, vote.election, vote.id, vote.posted
    statement = (
        select(*columns)
        .select_from(SealedVote)
        .join(Election, Election.organisation_id == SealedVote.organisation_id)
        .where(SealedVote.contest_id == contest.id, Election.id == contest.election_id)
    )
    row = session.execute(statement).one_or_none()
    if row is None or row.election is None or row.phase in BEFORE_OPENING:
        return None
    cards = select(VoteCard.credential).where(VoteCard.sealed_id == row.id)
    credentials = session.scalars(cards.order_by(VoteCard.credential)).all()
    sealing = read_sealing(row.election)
    question = sealing.questions[0]
    longest = bound(len(question.answers), question.max)
    return Standing(row.stage, row.phase, sealing, longest, credentials, row.posted or 0)
