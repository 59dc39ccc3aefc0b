"""Pictures of questionnaires: small files that questions and choices show, by digest."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "5f4f0d056d24"
down_revision = "097e573e2e96"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questionnaire_picture",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "jpg", "png", name="format", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "length(content) BETWEEN 1 AND 32768",
            name=op.f("ck_questionnaire_picture_content_small"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_questionnaire_picture_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "digest", name=op.f("pk_questionnaire_picture")),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("questionnaire_picture"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("questionnaire_picture")
