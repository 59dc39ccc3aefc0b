"""Forms of pages as a browser reads them, and the whole database as one number."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from sqlalchemy import MetaData, create_engine, select

from participation.foundation.database import Base
from tests.application import Served
from tests.conftest import owner_url

FREE = {"text", "search", "email", "tel", "password", "number", "date", "hidden", "url", ""}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its kind, what it holds, what may be chosen in it."""

    name: str
    kind: str
    value: str
    offered: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        """Say whether a person writes in it."""
        return self.kind in FREE - {"hidden"} or self.kind == "textarea"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form: where it goes, and its fields."""

    action: str
    fields: tuple[Field, ...]

    def names(self) -> set[str]:
        """Give the names that the form declares."""
        return {field.name for field in self.fields}


@lru_cache(maxsize=64)
def tree_of(page: str) -> Element:
    """Read a page as a browser does; the same text is read once."""
    root: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    return root


def forms_of(page: str, path: str) -> Iterator[Sheet]:
    """Give the forms of a page that are posted."""
    for form in tree_of(page).iter("form"):
        if (form.get("method") or "get").lower() == "post":
            yield Sheet(form.get("action") or path, tuple(_fields(form)))


def _fields(form: Element) -> Iterator[Field]:
    for one in form.iter():
        name = one.get("name")
        if not name:
            continue
        if one.tag == "select":
            offered = tuple(option.get("value") or "" for option in one.iter("option"))
            yield Field(name, "select", offered[-1] if offered else "", offered)
        elif one.tag == "textarea":
            yield Field(name, "textarea", "".join(one.itertext()))
        elif one.tag in {"input", "button"}:
            usual = "submit" if one.tag == "button" else "text"
            yield Field(name, (one.get("type") or usual).lower(), one.get("value") or "")


def fingerprint(served: Served) -> dict[str, str]:
    """Give one number a table for all that it holds; walls do not hide anything from it."""
    url = owner_url(served.engine.url.render_as_string(hide_password=False))
    engine = create_engine(url)
    found = {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    engine.dispose()
    return found


def dump(served: Served) -> str:
    """Give all that the database holds as a text."""
    url = owner_url(served.engine.url.render_as_string(hide_password=False))
    engine = create_engine(url)
    every = MetaData()
    every.reflect(engine)
    with engine.connect() as connection:
        lines = [
            repr(tuple(row))
            for table in every.sorted_tables
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')  # noqa: S608
        ]
    engine.dispose()
    return "\n".join(lines)
