"""A sealed vote in the main database: its assessors, its cards, its chain; ballots stand apart."""

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from participation.elections.rules.sealed import CardState, Phase
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Owned
from participation.foundation.types import code


class SealedVote(Keyed, Base):
    """What a contest needs to be voted on in sealed ballots; everything here may be published.

    Except the server's key, which is sealed with the installation's secret until it is destroyed.
    """

    __tablename__ = "sealed_vote"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id"),
        CheckConstraint("threshold > 0", name="threshold_counts"),
        CheckConstraint(
            "null_papers >= 0 AND witnesses >= witnesses_wrong AND witnesses_wrong >= 0",
            name="papers_and_witnesses_counted",
        ),
    )

    contest_id: Mapped[int]
    uuid: Mapped[str] = mapped_column(String(22))
    name: Mapped[str] = mapped_column(String(400))
    protocol: Mapped[int] = mapped_column(default=1)
    phase: Mapped[Phase] = mapped_column(code(Phase), default=Phase.CERTIFICATES)
    threshold: Mapped[int]
    """How many assessors are needed to open the urn."""
    server_key: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    server_public: Mapped[str]
    cards_invitation: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what opens the page on which cards are made."""
    election: Mapped[str | None]
    """Exact text of the election, once its key is made; its fingerprint binds all the rest."""
    trustees: Mapped[str | None]
    candidates: Mapped[str] = mapped_column(default="")
    """Keys of the candidacies, in the order of their slots."""
    cards: Mapped[int | None]
    papers: Mapped[int | None]
    null_papers: Mapped[int | None]
    """Paper ballots that were not valid, counted by hand; None until paper entry ends."""
    gap_because: Mapped[str] = mapped_column(String(400), default="")
    """Why there are not as many paper ballots as cards exchanged for one."""
    posted: Mapped[int | None]
    """Small envelopes that came by post and were put, closed, among the paper ballots."""
    left_closed_because: Mapped[str | None] = mapped_column(String(400))
    """Why the urn was never opened: too few ballots for secrecy; people vote again, on paper."""
    witnesses: Mapped[int] = mapped_column(default=0)
    """Ballots of the bureau that were opened before its eyes and never cast."""
    witnesses_wrong: Mapped[int] = mapped_column(default=0)
    """Of those, the ones that did not hold what had been chosen."""
    ended_on: Mapped[dt.date | None]
    ballots: Mapped[int | None]
    encrypted_tally: Mapped[str | None] = mapped_column(deferred=True)
    sized: Mapped[str | None]
    server_partial: Mapped[str | None] = mapped_column(deferred=True)
    result: Mapped[str | None]


class Trustee(Keyed, Base):
    """An assessor and what she published at each round; her secrets never come here."""

    __tablename__ = "trustee"
    __table_args__ = (
        refers("sealed_vote", "sealed_id", cascade=True),
        UniqueConstraint("organisation_id", "sealed_id", "place"),
        CheckConstraint("name <> '' AND place > 0", name="is_named"),
    )

    sealed_id: Mapped[int]
    place: Mapped[int]
    """From 1, among the assessors; her number in the election is one more: the server is first."""
    name: Mapped[str] = mapped_column(String(120))
    invitation: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what she shows at the door; it opens no ballot."""
    challenge: Mapped[str] = mapped_column(String(64))
    certificate: Mapped[str | None]
    commitment: Mapped[str | None] = mapped_column(String(64))
    dealing: Mapped[str | None]
    key: Mapped[str | None]
    """Her public key, and her decryption key sealed by her own hand."""
    possession: Mapped[str | None]
    partial: Mapped[str | None]
    shared: Mapped[bool] = mapped_column(default=False)
    """Whether her device said, in the ceremony, that it held the key of another person too."""
    shared_at_count: Mapped[bool] = mapped_column(default=False)
    """Whether her device said, with her share of the tally, that it had read another card too."""
    arrived: Mapped[int | None]
    """Her place among those who decrypted: archives must come out the same each time."""


class VoteCard(Owned, Base):
    """A public credential that was given out, and what the urn says became of it at closing."""

    __tablename__ = "vote_card"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            ondelete="CASCADE",
        ),
        {"sqlite_with_rowid": False},
    )

    sealed_id: Mapped[int] = mapped_column(primary_key=True)
    credential: Mapped[str] = mapped_column(String(64), primary_key=True)
    is_paper: Mapped[bool]
    state: Mapped[CardState] = mapped_column(code(CardState), default=CardState.READY)


class WitnessBallot(Owned, Base):
    """A ballot of the bureau, opened by the device that sealed it; spoiled, so nobody's secret."""

    __tablename__ = "witness_ballot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            ondelete="CASCADE",
        ),
        {"sqlite_with_rowid": False},
    )

    sealed_id: Mapped[int] = mapped_column(primary_key=True)
    credential: Mapped[str] = mapped_column(String(64), primary_key=True)
    raw: Mapped[bytes]
    """Empty when the device never opened it."""
    randomness: Mapped[str]
    """What it was sealed with, a decimal number for each slot, between commas."""
    agrees: Mapped[bool | None]
    """Whether it held what had been chosen; None until the bureau has said."""


class ChainedBallot(Owned, Base):
    """A ballot in the chain, at a place that was drawn when the vote was closed."""

    __tablename__ = "chained_ballot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            ondelete="CASCADE",
        ),
        {"sqlite_with_rowid": False},
    )

    sealed_id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    raw: Mapped[bytes]
