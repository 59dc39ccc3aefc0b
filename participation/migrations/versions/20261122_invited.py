"""Who is invited to a time of peers, the commission of users, answers that are being tried."""

import sqlalchemy as sa
from alembic import op

revision = "b83e5f7a2c19"
down_revision = "a93d6e0f4b17"
branch_labels = None
depends_on = None

INVITED = ("rights", "work", "home", "culture", "partner", "service")
CONTACTS = (
    *("qualified-person", "mediator", "rights-defender", "association", "listening-line"),
    "other",
)
MORE_CONTACTS = (*CONTACTS[:3], "users-commission", *CONTACTS[3:])
STATES = ("open", "promised", "in-progress", "done", "impossible")
MORE_STATES = (*STATES[:3], "tried-out", *STATES[3:])


def upgrade() -> None:
    # Written out, for SQLite adds a column with its own check in place and no other way.
    kind, words = "VARCHAR(40)" if _on_postgresql() else "TEXT", ", ".join(map(repr, INVITED))
    op.execute(
        f"ALTER TABLE peer_slot ADD COLUMN invited {kind}"
        f" CONSTRAINT ck_peer_slot_invited CHECK (invited IN ({words}))"
    )
    _allow("contact", "kind", "contactkind", CONTACTS, MORE_CONTACTS)
    _allow("follow_up", "state", "state", STATES, MORE_STATES)


def downgrade() -> None:
    """Go back: a commission is somebody else to talk to, what was tried is under way."""
    _mend("contact", "kind", "users-commission", "other")
    _mend("follow_up", "state", "tried-out", "in-progress")
    _allow("follow_up", "state", "state", MORE_STATES, STATES)
    _allow("contact", "kind", "contactkind", MORE_CONTACTS, CONTACTS)
    op.drop_column("peer_slot", "invited")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _mend(table: str, column: str, was: str, becomes: str) -> None:
    """Change a value in every association, past the wall between them."""
    row = sa.table(table, sa.column(column))
    if _on_postgresql():
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(sa.update(row).where(row.c[column] == was).values({column: becomes}))
    if _on_postgresql():
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _allow(
    table: str, column: str, name: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """Change which values may be written.

    On SQLite the CHECK is changed where it is written, as its own manual says for what moves no
    row (lang_altertable.html, section 7): a table written anew would empty those that refer to it.
    """
    check = f"ck_{table}_{name}"
    if _on_postgresql():
        op.drop_constraint(op.f(check), table, type_="check")
        op.create_check_constraint(op.f(check), table, sa.column(column).in_(after))
        return
    told, now = (", ".join(f"'{each}'" for each in values) for values in (before, after))
    schema = sa.table("sqlite_master", *map(sa.column, ("sql", "type", "name")))
    here = (schema.c.type == "table", schema.c.name == table)
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    changed = sa.func.replace(schema.c.sql, f"{column} IN ({told})", f"{column} IN ({now})")
    connection.execute(sa.update(schema).where(*here).values(sql=changed))
    written = connection.execute(sa.select(schema.c.sql).where(*here)).scalar_one()
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = RESET"))
    if f"{column} IN ({now})" not in written:
        raise RuntimeError(f"what {table}.{column} may hold is written otherwise here")
