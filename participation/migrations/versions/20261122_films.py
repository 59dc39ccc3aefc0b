"""Films in sign language beside sentences."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "c83d5a1e7f20"
down_revision = "b7c2e91f04d6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_film",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("text_key", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("film_key", sa.String(length=32), nullable=False),
        sa.Column("ending", sa.String(length=4), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "length(content) BETWEEN 1 AND 8388608", name=op.f("ck_signed_film_content_small")
        ),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_signed_film_some_film")),
        sa.CheckConstraint("ending IN ('mp4', 'webm')", name=op.f("ck_signed_film_ending_known")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_signed_film_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_signed_film")),
        sa.UniqueConstraint(
            "organisation_id", "text_key", name=op.f("uq_signed_film_organisation_id_text_key")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_signed_film_film", "signed_film", ["organisation_id", "film_key"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("signed_film"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("signed_film")
