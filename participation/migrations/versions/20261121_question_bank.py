"""Questions that an association keeps for its next questionnaires, version by version."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "d41b7e0c95a8"
down_revision = "d41c7f60b9a3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_question",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("identifier", sa.String(length=40), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("criterion", sa.String(length=200), nullable=False),
        sa.Column("criterion_label", sa.String(length=200), nullable=False),
        sa.Column(
            "public",
            sa.Enum(
                "residents",
                "staff",
                "partners",
                "relatives",
                "neighbours",
                "workers",
                name="public",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("document", types.PortableJson, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_bank_question_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_bank_question")),
        sa.UniqueConstraint(
            "organisation_id",
            "identifier",
            "number",
            name=op.f("uq_bank_question_organisation_id_identifier_number"),
        ),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("bank_question"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("bank_question")
