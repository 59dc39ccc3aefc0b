"""Finding a sealed vote, its assessors, its cards, and writing its archive."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from participation.belenios.archive import Writer, setup_objects
from participation.belenios.credentials import write_credentials
from participation.belenios.election import Election as Sealing, read_election
from participation.belenios.encoding import fingerprint
from participation.belenios.group import read_point
from participation.belenios.proofs import Pair
from participation.belenios.tally import Sums, write_owner
from participation.elections.models import (
    ChainedBallot,
    Contest,
    Election,
    SealedVote,
    Trustee,
    VoteCard,
    WitnessBallot,
)
from participation.elections.rules.sealed import CardState
from participation.elections.rules.stages import Settlement, Way

from .elections import list_contests

READ = 64


def find_sealed(session: Session, contest_id: int) -> SealedVote | None:
    """Give the sealed vote of a contest that was reached; None before it was prepared."""
    return session.scalars(_sealed(contest_id)).one_or_none()


def get_sealed(session: Session, contest_id: int) -> SealedVote:
    """Give the sealed vote of a contest that was reached; NoResultFound before it was prepared."""
    return session.scalars(_sealed(contest_id)).one()


def _sealed(contest_id: int) -> Select[SealedVote]:
    return select(SealedVote).where(SealedVote.contest_id == contest_id)


def list_trustees(session: Session, sealed: SealedVote) -> Sequence[Trustee]:
    """Give the assessors in their order."""
    statement = select(Trustee).where(Trustee.sealed_id == sealed.id)
    return session.scalars(statement.order_by(Trustee.place)).all()


def digest_of(token: str) -> str:
    """Give what is kept of an invitation."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_trustee(session: Session, sealed: SealedVote, token: str) -> Trustee | None:
    """Give the assessor who holds this invitation."""
    statement = select(Trustee).where(
        Trustee.sealed_id == sealed.id, Trustee.invitation == digest_of(token)
    )
    return session.scalars(statement).one_or_none()


def find_witness(session: Session, sealed: SealedVote, credential: str) -> WitnessBallot | None:
    """Give a witness ballot that was opened; None before."""
    own = (WitnessBallot.sealed_id == sealed.id, WitnessBallot.credential == credential)
    return session.scalars(select(WitnessBallot).where(*own)).one_or_none()


def list_cards(session: Session, sealed: SealedVote) -> Sequence[VoteCard]:
    """Give the cards and paper credentials, sorted."""
    statement = select(VoteCard).where(VoteCard.sealed_id == sealed.id)
    return session.scalars(statement.order_by(VoteCard.credential)).all()


def credentials_of(session: Session, sealed: SealedVote) -> bytes:
    """Give the published list: public credentials of cards and of paper, told apart by nothing."""
    return write_credentials(card.credential for card in list_cards(session, sealed))


def count_cards(session: Session, sealed: SealedVote) -> dict[CardState, int]:
    """Count what became of the cards, as the urn said when it was last asked.

    A paper credential that was used counts as PAPER; one that was not is READY.
    """
    statement = select(VoteCard.state, func.count()).where(VoteCard.sealed_id == sealed.id)
    return {row[0]: row[1] for row in session.execute(statement.group_by(VoteCard.state))}


@lru_cache(maxsize=64)
def read_sealing(election: str) -> Sealing:
    """Read an election once."""
    return read_election(election.encode())


def read_sums(sealed: SealedVote) -> Sums:
    """Read the tally that we wrote."""
    return [
        [Pair(read_point(each["alpha"], "alpha"), read_point(each["beta"], "beta")) for each in row]
        for row in json.loads(sealed.encrypted_tally or "[]")
    ]


def read_chain(session: Session, sealed: SealedVote) -> Iterator[bytes]:
    """Give the ballots of the chain in its order, a few in memory at a time."""
    statement = select(ChainedBallot.raw).where(ChainedBallot.sealed_id == sealed.id)
    ordered = statement.order_by(ChainedBallot.place)
    yield from session.scalars(ordered, execution_options={"yield_per": READ})


def list_trackers(session: Session, sealed: SealedVote) -> list[str]:
    """Give the trackers of the ballots that count, sorted: the list tells no order."""
    return sorted(map(fingerprint, read_chain(session, sealed)))


def list_partials(session: Session, sealed: SealedVote) -> list[tuple[int, bytes]]:
    """Give the partial decryptions by number of their trustee: the server's, then by arrival."""
    found = [(1, sealed.server_partial.encode())] if sealed.server_partial else []
    arrived = [each for each in list_trustees(session, sealed) if each.partial is not None]
    ordered = sorted(arrived, key=lambda one: one.arrived or 0)
    return found + [(each.place + 1, (each.partial or "").encode()) for each in ordered]


def write_archive(session: Session, sealed: SealedVote, stream: BinaryIO) -> str:
    """Write the `.bel` archive of a vote that has ended, as far as it goes; the same each time.

    Gives the hash of its last event, which binds all the others.
    Memory does not grow with the ballots. Its one time is the day on which the vote ended.
    """
    if sealed.election is None or sealed.trustees is None or sealed.ended_on is None:
        message = "the vote has not ended"
        raise ValueError(message)
    ended = dt.datetime.combine(sealed.ended_on, dt.time(), dt.UTC)
    writer = Writer(stream, int(ended.timestamp()))
    listed = credentials_of(session, sealed)
    writer.add("Setup", *setup_objects(sealed.election.encode(), sealed.trustees.encode(), listed))
    for raw in read_chain(session, sealed):
        writer.add("Ballot", raw)
    writer.add("EndBallots")
    writer.add(
        "EncryptedTally", (sealed.encrypted_tally or "").encode(), (sealed.sized or "").encode()
    )
    for owner, partial in list_partials(session, sealed):
        last = writer.add("PartialDecryption", partial, write_owner(owner, partial))
    if sealed.result is not None:
        last = writer.add("Result", sealed.result.encode())
    return last


@dataclass(frozen=True, slots=True)
class SealedResult:
    """What came out of the urn: ballots counted, blank ones, votes by key of candidacy."""

    ballots: int
    blank: int
    votes: Mapping[str, int]


def result_of(sealed: SealedVote) -> SealedResult | None:
    """Give the result; None before the assessors have opened it."""
    if sealed.result is None:
        return None
    ((blank, *votes),) = json.loads(sealed.result)["result"]
    keys = sealed.candidates.split(",")
    return SealedResult(sealed.ballots or 0, blank, dict(zip(keys, votes, strict=True)))


def list_sealed_contests(session: Session, election: Election) -> list[Contest]:
    """Give the contests of an election that was reached in which people vote in sealed ballots."""
    return [
        each
        for each in list_contests(session, election)
        if each.settlement is Settlement.VOTE and each.way is Way.SEALED
    ]


def list_left_closed(session: Session, contests: Sequence[Contest]) -> list[SealedVote]:
    """Give the sealed votes of contests whose urn is never opened: their people vote again."""
    return [each for each in list_sealed(session, contests) if each.left_closed_because]


def list_sealed(session: Session, contests: Sequence[Contest]) -> Sequence[SealedVote]:
    """Give the sealed votes of contests that were reached."""
    keys = [each.id for each in contests]
    statement = select(SealedVote).where(SealedVote.contest_id.in_(keys))
    return session.scalars(statement.order_by(SealedVote.contest_id)).all()
