"""Whether a person wants to be written to when a survey opens: her word, from her or noted."""

from sqlalchemy.exc import IntegrityError

from participation.accounts import queries
from participation.accounts.models import User, WritingConsent
from participation.accounts.rules.powers import Role
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.writing import Way
from participation.audit.operations import record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation import once
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.types import lock_for_transaction
from participation.notifications.operations import take_back
from participation.notifications.rules import OF_SURVEYS


@unjournaled("writes its own entry, with her answer and how it came, never with an address")
def keep_wish(act: Act, user: User, *, agrees: bool, way: Way) -> WritingConsent:
    """Keep whether a person wants to be written to; a “no” takes back what has not left yet.

    Refuses a “yes” of somebody who is not received here: surveys write to residents alone. It
    waits for messages that are being queued, which hold the journal's lock: none slips past a “no”.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    today = act.now.astimezone(PARIS).date()
    held = queries.list_roles(act.session, user.id, today)
    if agrees and not any(role is Role.RESIDENT for role, _place in held):
        raise Refused(Refusal.NOT_RESIDENT)
    row = _row_of(act, user)
    row.agrees, row.said_on, row.way = agrees, today, way
    act.session.flush()
    if not agrees:
        take_back(act, OF_SURVEYS, naming=user.id)
    deed = Action.WRITING_AGREED if agrees else Action.WRITING_REFUSED
    record(act, deed, subject_of(user), way=way.value)
    return row


def _row_of(act: Act, user: User) -> WritingConsent:
    """Give her row, or begin it; of two who begin it at once, the later word stands."""
    row = queries.find_wish(act.session, user.id)
    if row is not None:
        return row
    today = act.now.astimezone(PARIS).date()
    row = WritingConsent(user_id=user.id, agrees=False, said_on=today, way=Way.OWN_PAGE)
    try:
        with act.session.begin_nested():
            act.session.add(row)
    except IntegrityError:
        return queries.get_wish(act.session, user.id)
    return row


@unjournaled("the word of each person has its own entry")
def stop_writing(act: Act, contact: str, *, way: Way) -> None:
    """Write no more to a number or an address; two people who share it are both left in peace."""
    for user in queries.list_of_contact(act.session, contact):
        keep_wish(act, user, agrees=False, way=way)


@unjournaled("the word of each person has its own entry")
def hear_reply(act: Act, number: str, *, mark: str) -> None:
    """Hear that a number wants no more messages, once for each reply.

    A gateway that brings the same reply again after she changed her mind changes nothing.
    """
    if not queries.list_of_contact(act.session, number):
        return
    today = act.now.astimezone(PARIS).date()
    if once.claim(act.session, mark, today.toordinal()) is None:
        stop_writing(act, number, way=Way.REPLY)
