"""Writing the minutes, one section at a time, and signing them."""

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import SectionForm, SignForm
from participation.meetings.labels import words
from participation.meetings.labels.drafting import draft
from participation.meetings.models import Minutes
from participation.meetings.operations import Hand
from participation.meetings.queries import MeetingSheet
from participation.meetings.rules.kinds import Stage, Writing
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.writing import Section, mark_of_section, read_sections

from .desk import attempt, bp, refuse, status_of, try_deed
from .room import enter_room

LARGEST_VOICE = 1024 * 1024
"""Bytes of a minute of speech of any browser, several times over."""


def _version(minutes_id: int) -> tuple[Minutes, MeetingSheet, Hand]:
    row = queries.get_minutes(cycle.act().session, minutes_id)
    sheet, hand = enter_room(row.meeting_id)
    return row, sheet, hand


@bp.route("/<service>/meetings/<key:meeting_id>/write", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def write(meeting_id: int) -> ResponseReturnValue:
    """Show the minutes section by section; the first time, draft them from what was recorded."""
    act = cycle.act()
    sheet, hand = enter_room(meeting_id)
    if sheet.meeting.stage is not Stage.CLOSED:
        abort(404)
    if request.method == "POST":
        following = queries.next_meeting(act.session, sheet.meeting)
        return try_deed(
            lambda: operations.draft_minutes(
                act, sheet.meeting, draft(sheet, following), hand=hand
            ),
            url_for(".write", meeting_id=sheet.meeting.id),
        )
    last = sheet.last_minutes
    return pages.render(
        "meetings/write.html",
        seen=sheet,
        meeting=sheet.meeting,
        last=last,
        sections=read_sections(last.sections) if last else (),
        is_draft=last is not None and last.state is Writing.DRAFT,
        words=words,
        day=queries.day_of(sheet.meeting),
    )


@bp.route("/<service>/meetings/minutes/<key:minutes_id>/<int:number>", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def section(minutes_id: int, number: int) -> ResponseReturnValue:
    """Write one section, with beginnings of sentences to touch."""
    row, sheet, hand = _version(minutes_id)
    sections = read_sections(row.sections)
    if not 1 <= number <= len(sections) or row.state is not Writing.DRAFT:
        abort(404)
    own = sections[number - 1]
    form = SectionForm(data={"words": own.words, "easy": own.easy, "seen": mark_of_section(own)})
    theirs: Section | None = None
    if "starter" in request.form:
        _begin_sentence(form)
    elif "erase" in request.form:
        back = url_for(".section", minutes_id=row.id, number=number)
        return try_deed(
            lambda: operations.speak_section(cycle.act(), row, number, b"", hand=hand), back
        )
    elif form.accepted():
        reason = _write(row, number, form, own.title, hand)
        if reason is None:
            pages.say(_("C’est noté."))
            return redirect(url_for(".write", meeting_id=row.meeting_id), 303)
        theirs = own if reason is Refusal.MINUTES_CHANGED else None
    page = pages.render(
        "meetings/section.html",
        form=form,
        own=own,
        number=number,
        total=len(sections),
        meeting=sheet.meeting,
        theirs=theirs,
        starters=words.STARTERS,
        minutes_id=row.id,
        is_spoken=number in queries.list_spoken_numbers(cycle.act().session, row),
    )
    return page, 200 if "starter" in request.form else status_of(form)


def _begin_sentence(form: SectionForm) -> None:
    """Add the beginning of a sentence to what is typed; nothing is kept yet."""
    chosen = request.form.get("starter", "")
    if chosen.isdecimal() and len(chosen) == 1 and int(chosen) < len(words.STARTERS):
        typed = (form.words.data or "").rstrip()
        begun = str(words.STARTERS[int(chosen)]).rstrip("…")
        form.words.data = f"{typed}\n{begun} " if typed else f"{begun} "


@bp.get("/<service>/meetings/minutes/<key:minutes_id>/<int:number>/voice.opus")
@allow(Permission.OWN_ACCOUNT)
def section_voice(minutes_id: int, number: int) -> Response:
    """Let who writes the minutes listen to what was said for a section; 404 to others."""
    row, _sheet, _hand = _version(minutes_id)
    found = queries.find_spoken_section(cycle.act().session, row, number)
    if found is None:
        abort(404)
    response = Response(found.sound, mimetype="audio/ogg")
    response.cache_control.no_store = True
    return response


def _write(row: Minutes, number: int, form: SectionForm, title: str, hand: Hand) -> Refusal | None:
    """Keep a section; after a clash mark the other's words as seen, so that she may decide."""
    seen = str(form.seen.data or "")
    file: FileStorage | None = form.voice.data or None
    try:
        if file:
            said = file.read(LARGEST_VOICE + 1)
            operations.speak_section(cycle.act(), row, number, said, hand=hand)
        operations.write_section(
            cycle.act(), row, number - 1, form.section(title), seen=seen, hand=hand
        )
    except Refused as refused:
        refuse(form, refused)
        if refused.reason is Refusal.MINUTES_CHANGED:
            form.seen.data = mark_of_section(read_sections(row.sections)[number - 1])
        return refused.reason if isinstance(refused.reason, Refusal) else Refusal.WRONG_STAGE
    return None


@bp.route("/<service>/meetings/minutes/<key:minutes_id>/sign", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def sign(minutes_id: int) -> ResponseReturnValue:
    """Sign: the chair reads the whole, types her name and the day."""
    act = cycle.act()
    row, sheet, hand = _version(minutes_id)
    if row.state is not Writing.DRAFT:
        abort(404)
    form = SignForm.in_years(clock.today())(data={"on": clock.today()})
    if attempt(
        form,
        lambda: operations.sign_minutes(
            act,
            row,
            name=form.name.data or "",
            on=form.on.data or clock.today(),
            agrees=bool(form.agrees.data),
            hand=hand,
        ),
    ):
        pages.say(_("Le relevé est signé. Il sera adopté à la prochaine réunion."))
        return redirect(url_for(".write", meeting_id=row.meeting_id), 303)
    page = pages.render(
        "meetings/sign.html",
        form=form,
        meeting=sheet.meeting,
        sections=read_sections(row.sections),
        chairs=sorted(one.holder.name for one in sheet.council.offices),
    )
    return page, status_of(form)
