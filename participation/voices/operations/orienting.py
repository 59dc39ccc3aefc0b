"""Whom to talk to when it is no matter for a council: shown, counted, never recorded."""

from dataclasses import dataclass, field

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.localized import Localized
from participation.voices.models import Contact, Orientation
from participation.voices.rules import ContactKind, Refusal


@unjournaled("a month and a count: an entry would keep the hour of somebody's trouble")
def note_orientation(act: Act, service_id: int) -> None:
    """Count that somebody was shown whom to talk to, by month (R37); nothing else is kept."""
    month = act.now.astimezone(PARIS).date().replace(day=1)
    row = {
        "organisation_id": act.organisation_id,
        "service_id": service_id,
        "month": month,
        "count": 1,
    }
    try:
        with act.session.begin_nested():
            act.session.execute(insert(Orientation), [row])
    except IntegrityError:
        again = (
            update(Orientation)
            .where(Orientation.service_id == service_id, Orientation.month == month)
            .values(count=Orientation.count + 1)
        )
        act.session.execute(again, execution_options={"synchronize_session": False})


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """Somebody to talk to: at least one way to reach them."""

    kind: ContactKind
    name: str = ""
    phone: str = ""
    reach: Localized = field(default_factory=Localized)


@journaled(Action.CONTACT_WRITTEN)
def write_contact(
    act: Act, sheet: ContactSheet, *, service_id: int, contact: Contact | None = None
) -> Contact:
    """Write or correct somebody to talk to; refuse one whom nobody could reach."""
    if not (sheet.phone.strip() or sheet.reach.text("fr").strip()):
        raise Refused(Refusal.NO_WAY_TO_REACH)
    row = contact or Contact(service_id=service_id)
    for name in ContactSheet.__slots__:
        setattr(row, name, getattr(sheet, name))
    act.session.add(row)
    return row


@journaled(Action.CONTACT_REMOVED)
def remove_contact(act: Act, contact: Contact) -> Contact:
    """Remove somebody from those to talk to."""
    act.session.delete(contact)
    return contact
