"""What a helper likes best to help with, among what she knows."""

import sqlalchemy as sa
from alembic import op

revision = "e7c2a94f1b60"
down_revision = "d4b7e1c93a58"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "helper_topic",
        sa.Column("is_wanted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("helper_topic", "is_wanted", server_default=None)


def downgrade() -> None:
    op.drop_column("helper_topic", "is_wanted")
