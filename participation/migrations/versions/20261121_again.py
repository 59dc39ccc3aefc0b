"""A request for help that was answered knows the one that took its place."""

import sqlalchemy as sa
from alembic import op

revision = "e41f7c0b9a52"
down_revision = "b8e2d4f7310c"
branch_labels = None
depends_on = None


NEAR = 60_000 << 21
"""Keys of one deed lie within a minute of each other: so was the replacement found before."""
FILL = f"""
UPDATE help_request SET again_id = (
    SELECT min(later.id) FROM help_request AS later
    WHERE later.organisation_id = help_request.organisation_id
      AND later.service_id = help_request.service_id
      AND later.nickname = help_request.nickname
      AND coalesce(later.user_id, 0) = coalesce(help_request.user_id, 0)
      AND later.id BETWEEN help_request.slot_id AND help_request.slot_id + {NEAR}
)
WHERE slot_id IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM booking
    WHERE booking.organisation_id = help_request.organisation_id
      AND booking.slot_id = help_request.slot_id
)
"""  # noqa: S608 - our own number


def upgrade() -> None:
    op.add_column("help_request", sa.Column("again_id", sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FILL)
        return
    for table in ("help_request", "booking"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(FILL)
    for table in ("help_request", "booking"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_column("help_request", "again_id")
