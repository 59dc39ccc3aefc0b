"""Incidents of votes: written down once, printed in the procès-verbal."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "c93e7e3444ea"
down_revision = "d57818d94e84"
branch_labels = None
depends_on = None


WALLED = ("vote_incident",)


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
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_table("vote_incident")
