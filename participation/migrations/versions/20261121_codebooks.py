"""Themes given to the messages of a survey by two people, and what is quoted of them."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "3fd07a9c61e2"
down_revision = "9e5b1df27f58"
branch_labels = None
depends_on = None

WALLED = ("codebook", "codebook_theme", "comment_reading", "comment_code", "quotation")


def upgrade() -> None:
    op.create_index(
        "uq_comment_service", "comment", ["organisation_id", "service_id", "key"], unique=True
    )
    op.create_table(
        "codebook",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "frozen",
                "closed",
                name="codebookstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name=op.f("fk_codebook_organisation_id_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_codebook_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_codebook")),
        sa.UniqueConstraint(
            "organisation_id",
            "campaign_id",
            "number",
            name=op.f("uq_codebook_organisation_id_campaign_id_number"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "codebook_theme",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("codebook_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("belongs", sa.String(length=400), nullable=False),
        sa.Column("excludes", sa.String(length=400), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "codebook_id"],
            ["codebook.organisation_id", "codebook.id"],
            name=op.f("fk_codebook_theme_organisation_id_codebook_id_codebook"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_codebook_theme_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "codebook_id", "number", name=op.f("pk_codebook_theme")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "comment_reading",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("codebook_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_key", types.RandomKey(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "first",
                "second",
                "settled",
                name="turn",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reader", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "codebook_id"],
            ["codebook.organisation_id", "codebook.id"],
            name=op.f("fk_comment_reading_organisation_id_codebook_id_codebook"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "comment_key"],
            ["comment.organisation_id", "comment.service_id", "comment.key"],
            name=op.f("fk_comment_reading_organisation_id_service_id_comment_key_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_comment_reading_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "codebook_id", "comment_key", "turn", name=op.f("pk_comment_reading")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quotation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("codebook_id", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.SmallInteger(), nullable=False),
        sa.Column("comment_key", types.RandomKey(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "codebook_id", "theme"],
            [
                "codebook_theme.organisation_id",
                "codebook_theme.codebook_id",
                "codebook_theme.number",
            ],
            name="fk_quotation_theme",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "comment_key"],
            ["comment.organisation_id", "comment.service_id", "comment.key"],
            name=op.f("fk_quotation_organisation_id_service_id_comment_key_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_quotation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "codebook_id", "theme", "comment_key", name=op.f("pk_quotation")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_code",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("codebook_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_key", types.RandomKey(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "first",
                "second",
                "settled",
                name="turn",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("theme", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "codebook_id", "comment_key", "turn"],
            [
                "comment_reading.organisation_id",
                "comment_reading.codebook_id",
                "comment_reading.comment_key",
                "comment_reading.turn",
            ],
            name="fk_comment_code_reading",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "codebook_id", "theme"],
            [
                "codebook_theme.organisation_id",
                "codebook_theme.codebook_id",
                "codebook_theme.number",
            ],
            name="fk_comment_code_theme",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_comment_code_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "codebook_id",
            "comment_key",
            "turn",
            "theme",
            name=op.f("pk_comment_code"),
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    for table in ("quotation", "comment_code", "comment_reading", "codebook_theme", "codebook"):
        op.drop_table(table)
    op.drop_index("uq_comment_service", table_name="comment")
