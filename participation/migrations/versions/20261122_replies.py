"""A person may say by answering a text message that she wants no more of them."""

import sqlalchemy as sa
from alembic import op

revision = "c15a8d7e4f62"
down_revision = "b83e5f7a2c19"
branch_labels = None
depends_on = None

TABLE, CHECK = "writing_consent", "ck_writing_consent_way"
WAYS = ("own-page", "stop-page", "spoken", "written", "phone")
MORE = (*WAYS[:2], "reply", *WAYS[2:])


def upgrade() -> None:
    _allow(WAYS, MORE)


def downgrade() -> None:
    """Go back: what she answered, she wrote."""
    row = sa.table(TABLE, sa.column("way"))
    if _on_postgresql():
        op.execute(f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY")
    op.execute(sa.update(row).where(row.c.way == "reply").values(way="written"))
    if _on_postgresql():
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    _allow(MORE, WAYS)


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _allow(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Change which ways may be written.

    On SQLite the CHECK is changed where it is written, as its own manual says for what moves no
    row (lang_altertable.html, section 7).
    """
    if _on_postgresql():
        op.drop_constraint(op.f(CHECK), TABLE, type_="check")
        op.create_check_constraint(op.f(CHECK), TABLE, sa.column("way").in_(after))
        return
    told, now = (", ".join(f"'{each}'" for each in values) for values in (before, after))
    schema = sa.table("sqlite_master", *map(sa.column, ("sql", "type", "name")))
    here = (schema.c.type == "table", schema.c.name == TABLE)
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    changed = sa.func.replace(schema.c.sql, f"way IN ({told})", f"way IN ({now})")
    connection.execute(sa.update(schema).where(*here).values(sql=changed))
    written = connection.execute(sa.select(schema.c.sql).where(*here)).scalar_one()
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = RESET"))
    if f"way IN ({now})" not in written:
        raise RuntimeError(f"what {TABLE}.way may hold is written otherwise here")
