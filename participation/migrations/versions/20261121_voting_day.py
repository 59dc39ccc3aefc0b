"""Witness ballots, public screens of a sealed vote, envelopes by post, urns left closed."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "7d2a90c4e1b6"
down_revision = "c93e7e3444ea"
branch_labels = None
depends_on = None


WALLED = (
    "witness_ballot",
    "voting_screen",
)


def upgrade() -> None:
    op.create_table(
        "witness_ballot",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_id", sa.BigInteger(), nullable=False),
        sa.Column("credential", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("randomness", sa.String(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sealed_id"],
            ["sealed_vote.organisation_id", "sealed_vote.id"],
            name=op.f("fk_witness_ballot_organisation_id_sealed_id_sealed_vote"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_witness_ballot_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "sealed_id", "credential", name=op.f("pk_witness_ballot")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "voting_screen",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("screen_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("answered_at", types.UtcDateTime(), nullable=False),
        sa.Column("waiting", types.PortableJson, nullable=False),
        sa.Column("refused", types.PortableJson, nullable=False),
        sa.CheckConstraint("label <> ''", name=op.f("ck_voting_screen_is_named")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_voting_screen_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_voting_screen_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_voting_screen")),
        sa.UniqueConstraint(
            "organisation_id",
            "screen_id",
            name=op.f("uq_voting_screen_organisation_id_screen_id"),
        ),
        sqlite_strict=True,
    )
    op.add_column("sealed_vote", sa.Column("posted", sa.Integer(), nullable=True))
    op.add_column(
        "sealed_vote", sa.Column("left_closed_because", sa.String(length=400), nullable=True)
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_column("sealed_vote", "left_closed_because")
    op.drop_column("sealed_vote", "posted")
    op.drop_table("voting_screen")
    op.drop_table("witness_ballot")
