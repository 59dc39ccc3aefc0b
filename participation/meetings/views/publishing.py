"""Signed minutes at the desk: corrected, sent on, told to residents."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import CorrectForm, SendForm, publish_form
from participation.meetings.models import Minutes
from participation.meetings.operations.publishing import SentTo
from participation.meetings.queries import MeetingSheet
from participation.meetings.rules.kinds import Quality, Writing
from participation.meetings.rules.naming import names_in, without_names
from participation.meetings.rules.writing import Section, read_sections

from .desk import attempt, bp, carrier_slug, see, status_of


def _version(minutes_id: int) -> tuple[Minutes, MeetingSheet]:
    row = queries.get_minutes(cycle.act().session, minutes_id)
    return row, see(row.meeting_id)


def _others_named(sheet: MeetingSheet, sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Give the names of people who are no members that stand in the minutes."""
    session, council = cycle.act().session, sheet.council
    people = set(queries.names_of_people(session, council.services, queries.day_of(sheet.meeting)))
    people |= {one.name for one in sheet.presences if one.quality is Quality.GUEST}
    own = {one.name for one in sheet.seated}
    own |= {name.split()[0] for name in own if name.split()}
    text = "\n".join(f"{one.title}\n{one.words}\n{one.easy}" for one in sections)
    return names_in(text, people, own)


@bp.route("/meetings/minutes/<key:minutes_id>/publish", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def publish(minutes_id: int) -> ResponseReturnValue:
    """Read what residents will read: names of others are replaced, a person goes over it."""
    act = cycle.act()
    row, sheet = _version(minutes_id)
    if row.state is Writing.DRAFT:
        abort(404)
    former = read_sections(row.told or row.sections)
    named = _others_named(sheet, former)
    instead = _("une personne")
    proposed = [Section(one.title, without_names(one.told, named, instead)) for one in former]
    form = publish_form(proposed)()
    if attempt(
        form,
        lambda: operations.publish_minutes(
            act, row, form.sections(), was_read=bool(form.was_read.data)
        ),
    ):
        pages.say(_("C’est publié : chacun peut lire et écouter ce qui a été dit."))
        return redirect(url_for(".show", meeting_id=row.meeting_id, _anchor="minutes"), 303)
    page = pages.render(
        "meetings/publish.html",
        form=form,
        meeting=sheet.meeting,
        named=named,
        place=carrier_slug(sheet.council.council),
    )
    return page, status_of(form)


@bp.route("/meetings/minutes/<key:minutes_id>/send", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def send(minutes_id: int) -> ResponseReturnValue:
    """Note that adopted minutes were sent to the manager or to the authority."""
    act = cycle.act()
    row, sheet = _version(minutes_id)
    form = SendForm(data={"to": SentTo.MANAGER.value, "on": clock.today()})
    if attempt(
        form,
        lambda: operations.send_minutes(
            act, row, to=SentTo(str(form.to.data)), on=form.on.data or clock.today()
        ),
    ):
        pages.say(_("C’est noté."))
        return redirect(url_for(".show", meeting_id=row.meeting_id, _anchor="minutes"), 303)
    return pages.render("meetings/send.html", form=form, meeting=sheet.meeting), status_of(form)


@bp.route("/meetings/minutes/<key:minutes_id>/correct", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def correct(minutes_id: int) -> ResponseReturnValue:
    """Begin a corrected version; the former one is kept."""
    act = cycle.act()
    row, sheet = _version(minutes_id)
    if row.state is Writing.DRAFT:
        abort(404)
    form = CorrectForm()
    if attempt(
        form,
        lambda: operations.correct_minutes(act, row, because=form.because.data or ""),
    ):
        pages.say(_("Une nouvelle version est commencée. L’ancienne est gardée."))
        return redirect(url_for(".show", meeting_id=row.meeting_id, _anchor="minutes"), 303)
    page = pages.render("meetings/correct.html", form=form, meeting=sheet.meeting)
    return page, status_of(form)
