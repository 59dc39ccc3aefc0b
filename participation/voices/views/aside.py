"""Whom a service names to talk to outside the council, written by those who run it."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.voices import labels, operations, queries
from participation.voices.forms import contact_form
from participation.voices.models import Contact

from .desk import bp, refuse, status_of, tags


@bp.get("/<service>/topics/contacts")
@allow(Permission.COUNCIL_MANAGE)
def contacts() -> str:
    """List whom the service names, and how many were shown them this year; never why."""
    session, today = cycle.act().session, clock.today()
    return pages.render(
        "voices/contacts.html",
        contacts=queries.list_contacts(session),
        shown=queries.count_orientations(session, today.replace(month=1, day=1), today),
        house=cycle.service_row(),
        labels=labels,
    )


@bp.route("/<service>/topics/contacts/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def new_contact() -> ResponseReturnValue:
    """Name somebody to talk to."""
    return _sheet(None)


@bp.route("/<service>/topics/contacts/<key:contact_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def contact(contact_id: int) -> ResponseReturnValue:
    """Correct how to reach somebody."""
    return _sheet(queries.get_contact(cycle.act().session, contact_id))


def _sheet(row: Contact | None) -> ResponseReturnValue:
    facts = {"kind": row.kind.value, "reach": row.reach} if row else {}
    form = contact_form(tags())(obj=row, data=facts)
    if form.accepted():
        try:
            operations.write_contact(
                cycle.act(), form.sheet(), service_id=cycle.service_id(), contact=row
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".contacts"), 303)
    page = pages.render("voices/contact.html", form=form, contact=row)
    return page, status_of(form)


@bp.post("/<service>/topics/contacts/<key:contact_id>/remove")
@allow(Permission.COUNCIL_MANAGE)
def remove_contact(contact_id: int) -> ResponseReturnValue:
    """Remove somebody from those to talk to."""
    act = cycle.act()
    operations.remove_contact(act, queries.get_contact(act.session, contact_id))
    pages.say(_("C’est noté."))
    return redirect(url_for(".contacts"), 303)
