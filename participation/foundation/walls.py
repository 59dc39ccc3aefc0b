"""Whether PostgreSQL itself keeps associations apart: the role's powers, the policies, the disk."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text

from participation.foundation.database import Base

POWERS = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, c.relowner = r.oid
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, pg_roles r
WHERE c.relkind = 'r' AND n.nspname = current_schema() AND r.rolname = current_user
"""
Found = tuple[str, str]


def examine_walls(engine: Engine) -> Iterator[Found]:
    """Give (what is unsafe, what to do) of a PostgreSQL database that the program uses."""
    with engine.connect() as connection:
        yield from _powers(connection)
        yield from _tables(connection)
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            if connection.scalar(text(f"SHOW {name}")) == "off":
                yield (
                    f"PostgreSQL runs with {name} off: a power cut may lose what was acknowledged.",
                    f"Set {name} = on in postgresql.conf.",
                )


def _powers(connection: Connection) -> Iterator[Found]:
    is_super, passes = connection.execute(text(POWERS)).one()
    if is_super or passes:
        yield (
            "The program's role of PostgreSQL passes through every wall between associations.",
            "Give it a role without SUPERUSER and BYPASSRLS (docs/install.md).",
        )


def _tables(connection: Connection) -> Iterator[Found]:
    found = {name: (walled, own) for name, walled, own in connection.execute(text(TABLES))}
    if any(own for _walled, own in found.values()):
        yield (
            "The program's role owns its tables: it could take the walls away.",
            "Let another role own them (PARTICIPATION_OWNER_URL) and give this one the rows only.",
        )
    bare = sorted(
        table.name
        for table in Base.metadata.sorted_tables
        if "organisation_id" in table.c and not found.get(table.name, (True, False))[0]
    )
    if bare:
        yield (
            f"No wall between associations stands round: {', '.join(bare)}.",
            "Restore the last sound copy, or ask the maintainers: a policy was removed by hand.",
        )
