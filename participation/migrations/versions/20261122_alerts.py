"""Alerts: a home that worries somebody, its place and nobody's name."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "b7c2e91f04d6"
down_revision = "f2a7c95e10b4"
branch_labels = None
depends_on = None

WORRIES = ("cold", "damp", "bills", "danger", "alone", "meals")
TELLERS = ("neighbour", "family", "shop", "carer", "official")


def _code(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column("worry", _code("worry", WORRIES), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("teller", _code("teller", TELLERS), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(place) BETWEEN 1 AND 80", name=op.f("ck_alert_place_length")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_alert_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_alert_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_alert")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alert_service", "alert", ["organisation_id", "service_id"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("alert"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("alert")
