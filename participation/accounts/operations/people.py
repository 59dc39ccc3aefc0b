"""Adding, changing, disabling people; giving and ending their roles."""

import datetime as dt
import re
from dataclasses import dataclass

from participation.accounts import queries
from participation.accounts.models import Membership, User
from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.refusals import Refusal
from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.notifications.operations import queue
from participation.notifications.rules import Address, Channel, Kind, phone, why_not

from .signing import close_all_sessions
from .ways import revoke_cards


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """What is written of a person."""

    name: str
    locale: str = "fr"
    email: str = ""
    phone: str = ""
    reference: str = ""


@journaled(Action.PERSON_ADDED)
def add_person(act: Act, sheet: PersonSheet) -> User:
    """Add a person without any role; refuse an address or a reference that somebody has."""
    user = User(last_contact_on=_today(act), locale=sheet.locale)
    _write(act, user, sheet)
    act.session.add(user)
    return user


@journaled(Action.PERSON_CHANGED)
def change_person(act: Act, user: User, sheet: PersonSheet) -> User:
    """Rewrite what is known of a person; the same refusals as when she was added."""
    _write(act, user, sheet)
    return user


def _write(act: Act, user: User, sheet: PersonSheet) -> None:
    name, email = " ".join(sheet.name.split()), sheet.email.strip().lower()
    number = phone(sheet.phone) if sheet.phone.strip() else ""
    if not name:
        raise Refused(Refusal.NAME_MISSING)
    if email and why_not(Address(Channel.EMAIL, email, "fr")):
        raise Refused(Refusal.EMAIL_UNREADABLE, email=email)
    if number and not re.fullmatch(r"\+[1-9]\d{6,14}", number):
        raise Refused(Refusal.PHONE_UNREADABLE, phone=sheet.phone)
    same = queries.find_user_by_email(act.session, email) if email else None
    if same is not None and same.id != user.id:
        raise Refused(Refusal.EMAIL_TAKEN, email=email)
    reference = sheet.reference.strip()
    twin = queries.find_user_by_reference(act.session, reference) if reference else None
    if twin is not None and twin.id != user.id:
        raise Refused(Refusal.REFERENCE_TAKEN, reference=reference)
    user.name, user.locale = name, sheet.locale
    user.email, user.phone, user.reference = email or None, number or None, reference or None


@journaled(Action.ROLE_GIVEN)
def give_role(
    act: Act,
    user: User,
    role: Role,
    service_id: int | None,
    *,
    since: dt.date,
    until: dt.date | None = None,
) -> Membership:
    """Give a role from a day on; refuse one already held then, or staff without e-mail address."""
    if until is not None and until <= since:
        raise Refused(Refusal.UNTIL_BEFORE_SINCE)
    if role in STAFF and not user.email:
        raise Refused(Refusal.EMAIL_MISSING)
    if (role, service_id) in queries.list_roles(act.session, user.id, since):
        raise Refused(Refusal.ROLE_HELD)
    membership = Membership(
        user_id=user.id, service_id=service_id, role=role, since=since, until=until
    )
    act.session.add(membership)
    return membership


@journaled(Action.ROLE_ENDED)
def end_role(act: Act, membership: Membership, until: dt.date) -> Membership:
    """Say from which day on a role is no longer held; her own sessions feel it at once.

    A role that ends on the day it began never was: it is taken back. The last administrator stays.
    """
    user = queries.get_user(act.session, membership.user_id)
    if until < membership.since:
        raise Refused(Refusal.UNTIL_BEFORE_SINCE)
    _keep_an_administrator(act, user, membership.role)
    if until == membership.since:
        act.session.delete(membership)
    else:
        membership.until = until
    user.last_contact_on = max(user.last_contact_on, min(_today(act), until))
    return membership


def _keep_an_administrator(act: Act, user: User, role: Role) -> None:
    if role is not Role.ADMINISTRATOR:
        return
    if not queries.count_administrators(act.session, _today(act), but=user.id):
        raise Refused(Refusal.LAST_ADMINISTRATOR)


@journaled(Action.PERSON_CHANGED)
def disable_person(act: Act, user: User) -> User:
    """Shut a person out at once: sessions end, cards open nothing."""
    roles = queries.list_roles(act.session, user.id, _today(act))
    if any(role is Role.ADMINISTRATOR for role, _place in roles):
        _keep_an_administrator(act, user, Role.ADMINISTRATOR)
    user.is_disabled = True
    close_all_sessions(act, user)
    revoke_cards(act, user)
    return user


@journaled(Action.PERSON_CHANGED)
def enable_person(act: Act, user: User) -> User:
    """Let a person in again; her cards stay revoked."""
    del act
    user.is_disabled = False
    return user


@unjournaled("writes its own entry")
def export_person(act: Act, user: User) -> User:
    """Note that all that is kept of a person was given to her."""
    record(act, Action.PERSON_EXPORTED, subject_of(user))
    return user


@unjournaled("the message has its own entry")
def tell_password_changed(act: Act, user: User) -> None:
    """Tell the owner that her password changed, so that a thief does not stay unseen."""
    address = queries.contact_of(user, prefer_email=True)
    if address is not None:
        queue(
            act,
            address=address,
            kind=Kind.PASSWORD_CHANGED,
            dedupe=f"password:{user.id}:{act.now.isoformat()}",
        )


def _today(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()
