"""Every council and its year of meetings; one meeting; planning, moving and giving it up."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.councils.models import Council
from participation.councils.rules.kinds import CVS_FORMS
from participation.followups.labels import LEVELS
from participation.followups.queries import list_follow_ups
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.attempts import Attempts
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.meetings import operations, queries
from participation.meetings.forms import FIELD_OF, BecauseForm, PlanForm
from participation.meetings.labels import telling, words
from participation.meetings.labels.requests import RequestLine, say_request
from participation.meetings.models import Meeting
from participation.meetings.queries import MeetingSheet
from participation.meetings.queries.plans import merged_plan, plan_of
from participation.meetings.queries.topics import list_waiting
from participation.meetings.rules.calling import call_dates
from participation.meetings.rules.kinds import BEFORE, Stage
from participation.meetings.rules.merging import Merged, read_marks
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.rhythm import Rhythm, rhythm_of
from participation.meetings.rules.scores import totals
from participation.organisations.queries import get_service, list_services
from participation.voices import labels as voice_words

bp = Blueprint("meetings", __name__, url_prefix="/<organisation>")
USUAL_MINUTES = 90
_tries = Attempts(FIELD_OF)
refuse, attempt, status_of = _tries.refuse, _tries.attempt, _tries.status_of


def try_deed(deed: Callable[[], object], back: str, done: str = "") -> ResponseReturnValue:
    """Do a deed asked by a button; say its refusal on the page it leads back to."""
    try:
        deed()
    except Refused as refused:
        pages.say(pages.explain(refused))
    else:
        if done:
            pages.say(done)
    return redirect(back, 303)


def see(meeting_id: int) -> MeetingSheet:
    """Give a meeting of the person's councils with all that hangs on it; 404 otherwise."""
    session = cycle.act().session
    return queries.see_meeting(session, queries.get_meeting(session, meeting_id))


def may_change(council: Council) -> bool:
    """Say whether the person looks after the service that carries the council."""
    return council.carrier_id in entered(cycle.act().session)


def carrier_slug(council: Council) -> str:
    """Give the address of the service in which the meeting is held and read."""
    session = cycle.act().session
    covered = councils.coverage_of(session, [council.id])[council.id]
    key = council.carrier_id if council.carrier_id in covered else min(covered)
    return get_service(session, key).slug


@dataclass(frozen=True, slots=True)
class Year:
    """A council with the rhythm of its year and its meetings, the next ones first."""

    council: Council
    rhythm: Rhythm | None
    """None for a form of which the law asks no number of meetings."""
    coming: list[Meeting]
    past: list[Meeting]
    may_change: bool
    wanted: RequestLine | None = None
    """A session that is asked for and not called yet."""


@bp.get("/meetings")
@allow(Permission.COUNCIL_MANAGE)
def index() -> str:
    """Show each council, its three meetings a year, the next one and those that were held."""
    session, today = cycle.act().session, clock.today()
    law = councils.law_on(today)
    lines = []
    for council in councils.list_councils(session, on=today):
        own = queries.list_meetings(session, [council.id])
        held = [one for one in own if one.stage is Stage.CLOSED]
        coming = [one for one in reversed(own) if one.stage in (*BEFORE, Stage.OPEN)]
        days, later = map(queries.day_of, held), map(queries.day_of, coming)
        is_cvs = council.form in CVS_FORMS
        rhythm = rhythm_of(days, later, today.year, today, law) if is_cvs else None
        asked = queries.find_open_request(session, council, today)
        wanted = say_request(asked, law, today) if asked else None
        lines.append(Year(council, rhythm, coming, held, may_change(council), wanted))
    return pages.render("meetings/index.html", lines=lines, words=words, day_of=queries.day_of)


