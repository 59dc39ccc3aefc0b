"""Coming in and going out: tries counted, passwords compared, sessions opened and closed."""

import secrets as chance
from dataclasses import dataclass, replace

from sqlalchemy import CursorResult, delete, update

from participation.accounts import queries
from participation.accounts.adapters.hashing import hash_password, is_outdated
from participation.accounts.models import KnownDevice, SignInSession, User
from participation.accounts.rules import secrets
from participation.accounts.rules.sessions import SEEN_EVERY, SessionKind, SessionStage
from participation.accounts.rules.tries import Limit
from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation import throttle
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text

CHALLENGE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Opened:
    """An open session, and the token that only its cookie holds."""

    session: SignInSession
    token: str


@unjournaled("no deed: says whose the next one is")
def as_person(act: Act, user: User) -> Act:
    """Give the act in the name of the person who has just been recognised."""
    return replace(act, actor=f"user:{to_text(user.id)}")


@unjournaled("a try is counted, not told: the journal would be its attacker's notebook")
def take_try(act: Act, bucket: str, limit: Limit) -> bool:
    """Count one more try at a lock; say no, and count nothing, when the limit is reached.

    The caller commits at once: a try counts even when its request fails.
    """
    return throttle.take_try(
        act.session, bucket, limit=limit.tries, since=act.now - limit.within, at=act.now
    )


@unjournaled("no deed: the tries of somebody who then gave the right secret")
def forget_tries(act: Act, *buckets: str) -> None:
    """Start from zero after the right secret was given."""
    for bucket in buckets:
        throttle.forget_tries(act.session, bucket)


@unjournaled("the password stays the same")
def renew_hash(act: Act, user: User, password: str) -> None:
    """Hash anew a password that was hashed with weaker parameters than today's."""
    del act
    if user.password_hash and is_outdated(user.password_hash):
        user.password_hash = hash_password(password)


@unjournaled("writes its own entry, in the name of the person who comes in")
def open_session(act: Act, user: User, kind: SessionKind, stage: SessionStage) -> Opened:
    """Open a session with a fresh token; half open while a second proof is awaited."""
    token = secrets.new_token()
    row = SignInSession(
        user_id=user.id,
        digest=queries.digest(token),
        kind=kind,
        stage=stage,
        challenge=chance.token_bytes(CHALLENGE_BYTES),
        created_at=act.now,
        seen_at=act.now,
    )
    act.session.add(row)
    act.session.flush()
    if stage is SessionStage.OPEN:
        _note_contact(act, user)
        record(as_person(act, user), Action.SIGNED_IN, subject_of(user), kind=kind.value)
    return Opened(row, token)


@unjournaled("opens through open_session, which writes the entry")
def raise_session(act: Act, half: SignInSession, user: User) -> Opened:
    """Replace a half-open session by an open one, with another token (no fixation).

    What the directory said at the first proof goes on counting.
    """
    act.session.delete(half)
    opened = open_session(act, user, half.kind, SessionStage.OPEN)
    opened.session.directory_tokens = half.directory_tokens
    opened.session.directory_session = half.directory_session
    opened.session.asked_at, opened.session.trusted_until = half.asked_at, half.trusted_until
    return opened


@journaled(Action.SIGNED_OUT)
def close_session(act: Act, row: SignInSession) -> User:
    """End a session: whoever kept its cookie finds nothing behind it."""
    user = queries.get_user(act.session, row.user_id)
    act.session.delete(row)
    return user


@unjournaled("a half-open session is no deed")
def leave_half(act: Act, row: SignInSession) -> None:
    """Give up a session that waits for its second proof."""
    act.session.delete(row)


@unjournaled("part of the deed that calls it")
def close_all_sessions(act: Act, user: User, *, but: int | None = None) -> None:
    """End every session of a person, but for the present one if it is named."""
    statement = delete(SignInSession).where(SignInSession.user_id == user.id)
    if but is not None:
        statement = statement.where(SignInSession.id != but)
    act.session.execute(statement)


@unjournaled("says only that somebody is still there")
def refresh_session(act: Act, key: int) -> bool:
    """Note that a session is in use, at most once a minute; say whether it was noted."""
    late = SignInSession.seen_at <= act.now - SEEN_EVERY
    statement = update(SignInSession).where(SignInSession.id == key, late)
    changed = act.session.execute(statement.values(seen_at=act.now))
    return isinstance(changed, CursorResult) and changed.rowcount == 1


@unjournaled("part of signing in")
def know_device(act: Act, user: User, token: str | None) -> str:
    """Remember the device that a person uses; give the secret that its long-lived cookie holds."""
    day = act.now.astimezone(PARIS).date()
    known = queries.find_device(act.session, user.id, token) if token else None
    if known is not None and token is not None:
        known.seen_on = day
        return token
    fresh = secrets.new_token()
    act.session.add(KnownDevice(user_id=user.id, digest=queries.digest(fresh), seen_on=day))
    return fresh


def _note_contact(act: Act, user: User) -> None:
    user.last_contact_on = max(user.last_contact_on, act.now.astimezone(PARIS).date())
