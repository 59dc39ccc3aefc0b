"""Where each translation of a questionnaire stands, and the source that it was made of."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "d41c7f60b9a3"
down_revision = "e47a0c915d26"
branch_labels = None
depends_on = None

STATES = ("machine", "translated", "reviewed", "stale", "missing")
HANDS = ("person", "machine", "imported")


def _code(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "questionnaire_text",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("state", _code("state", STATES), nullable=False),
        sa.Column("hand", _code("hand", HANDS), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "state IN ('machine', 'translated', 'reviewed')",
            name=op.f("ck_questionnaire_text_state_said"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["questionnaire_version.organisation_id", "questionnaire_version.id"],
            name=op.f("fk_questionnaire_text_organisation_id_version_id_questionnaire_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_questionnaire_text_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "version_id",
            "language",
            "place",
            name=op.f("pk_questionnaire_text"),
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("questionnaire_text"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("questionnaire_text")
