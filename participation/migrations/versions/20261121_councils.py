"""Councils: who speaks for the residents, in which seat, from when until when."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "097e573e2e96"
down_revision = "67d39809c967"
branch_labels = None
depends_on = None

WALLED = ("council", "council_service", "college", "seat", "council_term", "council_office")


def upgrade() -> None:
    op.create_table(
        "council",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", types.LocalizedText(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "cvs",
                "common-cvs",
                "forum",
                "consultation",
                "cohort",
                "joint",
                "board-seats",
                "public-seats",
                "other",
                name="councilform",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "age",
                "stay",
                "translation",
                "court",
                "home",
                name="otherformreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("carrier_id", sa.BigInteger(), nullable=False),
        sa.Column("services", sa.BigInteger(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("founding_act", sa.String(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("procedure_on", sa.Date(), nullable=True),
        sa.Column("term_months", sa.BigInteger(), nullable=True),
        sa.Column(
            "quorum_base",
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
        sa.Column("publication", sa.String(length=200), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "sent_on IS NULL OR founded_on IS NOT NULL", name=op.f("ck_council_sent_once_founded")
        ),
        sa.CheckConstraint("services > 0", name=op.f("ck_council_covers_somebody")),
        sa.CheckConstraint(
            "term_months IS NULL OR term_months > 0", name=op.f("ck_council_term_lasts")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "carrier_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_council_organisation_id_carrier_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_council_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_council")),
        sqlite_strict=True,
    )
    op.create_table(
        "college",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "residents",
                "relatives",
                "legal-representatives",
                "staff",
                "managing-body",
                "groupement",
                "protection",
                "volunteers",
                "doctor",
                "care-team",
                "neighbours",
                "other",
                name="collegekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("members", sa.BigInteger(), nullable=False),
        sa.Column("substitutes", sa.BigInteger(), nullable=False),
        sa.Column(
            "filling",
            sa.Enum(
                "election",
                "designation",
                "by-right",
                name="filling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "substitute_order",
            sa.Enum(
                "ranked",
                "paired",
                name="substituteorder",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "tie_break",
            sa.Enum(
                "lots",
                "seniority",
                "age",
                name="tiebreak",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stands_in", sa.Boolean(), nullable=False),
        sa.Column("shortage_on", sa.Date(), nullable=True),
        sa.Column("shortage_because", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(shortage_on IS NULL) = (shortage_because = '')",
            name=op.f("ck_college_shortage_has_reason"),
        ),
        sa.CheckConstraint(
            "members >= 0 AND substitutes >= 0", name=op.f("ck_college_seats_counted")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_college_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_college_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_college_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_college")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("college", schema=None) as batch_op:
        batch_op.create_index("ix_college_council", ["organisation_id", "council_id"], unique=False)

    op.create_table(
        "council_service",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_council_service_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_council_service_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_council_service_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "council_id", "service_id", name=op.f("pk_council_service")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "seat",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("college_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "substitute",
                name="seatkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("rank > 0", name=op.f("ck_seat_rank_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "college_id"],
            ["college.organisation_id", "college.id"],
            name=op.f("fk_seat_organisation_id_college_id_college"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_seat_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_seat")),
        sa.UniqueConstraint(
            "organisation_id",
            "college_id",
            "kind",
            "rank",
            name=op.f("uq_seat_organisation_id_college_id_kind_rank"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "council_term",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("seat_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "resigned",
                "left",
                "relative-left",
                "died",
                "seated",
                "annulled",
                "replaced",
                "council-ended",
                name="endreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "elected",
                "designated",
                "drawn",
                "by-right",
                "seated",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("election", sa.String(length=40), nullable=False),
        sa.Column("extended_because", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "membership_id IS NOT NULL OR name <> ''",
            name=op.f("ck_council_term_somebody_holds_it"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (end_reason IS NULL)", name=op.f("ck_council_term_end_has_reason")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= since", name=op.f("ck_council_term_ended_after_since")
        ),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_council_term_until_after_since")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_council_term_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "seat_id"],
            ["seat.organisation_id", "seat.id"],
            name=op.f("fk_council_term_organisation_id_seat_id_seat"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_council_term_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_council_term")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("council_term", schema=None) as batch_op:
        batch_op.create_index(
            "ix_council_term_membership", ["organisation_id", "membership_id"], unique=False
        )
        batch_op.create_index("ix_council_term_seat", ["organisation_id", "seat_id"], unique=False)

    op.create_table(
        "council_office",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("term_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "chair",
                "vice-chair",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("because", sa.String(length=200), nullable=False),
        sa.Column("election", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= since",
            name=op.f("ck_council_office_ended_after_since"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_council_office_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "term_id"],
            ["council_term.organisation_id", "council_term.id"],
            name=op.f("fk_council_office_organisation_id_term_id_council_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_council_office_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_council_office")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("council_office", schema=None) as batch_op:
        batch_op.create_index(
            "ix_council_office_council", ["organisation_id", "council_id"], unique=False
        )

    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("council_office", schema=None) as batch_op:
        batch_op.drop_index("ix_council_office_council")

    op.drop_table("council_office")
    with op.batch_alter_table("council_term", schema=None) as batch_op:
        batch_op.drop_index("ix_council_term_seat")
        batch_op.drop_index("ix_council_term_membership")

    op.drop_table("council_term")
    op.drop_table("seat")
    op.drop_table("council_service")
    with op.batch_alter_table("college", schema=None) as batch_op:
        batch_op.drop_index("ix_college_council")

    op.drop_table("college")
    op.drop_table("council")
