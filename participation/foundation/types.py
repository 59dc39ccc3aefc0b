"""The only file that knows SQL dialects: portable column types, STRICT tables, row security."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Dialect,
    Double,
    Enum,
    Float,
    LargeBinary,
    SmallInteger,
    String,
    Uuid,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.base import Executable
from sqlalchemy.types import TypeDecorator, TypeEngine

from participation.foundation.localized import Localized

_STRICT_NAMES: dict[type[TypeEngine[Any]], str] = {
    String: "TEXT",
    Boolean: "INTEGER",
    DateTime: "TEXT",
    Date: "TEXT",
    JSON: "TEXT",
    BigInteger: "INTEGER",
    SmallInteger: "INTEGER",
    Float: "REAL",
    Double: "REAL",
    Enum: "TEXT",
}


def _compile_strictly(kind: type[TypeEngine[Any]], name: str) -> None:
    """Teach SQLite's STRICT tables the five names they accept."""

    @compiles(kind, "sqlite")
    def _name(_type: TypeEngine[Any], _compiler: object, **_options: object) -> str:
        return name


for _kind, _name in _STRICT_NAMES.items():
    _compile_strictly(_kind, _name)

PortableJson = JSON().with_variant(postgresql.JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant: aware in Python on both databases; naive ones are refused with TypeError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Store in UTC; SQLite keeps no zone, so it is dropped there after conversion."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant has a time zone"
            raise TypeError(message)
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Give back an aware instant in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class LocalizedText(TypeDecorator[Localized]):
    """Text in several languages as one JSON object."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB on PostgreSQL, JSON text on SQLite."""
        return dialect.type_descriptor(PortableJson)

    def process_bind_param(
        self, value: Mapping[str, str] | None, dialect: Dialect
    ) -> dict[str, str] | None:
        """Store a plain object."""
        del dialect
        return None if value is None else dict(value)

    def process_result_value(
        self, value: dict[str, str] | None, dialect: Dialect
    ) -> Localized | None:
        """Give back a `Localized`."""
        del dialect
        return None if value is None else Localized(value)


class RandomKey(TypeDecorator[UUID]):
    """A random 128-bit key: uuid on PostgreSQL, 16 bytes on SQLite."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Bytes are half the size of hexadecimal text, which counts for millions of answers."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(LargeBinary(16))
        return dialect.type_descriptor(Uuid())

    def process_bind_param(
        self, value: UUID | bytes | None, dialect: Dialect
    ) -> UUID | bytes | None:
        """Store the 16 bytes, or the uuid."""
        return value.bytes if isinstance(value, UUID) and dialect.name == "sqlite" else value

    def process_result_value(self, value: UUID | bytes | None, dialect: Dialect) -> UUID | None:
        """Give back a UUID."""
        del dialect
        return UUID(bytes=value) if isinstance(value, bytes) else value


class BareKey(TypeDecorator[UUID | bytes]):
    """A random key as the driver gives it: to make a UUID of each takes as long as to read it."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Take the type of `RandomKey`, for both sort alike on one database."""
        return RandomKey().load_dialect_impl(dialect)


def code(kind: type[StrEnum], length: int = 40) -> Enum:
    """Give the column type of a StrEnum: its value as text, with a CHECK on both databases."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=length,
        name=kind.__name__.lower(),
    )


SETTING = "participation.organisation"
IDLE, BEGUN, BROKEN, TUPLES = 0, 2, 3, 2
"""PQTRANS_IDLE, PQTRANS_INTRANS, PQTRANS_INERROR and PGRES_TUPLES_OK of libpq: no transaction yet;
one that goes on; one that takes no more statements; rows were given."""


def wall(table: str) -> tuple[str, ...]:
    """Give the PostgreSQL statements that let a transaction see one organisation's rows only.

    Without the setting the comparison is NULL, so nothing is seen: the wall fails closed.
    """
    allowed = f"organisation_id = nullif(current_setting('{SETTING}', true), '')::bigint"
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY organisation_wall ON {table} USING ({allowed}) WITH CHECK ({allowed})",
    )


def announce_organisation(connection: Connection, organisation_id: int | None) -> None:
    """Tell PostgreSQL, for this transaction only, whose rows may be seen.

    A transaction in which nothing was said yet begins with it: one way to the server, not two.
    """
    if connection.dialect.name != "postgresql":
        return
    value = "" if organisation_id is None else int(organisation_id)
    words = f"SELECT set_config('{SETTING}', '{value}', true)"
    driver: Any = connection.connection.driver_connection
    begin = (
        "BEGIN ISOLATION LEVEL READ COMMITTED; " if driver.info.transaction_status == IDLE else ""
    )
    if driver.pgconn.exec_(f"{begin}{words}".encode()).status != TUPLES:
        if begin and driver.info.transaction_status == BROKEN:
            driver.pgconn.exec_(b"ROLLBACK")
        connection.exec_driver_sql(words)  # says what is wrong, as any statement does


def roll_back_at_once(connection: Connection) -> None:
    """Take a transaction back without the driver, which would forget the statements it prepared.

    It forgets them for tables may have been made that are no more: no session of ours makes one.
    What a broken connection cannot be told is left to the driver, which says so.
    """
    driver: Any = connection.connection.driver_connection
    if driver.info.transaction_status in (BEGUN, BROKEN):
        driver.pgconn.exec_(b"ROLLBACK")


@lru_cache(maxsize=16)
def insert_once(dialect: str, kind: type[Any], key: str) -> Executable:
    """Give an INSERT that leaves a row of the same key as it is; it gives the key of a new one.

    Rows are given as parameters. A twin that is still at work is waited for.
    """
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(kind).on_conflict_do_nothing().returning(getattr(kind, key))


def lock_for_transaction(connection: Connection, key: int) -> None:
    """Let one writer pass at a time until commit; SQLite writers queue by BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (key,))


def never_overlapping(table: str, dialect: str) -> tuple[str, ...]:
    """Give the statements that let no two rows of a subject share a moment of [starts, ends).

    `table` has the columns organisation_id, subject_id, starts and ends. PostgreSQL holds an
    exclusion constraint, written with ranges because `btree_gist` is not everywhere; SQLite, which
    has one writer, a trigger before each insert and change. Both refuse the statement as an
    IntegrityError that names `never_overlapping`.
    """
    if dialect == "postgresql":
        ranges = "tstzrange(starts, ends, '[)') WITH &&"
        for key in ("subject_id", "organisation_id"):
            ranges += f", int8range({key}, {key}, '[]') WITH &&"
        name = f"{table}_never_overlapping"
        return (f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({ranges})",)
    overlaps = (
        f"SELECT 1 FROM {table} WHERE organisation_id = NEW.organisation_id "  # noqa: S608 - ours
        "AND subject_id = NEW.subject_id AND starts < NEW.ends AND ends > NEW.starts "
        "AND id <> NEW.id"
    )
    return tuple(
        f"CREATE TRIGGER {table}_never_overlapping_{deed.lower()} BEFORE {deed} ON {table} "
        f"WHEN EXISTS ({overlaps}) BEGIN SELECT RAISE(ABORT, 'never_overlapping'); END"
        for deed in ("INSERT", "UPDATE")
    )
