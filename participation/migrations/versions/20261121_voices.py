"""Voices of residents, and answers that are owed: follow-ups open, with a level and a delay."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "d5f2578dedca"
down_revision = "7b1d40c2a9e6"
branch_labels = None
depends_on = None

WALLED = ("contact", "orientation", "topic", "topic_step", "topic_support", "voice")
KEPT = (
    "organisation_id, id, service_id, origin, said, decided, because, owner, due_on, done_on, "
    "state, pictogram, is_public"
)
BEFORE = ("promised", "in-progress", "done", "impossible")
AFTER = ("open", *BEFORE)
LEVELS = ("inform", "consult", "involve", "co-build")
CLIMBS = ("none", "manager", "director")
DUE = "asked_on IS NULL OR answer_due_on IS NULL OR answer_due_on >= asked_on"


def upgrade() -> None:
    _widen()
    op.create_table(
        "contact",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "qualified-person",
                "mediator",
                "rights-defender",
                "association",
                "listening-line",
                "other",
                name="contactkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("reach", types.LocalizedText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_contact_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contact")),
        sqlite_strict=True,
    )
    op.create_table(
        "orientation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_orientation_count_positive")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_orientation_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_orientation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "service_id", "month", name=op.f("pk_orientation")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "topic",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "meals",
                "rooms",
                "cleaning",
                "works",
                "noise",
                "rules",
                "respect",
                "activities",
                "outings",
                "visits",
                "internet",
                "support",
                "prices",
                "other",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said", types.LocalizedText(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "kept",
                "placed",
                "answered",
                "not-kept",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("council_id", sa.BigInteger(), nullable=True),
        sa.Column("meeting", sa.String(length=40), nullable=False),
        sa.Column("follow_up_id", sa.BigInteger(), nullable=True),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "state <> 'kept' OR council_id IS NOT NULL", name=op.f("ck_topic_kept_for_somebody")
        ),
        sa.CheckConstraint(
            "state <> 'placed' OR meeting <> ''", name=op.f("ck_topic_placed_somewhere")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_topic_organisation_id_council_id_council"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "follow_up_id"],
            ["follow_up.organisation_id", "follow_up.id"],
            name=op.f("fk_topic_organisation_id_follow_up_id_follow_up"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_topic_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_topic_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_topic")),
        sa.UniqueConstraint(
            "organisation_id",
            "service_id",
            "id",
            name=op.f("uq_topic_organisation_id_service_id_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.create_index(
            "ix_topic_state", ["organisation_id", "service_id", "state"], unique=False
        )

    op.create_table(
        "topic_step",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "kept",
                "placed",
                "answered",
                "not-kept",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("words", types.LocalizedText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "topic_id"],
            ["topic.organisation_id", "topic.service_id", "topic.id"],
            name=op.f("fk_topic_step_organisation_id_service_id_topic_id_topic"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_topic_step_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_topic_step")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("topic_step", schema=None) as batch_op:
        batch_op.create_index("ix_topic_step_topic", ["organisation_id", "topic_id"], unique=False)

    op.create_table(
        "topic_support",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("supporter", types.RandomKey(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "topic_id"],
            ["topic.organisation_id", "topic.service_id", "topic.id"],
            name=op.f("fk_topic_support_organisation_id_service_id_topic_id_topic"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_topic_support_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "topic_id", "supporter", name=op.f("pk_topic_support")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "voice",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "meals",
                "rooms",
                "cleaning",
                "works",
                "noise",
                "rules",
                "respect",
                "activities",
                "outings",
                "visits",
                "internet",
                "support",
                "prices",
                "other",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wish", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sound", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("topic_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "text <> '' OR wish <> '' OR sound IS NOT NULL OR topic_id IS NOT NULL",
            name=op.f("ck_voice_something_said"),
        ),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_voice_text_length")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "author_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_voice_organisation_id_author_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "topic_id"],
            ["topic.organisation_id", "topic.service_id", "topic.id"],
            name=op.f("fk_voice_organisation_id_service_id_topic_id_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_voice_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_voice_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_voice")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("voice", schema=None) as batch_op:
        batch_op.create_index(
            "ix_voice_topic", ["organisation_id", "service_id", "topic_id"], unique=False
        )

    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("voice", schema=None) as batch_op:
        batch_op.drop_index("ix_voice_topic")

    op.drop_table("voice")
    op.drop_table("topic_support")
    with op.batch_alter_table("topic_step", schema=None) as batch_op:
        batch_op.drop_index("ix_topic_step_topic")

    op.drop_table("topic_step")
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_index("ix_topic_state")

    op.drop_table("topic")
    op.drop_table("orientation")
    op.drop_table("contact")
    _narrow()


def _code(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _new_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("level", _code("participationlevel", LEVELS), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("climb", _code("climb", CLIMBS), nullable=False),
    ]


def _widen() -> None:
    """Let an answer be owed before it is given; what was written stays as it is."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(AFTER, _new_columns(), f"{KEPT}, level, climb", f"{KEPT}, 'consult', 'none'")
        return
    op.drop_constraint(op.f("ck_follow_up_state"), "follow_up", type_="check")
    op.create_check_constraint(
        op.f("ck_follow_up_state"), "follow_up", sa.column("state").in_(AFTER)
    )
    for column in _new_columns():
        column.server_default = (
            sa.DefaultClause({"level": "consult", "climb": "none"}[column.name])
            if column.name in {"level", "climb"}
            else None
        )
        op.add_column("follow_up", column)
    for name in ("level", "climb"):
        op.alter_column("follow_up", name, server_default=None)
    op.create_check_constraint(op.f("ck_follow_up_due_after_asked"), "follow_up", DUE)


