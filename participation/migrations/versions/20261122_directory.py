"""The association's directory: who people are in it, what its groups give, what it vouches for."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "a70c5d1e93b4"
down_revision = "e41f6b90d2c8"
branch_labels = None
depends_on = None

ROLES = (
    "resident",
    "relative",
    "representative",
    "peer-helper",
    "coordinator",
    "facilitator",
    "manager",
    "quality-manager",
    "administrator",
    "kiosk",
)
SESSION = ("directory_tokens", "directory_session", "asked_at", "trusted_until")


def upgrade() -> None:
    op.add_column(
        "membership",
        sa.Column("from_directory", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("membership", "from_directory", server_default=None)
    op.add_column("sign_in_session", sa.Column("directory_tokens", sa.LargeBinary()))
    op.add_column("sign_in_session", sa.Column("directory_session", sa.String(length=64)))
    op.add_column("sign_in_session", sa.Column("asked_at", types.UtcDateTime()))
    op.add_column("sign_in_session", sa.Column("trusted_until", types.UtcDateTime()))
    _create_identity()
    _create_rule()
    if op.get_bind().dialect.name == "postgresql":
        for table in ("directory_identity", "directory_rule"):
            for statement in types.wall(table):
                op.execute(statement)


def _create_identity() -> None:
    op.create_table(
        "directory_identity",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("groups", types.PortableJson, nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("told_at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_directory_identity_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_directory_identity_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_directory_identity")),
        sa.UniqueConstraint(
            "organisation_id",
            "issuer",
            "subject",
            name=op.f("uq_directory_identity_organisation_id_issuer_subject"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "user_id",
            name=op.f("uq_directory_identity_organisation_id_user_id"),
        ),
        sqlite_strict=True,
    )


def _create_rule() -> None:
    op.create_table(
        "directory_rule",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("service_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_directory_rule_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_directory_rule_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_directory_rule")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("directory_rule", schema=None) as batch_op:
        batch_op.create_index(
            "ix_directory_rule_name", ["organisation_id", "group_name"], unique=False
        )


def downgrade() -> None:
    op.drop_table("directory_rule")
    op.drop_table("directory_identity")
    for column in SESSION:
        op.drop_column("sign_in_session", column)
    op.drop_column("membership", "from_directory")
