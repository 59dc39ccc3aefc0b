"""The roll, its objections, candidacies, volunteers, and the lots drawn before a vote."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.eligibility import Contract, Link
from participation.elections.rules.process import CandidacyState, LotsFor
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed
from participation.foundation.types import code


class RollEntry(Keyed, Base):
    """A person on the roll of a contest; whoever is left out stays, with the reason.

    `has_voted` is the émargement: it has no time, no order and no channel.
    """

    __tablename__ = "roll_entry"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "membership_id"),
        CheckConstraint("name <> ''", name="is_named"),
        CheckConstraint("NOT has_voted OR left_out_because = ''", name="voters_are_on_it"),
        Index("ix_roll_entry_contest", "organisation_id", "contest_id"),
    )

    contest_id: Mapped[int]
    membership_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    """As it is posted."""
    added_because: Mapped[str] = mapped_column(String(200), default="")
    """Why she was added by hand; nothing for those whom the rules put there."""
    left_out_because: Mapped[str] = mapped_column(String(200), default="")
    """Why she does not vote: a reason of the rules of eligibility, or words; nothing for voters."""
    has_voted: Mapped[bool] = mapped_column(default=False)

    @property
    def may_vote(self) -> bool:
        """Say whether she is on the roll."""
        return not self.left_out_because


class Objection(Keyed, Base):
    """What somebody asks about the roll, and what was decided."""

    __tablename__ = "roll_objection"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        CheckConstraint("name <> '' AND asked <> ''", name="asks_something"),
        CheckConstraint("(decided_on IS NULL) = (is_upheld IS NULL)", name="decided_whole"),
        CheckConstraint("(decided_on IS NULL) = (because = '')", name="decision_has_reason"),
        Index("ix_roll_objection_contest", "organisation_id", "contest_id"),
    )

    contest_id: Mapped[int]
    membership_id: Mapped[int | None]
    """The role of who asks, where she is one of ours."""
    name: Mapped[str] = mapped_column(String(120))
    """Who asks."""
    asked: Mapped[str] = mapped_column(String(600))
    asked_on: Mapped[dt.date]
    decided_on: Mapped[dt.date | None]
    is_upheld: Mapped[bool | None]
    because: Mapped[str] = mapped_column(String(400), default="")


class Candidacy(Keyed, Base):
    """Who stands, what she says, and the facts by which eligibility and ties are judged.

    A person of ours stands once in a contest: standing again after a withdrawal is the same row.
    """

    __tablename__ = "candidacy"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "membership_id"),
        UniqueConstraint("organisation_id", "contest_id", "number"),
        CheckConstraint("name <> ''", name="is_named"),
        CheckConstraint(
            "(state = 'refused') = (refused_because <> '')", name="refused_with_reason"
        ),
        CheckConstraint("number IS NULL OR number > 0", name="number_counts_from_one"),
    )

    contest_id: Mapped[int]
    membership_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    """As it is on the ballot, written and spoken."""
    partner: Mapped[str] = mapped_column(String(120), default="")
    """Her substitute, where each titulaire is elected with her own."""
    statement: Mapped[Localized]
    """What she says, by language; empty where she speaks or says nothing."""
    sound: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """What she says in her own voice: Ogg, WebM or MP4."""
    aac: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """The same for older phones, where sound can be coded."""
    has_sound: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """JPEG, square, without any trace of where and when it was taken."""
    has_photo: Mapped[bool] = mapped_column(default=False)
    agreed_on: Mapped[dt.date]
    """When she agreed that her name, words, voice and picture are shown to those who vote."""
    state: Mapped[CandidacyState] = mapped_column(
        code(CandidacyState), default=CandidacyState.RECEIVED
    )
    refused_because: Mapped[str] = mapped_column(String(400), default="")
    number: Mapped[int | None]
    """Her place on ballots and posters, by lot; the same in every channel."""
    born_on: Mapped[dt.date | None]
    link: Mapped[Link | None] = mapped_column(code(Link))
    degree: Mapped[int | None]
    contract: Mapped[Contract | None] = mapped_column(code(Contract))
    hired_on: Mapped[dt.date | None]
    profession_since: Mapped[dt.date | None]


class Volunteer(Keyed, Base):
    """Somebody who agreed to sit without standing: designated, or drawn among several."""

    __tablename__ = "election_volunteer"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "membership_id"),
        UniqueConstraint("organisation_id", "contest_id", "rank"),
        CheckConstraint("name <> ''", name="is_named"),
        CheckConstraint("rank IS NULL OR rank > 0", name="rank_counts_from_one"),
    )

    contest_id: Mapped[int]
    membership_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    agreed_on: Mapped[dt.date]
    rank: Mapped[int | None]
    """Her place once she was designated or drawn: titulaires first, then substitutes."""


class Lots(Keyed, Base):
    """The numbers of a drawing of lots before the vote; with them anyone draws it again."""

    __tablename__ = "election_lots"
    __table_args__ = (
        refers("contest", "contest_id", cascade=True),
        UniqueConstraint("organisation_id", "contest_id", "purpose"),
    )

    contest_id: Mapped[int]
    purpose: Mapped[LotsFor] = mapped_column(code(LotsFor))
    first: Mapped[int]
    second: Mapped[int]
    third: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256, in hexadecimal, of the names among whom lots were drawn, a line each, sorted."""
    drawn_on: Mapped[dt.date]
