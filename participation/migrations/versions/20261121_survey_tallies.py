"""Counts of a survey that belong to nobody: who did not answer, sheets typed twice."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "c2d81f60a4e7"
down_revision = "3fd07a9c61e2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_tally",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "refused",
                "unable",
                "absent",
                "proxy",
                "not-reached",
                "typed-twice",
                "lines-compared",
                "lines-differing",
                name="tally",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_survey_tally_number_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_survey_tally_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_survey_tally_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "survey_id", "kind", name=op.f("pk_survey_tally")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("survey_tally"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("survey_tally")
