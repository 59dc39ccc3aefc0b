"""Scanned sheets wait, sealed and for days at most, until a person has settled their doubts."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "d4a7c3e95f18"
down_revision = "c41d7be05a92"
branch_labels = None
depends_on = None

TABLE = "scanned_sheet"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("doubts", sa.SmallInteger(), nullable=False),
        sa.Column("is_drawn", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("doubts >= 0", name=op.f("ck_scanned_sheet_doubts_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_scanned_sheet_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_scanned_sheet_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "survey_id", "key", name=op.f("pk_scanned_sheet")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_scanned_sheet_day", TABLE, ["organisation_id", "day"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall(TABLE):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
