"""One more count of a survey: envelopes of a device without network that came after the closing."""

import sqlalchemy as sa
from alembic import op

revision = "e41f6b90d2c8"
down_revision = "d41b7e0c95a8"
branch_labels = None
depends_on = None

BEFORE = (
    *("refused", "unable", "absent", "proxy", "not-reached"),
    *("typed-twice", "lines-compared", "lines-differing"),
)
AFTER = (*BEFORE, "late")
COLUMNS = "organisation_id, service_id, survey_id, kind, number"


def upgrade() -> None:
    _take(AFTER)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute("ALTER TABLE survey_tally NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM survey_tally WHERE kind = 'late'")
    if on_postgresql:
        op.execute("ALTER TABLE survey_tally FORCE ROW LEVEL SECURITY")
    _take(BEFORE)


def _take(kinds: tuple[str, ...]) -> None:
    """Let the table hold these counts; SQLite changes no CHECK in place: it is written anew."""
    if op.get_bind().dialect.name == "sqlite":
        op.rename_table("survey_tally", "survey_tally_before")
        _create(kinds)
        op.execute(
            f"INSERT INTO survey_tally ({COLUMNS}) SELECT {COLUMNS} FROM survey_tally_before"  # noqa: S608 - our own names
        )
        op.drop_table("survey_tally_before")
        return
    op.drop_constraint(op.f("ck_survey_tally_tally"), "survey_tally", type_="check")
    op.create_check_constraint(
        op.f("ck_survey_tally_tally"), "survey_tally", sa.column("kind").in_(kinds)
    )


def _create(kinds: tuple[str, ...]) -> None:
    op.create_table(
        "survey_tally",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*kinds, name="tally", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_survey_tally_number_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_survey_tally_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_survey_tally_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "survey_id", "kind", name=op.f("pk_survey_tally")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
