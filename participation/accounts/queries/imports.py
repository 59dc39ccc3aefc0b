"""What a list of people would change, looked up line by line before anything is written."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import ImportDraft, Membership, User
from participation.accounts.rules.lists import (
    Column,
    ListRefusal,
    Trouble,
    Wanted,
    Words,
    find_columns,
    fold,
    read_lines,
)
from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.reach import why_not_give, why_not_touch
from participation.foundation.database import get_row
from participation.foundation.scope import entered
from participation.foundation.spreadsheets import Table
from participation.notifications.rules import Address, Channel, phone, why_not
from participation.organisations.queries import list_services

BATCH = 500


@dataclass(slots=True)
class Known:
    """The people whom a list names by their reference or their address."""

    by_reference: dict[str, User] = field(default_factory=dict)
    by_email: dict[str, User] = field(default_factory=dict)
    roles: dict[int, list[Membership]] = field(default_factory=dict)

    def find(self, line: Wanted) -> User | None:
        """Give the person of a line: by reference first, then by address."""
        return self.by_reference.get(line.reference) or self.by_email.get(line.email)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list asks for, or what must be repaired first."""

    lines: Sequence[Wanted]
    troubles: Sequence[Trouble]
    new: int = 0
    known: int = 0


def words_of(
    session: Session, role_names: Mapping[Role, str], languages: Iterable[tuple[str, str]]
) -> Words:
    """Give what cells may say here: roles by name or code, services by name or address."""
    roles = {fold(name): role for role, name in role_names.items() if role is not Role.KIOSK}
    roles |= {fold(role.value): role for role in role_names if role is not Role.KIOSK}
    services: dict[str, int] = {}
    for service in list_services(session, keys=entered(session)):
        services |= {fold(service.public_name): service.id, fold(service.slug): service.id}
    tongues: dict[str, str] = {}
    for tag, autonym in languages:
        tongues |= {fold(tag): tag, fold(autonym): tag}
    return Words(roles, services, tongues)


def plan_import(
    session: Session, table: Table, words: Words, today: dt.date, *, governs: bool
) -> Plan:
    """Read a table and look up whom it names; every trouble is found in one pass."""
    faults = [Trouble(fault.row, fault.column, fault.reason) for fault in table.faults]
    if faults:
        return Plan((), faults)
    lines, troubles = read_lines(table.rows, words, today)
    if troubles:
        return Plan((), sorted(troubles, key=_place))
    columns, _none = find_columns(*table.rows[0])
    known = look_up(session, lines)
    for line in lines:
        for column, reason, facts in _refusals(session, line, known, today, governs=governs):
            troubles.append(Trouble(line.row, columns.get(column), reason, facts))
    new = {_mark(line) for line in lines if known.find(line) is None}
    old = {user.id for line in lines if (user := known.find(line)) is not None}
    return Plan(() if troubles else lines, troubles, len(new), len(old))


def _place(trouble: Trouble) -> tuple[int, int]:
    return trouble.row, -1 if trouble.column is None else trouble.column


def _mark(line: Wanted) -> str:
    """Tell two new people apart: same reference or address is one person."""
    return line.reference or line.email or f"{line.row}"


def _refusals(
    session: Session, line: Wanted, known: Known, today: dt.date, *, governs: bool
) -> Iterator[tuple[Column, ListRefusal, Mapping[str, str]]]:
    reach = entered(session)
    if line.email and why_not(Address(Channel.EMAIL, line.email, "fr")):
        yield Column.EMAIL, ListRefusal.EMAIL_UNREADABLE, {"text": line.email[:40]}
    if line.phone and why_not(Address(Channel.SMS, phone(line.phone), "fr")):
        yield Column.PHONE, ListRefusal.PHONE_UNREADABLE, {"text": line.phone}
    if why_not_give(line.role, line.service_id, reach=reach, governs=governs):
        yield Column.ROLE, ListRefusal.ROLE_NOT_YOURS, {}
    if line.role in STAFF and not line.email:
        yield Column.EMAIL, ListRefusal.EMAIL_MISSING, {}
    user = known.find(line)
    if user is None:
        return
    held = [
        (each.role, each.service_id)
        for each in known.roles.get(user.id, ())
        if each.until is None or each.until > today
    ]
    if why_not_touch(held, reach=reach, governs=governs):
        yield Column.NAME, ListRefusal.RECORD_NOT_YOURS, {}
    other = known.by_email.get(line.email)
    if other is not None and other.id != user.id:
        yield Column.EMAIL, ListRefusal.TWO_PEOPLE, {"mark": line.email}


def look_up(session: Session, lines: Sequence[Wanted]) -> Known:
    """Find everybody whom the lines name, in a few statements."""
    known = Known()
    references = sorted({line.reference for line in lines if line.reference})
    emails = sorted({line.email for line in lines if line.email})
    users: dict[int, User] = {}
    for column, values in ((User.reference, references), (User.email, emails)):
        for part in _parts(values):
            for user in session.scalars(select(User).where(column.in_(part))):
                users[user.id] = user
    for user in users.values():
        known.by_reference[user.reference or ""] = user
        known.by_email[user.email or ""] = user
    known.by_reference.pop("", None)
    known.by_email.pop("", None)
    for part in _parts(sorted(users)):
        for held in session.scalars(select(Membership).where(Membership.user_id.in_(part))):
            known.roles.setdefault(held.user_id, []).append(held)
    return known


def _parts(values: Sequence[object]) -> Iterator[Sequence[object]]:
    for at in range(0, len(values), BATCH):
        yield values[at : at + BATCH]


def get_draft(session: Session, key: int, user_id: int) -> ImportDraft:
    """Give a list that waits for its sender's yes; NoResultFound for anybody else's."""
    draft = get_row(session, ImportDraft, key)
    return session.scalars(
        select(ImportDraft).where(ImportDraft.id == draft.id, ImportDraft.user_id == user_id)
    ).one()
