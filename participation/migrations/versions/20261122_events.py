"""Events to which a place invites."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "d4b7e1c93a58"
down_revision = "c15a8d7e4f62"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("title", types.LocalizedText(), nullable=False),
        sa.Column("words", types.LocalizedText(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("starts_at", types.UtcDateTime(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                *("house", "association"),
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_called_off", sa.Boolean(), nullable=False),
        sa.CheckConstraint("place <> ''", name=op.f("ck_event_is_somewhere")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_event_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_event_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_event_service", "event", ["organisation_id", "service_id", "starts_at"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in types.wall("event"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("event")
