"""Writing what the association says of itself, and the breaches of data that it finds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.compliance.models import AssociationFact, Breach
from participation.compliance.queries.trust import protection
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.incidents import Harm, Risk, why_not
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.types import lock_for_transaction
from participation.organisations.models import Organisation
from participation.organisations.queries import get_organisation


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """What is written of a breach."""

    found_at: dt.datetime
    harm: Harm
    risk: Risk
    words: str
    done: str = ""
    people: int | None = None
    told_at: dt.datetime | None = None
    late_because: str = ""
    people_told_on: dt.date | None = None
    closed_on: dt.date | None = None


@journaled(Action.TRUST_FACTS_WRITTEN)
def write_facts(act: Act, said: Mapping[Fact, str]) -> Organisation:
    """Keep what the association says; a fact that says nothing any more goes.

    The journal keeps that it was written, never the words: some name people. Two who write at
    once come one after the other.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    rows = {row.fact: row for row in act.session.scalars(select(AssociationFact))}
    for fact, typed in said.items():
        row, words = rows.get(fact), typed.strip()
        if words == (row.words if row else ""):
            continue
        if not words:
            act.session.delete(row)
        elif row is None:
            today = act.now.astimezone(PARIS).date()
            act.session.add(AssociationFact(fact=fact, words=words, written_on=today))
        else:
            row.words, row.written_on = words, act.now.astimezone(PARIS).date()
    return get_organisation(act.session)


@journaled(Action.DATA_INCIDENT_WRITTEN)
def write_incident(act: Act, sheet: IncidentSheet) -> Breach:
    """Write down a breach; refuse instants to come, or a late telling without its reason."""
    _check(act, sheet)
    incident = Breach()
    _write(incident, sheet)
    act.session.add(incident)
    return incident


@journaled(Action.DATA_INCIDENT_CHANGED)
def change_incident(act: Act, incident: Breach, sheet: IncidentSheet) -> Breach:
    """Write what is known since; the same refusals as when it was found."""
    _check(act, sheet)
    _write(incident, sheet)
    return incident


def _check(act: Act, sheet: IncidentSheet) -> None:
    reason = why_not(
        found_at=sheet.found_at,
        told_at=sheet.told_at,
        late_because=sheet.late_because,
        now=act.now,
        hours=protection().hours,
    )
    if reason:
        raise Refused(reason)


def _write(incident: Breach, sheet: IncidentSheet) -> None:
    for name in IncidentSheet.__slots__:
        setattr(incident, name, getattr(sheet, name))
