"""Surveys that are put away, and which question a follow-up is about."""

import sqlalchemy as sa
from alembic import op

revision = "e47a0c915d26"
down_revision = "0c7f51e8a3d6"
branch_labels = None
depends_on = None

BEFORE = ("draft", "translated", "open", "closed", "published")
AFTER = (*BEFORE, "archived")
NEW = (("about", 200), ("criterion", 200))


def upgrade() -> None:
    _allow(BEFORE, AFTER)
    for name, length in NEW:
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("follow_up", column)
        if op.get_bind().dialect.name == "postgresql":
            op.alter_column("follow_up", name, server_default=None)


def downgrade() -> None:
    """Go back: what was put away is published again."""
    for name, _length in reversed(NEW):
        op.drop_column("follow_up", name)
    mend = "UPDATE campaign SET stage = 'published' WHERE stage = 'archived'"
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE campaign NO FORCE ROW LEVEL SECURITY")
        op.execute(mend)
        op.execute("ALTER TABLE campaign FORCE ROW LEVEL SECURITY")
    else:
        op.execute(mend)
    _allow(AFTER, BEFORE)


def _allow(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Change which stages may be written.

    Many tables refer to this one, and SQLite would empty them with it if it were written anew:
    its CHECK is changed where it is written, as SQLite's own manual says for what moves no row
    (lang_altertable.html, section 7).
    """
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_campaign_stage"), "campaign", type_="check")
        op.create_check_constraint(
            op.f("ck_campaign_stage"), "campaign", sa.column("stage").in_(after)
        )
        return
    told, now = (", ".join(f"'{each}'" for each in stages) for stages in (before, after))
    schema = sa.table("sqlite_master", *map(sa.column, ("sql", "type", "name")))
    here = (schema.c.type == "table", schema.c.name == "campaign")
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    changed = sa.func.replace(schema.c.sql, f"stage IN ({told})", f"stage IN ({now})")
    connection.execute(sa.update(schema).where(*here).values(sql=changed))
    written = connection.execute(sa.select(schema.c.sql).where(*here)).scalar_one()
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = RESET"))
    if f"stage IN ({now})" not in written:
        raise RuntimeError("the stages of a campaign are written otherwise in this database")
