"""Importing a list of people: kept for an hour after a faultless reading, then applied whole."""

from collections.abc import Sequence

from sqlalchemy import delete

from participation.accounts import queries
from participation.accounts.models import ImportDraft, Membership, User
from participation.accounts.rules.lists import Wanted
from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.keys import new_key
from participation.foundation.retention import Kept, time_of
from participation.foundation.security import sealer
from participation.notifications.rules import phone

DRAFT_KEPT = time_of(Kept.LIST_DRAFT)
PURPOSE = "import"


@unjournaled("nothing is written of anybody before the yes")
def keep_list(act: Act, user_id: int, *, filename: str, content: bytes) -> ImportDraft:
    """Keep a list, sealed, until its sender says yes; at most an hour, one list a person."""
    old = (ImportDraft.user_id == user_id) | (ImportDraft.created_at < act.now - DRAFT_KEPT)
    act.session.execute(delete(ImportDraft).where(old))
    draft = ImportDraft(
        user_id=user_id,
        filename=filename[:120],
        content=sealer(PURPOSE).seal(content),
        created_at=act.now,
    )
    act.session.add(draft)
    act.session.flush()
    return draft


@unjournaled("nothing was written of anybody")
def drop_list(act: Act, draft: ImportDraft) -> None:
    """Forget a list."""
    act.session.delete(draft)


@unjournaled("writes one entry for the whole list, with counts")
def import_people(act: Act, lines: Sequence[Wanted]) -> dict[str, int]:
    """Add or complete every person of a faultless list and give the roles; all of it or nothing.

    A person is found again by reference, else by address; an empty cell changes nothing.
    """
    known = queries.look_up(act.session, lines)
    counts = {"added": 0, "changed": 0, "roles": 0}
    roles: list[Membership] = []
    for line in lines:
        user = known.find(line)
        if user is None:
            user = _add(act, line)
            known.by_reference[line.reference] = user
            known.by_email[line.email] = user
            known.by_reference.pop("", None)
            known.by_email.pop("", None)
            counts["added"] += 1
        else:
            counts["changed"] += _complete(user, line)
        held = known.roles.setdefault(user.id, [])
        if not any(_covers(one, line) for one in held):
            role = _role(user, line)
            held.append(role)
            roles.append(role)
            counts["roles"] += 1
    act.session.flush()
    act.session.add_all(roles)
    act.session.flush()
    record(act, Action.PEOPLE_IMPORTED, "user_account", **counts)
    return counts


def _add(act: Act, line: Wanted) -> User:
    user = User(
        id=new_key(),
        name=line.name,
        locale=line.locale,
        email=line.email or None,
        phone=phone(line.phone) if line.phone else None,
        reference=line.reference or None,
        last_contact_on=act.now.astimezone(PARIS).date(),
    )
    act.session.add(user)
    return user


def _complete(user: User, line: Wanted) -> bool:
    written = {
        "name": line.name,
        "email": line.email,
        "phone": phone(line.phone) if line.phone else "",
        "reference": line.reference,
    }
    changes = {name: text for name, text in written.items() if text and getattr(user, name) != text}
    for name, text in changes.items():
        setattr(user, name, text)
    return bool(changes)


def _covers(held: Membership, line: Wanted) -> bool:
    same = (held.role, held.service_id) == (line.role, line.service_id)
    return same and held.since <= line.since and (held.until is None or held.until > line.since)


def _role(user: User, line: Wanted) -> Membership:
    return Membership(
        user_id=user.id,
        service_id=line.service_id,
        role=line.role,
        since=line.since,
        until=line.until,
    )


@unjournaled("gives back what its sender sent")
def open_list(act: Act, draft: ImportDraft) -> bytes | None:
    """Give the bytes of a list that waits, or nothing when it is too old."""
    if act.now - draft.created_at > DRAFT_KEPT:
        return None
    return sealer(PURPOSE).open(draft.content)
