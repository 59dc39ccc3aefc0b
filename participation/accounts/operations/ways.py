"""The ways in that are given by others: cards, links, six digits at the kiosk, passkeys."""

from datetime import date
from secrets import token_bytes

from sqlalchemy import CursorResult, Update, delete, update

from participation.accounts import queries
from participation.accounts.models import (
    AccessCard,
    OpeningCode,
    Passkey,
    SignInLink,
    SignInSession,
    User,
)
from participation.accounts.rules import secrets
from participation.accounts.rules.links import LASTS, OPENING_LASTS, LinkPurpose
from participation.accounts.rules.refusals import Refusal
from participation.audit.operations import record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.notifications.operations import queue
from participation.notifications.rules import Kind

CHALLENGE_BYTES = 32
KINDS = {
    LinkPurpose.ENTER: Kind.SIGN_IN_LINK,
    LinkPurpose.INVITATION: Kind.INVITATION,
    LinkPurpose.RESET: Kind.PASSWORD_RESET,
}


def _today(act: Act) -> date:
    return act.now.astimezone(PARIS).date()


@unjournaled("writes its own entries, since its outcome is a secret")
def issue_card(act: Act, user: User) -> str:
    """Make a new card and revoke the one before; give its code, which is kept nowhere."""
    revoke_cards(act, user)
    code = secrets.new_card()
    card = AccessCard(user_id=user.id, digest=queries.digest(code), issued_on=_today(act))
    act.session.add(card)
    record(act, Action.CARD_ISSUED, subject_of(user))
    return code


@unjournaled("writes its own entry, when there was a card")
def revoke_cards(act: Act, user: User) -> int:
    """Revoke every card of a person; say how many opened until now."""
    statement = (
        update(AccessCard)
        .where(AccessCard.user_id == user.id, AccessCard.revoked_on.is_(None))
        .values(revoked_on=_today(act))
    )
    count = _changed(act, statement)
    if count:
        record(act, Action.CARD_REVOKED, subject_of(user))
    return count


@unjournaled("part of signing in, which writes its own entry")
def open_card(act: Act, typed: str) -> User:
    """Give the person of a card; refuse one that is unknown, lost or of somebody disabled."""
    code = secrets.read_card(typed)
    user = queries.find_user_by_card(act.session, code) if code else None
    if user is None or user.is_disabled:
        raise Refused(Refusal.CARD_UNKNOWN)
    return user


@unjournaled("writes its own entry, since its outcome is a secret")
def send_link(act: Act, user: User, purpose: LinkPurpose, *, base_url: str, to: str = "") -> str:
    """Send a link by the person's telephone or e-mail; refuse when there is neither.

    `base_url` is the address of the association's pages. The secret stands after the `#`, which
    no browser sends and no server logs. Older links of the same purpose die.
    """
    address = queries.contact_of(user, to, prefer_email=purpose is not LinkPurpose.ENTER)
    if address is None:
        raise Refused(Refusal.NO_CONTACT)
    act.session.execute(
        delete(SignInLink).where(SignInLink.user_id == user.id, SignInLink.purpose == purpose)
    )
    is_long = purpose is LinkPurpose.INVITATION
    code = secrets.new_link(secrets.INVITATION_LENGTH if is_long else secrets.LINK_LENGTH)
    row = SignInLink(
        user_id=user.id,
        purpose=purpose,
        digest=queries.digest(code),
        expires_at=act.now + LASTS[purpose],
    )
    act.session.add(row)
    act.session.flush()
    page = "link" if purpose is LinkPurpose.ENTER else "password"
    queue(
        act,
        address=address,
        kind=KINDS[purpose],
        dedupe=f"sign-in-link:{to_text(row.id)}",
        link=f"{base_url}/{page}#{secrets.grouped(code)}",
    )
    record(act, Action.PHONE_LINK_SENT, subject_of(user), purpose=purpose.value)
    return code


@unjournaled("part of signing in, which writes its own entry")
def use_link(act: Act, typed: str, *purposes: LinkPurpose) -> tuple[User, LinkPurpose]:
    """Give the person of a link and use it up; refuse an unknown, old or used one."""
    link = queries.find_link(act.session, secrets.read_code(typed), act.now)
    if link is None or link.purpose not in purposes:
        raise Refused(Refusal.LINK_UNKNOWN)
    user = queries.get_user(act.session, link.user_id)
    unused = update(SignInLink).where(SignInLink.id == link.id, SignInLink.is_used.is_(False))
    if user.is_disabled or _changed(act, unused.values(is_used=True)) != 1:
        raise Refused(Refusal.LINK_UNKNOWN)
    return user, link.purpose


@unjournaled("writes its own entry, since its outcome is a secret")
def offer_opening(act: Act, user: User, service_id: int) -> str:
    """Give six digits that open a resident's session once, on a kiosk of this service.

    Refuses somebody who is not received there today.
    """
    if not queries.is_received(act.session, user.id, service_id, _today(act)):
        raise Refused(Refusal.NOT_RESIDENT)
    act.session.execute(
        delete(OpeningCode).where(
            (OpeningCode.user_id == user.id) | (OpeningCode.expires_at < act.now)
        )
    )
    taken = queries.list_opening_digests(act.session, service_id)
    code = secrets.new_opening_code()
    while secrets.opening_digest(service_id, code) in taken:
        code = secrets.new_opening_code()
    act.session.add(
        OpeningCode(
            user_id=user.id,
            service_id=service_id,
            digest=secrets.opening_digest(service_id, code),
            opened_by=act.actor,
            expires_at=act.now + OPENING_LASTS,
        )
    )
    record(act, Action.SESSION_OPENED_FOR, subject_of(user))
    return code


@unjournaled("part of signing in, which writes its own entry; the offer was journaled")
def use_opening(act: Act, service_id: int, typed: str) -> User:
    """Give the person for whom somebody opens on a kiosk of this service, and use the digits up."""
    digest = secrets.opening_digest(service_id, secrets.read_digits(typed))
    row = queries.find_opening(act.session, service_id, digest, act.now)
    unused = update(OpeningCode).where(OpeningCode.digest == digest, OpeningCode.is_used.is_(False))
    if row is None or _changed(act, unused.values(is_used=True)) != 1:
        raise Refused(Refusal.OPENING_UNKNOWN)
    user = queries.get_user(act.session, row.user_id)
    if user.is_disabled:
        raise Refused(Refusal.OPENING_UNKNOWN)
    return user


@unjournaled("part of signing in, which writes its own entry")
def use_passkey(act: Act, passkey: Passkey, row: SignInSession, *, sign_count: int) -> None:
    """Note that a passkey has signed; its challenge is spent."""
    del act
    passkey.sign_count, row.challenge = sign_count, None


@unjournaled("part of signing in")
def renew_challenge(act: Act, row: SignInSession) -> None:
    """Draw another challenge: each is answered once, rightly or wrongly."""
    del act
    row.challenge = token_bytes(CHALLENGE_BYTES)


def _changed(act: Act, statement: Update) -> int:
    changed = act.session.execute(statement)
    return changed.rowcount if isinstance(changed, CursorResult) else 0
