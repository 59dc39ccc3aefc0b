"""The bureau of a vote, its counts and tallies, ties, observations, results and challenges."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.kinds import Origin, SeatKind
from participation.elections.rules.bureau import BureauFunction, DrawMethod
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import PortableJson, code


class BureauMember(Keyed, Base):
    """Who holds a vote: her function, and the hash of the code that only she knows."""

    __tablename__ = "bureau_member"
    __table_args__ = (
        refers("election", "election_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        CheckConstraint("name <> ''", name="is_named"),
        Index("ix_bureau_member_election", "organisation_id", "election_id"),
    )

    election_id: Mapped[int]
    membership_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    function: Mapped[BureauFunction] = mapped_column(code(BureauFunction))
    code_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id of the six digits that she typed herself."""


class Reading(Keyed, Base):
    """What one reader counted in a contest: kept until the other found the same."""

    __tablename__ = "count_reading"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        refers("bureau_member", "reader_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "reader_id"),
    )

    contest_id: Mapped[int]
    reader_id: Mapped[int]
    figures: Mapped[dict[str, Any]] = mapped_column(PortableJson)
    gap_because: Mapped[str] = mapped_column(String(400), default="")


class Count(Keyed, Base):
    """The count of a contest that two readers agreed on, or that came out of the sealed urn."""

    __tablename__ = "contest_count"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id"),
        CheckConstraint(
            "registered >= 0 AND signed >= 0 AND found >= 0 AND blank >= 0 AND null_ballots >= 0 "
            "AND blank + null_ballots <= found",
            name="figures_counted",
        ),
        CheckConstraint("found = signed OR gap_because <> ''", name="gap_explained"),
    )

    contest_id: Mapped[int]
    registered: Mapped[int]
    signed: Mapped[int]
    found: Mapped[int]
    blank: Mapped[int]
    null_ballots: Mapped[int]
    gap_because: Mapped[str] = mapped_column(String(400), default="")
    """Why there are not as many ballots as signatures."""
    final_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the figures (rules.counting), or the last hash of the sealed urn's chain."""


class Tally(Keyed, Base):
    """How many ballots name a candidate."""

    __tablename__ = "contest_tally"
    __table_args__ = (
        refers("contest_count", "count_id", cascade=True),
        refers("candidacy", "candidacy_id", cascade=True),
        UniqueConstraint("organisation_id", "count_id", "candidacy_id"),
        CheckConstraint("votes >= 0", name="votes_counted"),
    )

    count_id: Mapped[int]
    candidacy_id: Mapped[int]
    votes: Mapped[int]


class TieDraw(Keyed, Base):
    """How candidates with as many votes were put in order, and all it takes to do it again."""

    __tablename__ = "tie_draw"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "votes"),
        CheckConstraint(
            "(first IS NULL) = (second IS NULL) AND (second IS NULL) = (third IS NULL) "
            "AND (method <> 'numbers' OR first IS NOT NULL)",
            name="lots_have_numbers",
        ),
    )

    contest_id: Mapped[int]
    votes: Mapped[int]
    method: Mapped[DrawMethod] = mapped_column(code(DrawMethod))
    ordered: Mapped[list[str]] = mapped_column(PortableJson)
    """Keys of the candidacies, the first elected first."""
    first: Mapped[int | None]
    second: Mapped[int | None]
    third: Mapped[int | None]
    word: Mapped[str] = mapped_column(String(80), default="")
    """What names the tie in the lines of the lots."""
    final_hash: Mapped[str] = mapped_column(String(64), default="")
    witnesses: Mapped[str] = mapped_column(String(400), default="")
    """How and before whom lots were drawn by hand, or were needed after seniority or age."""


class Observation(Keyed, Base):
    """What the bureau or a voter wants written in the procès-verbal; never a voter's name."""

    __tablename__ = "vote_observation"
    __table_args__ = (
        refers("election", "election_id", cascade=True),
        CheckConstraint("words <> ''", name="says_something"),
        Index("ix_vote_observation_election", "organisation_id", "election_id"),
    )

    election_id: Mapped[int]
    words: Mapped[str] = mapped_column(String(600))


class AssistedVotes(Keyed, Base):
    """How many voters were helped in a contest, without any name."""

    __tablename__ = "assisted_votes"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id"),
        CheckConstraint("votes > 0", name="some_were_helped"),
    )

    contest_id: Mapped[int]
    votes: Mapped[int]


class Result(Keyed, Base):
    """A seat or an office won: by whom, with which rank, by votes, agreement or lots.

    Erasing a person erases what she won, as it does her terms: the signed procès-verbal is kept.
    """

    __tablename__ = "election_result"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        refers("candidacy", "candidacy_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "kind", "rank"),
        CheckConstraint("rank > 0", name="rank_counts_from_one"),
        CheckConstraint("name <> ''", name="is_named"),
    )

    contest_id: Mapped[int]
    candidacy_id: Mapped[int | None]
    """None where nobody voted: designated, or drawn among volunteers."""
    membership_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[SeatKind] = mapped_column(code(SeatKind))
    rank: Mapped[int]
    origin: Mapped[Origin] = mapped_column(code(Origin))


class Renunciation(Keyed, Base):
    """A candidate who was elected and does not take her seat: the next one has it."""

    __tablename__ = "election_renunciation"
    __table_args__ = (
        refers("candidacy", "candidacy_id", cascade=True),
        UniqueConstraint("organisation_id", "candidacy_id"),
        CheckConstraint("because <> ''", name="says_why"),
    )

    candidacy_id: Mapped[int]
    because: Mapped[str] = mapped_column(String(200))


class Challenge(Keyed, Base):
    """Who contests a result, about what, and what was decided."""

    __tablename__ = "election_challenge"
    __table_args__ = (
        refers("election", "election_id", cascade=True),
        CheckConstraint("name <> '' AND words <> ''", name="says_something"),
        CheckConstraint("(decided_on IS NULL) = (is_upheld IS NULL)", name="decided_whole"),
        CheckConstraint("(decided_on IS NULL) = (because = '')", name="decision_has_reason"),
        Index("ix_election_challenge_election", "organisation_id", "election_id"),
    )

    election_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(String(600))
    received_on: Mapped[dt.date]
    decided_on: Mapped[dt.date | None]
    is_upheld: Mapped[bool | None]
    because: Mapped[str] = mapped_column(String(400), default="")
