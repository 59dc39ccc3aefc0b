"""Peer help: helpers, their times, what is scheduled, who comes, rosters, times that are taken."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "9e5b1df27f58"
down_revision = "b41f7c60d9a3"
branch_labels = None
depends_on = None

WALLED = (
    "roster",
    "calendar_feed",
    "helper",
    "helper_absence",
    "helper_calendar",
    "helper_debrief",
    "helper_language",
    "helper_qualification",
    "helper_service",
    "helper_topic",
    "helper_weekly_time",
    "meeting_room",
    "roster_service",
    "slot_series",
    "helper_busy_time",
    "peer_slot",
    "booking",
    "help_request",
    "reservation",
    "slot_helper",
    "swap_offer",
)


def upgrade() -> None:
    op.create_table(
        "roster",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "solving",
                "proposed",
                "published",
                "stopped",
                name="rosterstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("started_at", types.UtcDateTime(), nullable=True),
        sa.Column("stop_asked", sa.Boolean(), nullable=False),
        sa.Column("progress", types.PortableJson, nullable=False),
        sa.Column("proposal", types.PortableJson, nullable=False),
        sa.Column("published_at", types.UtcDateTime(), nullable=True),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_roster_takes_time")),
        sa.CheckConstraint("until > since", name=op.f("ck_roster_until_after_since")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_roster_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_roster")),
        sqlite_strict=True,
    )
    op.create_table(
        "calendar_feed",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_calendar_feed_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_calendar_feed_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint(
            "organisation_id", "digest", name=op.f("uq_calendar_feed_organisation_id_digest")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "helper",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "employee",
                "insertion",
                "civic-service",
                "volunteer",
                "flat-share",
                "professional",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("weekly_minutes", sa.BigInteger(), nullable=False),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "woman",
                "man",
                "unsaid",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about", types.LocalizedText(), nullable=False),
        sa.Column("prefers", sa.String(length=200), nullable=False),
        sa.Column("at_home", sa.Boolean(), nullable=False),
        sa.Column("at_night", sa.Boolean(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("duo_id", sa.BigInteger(), nullable=True),
        sa.Column("referent_id", sa.BigInteger(), nullable=True),
        sa.Column("paused_until", types.UtcDateTime(), nullable=True),
        sa.Column("sound", sa.LargeBinary(), nullable=True),
        sa.Column("sound_aac", sa.LargeBinary(), nullable=True),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("has_photo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_helper_is_named")),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_helper_until_after_since")
        ),
        sa.CheckConstraint("weekly_minutes > 0", name=op.f("ck_helper_some_time_a_week")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_helper_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper")),
        sa.UniqueConstraint(
            "organisation_id", "user_id", name=op.f("uq_helper_organisation_id_user_id")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "helper_absence",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("starts", types.UtcDateTime(), nullable=False),
        sa.Column("ends", types.UtcDateTime(), nullable=False),
        sa.Column("is_there", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_helper_absence_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_absence_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_absence_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_absence")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_absence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helper_absence_helper", ["organisation_id", "helper_id", "starts"], unique=False
        )

    op.create_table(
        "helper_calendar",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("read_at", types.UtcDateTime(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_calendar_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_calendar_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_calendar")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_calendar", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helper_calendar_helper", ["organisation_id", "helper_id"], unique=False
        )

    op.create_table(
        "helper_debrief",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("week_of", sa.Date(), nullable=False),
        sa.Column(
            "feeling",
            sa.Enum(
                "easy",
                "all-right",
                "difficult",
                name="feeling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_debrief_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_debrief_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_debrief")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_debrief", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helper_debrief_helper", ["organisation_id", "helper_id", "week_of"], unique=False
        )

    op.create_table(
        "helper_language",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "little",
                "well",
                "native",
                name="languagelevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_language_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_language_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_language")),
        sa.UniqueConstraint(
            "organisation_id",
            "helper_id",
            "locale",
            name=op.f("uq_helper_language_organisation_id_helper_id_locale"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "helper_qualification",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("got_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_helper_qualification_is_named")),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on > got_on",
            name=op.f("ck_helper_qualification_expires_later"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_qualification_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_qualification_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_qualification")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_qualification", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helper_qualification_helper", ["organisation_id", "helper_id"], unique=False
        )

    op.create_table(
        "helper_service",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("travel_minutes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("travel_minutes >= 0", name=op.f("ck_helper_service_travel_takes_time")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_service_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_helper_service_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_service_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "helper_id", "service_id", name=op.f("pk_helper_service")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "helper_topic",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "street",
                "habits",
                "mind",
                "inside",
                "road",
                "body",
                "family",
                "work",
                "papers",
                "home",
                "around",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_topic_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_topic_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_topic")),
        sa.UniqueConstraint(
            "organisation_id",
            "helper_id",
            "topic",
            name=op.f("uq_helper_topic_organisation_id_helper_id_topic"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "helper_weekly_time",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "minutes BETWEEN 1 AND 1440", name=op.f("ck_helper_weekly_time_lasts_a_day_at_most")
        ),
        sa.CheckConstraint(
            "starts_at BETWEEN 0 AND 1439", name=op.f("ck_helper_weekly_time_starts_in_the_day")
        ),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_helper_weekly_time_until_after_since")
        ),
        sa.CheckConstraint(
            "weekday BETWEEN 0 AND 6", name=op.f("ck_helper_weekly_time_day_of_the_week")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_helper_weekly_time_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_weekly_time_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_weekly_time")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_weekly_time", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helper_weekly_time_helper", ["organisation_id", "helper_id"], unique=False
        )

    op.create_table(
        "meeting_room",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("places", sa.BigInteger(), nullable=False),
        sa.Column("holds", sa.String(length=200), nullable=False),
        sa.Column("is_step_free", sa.Boolean(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_meeting_room_holds_somebody")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_meeting_room_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_room_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting_room")),
        sa.UniqueConstraint(
            "organisation_id",
            "service_id",
            "name",
            name=op.f("uq_meeting_room_organisation_id_service_id_name"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "roster_service",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("roster_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "roster_id"],
            ["roster.organisation_id", "roster.id"],
            name=op.f("fk_roster_service_organisation_id_roster_id_roster"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_roster_service_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_roster_service_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "roster_id", "service_id", name=op.f("pk_roster_service")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "slot_series",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "meeting",
                "drop-in",
                "group",
                "round",
                "company",
                "training",
                "supervision",
                "practice",
                name="slotkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("pattern", types.PortableJson, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_slot_series_lasts")),
        sa.CheckConstraint("until > since", name=op.f("ck_slot_series_until_after_since")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_slot_series_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_slot_series_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_slot_series")),
        sqlite_strict=True,
    )
    op.create_table(
        "helper_busy_time",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("calendar_id", sa.BigInteger(), nullable=False),
        sa.Column("starts", types.UtcDateTime(), nullable=False),
        sa.Column("ends", types.UtcDateTime(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_helper_busy_time_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "calendar_id"],
            ["helper_calendar.organisation_id", "helper_calendar.id"],
            name=op.f("fk_helper_busy_time_organisation_id_calendar_id_helper_calendar"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helper_busy_time_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_helper_busy_time")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("helper_busy_time", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helper_busy_time_calendar",
            ["organisation_id", "calendar_id", "starts"],
            unique=False,
        )

    op.create_table(
        "peer_slot",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("series_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "meeting",
                "drop-in",
                "group",
                "round",
                "company",
                "training",
                "supervision",
                "practice",
                name="slotkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "cancelled",
                name="slotstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts", types.UtcDateTime(), nullable=False),
        sa.Column("ends", types.UtcDateTime(), nullable=False),
        sa.Column("room_id", sa.BigInteger(), nullable=True),
        sa.Column("capacity", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("need_min", sa.BigInteger(), nullable=False),
        sa.Column("need_max", sa.BigInteger(), nullable=False),
        sa.Column("priority", sa.BigInteger(), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "street",
                "habits",
                "mind",
                "inside",
                "road",
                "body",
                "family",
                "work",
                "papers",
                "home",
                "around",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("needs_lead", sa.Boolean(), nullable=False),
        sa.Column("needs_child_care", sa.Boolean(), nullable=False),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("is_nameless", sa.Boolean(), nullable=False),
        sa.Column("came", sa.BigInteger(), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("moved_from", types.UtcDateTime(), nullable=True),
        sa.CheckConstraint("came IS NULL OR came >= 0", name=op.f("ck_peer_slot_came_counts")),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_peer_slot_capacity_counts")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_peer_slot_ends_after_start")),
        sa.CheckConstraint(
            "need_min >= 1 AND need_max >= need_min", name=op.f("ck_peer_slot_needs_somebody")
        ),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= capacity", name=op.f("ck_peer_slot_not_over_full")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "room_id"],
            ["meeting_room.organisation_id", "meeting_room.id"],
            name=op.f("fk_peer_slot_organisation_id_room_id_meeting_room"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "series_id"],
            ["slot_series.organisation_id", "slot_series.id"],
            name=op.f("fk_peer_slot_organisation_id_series_id_slot_series"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_peer_slot_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_peer_slot_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_peer_slot")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("peer_slot", schema=None) as batch_op:
        batch_op.create_index("ix_peer_slot_series", ["organisation_id", "series_id"], unique=False)
        batch_op.create_index(
            "ix_peer_slot_service", ["organisation_id", "service_id", "starts"], unique=False
        )

    op.create_table(
        "booking",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("slot_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("nickname", sa.String(length=40), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "nothing",
                "slip",
                "sms",
                "voice",
                "email",
                name="reminderchannel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "booked",
                "cancelled",
                "came",
                "absent",
                "waiting",
                "offered",
                name="bookingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("offer_until", types.UtcDateTime(), nullable=True),
        sa.Column("offers", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(state = 'offered') = (offer_until IS NOT NULL)", name=op.f("ck_booking_offers_expire")
        ),
        sa.CheckConstraint(
            "user_id IS NOT NULL OR nickname <> ''", name=op.f("ck_booking_somebody_comes")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_booking_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "slot_id"],
            ["peer_slot.organisation_id", "peer_slot.id"],
            name=op.f("fk_booking_organisation_id_slot_id_peer_slot"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_booking_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_booking_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_booking")),
        sa.UniqueConstraint(
            "organisation_id", "code_digest", name=op.f("uq_booking_organisation_id_code_digest")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "slot_id",
            "user_id",
            name=op.f("uq_booking_organisation_id_slot_id_user_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index("ix_booking_person", ["organisation_id", "user_id"], unique=False)
        batch_op.create_index(
            "ix_booking_slot", ["organisation_id", "slot_id", "rank"], unique=False
        )

    op.create_table(
        "help_request",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("nickname", sa.String(length=40), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "nothing",
                "slip",
                "sms",
                "voice",
                "email",
                name="reminderchannel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "street",
                "habits",
                "mind",
                "inside",
                "road",
                "body",
                "family",
                "work",
                "papers",
                "home",
                "around",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "gender",
            sa.Enum(
                "woman",
                "man",
                "unsaid",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("not_from_here", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("promised_for", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "promised",
                "answered",
                "withdrawn",
                name="requeststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("slot_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(state = 'answered') = (slot_id IS NOT NULL)",
            name=op.f("ck_help_request_answered_by_a_slot"),
        ),
        sa.CheckConstraint(
            "user_id IS NOT NULL OR nickname <> ''", name=op.f("ck_help_request_somebody_asks")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_help_request_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "slot_id"],
            ["peer_slot.organisation_id", "peer_slot.id"],
            name=op.f("fk_help_request_organisation_id_slot_id_peer_slot"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_help_request_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_help_request_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_help_request")),
        sa.UniqueConstraint(
            "organisation_id",
            "code_digest",
            name=op.f("uq_help_request_organisation_id_code_digest"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("help_request", schema=None) as batch_op:
        batch_op.create_index(
            "ix_help_request_service", ["organisation_id", "service_id", "state"], unique=False
        )

    op.create_table(
        "reservation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("slot_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("starts", types.UtcDateTime(), nullable=False),
        sa.Column("ends", types.UtcDateTime(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_reservation_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "slot_id"],
            ["peer_slot.organisation_id", "peer_slot.id"],
            name=op.f("fk_reservation_organisation_id_slot_id_peer_slot"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_reservation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_reservation")),
        sa.UniqueConstraint(
            "organisation_id",
            "slot_id",
            "subject_id",
            name=op.f("uq_reservation_organisation_id_slot_id_subject_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reservation_subject", ["organisation_id", "subject_id", "starts"], unique=False
        )

    op.create_table(
        "slot_helper",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("slot_id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "promised",
                "declined",
                "cover-wanted",
                "left",
                name="assignmentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "helper_id"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_slot_helper_organisation_id_helper_id_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "slot_id"],
            ["peer_slot.organisation_id", "peer_slot.id"],
            name=op.f("fk_slot_helper_organisation_id_slot_id_peer_slot"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_slot_helper_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_slot_helper")),
        sa.UniqueConstraint(
            "organisation_id",
            "slot_id",
            "helper_id",
            name=op.f("uq_slot_helper_organisation_id_slot_id_helper_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("slot_helper", schema=None) as batch_op:
        batch_op.create_index(
            "ix_slot_helper_helper", ["organisation_id", "helper_id"], unique=False
        )

    op.create_table(
        "swap_offer",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("offered_at", types.UtcDateTime(), nullable=False),
        sa.Column("against_id", sa.BigInteger(), nullable=True),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "assignment_id"],
            ["slot_helper.organisation_id", "slot_helper.id"],
            name=op.f("fk_swap_offer_organisation_id_assignment_id_slot_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "taken_by"],
            ["helper.organisation_id", "helper.id"],
            name=op.f("fk_swap_offer_organisation_id_taken_by_helper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_swap_offer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_swap_offer")),
        sa.UniqueConstraint(
            "organisation_id",
            "assignment_id",
            name=op.f("uq_swap_offer_organisation_id_assignment_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("swap_offer", schema=None) as batch_op:
        batch_op.create_index("ix_swap_offer_taken", ["organisation_id", "taken_by"], unique=False)

    dialect = op.get_bind().dialect.name
    for statement in types.never_overlapping("reservation", dialect):
        op.execute(statement)
    if dialect == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("swap_offer", schema=None) as batch_op:
        batch_op.drop_index("ix_swap_offer_taken")

    op.drop_table("swap_offer")
    with op.batch_alter_table("slot_helper", schema=None) as batch_op:
        batch_op.drop_index("ix_slot_helper_helper")

    op.drop_table("slot_helper")
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.drop_index("ix_reservation_subject")

    op.drop_table("reservation")
    with op.batch_alter_table("help_request", schema=None) as batch_op:
        batch_op.drop_index("ix_help_request_service")

    op.drop_table("help_request")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index("ix_booking_slot")
        batch_op.drop_index("ix_booking_person")

    op.drop_table("booking")
    with op.batch_alter_table("peer_slot", schema=None) as batch_op:
        batch_op.drop_index("ix_peer_slot_service")
        batch_op.drop_index("ix_peer_slot_series")

    op.drop_table("peer_slot")
    with op.batch_alter_table("helper_busy_time", schema=None) as batch_op:
        batch_op.drop_index("ix_helper_busy_time_calendar")

    op.drop_table("helper_busy_time")
    op.drop_table("slot_series")
    op.drop_table("roster_service")
    op.drop_table("meeting_room")
    with op.batch_alter_table("helper_weekly_time", schema=None) as batch_op:
        batch_op.drop_index("ix_helper_weekly_time_helper")

    op.drop_table("helper_weekly_time")
    op.drop_table("helper_topic")
    op.drop_table("helper_service")
    with op.batch_alter_table("helper_qualification", schema=None) as batch_op:
        batch_op.drop_index("ix_helper_qualification_helper")

    op.drop_table("helper_qualification")
    op.drop_table("helper_language")
    with op.batch_alter_table("helper_debrief", schema=None) as batch_op:
        batch_op.drop_index("ix_helper_debrief_helper")

    op.drop_table("helper_debrief")
    with op.batch_alter_table("helper_calendar", schema=None) as batch_op:
        batch_op.drop_index("ix_helper_calendar_helper")

    op.drop_table("helper_calendar")
    with op.batch_alter_table("helper_absence", schema=None) as batch_op:
        batch_op.drop_index("ix_helper_absence_helper")

    op.drop_table("helper_absence")
    op.drop_table("helper")
    op.drop_table("calendar_feed")
    op.drop_table("roster")
