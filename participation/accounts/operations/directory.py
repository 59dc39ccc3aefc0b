"""Coming in by the association's directory: who she is here, her roles, how long it is believed."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import CursorResult, select, update

from participation.accounts import queries
from participation.accounts.models import (
    DirectoryIdentity,
    DirectoryRule,
    Membership,
    SignInSession,
    User,
)
from participation.accounts.rules.directory import (
    LONGEST_GROUP,
    Place,
    Proof,
    change_of,
    is_due,
    wanted,
)
from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.refusals import Refusal
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.security import sealer
from participation.foundation.types import lock_for_transaction

from .people import PersonSheet, add_person

DIRECTORY = "directory"
"""Who acts, in the journal, when the directory gives or takes away."""


def _day(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()


@journaled(Action.DIRECTORY_RULE_ADDED)
def add_rule(act: Act, group: str, role: Role, service_id: int | None) -> DirectoryRule:
    """Let the members of a group hold a role; the same rule twice is one."""
    name = group.strip()
    if not name or len(name) > LONGEST_GROUP:
        raise Refused(Refusal.GROUP_MISSING)
    if role not in STAFF:
        raise Refused(Refusal.ROLE_NOT_YOURS_TO_GIVE)
    for known in queries.list_rules(act.session):
        if (known.group_name, known.role, known.service_id) == (name, role, service_id):
            return known
    rule = DirectoryRule(group_name=name, role=role, service_id=service_id)
    act.session.add(rule)
    return rule


@journaled(Action.DIRECTORY_RULE_REMOVED)
def remove_rule(act: Act, rule: DirectoryRule) -> DirectoryRule:
    """Let a group give nothing any more; who is inside feels it at the next question."""
    act.session.delete(rule)
    return rule


@unjournaled("each step writes its own entry")
def recognise(act: Act, proof: Proof) -> User:
    """Give the account of who was proved, made now when her groups open; refuse anybody else.

    The subject decides; the address finds an account of the team once, and never again: addresses
    are given to somebody else when people leave. One by one in an association: a first sign-in
    that is sent twice makes one account.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    known = queries.find_identity(act.session, proof.issuer, proof.subject)
    if known is not None:
        user = queries.get_user(act.session, known.user_id)
        known.groups, known.told_at = list(proof.groups), act.now
    else:
        user = _find_or_add(act, proof)
        _link(act, user, proof)
    if user.is_disabled:
        raise Refused(Refusal.DIRECTORY_SHUT)
    return user


def _find_or_add(act: Act, proof: Proof) -> User:
    user = queries.find_user_by_email(act.session, proof.email) if proof.email else None
    if user is None:
        if not wanted(proof.groups, queries.mapped(queries.list_rules(act.session))):
            raise Refused(Refusal.DIRECTORY_UNKNOWN)
        if not proof.email:
            raise Refused(Refusal.DIRECTORY_NO_MAIL)
        return add_person(act, PersonSheet(name=proof.name or proof.email, email=proof.email))
    if not any(
        role in STAFF for role, _where in queries.list_roles(act.session, user.id, _day(act))
    ):
        raise Refused(Refusal.DIRECTORY_MAIL_TAKEN)
    other = queries.find_identity_of(act.session, user.id)
    if other is not None and other.issuer == proof.issuer:
        raise Refused(Refusal.DIRECTORY_OTHER)
    return user


@journaled(Action.DIRECTORY_LINKED)
def _link(act: Act, user: User, proof: Proof) -> User:
    """Write who she is there; what a directory said that is no longer ours is replaced."""
    former = queries.find_identity_of(act.session, user.id)
    if former is not None:
        act.session.delete(former)
        act.session.flush()
    identity = DirectoryIdentity(
        user_id=user.id,
        issuer=proof.issuer,
        subject=proof.subject,
        groups=list(proof.groups),
        linked_on=_day(act),
        told_at=act.now,
    )
    act.session.add(identity)
    return user


@journaled(Action.DIRECTORY_UNLINKED)
def unlink(act: Act, user: User) -> User:
    """Forget who a person is in the directory; what it gave her ends, and so do its sessions."""
    identity = queries.find_identity_of(act.session, user.id)
    if identity is not None:
        act.session.delete(identity)
    _end_all(act, user)
    for row in queries.list_directory_sessions(act.session, user.id, ""):
        act.session.delete(row)
    return user


def _end_all(act: Act, user: User) -> None:
    ours = [
        one.place
        for one in queries.list_held(act.session, user.id, _day(act))
        if one.from_directory
    ]
    for place in ours:
        _end(act, user, place)


