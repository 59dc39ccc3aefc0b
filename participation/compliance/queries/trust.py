"""What the papers of trust rest on: dated law, facts of the association, breaches, tables."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from participation.compliance.models import AssociationFact, Breach
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.guide import Guide, read_guide
from participation.compliance.rules.measured import Measured, read_measured
from participation.compliance.rules.purposes import Protection, read_protection
from participation.elections.adapters.slots import METADATA as APART
from participation.foundation.database import Base

LAW = Path(__file__).parents[2] / "law"
FILE, GUIDE = LAW / "rgpd-2018-05-25.toml", LAW / "cnil-securite-2024-03-26.toml"
MEASURED = Path(__file__).parents[1] / "accessibility.toml"


@cache
def protection() -> Protection:
    """Read the law of data."""
    return read_protection(FILE.read_text("utf-8"))


@cache
def guide() -> Guide:
    """Read the sheets of the CNIL's guide of security."""
    return read_guide(GUIDE.read_text("utf-8"))


@cache
def measured() -> Measured:
    """Read the last measured figures of accessibility."""
    return read_measured(tomllib.loads(MEASURED.read_text("utf-8")))


def all_tables() -> Mapping[str, Table]:
    """Give every table of the database by name, from the models; those of the urn too."""
    return {**Base.metadata.tables, **APART.tables}


def columns_of(tables: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Give the columns of some tables, as the database has them."""
    known = all_tables()
    return {name: tuple(column.name for column in known[name].columns) for name in tables}


def facts_of(session: Session) -> Mapping[Fact, AssociationFact]:
    """Give what the association said of itself."""
    return {row.fact: row for row in session.scalars(select(AssociationFact))}


def list_incidents(session: Session) -> Sequence[Breach]:
    """Give the breaches, the newest first."""
    newest = select(Breach).order_by(Breach.found_at.desc(), Breach.id.desc())
    return session.scalars(newest).all()


def get_incident(session: Session, key: int) -> Breach:
    """Give a breach by key; NoResultFound when it is not of this association."""
    return session.scalars(select(Breach).where(Breach.id == key)).one()
