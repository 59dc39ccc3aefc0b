"""Proofs of who one is: password, authenticator, recovery codes, passkeys, pictures."""

import secrets as chance
from collections.abc import Sequence

from sqlalchemy import CursorResult, Update, delete, update

from participation.accounts import queries
from participation.accounts.adapters.hashing import fits, hash_password
from participation.accounts.models import Passkey, RecoveryCode, SignInSession, User
from participation.accounts.rules import pictures, secrets, totp
from participation.accounts.rules.passwords import why_not_password
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.tries import PICTURE_TRIES
from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.security import sealer


@journaled(Action.PASSWORD_SET)
def set_password(act: Act, user: User, password: str) -> User:
    """Set a password; refuse a short or common one, or one made of the person's own names."""
    own = (user.name, user.email or "", queries.organisation_name(act.session))
    if reason := why_not_password(password, own):
        raise Refused(reason)
    user.password_hash = hash_password(password)
    return user


@unjournaled("nothing is set before the first code was typed")
def begin_totp(act: Act, row: SignInSession) -> None:
    """Draw the secret of an authenticator and keep it, sealed, until its first code is typed."""
    del act
    row.challenge = sealer(queries.TOTP).seal(chance.token_bytes(totp.SECRET_BYTES))


@journaled(Action.SECOND_FACTOR_SET)
def confirm_totp(act: Act, row: SignInSession, user: User, typed: str) -> User:
    """Set the authenticator whose first code was typed; refuse a code that does not fit."""
    secret = queries.pending_secret(row)
    step = _step(act, secret, typed, last_step=0)
    if step is None or secret is None:
        raise Refused(Refusal.CODE_UNKNOWN)
    user.totp_secret, user.totp_step = sealer(queries.TOTP).seal(secret), step
    row.challenge = None
    return user


def _step(act: Act, secret: bytes | None, typed: str, *, last_step: int) -> int | None:
    if secret is None:
        return None
    digits = secrets.read_digits(typed)
    return totp.matching_step(secret, digits, seconds=act.now.timestamp(), last_step=last_step)


@unjournaled("part of signing in, which writes its own entry")
def check_totp(act: Act, user: User, typed: str) -> bool:
    """Say whether a code of the authenticator fits; a step of time is used once."""
    secret = sealer(queries.TOTP).open(user.totp_secret or b"")
    step = _step(act, secret, typed, last_step=user.totp_step)
    if step is None:
        return False
    newer = update(User).where(User.id == user.id, User.totp_step < step).values(totp_step=step)
    return _changed_one(act, newer)


@unjournaled("part of signing in, which writes its own entry")
def use_recovery_code(act: Act, user: User, typed: str) -> bool:
    """Say whether a recovery code fits, and use it up."""
    unused = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.digest == queries.digest(secrets.read_code(typed)),
            RecoveryCode.is_used.is_(False),
        )
        .values(is_used=True)
    )
    return _changed_one(act, unused)


def _changed_one(act: Act, statement: Update) -> bool:
    """Run an update that names what it expects to find; of two at once, one alone changes a row."""
    changed = act.session.execute(statement)
    return isinstance(changed, CursorResult) and changed.rowcount == 1


@unjournaled("writes its own entry, since its outcome is ten secrets")
def make_recovery_codes(act: Act, user: User) -> Sequence[str]:
    """Make ten new recovery codes and forget the old ones; they are shown this once."""
    act.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = secrets.new_recovery_codes()
    rows = [RecoveryCode(user_id=user.id, digest=queries.digest(code)) for code in codes]
    act.session.add_all(rows)
    record(act, Action.RECOVERY_CODES_MADE, subject_of(user))
    return [secrets.grouped(code) for code in codes]


@journaled(Action.PASSKEY_ADDED)
def add_passkey(
    act: Act, user: User, *, label: str, credential: bytes, public_key: bytes, sign_count: int
) -> Passkey:
    """Keep a passkey whose ceremony was verified."""
    passkey = Passkey(
        user_id=user.id,
        label=label,
        credential=credential,
        public_key=public_key,
        sign_count=sign_count,
    )
    act.session.add(passkey)
    return passkey


@journaled(Action.PICTURE_PIN_SET)
def set_pictures(act: Act, user: User, chosen: Sequence[str] | None) -> User:
    """Set the picture code, or take it away; refuse four times the same picture."""
    del act
    user.pin_tries = 0
    if chosen is None:
        user.pin_hash = None
        return user
    code = pictures.read_pictures(chosen)
    if code is None:
        raise Refused(Refusal.PICTURES_INCOMPLETE)
    if pictures.is_too_simple(chosen):
        raise Refused(Refusal.PICTURES_SIMPLE)
    user.pin_hash = hash_password(code)
    return user


@unjournaled("part of signing in, which writes its own entry")
def check_pictures(act: Act, user: User, chosen: Sequence[str]) -> bool:
    """Compare a picture code; five wrong ones in a row lock it until a member of staff unlocks.

    The try is counted before the comparison, in one statement: parallel tries all count.
    """
    one_more = (
        update(User)
        .where(User.id == user.id, User.pin_tries < PICTURE_TRIES)
        .values(pin_tries=User.pin_tries + 1)
    )
    if not _changed_one(act, one_more):
        raise Refused(Refusal.PICTURES_LOCKED)
    code = pictures.read_pictures(chosen)
    if code is None or not fits(user.pin_hash, code):
        return False
    user.pin_tries = 0
    return True


@journaled(Action.PERSON_CHANGED)
def reset_factors(act: Act, user: User) -> User:
    """Take away password, authenticator, passkeys and codes of somebody who lost them."""
    user.password_hash = user.totp_secret = None
    user.totp_step = 0
    for kind in (RecoveryCode, Passkey, SignInSession):
        act.session.execute(delete(kind).where(kind.user_id == user.id))
    return user
