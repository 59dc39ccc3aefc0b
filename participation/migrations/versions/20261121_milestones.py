"""Dated facts of services, on which some rules of the law rest."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "7b1d40c2a9e6"
down_revision = "7d2a90c4e1b6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "milestone",
        sa.Column(
            "kind",
            sa.Enum(
                "project-changed",
                "regulation-changed",
                "evaluation",
                "serious-event",
                "complaint",
                "results-posted",
                "results-examined",
                "alternative-survey",
                name="milestonekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("subjects", sa.String(length=400), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(subjects <> '') = (kind = 'alternative-survey')",
            name=op.f("ck_milestone_subjects_of_survey"),
        ),
        sa.CheckConstraint(
            "told_on IS NULL OR kind = 'evaluation'",
            name=op.f("ck_milestone_told_of_evaluation"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_milestone_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_milestone_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_milestone")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_milestone_service",
        "milestone",
        ["organisation_id", "service_id", "happened_on"],
        unique=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("milestone"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("milestone")
