"""Pairing and revoking screens, calling and answering for help."""

import datetime as dt

from sqlalchemy import delete

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.scope import ScopeError, entered
from participation.surveys.operations.holding import forget_screen

from . import queries, rules
from .models import HelpCall, Pairing
from .rules import HelpKind, Refusal


@unjournaled("nothing is paired before the code is typed")
def offer_pairing(act: Act, *, service_id: int, label: str, code: str) -> Pairing:
    """Let a screen be paired with a service by typing this code within ten minutes.

    Refuses a screen without a name: a team could not tell which one to revoke.
    """
    if service_id not in entered(act.session):
        raise ScopeError("a service that was not entered")
    if not label:
        raise Refused(Refusal.LABEL_MISSING)
    pairing = Pairing(
        service_id=service_id,
        label=label,
        code_digest=queries.digest(code),
        code_until=act.now + rules.LIFE,
    )
    act.session.add(pairing)
    act.session.flush()
    return pairing


@journaled(Action.KIOSK_PAIRED)
def pair(act: Act, *, typed: str, token: str) -> Pairing:
    """Pair the screen on which this code was typed; refuse one that is unknown, used or too old."""
    pairing = queries.find_offer(act.session, rules.plain_code(typed), act.now)
    if pairing is None:
        raise Refused(Refusal.CODE_UNKNOWN)
    today = _today(act)
    pairing.code_digest = pairing.code_until = None
    pairing.digest = queries.digest(token)
    pairing.paired_on = pairing.seen_on = today
    return pairing


@journaled(Action.KIOSK_REVOKED)
def revoke(act: Act, pairing: Pairing) -> Pairing:
    """Shut a screen at its next request: lost, sold or moved; refuse twice."""
    if pairing.revoked_on is not None:
        raise Refused(Refusal.ALREADY_REVOKED)
    pairing.revoked_on = _today(act)
    pairing.code_digest = pairing.code_until = None
    forget_screen(act, pairing.id)
    return pairing


@unjournaled("the size of a screen is no deed")
def measure(act: Act, pairing: Pairing, px_per_mm: float) -> Pairing:
    """Keep a screen's true size; refuse a figure that no screen has."""
    if not rules.is_plausible(px_per_mm):
        raise Refused(Refusal.ABSURD_SIZE)
    pairing.px_per_mm = px_per_mm
    act.session.flush()
    return pairing


@unjournaled("says only, by the day, that the screen is still in use")
def note_use(act: Act, pairing: Pairing) -> None:
    """Note that the screen was used today."""
    if pairing.seen_on != _today(act):
        pairing.seen_on = _today(act)


@journaled(Action.HELP_CALLED)
def call_help(act: Act, pairing: Pairing, kind: HelpKind) -> HelpCall:
    """Call somebody to a screen; a second touch joins the call that still waits."""
    waiting = queries.find_waiting(act.session, pairing.id, act.now - rules.SAME_CALL)
    if waiting is not None:
        waiting.kind = kind
        return waiting
    call = HelpCall(
        service_id=pairing.service_id, pairing_id=pairing.id, kind=kind, called_at=act.now
    )
    act.session.add(call)
    return call


@journaled(Action.HELP_ANSWERED)
def answer_help(act: Act, call: HelpCall) -> HelpCall:
    """Say that somebody has come; a second answer changes nothing."""
    if call.answered_at is None:
        call.answered_at = act.now
    return call


@unjournaled("old calls say nothing any more")
def forget_calls(act: Act, *, before: dt.datetime) -> int:
    """Erase the calls made before an instant, and give how many."""
    gone = delete(HelpCall).where(HelpCall.called_at < before).returning(HelpCall.id)
    return len(act.session.scalars(gone, execution_options={"synchronize_session": False}).all())


def _today(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()
