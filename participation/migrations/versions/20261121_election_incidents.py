"""Incidents of votes, and votes by post."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "c93e7e3444ea"
down_revision = "5000534c3732"
branch_labels = None
depends_on = None


WALLED = (
    "vote_incident",
    "postal_vote",
)


def upgrade() -> None:
    op.create_table(
        "vote_incident",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("election_id", sa.BigInteger(), nullable=False),
        sa.Column("happened_at", types.UtcDateTime(), nullable=False),
        sa.Column("written_at", types.UtcDateTime(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("done", sa.String(length=600), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "function",
            sa.Enum(
                "president",
                "assessor",
                name="bureaufunction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "words <> '' AND done <> '' AND name <> ''",
            name=op.f("ck_vote_incident_says_something"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "election_id"],
            ["election.organisation_id", "election.id"],
            name=op.f("fk_vote_incident_organisation_id_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_vote_incident_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_vote_incident")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_vote_incident_election",
        "vote_incident",
        ["organisation_id", "election_id"],
        unique=False,
    )

    op.create_table(
        "postal_vote",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("roll_entry_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("is_opened", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT (is_late AND is_opened)", name=op.f("ck_postal_vote_late_stays_closed")
        ),
        sa.CheckConstraint(
            "received_on IS NOT NULL OR (NOT is_late AND NOT is_opened)",
            name=op.f("ck_postal_vote_came_first"),
        ),
        sa.CheckConstraint(
            "received_on IS NULL OR sent_on IS NOT NULL", name=op.f("ck_postal_vote_sent_first")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "roll_entry_id"],
            ["roll_entry.organisation_id", "roll_entry.id"],
            name=op.f("fk_postal_vote_organisation_id_roll_entry_id_roll_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_postal_vote_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_postal_vote")),
        sa.UniqueConstraint(
            "organisation_id",
            "roll_entry_id",
            name=op.f("uq_postal_vote_organisation_id_roll_entry_id"),
        ),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_table("postal_vote")
    op.drop_table("vote_incident")
