"""Erasing a person, and what retention asks: nobody is kept because nobody thought of it."""

import datetime as dt

from sqlalchemy import CursorResult, Delete, delete, or_, select

from participation.accounts.models import (
    ImportDraft,
    KnownDevice,
    Membership,
    OpeningCode,
    SignInLink,
    SignInSession,
    User,
)
from participation.accounts.queries.facts import list_erasures
from participation.accounts.rules.retention import DEVICE_KEPT, oldest_contact
from participation.accounts.rules.sessions import HALF_OPEN, IDLE, LONGEST, SessionStage
from participation.audit.operations import record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.retention import Kept, time_of
from participation.foundation.throttle import forget_old
from participation.organisations.queries import get_organisation

from .imports import DRAFT_KEPT


@unjournaled("writes its own entry before the row is gone")
def erase_person(act: Act, user: User) -> None:
    """Erase a person and all that hangs on her; the journal keeps the key, which names nobody."""
    for deed in list_erasures():
        deed(act, user)
    record(act, Action.PERSON_ERASED, subject_of(user))
    act.session.execute(delete(User).where(User.id == user.id))
    act.session.expunge(user)


@unjournaled("writes its own entry, with counts")
def apply_retention(act: Act) -> int:
    """Erase who left and was not seen for the association's months (24 by default); say how many.

    Who holds a role today is never erased. Dead sessions, links, codes, devices and tries go too.
    Source: CNIL, délibération 2023-095: active base two years after the last contact [to verify].
    """
    months = get_organisation(act.session).retention_months
    day = act.now.astimezone(PARIS).date()
    limit = oldest_contact(day, months)
    present = select(Membership.id).where(
        Membership.user_id == User.id, or_(Membership.until.is_(None), Membership.until > limit)
    )
    gone = act.session.scalars(
        select(User).where(User.last_contact_on <= limit, ~present.exists())
    ).all()
    for user in gone:
        erase_person(act, user)
    swept = _sweep(act, day)
    if gone or swept:
        record(act, Action.RETENTION_APPLIED, "user_account", people=len(gone), traces=swept)
    return len(gone)


def _sweep(act: Act, day: dt.date) -> int:
    old_links = delete(SignInLink).where(SignInLink.expires_at < act.now)
    old_codes = delete(OpeningCode).where(OpeningCode.expires_at < act.now)
    old_devices = delete(KnownDevice).where(KnownDevice.seen_on < day - DEVICE_KEPT)
    half = delete(SignInSession).where(
        SignInSession.stage != SessionStage.OPEN, SignInSession.created_at < act.now - HALF_OPEN
    )
    lists = delete(ImportDraft).where(ImportDraft.created_at < act.now - DRAFT_KEPT)
    statements: list[Delete] = [old_links, old_codes, old_devices, half, lists]
    for kind, idle in IDLE.items():
        longest = LONGEST[kind]
        dead = SignInSession.seen_at < act.now - idle
        if longest is not None:
            dead = or_(dead, SignInSession.created_at < act.now - longest)
        statements.append(delete(SignInSession).where(SignInSession.kind == kind, dead))
    tries = forget_old(act.session, act.now - time_of(Kept.TRY))
    return tries + sum(_count(act, statement) for statement in statements)


def _count(act: Act, statement: Delete) -> int:
    changed = act.session.execute(statement, execution_options={"synchronize_session": False})
    return changed.rowcount if isinstance(changed, CursorResult) else 0
