"""The agenda at the desk: points written, moved, withdrawn; files."""

from contextlib import closing

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import FileForm, ItemForm, item_form
from participation.meetings.models import AgendaItem
from participation.meetings.queries.points import merged_with, sheet_of
from participation.meetings.rules.kinds import ItemState
from participation.meetings.rules.merging import Merged, marks_of, read_marks
from participation.meetings.rules.refusals import Refusal

from .desk import attempt, bp, refuse, said_of, see, status_of, try_deed


def _form(item: AgendaItem | None) -> ItemForm:
    kind = item_form(cycle.organisation_row().languages.split(","))
    if item is None:
        return kind(data={"minutes": 15, "level": "consult"})
    written = sheet_of(item)
    return kind(
        data={
            "title": written.title,
            "words": written.words,
            "asked_by": written.asked_by,
            "minutes": written.minutes,
            "level": written.level.value,
            "seen": marks_of(written.fields()),
        }
    )


@bp.route("/meetings/<key:meeting_id>/items/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def new_item(meeting_id: int) -> ResponseReturnValue:
    """Put a point on the agenda."""
    act = cycle.act()
    meeting = queries.get_meeting(act.session, meeting_id)
    form = _form(None)
    if attempt(form, lambda: operations.add_item(act, meeting, form.sheet())):
        pages.say(_("Le point est sur l’ordre du jour."))
        return redirect(url_for(".show", meeting_id=meeting.id), 303)
    page = pages.render("meetings/item.html", form=form, meeting=meeting, item=None, merged=None)
    return page, status_of(form)


@bp.route("/meetings/items/<key:item_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def item(item_id: int) -> ResponseReturnValue:
    """Change a point; whoever comes second sees what changed and keeps what she typed."""
    act = cycle.act()
    row = queries.get_item(act.session, item_id)
    form, merged = _form(row), None
    if form.accepted():
        written, seen = form.sheet(row.origin), read_marks(str(form.seen.data or ""))
        merged = merged_with(row, written, seen)
        try:
            operations.change_item(act, row, written, seen=seen)
        except Refused as refused:
            refuse(form, refused)
            if refused.reason is Refusal.ITEM_CHANGED:
                _show_both(form, row, merged)
        else:
            pages.say(said_of(merged))
            return redirect(url_for(".show", meeting_id=row.meeting_id), 303)
    page = pages.render(
        "meetings/item.html",
        form=form,
        meeting=queries.get_meeting(act.session, row.meeting_id),
        item=row,
        merged=merged,
    )
    return page, status_of(form)


def _show_both(form: ItemForm, row: AgendaItem, merged: Merged) -> None:
    """Leave in the form what she typed, take in what only the other changed, mark it as seen."""
    kept = sheet_of(row).with_fields(merged.fields)
    form.title.data, form.words.data = kept.title, kept.words
    form.asked_by.data, form.minutes.data = kept.asked_by, kept.minutes
    form.minutes.raw_data = []  # what was typed is shown before what is held
    form.level.data = kept.level.value
    form.seen.data = marks_of(sheet_of(row).fields())


@bp.post("/meetings/items/<key:item_id>/<any(up, down):way>")
@allow(Permission.COUNCIL_MANAGE)
def move(item_id: int, way: str) -> ResponseReturnValue:
    """Move a point up or down."""
    act = cycle.act()
    row = queries.get_item(act.session, item_id)
    back = url_for(".show", meeting_id=row.meeting_id, _anchor="agenda")
    return try_deed(lambda: operations.move_item(act, row, by=-1 if way == "up" else 1), back)


@bp.post("/meetings/items/<key:item_id>/turn")
@allow(Permission.COUNCIL_MANAGE)
def turn(item_id: int) -> ResponseReturnValue:
    """Take a point off the agenda, or put it back."""
    act = cycle.act()
    row = queries.get_item(act.session, item_id)
    back = url_for(".show", meeting_id=row.meeting_id, _anchor="agenda")
    if row.state is ItemState.WITHDRAWN:
        return try_deed(lambda: operations.restore_item(act, row), back)
    return try_deed(lambda: operations.withdraw_item(act, row), back)


@bp.route("/meetings/<key:meeting_id>/files", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def files(meeting_id: int) -> ResponseReturnValue:
    """Join a file to a meeting or to a point of it."""
    sheet = see(meeting_id)
    form = FileForm()
    form.offer(sheet.agenda)
    if attempt(form, lambda: _attach(form, meeting_id)):
        pages.say(_("Le fichier est joint."))
        return redirect(url_for(".show", meeting_id=sheet.meeting.id, _anchor="files"), 303)
    page = pages.render("meetings/files.html", form=form, seen=sheet, meeting=sheet.meeting)
    return page, status_of(form)


def _attach(form: FileForm, meeting_id: int) -> None:
    act = cycle.act()
    meeting = queries.get_meeting(act.session, meeting_id)
    with closing(form.file.data) as sent:
        name, content = sent.filename or "", sent.read()
    operations.attach(
        act,
        meeting,
        name,
        content,
        item=queries.find_item(act.session, meeting, form.item_id()),
    )


@bp.post("/meetings/files/<key:file_id>/remove")
@allow(Permission.COUNCIL_MANAGE)
def remove_file(file_id: int) -> ResponseReturnValue:
    """Take a file back."""
    act = cycle.act()
    row = queries.get_file(act.session, file_id)
    back = url_for(".show", meeting_id=row.meeting_id, _anchor="files")
    return try_deed(lambda: operations.detach(act, row), back)
