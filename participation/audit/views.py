"""The journal for administrators: sentences, newest first, and the check of its seals."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.audit import queries
from participation.audit.labels import ACTORS, SENTENCES, details
from participation.audit.models import Entry
from participation.audit.rules import Action
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission

bp = Blueprint("audit", __name__, url_prefix="/<organisation>/journal")

Namer = Callable[[Session, Collection[str]], Mapping[str, str]]
_namers: list[Namer] = []
MOST = (1 << 63) - 1
"""The largest number that a database holds."""


def learn_names(namer: Namer) -> None:
    """Learn how a higher room names what the journal keeps as `table:key` or `user:key`."""
    if namer not in _namers:
        _namers.append(namer)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as it is read."""

    entry: Entry
    sentence: str
    facts: Sequence[tuple[str, str]]


@bp.get("/")
@allow(Permission.AUDIT_READ)
def journal() -> ResponseReturnValue:
    """Show fifty entries, newest first, older than `before`."""
    session, before = cycle.act().session, request.args.get("before", type=int)
    if before is not None and not 0 <= before <= MOST:
        before = None
    entries = queries.list_entries(session, before=before)
    names: dict[str, str] = {}
    for namer in _namers:
        names |= namer(session, {text for one in entries for text in (one.actor, one.subject)})
    older = entries[-1].number if len(entries) == queries.PAGE else None
    told = [tell(entry, names) for entry in entries]
    return pages.render("audit/journal.html", told=told, older=older)


def tell(entry: Entry, names: Mapping[str, str]) -> Told:
    """Put an entry into words; who was erased is not named any more."""
    actor = names.get(entry.actor) or str(
        ACTORS.get(entry.actor.partition(":")[0], ACTORS["system"])
    )
    subject = names.get(entry.subject) or entry.subject.partition(":")[2] or entry.subject
    sentence = str(SENTENCES[Action(entry.action)]) % {"actor": actor, "subject": subject}
    return Told(entry, sentence, list(details.tell(json.loads(entry.facts))))


@bp.get("/seals")
@allow(Permission.AUDIT_READ)
def seals() -> ResponseReturnValue:
    """Read the whole chain and say whether every seal holds, or where the first one broke."""
    session = cycle.act().session
    return pages.render(
        "audit/seals.html",
        broken=queries.find_broken_seal(session),
        count=queries.count_entries(session),
    )
