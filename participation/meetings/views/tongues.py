"""What was said at a meeting, written in the other languages of its council."""

from collections.abc import Sequence

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import TongueForm, tongue_form
from participation.meetings.labels import words
from participation.meetings.queries import MeetingSheet, TongueLine
from participation.meetings.rules.telling import EASY, Telling, mark_of_told
from participation.meetings.rules.writing import Section, read_sections

from .desk import attempt, bp, may_change, see, status_of


def _reach(meeting_id: int) -> tuple[MeetingSheet, Sequence[TongueLine]]:
    """Give a meeting whose minutes are published, and each language to write; 404 before."""
    sheet = see(meeting_id)
    if sheet.published is None:
        abort(404)
    offered = cycle.organisation_row().languages.split(",")
    return sheet, queries.list_tongues(cycle.act().session, sheet, offered)


@bp.get("/meetings/<key:meeting_id>/tongues")
@allow(Permission.WORDS_TRANSLATE)
def tongues(meeting_id: int) -> str:
    """Show in which languages residents read what was said, and which are missing or old."""
    sheet, lines = _reach(meeting_id)
    return pages.render(
        "meetings/tongues.html",
        meeting=sheet.meeting,
        lines=lines,
        tongue=find,
        words=words,
        may_change=may_change(sheet.council.council),
    )


@bp.route("/meetings/<key:meeting_id>/tongues/<language>", methods=["GET", "POST"])
@allow(Permission.WORDS_TRANSLATE)
def tongue(meeting_id: int, language: str) -> ResponseReturnValue:
    """Write what was said in one language, beside the French words."""
    sheet, lines = _reach(meeting_id)
    line = next((one for one in lines if one.locale == language), None)
    if line is None:
        abort(404)
    source = queries.source_of(sheet)
    form = tongue_form(source, _written(sheet, line), find(language))(
        data={"seen": mark_of_told(source)}
    )
    if attempt(form, lambda: _translate(form, sheet, language)):
        pages.say(_("C’est publié dans cette langue."))
        return redirect(url_for(".tongues", meeting_id=sheet.meeting.id), 303)
    page = pages.render(
        "meetings/tongue.html",
        form=form,
        meeting=sheet.meeting,
        tongue=find(language),
        is_stale=line.state is Telling.STALE,
    )
    return page, status_of(form)


def _translate(form: TongueForm, sheet: MeetingSheet, language: str) -> None:
    operations.translate_minutes(
        cycle.act(),
        sheet.meeting,
        language,
        form.sections(),
        seen=str(form.seen.data or ""),
        was_read=bool(form.was_read.data),
    )


def _written(sheet: MeetingSheet, line: TongueLine) -> Sequence[Section]:
    """Give what is there already: a translation, titles of the agenda, easy words of the draft."""
    if line.row is not None:
        return read_sections(line.row.sections)
    titles = {one.title.text("fr"): one.title.get(line.locale, "") for one in sheet.agenda}
    version = sheet.published
    easy = (
        {one.title: one.easy for one in read_sections(version.sections)}
        if version and line.locale == EASY
        else {}
    )
    return [
        Section(
            titles.get(one.title) or (one.title if line.locale == EASY else ""),
            easy.get(one.title, ""),
        )
        for one in queries.source_of(sheet)
    ]
