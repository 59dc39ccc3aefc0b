"""Meetings: agendas, files, who was called and who came, votes, minutes, what the room thought."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "a7d40c91e2b5"
down_revision = "d5f2578dedca"
branch_labels = None
depends_on = None

WALLED = (
    "meeting",
    "agenda_item",
    "meeting_assessment",
    "meeting_minutes",
    "meeting_decision",
    "meeting_file",
    "meeting_invitation",
    "meeting_presence",
)


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", types.UtcDateTime(), nullable=False),
        sa.Column("minutes_planned", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "planned",
                "called",
                "open",
                "closed",
                "cancelled",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("called_version", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", types.UtcDateTime(), nullable=True),
        sa.Column("closed_at", types.UtcDateTime(), nullable=True),
        sa.Column("current_item_id", sa.BigInteger(), nullable=True),
        sa.Column("cancelled_because", sa.String(length=200), nullable=False),
        sa.CheckConstraint("place <> ''", name=op.f("ck_meeting_is_somewhere")),
        sa.CheckConstraint(
            "stage <> 'called' OR called_on IS NOT NULL", name=op.f("ck_meeting_call_has_day")
        ),
        sa.CheckConstraint(
            "stage <> 'closed' OR closed_at IS NOT NULL", name=op.f("ck_meeting_end_has_hour")
        ),
        sa.CheckConstraint("minutes_planned > 0", name=op.f("ck_meeting_lasts")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_meeting_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_meeting_council",
        "meeting",
        ["organisation_id", "council_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "agenda_item",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("title", types.LocalizedText(), nullable=False),
        sa.Column("words", types.LocalizedText(), nullable=False),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "inform",
                "consult",
                "involve",
                "co-build",
                name="participationlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "carried",
                "withdrawn",
                name="itemstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("conclusion", sa.String(length=2000), nullable=False),
        sa.Column("is_second", sa.Boolean(), nullable=False),
        sa.Column("carried_from_id", sa.BigInteger(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_agenda_item_lasts")),
        sa.CheckConstraint("rank > 0", name=op.f("ck_agenda_item_rank_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_agenda_item_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_agenda_item_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_agenda_item")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_agenda_item_meeting", "agenda_item", ["organisation_id", "meeting_id"], unique=False
    )
    op.create_index(
        "ix_agenda_item_origin", "agenda_item", ["organisation_id", "origin"], unique=False
    )
    op.create_table(
        "meeting_assessment",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("heard", sa.BigInteger(), nullable=False),
        sa.Column("clear", sa.BigInteger(), nullable=False),
        sa.Column("useful", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "heard BETWEEN 1 AND 5 AND clear BETWEEN 1 AND 5 AND useful BETWEEN 1 AND 5",
            name=op.f("ck_meeting_assessment_five_faces"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_meeting_assessment_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_assessment_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_meeting_assessment")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_meeting_assessment_meeting",
        "meeting_assessment",
        ["organisation_id", "meeting_id"],
        unique=False,
    )
    op.create_table(
        "meeting_minutes",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "signed",
                "adopted",
                name="writing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sections", types.PortableJson, nullable=False),
        sa.Column("because", sa.String(length=200), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("adopted_in_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_to_manager_on", sa.Date(), nullable=True),
        sa.Column("sent_to_authority_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("told", types.PortableJson, nullable=True),
        sa.CheckConstraint(
            "(signed_on IS NULL) = (signed_by = '')",
            name=op.f("ck_meeting_minutes_signed_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state = 'adopted') = (adopted_on IS NOT NULL)",
            name=op.f("ck_meeting_minutes_adopted_has_day"),
        ),
        sa.CheckConstraint(
            "(state = 'draft') = (signed_on IS NULL)",
            name=op.f("ck_meeting_minutes_signed_has_day"),
        ),
        sa.CheckConstraint(
            "(published_on IS NULL) = (told IS NULL)",
            name=op.f("ck_meeting_minutes_told_once_published"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_meeting_minutes_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_meeting_minutes_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_minutes_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting_minutes")),
        sa.UniqueConstraint(
            "organisation_id",
            "meeting_id",
            "number",
            name=op.f("uq_meeting_minutes_organisation_id_meeting_id_number"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "meeting_decision",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "motion",
            sa.Enum(
                "opinion",
                "proposal",
                name="motion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "hands",
                "secret",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("in_favour", sa.BigInteger(), nullable=False),
        sa.Column("against", sa.BigInteger(), nullable=False),
        sa.Column("abstained", sa.BigInteger(), nullable=False),
        sa.Column("represented", sa.BigInteger(), nullable=False),
        sa.Column("others", sa.BigInteger(), nullable=False),
        sa.Column("members", sa.BigInteger(), nullable=False),
        sa.Column(
            "base",
            sa.Enum(
                "members",
                "present",
                name="quorumbase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_second", sa.Boolean(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "adopted",
                "rejected",
                "carried",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("follow_up_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_meeting_decision_says_something")),
        sa.CheckConstraint(
            "in_favour >= 0 AND against >= 0 AND abstained >= 0 "
            "AND in_favour + against + abstained <= represented + others",
            name=op.f("ck_meeting_decision_votes_of_the_room"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "item_id"],
            ["agenda_item.organisation_id", "agenda_item.id"],
            name=op.f("fk_meeting_decision_organisation_id_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_meeting_decision_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_decision_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting_decision")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_meeting_decision_meeting",
        "meeting_decision",
        ["organisation_id", "meeting_id"],
        unique=False,
    )
    op.create_table(
        "meeting_file",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pdf",
                "jpg",
                "png",
                "docx",
                "xlsx",
                "pptx",
                "odt",
                "ods",
                "odp",
                name="filekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint("name <> '' AND size > 0", name=op.f("ck_meeting_file_holds_something")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "item_id"],
            ["agenda_item.organisation_id", "agenda_item.id"],
            name=op.f("fk_meeting_file_organisation_id_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_meeting_file_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_file_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting_file")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_meeting_file_meeting", "meeting_file", ["organisation_id", "meeting_id"], unique=False
    )
    op.create_table(
        "meeting_invitation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "email",
                "sms",
                "paper",
                name="callway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "unknown",
                "coming",
                "absent",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_meeting_invitation_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "term_id"],
            ["council_term.organisation_id", "council_term.id"],
            name=op.f("fk_meeting_invitation_organisation_id_term_id_council_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_invitation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting_invitation")),
        sa.UniqueConstraint(
            "organisation_id",
            "meeting_id",
            "term_id",
            name=op.f("uq_meeting_invitation_organisation_id_meeting_id_term_id"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_meeting_invitation_meeting",
        "meeting_invitation",
        ["organisation_id", "meeting_id"],
        unique=False,
    )
    op.create_table(
        "meeting_presence",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "quality",
            sa.Enum(
                "member",
                "substitute",
                "advisory",
                "guest",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seat_id", sa.BigInteger(), nullable=True),
        sa.Column("stood_in_for", sa.String(length=120), nullable=False),
        sa.Column("has_left", sa.Boolean(), nullable=False),
        sa.Column("is_chairing", sa.Boolean(), nullable=False),
        sa.Column("is_secretary", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_meeting_presence_is_named")),
        sa.CheckConstraint(
            "seat_id IS NULL OR (term_id IS NOT NULL AND quality IN ('member', 'substitute'))",
            name=op.f("ck_meeting_presence_only_the_seated_vote"),
        ),
        sa.CheckConstraint(
            "NOT has_left OR seat_id IS NULL",
            name=op.f("ck_meeting_presence_who_left_votes_no_more"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_meeting_presence_organisation_id_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "seat_id"],
            ["seat.organisation_id", "seat.id"],
            name=op.f("fk_meeting_presence_organisation_id_seat_id_seat"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "term_id"],
            ["council_term.organisation_id", "council_term.id"],
            name=op.f("fk_meeting_presence_organisation_id_term_id_council_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_presence_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting_presence")),
        sa.UniqueConstraint(
            "organisation_id",
            "meeting_id",
            "seat_id",
            name=op.f("uq_meeting_presence_organisation_id_meeting_id_seat_id"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "meeting_id",
            "term_id",
            name=op.f("uq_meeting_presence_organisation_id_meeting_id_term_id"),
        ),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_table("meeting_presence")
    op.drop_table("meeting_invitation")
    op.drop_table("meeting_file")
    op.drop_table("meeting_decision")
    op.drop_table("meeting_minutes")
    op.drop_table("meeting_assessment")
    op.drop_table("agenda_item")
    op.drop_table("meeting")
