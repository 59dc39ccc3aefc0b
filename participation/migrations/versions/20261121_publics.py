"""Whom a campaign asks: residents until now, then also staff, partners, relatives and others."""

from alembic import op

revision = "0c7f51e8a3d6"
down_revision = "e41a7c0d95b2"
branch_labels = None
depends_on = None

PUBLICS = ("residents", "staff", "partners", "relatives", "neighbours", "workers")


def upgrade() -> None:
    # Written out, for SQLite adds a column with its own check in place and no other way.
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    kind, words = "VARCHAR(40)" if on_postgresql else "TEXT", ", ".join(map(repr, PUBLICS))
    op.execute(
        f"ALTER TABLE campaign ADD COLUMN public {kind} DEFAULT 'residents' NOT NULL"
        f" CONSTRAINT ck_campaign_public CHECK (public IN ({words}))"
    )
    if on_postgresql:
        op.alter_column("campaign", "public", server_default=None)


def downgrade() -> None:
    op.drop_column("campaign", "public")
