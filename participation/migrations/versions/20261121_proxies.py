"""Responses given instead of a resident, and residents by language as counted at the opening."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "b8e2d4f7310c"
down_revision = "c2d81f60a4e7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("survey", sa.Column("spoken", types.PortableJson, nullable=True))
    op.add_column(
        "response", sa.Column("proxy", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("response", "proxy", server_default=None)


def downgrade() -> None:
    op.drop_column("response", "proxy")
    op.drop_column("survey", "spoken")