@bp.route("/meetings/new/<key:council_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def new(council_id: int) -> ResponseReturnValue:
    """Plan a meeting of a council."""
    act = cycle.act()
    council = councils.get_council(act.session, council_id)
    form = PlanForm(data={"minutes": USUAL_MINUTES, "hour": "14:00"})
    made: list[Meeting] = []
    if attempt(form, lambda: made.append(operations.plan_meeting(act, council, form.plan()))):
        pages.say(_("La réunion est prévue. Écrivez maintenant de quoi on parlera."))
        return redirect(url_for(".show", meeting_id=made[0].id), 303)
    law = councils.law_on(clock.today())
    carried = queries.list_carried(act.session, council.id)
    page = pages.render(
        "meetings/plan.html",
        form=form,
        council=council,
        meeting=None,
        law=law,
        carried=carried,
        merged=None,
    )
    return page, status_of(form)


@bp.get("/meetings/<key:meeting_id>")
@allow(Permission.COUNCIL_MANAGE)
def show(meeting_id: int) -> str:
    """Show a meeting: what to do now, its agenda, who is called, what was voted, its minutes."""
    session, sheet = cycle.act().session, see(meeting_id)
    council, day = sheet.council.council, queries.day_of(sheet.meeting)
    law = councils.law_on(day)
    origins = [queries.origin_of(one) for one in sheet.decisions]
    return pages.render(
        "meetings/show.html",
        seen=sheet,
        meeting=sheet.meeting,
        council=council,
        day=day,
        today=clock.today(),
        may_change=may_change(council),
        place=carrier_slug(council),
        dates=call_dates(day, council.form, law),
        answers={one.id: one for one in list_follow_ups(session, origins=origins)},
        slugs={one.id: one.slug for one in list_services(session, keys=entered(session))},
        waiting=list_waiting(session, sheet.meeting, clock.today()),
        voices=voice_words,
        totals=totals(queries.list_assessments(session, sheet.meeting)),
        told=len(queries.list_assessments(session, sheet.meeting)),
        names=sheet.council.names,
        words=words,
        levels=LEVELS,
        say=telling,
    )


@bp.route("/meetings/<key:meeting_id>/change", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def change(meeting_id: int) -> ResponseReturnValue:
    """Change the day, the hour, the place of a meeting."""
    act = cycle.act()
    meeting = queries.get_meeting(act.session, meeting_id)
    form, merged = PlanForm(data=PlanForm.of(plan_of(meeting))), None
    if form.accepted():
        written, seen = form.plan(), read_marks(str(form.seen.data or ""))
        merged = merged_plan(meeting, written, seen)
        try:
            operations.change_meeting(act, meeting, written, seen=seen)
        except Refused as refused:
            refuse(form, refused)
            if refused.reason is Refusal.MEETING_CHANGED:
                form.show_both(meeting, merged)
        else:
            pages.say(said_of(merged))
            return redirect(url_for(".show", meeting_id=meeting.id), 303)
    council = queries.council_of(act.session, meeting)
    page = pages.render(
        "meetings/plan.html",
        form=form,
        council=council,
        meeting=meeting,
        law=None,
        carried=(),
        merged=merged,
        PLAN=words.PLAN,
    )
    return page, status_of(form)


def said_of(merged: Merged) -> str:
    """Say that a change is kept, and whether another person's is kept beside it."""
    if merged.taken:
        return _("C’est noté. Une autre personne avait changé autre chose : les deux sont gardés.")
    return _("C’est noté.")


@bp.route("/meetings/<key:meeting_id>/cancel", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Give a meeting up, and say why."""
    act = cycle.act()
    meeting = queries.get_meeting(act.session, meeting_id)
    form = BecauseForm()
    because = form.because
    if attempt(form, lambda: operations.cancel_meeting(act, meeting, because=because.data or "")):
        pages.say(_("C’est noté : la réunion est annulée. Prévenez les membres."))
        return redirect(url_for(".show", meeting_id=meeting.id), 303)
    if meeting.stage not in BEFORE:
        abort(404)
    return pages.render("meetings/cancel.html", form=form, meeting=meeting), status_of(form)
