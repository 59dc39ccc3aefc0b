"""Who agreed to messages, the messages of a wave that left, screens that hold closed answers."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "f2a7c95e10b4"
down_revision = "a70c5d1e93b4"
branch_labels = None
depends_on = None

WAYS = ("own-page", "stop-page", "spoken", "written", "phone")
CALLS = ("opening", "first-reminder", "second-reminder")
TABLES = ("writing_consent", "survey_call", "survey_screen")


def upgrade() -> None:
    _consents()
    _calls()
    _screens()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in types.wall(table):
                op.execute(statement)


def _consents() -> None:
    op.create_table(
        "writing_consent",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(*WAYS, name="way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_writing_consent_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_writing_consent_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_writing_consent")),
        sa.UniqueConstraint(
            "organisation_id", "user_id", name=op.f("uq_writing_consent_organisation_id_user_id")
        ),
        sqlite_strict=True,
    )


def _calls() -> None:
    op.create_table(
        "survey_call",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "call",
            sa.Enum(*CALLS, name="call", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_survey_call_people_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_survey_call_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_survey_call_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "survey_id", "call", name=op.f("pk_survey_call")
        ),
        sqlite_strict=True,
    )


def _screens() -> None:
    op.create_table(
        "survey_screen",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("screen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("answered_at", types.UtcDateTime(), nullable=False),
        sa.Column("waiting", types.PortableJson, nullable=False),
        sa.CheckConstraint("label <> ''", name=op.f("ck_survey_screen_is_named")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_survey_screen_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_survey_screen_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "screen_id", name=op.f("pk_survey_screen")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
