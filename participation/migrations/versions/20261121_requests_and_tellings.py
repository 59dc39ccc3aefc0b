"""Sessions asked for, minutes in other languages and by voice, topics discussed, age of voices."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types
from participation.foundation.clock import today

revision = "b41f7c60d9a3"
down_revision = "8c5525023ab9"
branch_labels = None
depends_on = None

WALLED = (
    "meeting_request",
    "meeting_request_asker",
    "meeting_translation",
    "meeting_spoken_section",
)


def upgrade() -> None:
    _requests()
    _told()
    op.add_column("topic", sa.Column("discussed_on", sa.Date(), nullable=True))
    op.add_column("topic", sa.Column("discussed", types.LocalizedText(), nullable=True))
    op.add_column("voice", sa.Column("month", sa.BigInteger(), nullable=True))
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute("ALTER TABLE voice NO FORCE ROW LEVEL SECURITY")
    voice = sa.table("voice", sa.column("month"), sa.column("topic_id"))
    month = today().year * 12 + today().month - 1
    op.execute(sa.update(voice).where(voice.c.topic_id.is_(None)).values(month=month))
    if on_postgresql:
        op.execute("ALTER TABLE voice FORCE ROW LEVEL SECURITY")
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def _requests() -> None:
    op.create_table(
        "meeting_request",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("manager_on", sa.Date(), nullable=True),
        sa.Column("because", sa.String(length=200), nullable=False),
        *_keys("meeting_request", ("council_id", "council")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_meeting_request_council", "meeting_request", ["organisation_id", "council_id"]
    )
    op.create_table(
        "meeting_request_asker",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.UniqueConstraint(
            "organisation_id",
            "request_id",
            "term_id",
            name=op.f("uq_meeting_request_asker_organisation_id_request_id_term_id"),
        ),
        *_keys(
            "meeting_request_asker",
            ("request_id", "meeting_request"),
            ("term_id", "council_term"),
        ),
        sqlite_strict=True,
    )


def _told() -> None:
    op.create_table(
        "meeting_translation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("sections", types.PortableJson, nullable=False),
        sa.Column("source_mark", sa.String(length=20), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.CheckConstraint("locale <> 'fr'", name=op.f("ck_meeting_translation_not_the_source")),
        sa.UniqueConstraint(
            "organisation_id",
            "meeting_id",
            "locale",
            name=op.f("uq_meeting_translation_organisation_id_meeting_id_locale"),
        ),
        *_keys("meeting_translation", ("meeting_id", "meeting")),
        sqlite_strict=True,
    )
    op.create_table(
        "meeting_spoken_section",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("minutes_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("sound", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "number > 0", name=op.f("ck_meeting_spoken_section_number_counts_from_one")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "minutes_id",
            "number",
            name=op.f("uq_meeting_spoken_section_organisation_id_minutes_id_number"),
        ),
        *_keys("meeting_spoken_section", ("minutes_id", "meeting_minutes")),
        sqlite_strict=True,
    )


def _keys(table: str, *parents: tuple[str, str]) -> list[sa.Constraint]:
    """Give the keys of a table: its own, its organisation's, and those of the rows it hangs on."""
    return [
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                [f"{parent}.organisation_id", f"{parent}.id"],
                name=op.f(f"fk_{table}_organisation_id_{column}_{parent}"),
                ondelete="CASCADE",
            )
            for column, parent in parents
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    op.drop_column("voice", "month")
    op.drop_column("topic", "discussed")
    op.drop_column("topic", "discussed_on")
    op.drop_table("meeting_spoken_section")
    op.drop_table("meeting_translation")
    op.drop_table("meeting_request_asker")
    op.drop_index("ix_meeting_request_council", "meeting_request")
    op.drop_table("meeting_request")
