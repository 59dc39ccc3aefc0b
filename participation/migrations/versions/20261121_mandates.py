"""Mandates and the network of the elected: seats offered, hours, trainings, cards, works."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "8c5525023ab9"
down_revision = "a7d40c91e2b5"
branch_labels = None
depends_on = None

WALLED = (
    "evidence_line",
    "directory_card",
    "mandate_note",
    "activity_report",
    "mandate_support",
    "mandate_training",
    "work",
    "office_hour",
    "seat_offer",
)


def upgrade() -> None:
    op.create_table(
        "evidence_line",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kinds", sa.String(length=200), nullable=False),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_evidence_line_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_evidence_line")),
        sa.UniqueConstraint(
            "organisation_id", "code", name=op.f("uq_evidence_line_organisation_id_code")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "directory_card",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("shown_name", sa.String(length=80), nullable=False),
        sa.Column("shows_service", sa.Boolean(), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.CheckConstraint("shown_name <> ''", name=op.f("ck_directory_card_is_named")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_directory_card_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_directory_card_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_directory_card")),
        sa.UniqueConstraint(
            "organisation_id", "user_id", name=op.f("uq_directory_card_organisation_id_user_id")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "mandate_note",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_mandate_note_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_mandate_note_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_mandate_note")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("mandate_note", schema=None) as batch_op:
        batch_op.create_index("ix_mandate_note_user", ["organisation_id", "user_id"], unique=False)

    op.create_table(
        "activity_report",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.String(length=4000), nullable=False),
        sa.Column("to_do", sa.String(length=4000), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("presented_on", sa.Date(), nullable=True),
        sa.CheckConstraint("year >= 2000", name=op.f("ck_activity_report_year_is_whole")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_activity_report_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_activity_report_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_activity_report")),
        sa.UniqueConstraint(
            "organisation_id",
            "council_id",
            "year",
            name=op.f("uq_activity_report_organisation_id_council_id_year"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "mandate_support",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "helper",
                "interpreter",
                name="supportkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "found",
                "refused",
                name="supportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("found", sa.String(length=120), nullable=False),
        sa.Column("because", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(settled_on IS NULL) = (state = 'asked')",
            name=op.f("ck_mandate_support_settled_has_day"),
        ),
        sa.CheckConstraint(
            "(state = 'refused') = (because <> '')",
            name=op.f("ck_mandate_support_refused_with_reason"),
        ),
        sa.CheckConstraint(
            "kind <> 'interpreter' OR language <> ''",
            name=op.f("ck_mandate_support_interpreter_of_what"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_mandate_support_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_mandate_support_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_mandate_support_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_mandate_support")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("mandate_support", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mandate_support_council", ["organisation_id", "council_id", "on_day"], unique=False
        )

    op.create_table(
        "mandate_training",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "speaking",
                "representing",
                "listening",
                "meeting",
                "minutes",
                "budget",
                "rights",
                "digital",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "wished",
                "planned",
                "followed",
                name="trainingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wished_on", sa.Date(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "state = 'wished' OR on_day IS NOT NULL",
            name=op.f("ck_mandate_training_planned_has_day"),
        ),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_mandate_training_hours_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_mandate_training_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_mandate_training_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_mandate_training_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_mandate_training")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("mandate_training", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mandate_training_council", ["organisation_id", "council_id"], unique=False
        )

    op.create_table(
        "work",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "picture",
                "sound",
                name="workkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("credit", sa.String(length=80), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("sound", sa.LargeBinary(), nullable=True),
        sa.Column("aac", sa.LargeBinary(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "house",
                "association",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "shown",
                name="workstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'picture') = (picture IS NOT NULL)", name=op.f("ck_work_picture_is_there")
        ),
        sa.CheckConstraint(
            "(kind = 'sound') = (sound IS NOT NULL)", name=op.f("ck_work_sound_is_there")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_work_is_titled")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "author_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_work_organisation_id_author_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_work_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_work_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_work")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.create_index("ix_work_service", ["organisation_id", "service_id"], unique=False)

    op.create_table(
        "office_hour",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.BigInteger(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(weekday IS NULL) <> (on_day IS NULL)", name=op.f("ck_office_hour_weekly_or_once")
        ),
        sa.CheckConstraint("ends > starts", name=op.f("ck_office_hour_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "term_id"],
            ["council_term.organisation_id", "council_term.id"],
            name=op.f("fk_office_hour_organisation_id_term_id_council_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_office_hour_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_office_hour")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("office_hour", schema=None) as batch_op:
        batch_op.create_index("ix_office_hour_term", ["organisation_id", "term_id"], unique=False)

    op.create_table(
        "seat_offer",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("vacated_id", sa.BigInteger(), nullable=False),
        sa.Column("substitute_id", sa.BigInteger(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "declined",
                name="offerstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (state = 'asked')", name=op.f("ck_seat_offer_answered_once")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_seat_offer_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "substitute_id"],
            ["council_term.organisation_id", "council_term.id"],
            name=op.f("fk_seat_offer_organisation_id_substitute_id_council_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacated_id"],
            ["council_term.organisation_id", "council_term.id"],
            name=op.f("fk_seat_offer_organisation_id_vacated_id_council_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_seat_offer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_seat_offer")),
        sa.UniqueConstraint(
            "organisation_id",
            "vacated_id",
            "substitute_id",
            name=op.f("uq_seat_offer_organisation_id_vacated_id_substitute_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("seat_offer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_seat_offer_council", ["organisation_id", "council_id"], unique=False
        )

    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("seat_offer", schema=None) as batch_op:
        batch_op.drop_index("ix_seat_offer_council")

    op.drop_table("seat_offer")
    with op.batch_alter_table("office_hour", schema=None) as batch_op:
        batch_op.drop_index("ix_office_hour_term")

    op.drop_table("office_hour")
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.drop_index("ix_work_service")

    op.drop_table("work")
    with op.batch_alter_table("mandate_training", schema=None) as batch_op:
        batch_op.drop_index("ix_mandate_training_council")

    op.drop_table("mandate_training")
    with op.batch_alter_table("mandate_support", schema=None) as batch_op:
        batch_op.drop_index("ix_mandate_support_council")

    op.drop_table("mandate_support")
    op.drop_table("activity_report")
    with op.batch_alter_table("mandate_note", schema=None) as batch_op:
        batch_op.drop_index("ix_mandate_note_user")

    op.drop_table("mandate_note")
    op.drop_table("directory_card")
    op.drop_table("evidence_line")
