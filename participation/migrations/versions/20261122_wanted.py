"""What a helper likes best to help with and to do."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "e7c2a94f1b60"
down_revision = "d4b7e1c93a58"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "helper_topic",
        sa.Column("is_wanted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "helper", sa.Column("likes", types.PortableJson, nullable=False, server_default="[]")
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("helper_topic", "is_wanted", server_default=None)
        op.alter_column("helper", "likes", server_default=None)


def downgrade() -> None:
    op.drop_column("helper", "likes")
    op.drop_column("helper_topic", "is_wanted")