def _narrow() -> None:
    """Go back: what is still open becomes a promise without a day."""
    mend = "UPDATE follow_up SET state = 'promised' WHERE state = 'open'"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(mend)
        _rebuild(BEFORE, [], KEPT, KEPT)
        return
    op.execute("ALTER TABLE follow_up NO FORCE ROW LEVEL SECURITY")
    op.execute(mend)
    op.execute("ALTER TABLE follow_up FORCE ROW LEVEL SECURITY")
    op.drop_constraint(op.f("ck_follow_up_due_after_asked"), "follow_up", type_="check")
    for column in _new_columns():
        op.drop_column("follow_up", column.name)
    op.drop_constraint(op.f("ck_follow_up_state"), "follow_up", type_="check")
    op.create_check_constraint(
        op.f("ck_follow_up_state"), "follow_up", sa.column("state").in_(BEFORE)
    )


def _rebuild(states: tuple[str, ...], more: list[sa.Column[object]], into: str, given: str) -> None:
    """Write the table anew, for SQLite changes no CHECK in place; nothing refers to it here."""
    op.drop_index("ix_follow_up_origin", "follow_up")
    op.rename_table("follow_up", "follow_up_before")
    checks = [sa.CheckConstraint(DUE, name=op.f("ck_follow_up_due_after_asked"))] if more else []
    op.create_table(
        "follow_up",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column("said", types.LocalizedText(), nullable=False),
        sa.Column("decided", types.LocalizedText(), nullable=False),
        sa.Column("because", types.LocalizedText(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("state", _code("state", states), nullable=False),
        sa.Column("pictogram", sa.String(length=40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        *more,
        sa.CheckConstraint(
            "state <> 'done' OR done_on IS NOT NULL", name=op.f("ck_follow_up_done_has_day")
        ),
        *checks,
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_follow_up_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_follow_up_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_follow_up")),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO follow_up ({into}) SELECT {given} FROM follow_up_before")  # noqa: S608 - ours
    op.drop_table("follow_up_before")
    op.create_index("ix_follow_up_origin", "follow_up", ["organisation_id", "service_id", "origin"])
