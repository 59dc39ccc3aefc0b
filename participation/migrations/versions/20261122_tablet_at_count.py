"""Urns that one device opened with the cards of several people."""

import sqlalchemy as sa
from alembic import op

revision = "c41d7be05a92"
down_revision = "b92f5d0c7e31"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "trustee",
        sa.Column("shared_at_count", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("trustee", "shared_at_count", server_default=None)


def downgrade() -> None:
    op.drop_column("trustee", "shared_at_count")
