"""What the association says of itself in its papers of trust, and breaches of data."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "f2c7a8d15b30"
down_revision = "c83d5a1e7f20"
branch_labels = None
depends_on = None

FACTS = (
    *("representative", "address", "contact", "contact-phone", "contact-mail", "officer"),
    *("officer-mail", "processors", "need", "read", "changed", "lost", "officer-opinion"),
    *("people-opinion", "decision"),
)


def _code(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "association_fact",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("fact", _code("fact", *FACTS), nullable=False),
        sa.Column("words", sa.String(length=4000), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_association_fact_says_something")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_association_fact_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "fact", name=op.f("pk_association_fact")),
        sqlite_strict=True,
    )
    _incidents()
    if op.get_bind().dialect.name == "postgresql":
        for table in ("association_fact", "data_incident"):
            for statement in types.wall(table):
                op.execute(statement)


def _incidents() -> None:
    op.create_table(
        "data_incident",
        sa.Column("found_at", types.UtcDateTime(), nullable=False),
        sa.Column("harm", _code("harm", "read", "changed", "lost"), nullable=False),
        sa.Column("risk", _code("risk", "unknown", "none", "some", "high"), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("done", sa.String(length=2000), nullable=False),
        sa.Column("told_at", types.UtcDateTime(), nullable=True),
        sa.Column("late_because", sa.String(length=400), nullable=False),
        sa.Column("people_told_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_data_incident_says_something")),
        sa.CheckConstraint(
            "people IS NULL OR people >= 0", name=op.f("ck_data_incident_people_counted")
        ),
        sa.CheckConstraint(
            "told_at IS NULL OR told_at >= found_at",
            name=op.f("ck_data_incident_told_after_found"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_data_incident_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_data_incident")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_data_incident_found", "data_incident", ["organisation_id", "found_at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("data_incident")
    op.drop_table("association_fact")