@unjournaled("each role that is given or ended has its own entry")
def give_mapped(act: Act, user: User, groups: Sequence[str]) -> bool:
    """Make the roles that the directory gave those of these groups; say whether any role is left.

    Last administrator or not: what the directory takes away is gone. Those who come in by password
    are counted apart, and one of them always stays.
    """
    rules = queries.mapped(queries.list_rules(act.session))
    held = queries.list_held(act.session, user.id, _day(act))
    change = change_of(held, wanted(groups, rules))
    for place in sorted(change.end, key=str):
        _end(act, user, place)
    for place in change.adopt:
        _row(act, user, place, from_directory=False).from_directory = True
    for place in sorted(change.give, key=str):
        _give(act, user, place)
    act.session.flush()
    left = queries.list_roles(act.session, user.id, _day(act))
    return any(role in STAFF for role, _where in left)


@journaled(Action.ROLE_GIVEN)
def _give(act: Act, user: User, place: Place) -> Membership:
    role, service_id = place
    row = Membership(
        user_id=user.id, service_id=service_id, role=role, since=_day(act), from_directory=True
    )
    act.session.add(row)
    return row


@journaled(Action.ROLE_ENDED)
def _end(act: Act, user: User, place: Place) -> Membership:
    row, day = _row(act, user, place, from_directory=True), _day(act)
    if row.since == day:
        act.session.delete(row)
    else:
        row.until = day
    user.last_contact_on = max(user.last_contact_on, day)
    return row


def _row(act: Act, user: User, place: Place, *, from_directory: bool) -> Membership:
    role, service_id = place
    where = (
        Membership.service_id.is_(None)
        if service_id is None
        else Membership.service_id == service_id
    )
    statement = select(Membership).where(
        Membership.user_id == user.id,
        Membership.role == role,
        Membership.from_directory.is_(from_directory),
        queries.held_on(_day(act)),
        where,
    )
    return act.session.scalars(statement.limit(1)).one()


@unjournaled("part of signing in, which writes its own entry")
def believe(
    act: Act, row: SignInSession, tokens: Mapping[str, str], *, silent_for: int, name: str = ""
) -> None:
    """Keep what asks the directory again, sealed, and until when its yes counts."""
    row.directory_tokens = sealer(queries.TOKENS).seal(json.dumps(dict(tokens)).encode())
    if name:
        row.directory_session = queries.digest(name)
    row.asked_at = act.now
    row.trusted_until = act.now + dt.timedelta(seconds=silent_for)


@unjournaled("asking is no deed")
def claim_question(act: Act, row: SignInSession, *, ask_every: int) -> bool:
    """Say whether this request is the one that asks: of several at once, one alone does.

    A refresh token is often good for one use: two that use it would shut its owner out.
    """
    if not is_due(row.asked_at, act.now, ask_every):
        return False
    same = SignInSession.asked_at == row.asked_at
    mine = update(SignInSession).where(SignInSession.id == row.id, same).values(asked_at=act.now)
    changed = act.session.execute(mine)
    return isinstance(changed, CursorResult) and changed.rowcount == 1


@unjournaled("roles and the end of a session have their own entries")
def hear_yes(
    act: Act,
    row: SignInSession,
    groups: Sequence[str],
    tokens: Mapping[str, str],
    *,
    silent_for: int,
) -> None:
    """Take over the groups of now; close the session of somebody to whom none gives a role."""
    user = queries.get_user(act.session, row.user_id)
    identity = queries.find_identity_of(act.session, user.id)
    if identity is None or identity.subject != tokens.get("subject"):
        close_by_directory(act, row)
        return
    identity.groups, identity.told_at = list(groups), act.now
    believe(act, row, tokens, silent_for=silent_for)
    if not give_mapped(act, user, groups):
        close_by_directory(act, row)


@journaled(Action.DIRECTORY_CLOSED)
def close_by_directory(act: Act, row: SignInSession) -> User:
    """End a session that the directory does not allow any more."""
    user = queries.get_user(act.session, row.user_id)
    act.session.delete(row)
    return user


@unjournaled("each session that ends has its own entry")
def hear_ending(act: Act, issuer: str, subject: str, name: str) -> int:
    """End the sessions that the directory says have ended; say how many.

    The one that it names; without a name, all those of the person.
    """
    identity = queries.find_identity(act.session, issuer, subject) if subject else None
    if identity is None and not name:
        return 0
    rows = queries.list_directory_sessions(
        act.session, identity.user_id if identity else None, name
    )
    for row in rows:
        close_by_directory(act, row)
    return len(rows)
