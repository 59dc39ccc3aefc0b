"""Sealed votes: their assessors, public cards and chained ballots; the urn lies apart."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "5000534c3732"
down_revision = "d57818d94e84"
branch_labels = None
depends_on = None


WALLED = (
    "sealed_vote",
    "chained_ballot",
    "trustee",
    "vote_card",
)


def upgrade() -> None:
    op.create_table(
        "sealed_vote",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("uuid", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("protocol", sa.BigInteger(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "certificates",
                "dealing",
                "keys",
                "possession",
                "ready",
                "open",
                "suspended",
                "paper",
                "count",
                "result",
                "destroyed",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("server_key", sa.LargeBinary(), nullable=True),
        sa.Column("server_public", sa.String(), nullable=False),
        sa.Column("cards_invitation", sa.String(length=64), nullable=False),
        sa.Column("election", sa.String(), nullable=True),
        sa.Column("trustees", sa.String(), nullable=True),
        sa.Column("candidates", sa.String(), nullable=False),
        sa.Column("cards", sa.BigInteger(), nullable=True),
        sa.Column("papers", sa.BigInteger(), nullable=True),
        sa.Column("null_papers", sa.BigInteger(), nullable=True),
        sa.Column("gap_because", sa.String(length=400), nullable=False),
        sa.Column("witnesses", sa.BigInteger(), nullable=False),
        sa.Column("witnesses_wrong", sa.BigInteger(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ballots", sa.BigInteger(), nullable=True),
        sa.Column("encrypted_tally", sa.String(), nullable=True),
        sa.Column("sized", sa.String(), nullable=True),
        sa.Column("server_partial", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.CheckConstraint(
            "null_papers >= 0 AND witnesses >= witnesses_wrong AND witnesses_wrong >= 0",
            name=op.f("ck_sealed_vote_papers_and_witnesses_counted"),
        ),
        sa.CheckConstraint("threshold > 0", name=op.f("ck_sealed_vote_threshold_counts")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_sealed_vote_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_sealed_vote_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sealed_vote")),
        sa.UniqueConstraint(
            "organisation_id", "contest_id", name=op.f("uq_sealed_vote_organisation_id_contest_id")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "chained_ballot",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            name=op.f("fk_chained_ballot_organisation_id_sealed_id_sealed_vote"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_chained_ballot_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "sealed_id", "place", name=op.f("pk_chained_ballot")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "trustee",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("invitation", sa.String(length=64), nullable=False),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("certificate", sa.String(), nullable=True),
        sa.Column("commitment", sa.String(length=64), nullable=True),
        sa.Column("dealing", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("possession", sa.String(), nullable=True),
        sa.Column("partial", sa.String(), nullable=True),
        sa.Column("arrived", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("name <> '' AND place > 0", name=op.f("ck_trustee_is_named")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            name=op.f("fk_trustee_organisation_id_sealed_id_sealed_vote"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_trustee_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_trustee")),
        sa.UniqueConstraint(
            "organisation_id",
            "sealed_id",
            "place",
            name=op.f("uq_trustee_organisation_id_sealed_id_place"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "vote_card",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_id", sa.BigInteger(), nullable=False),
        sa.Column("credential", sa.String(length=64), nullable=False),
        sa.Column("is_paper", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ready",
                "voted",
                "final",
                "exchanged",
                "revoked",
                "paper",
                "unknown",
                name="cardstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            name=op.f("fk_vote_card_organisation_id_sealed_id_sealed_vote"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_vote_card_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "sealed_id", "credential", name=op.f("pk_vote_card")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_table("vote_card")
    op.drop_table("trustee")
    op.drop_table("chained_ballot")
    op.drop_table("sealed_vote")
