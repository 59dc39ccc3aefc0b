"""Keys of a sealed vote that one device made for several people."""

import sqlalchemy as sa
from alembic import op

revision = "b92f5d0c7e31"
down_revision = "e7c2a94f1b60"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "trustee", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("trustee", "shared", server_default=None)


def downgrade() -> None:
    op.drop_column("trustee", "shared")
