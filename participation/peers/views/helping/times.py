"""My times: each week, days otherwise, my own calendar as busy only, and what it comes to."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission
from participation.peers.adapters.agendas import read_address, read_text
from participation.peers.forms.own_times import AwayForm, CalendarForm, WeeklyForm
from participation.peers.labels import helping as labels, words
from participation.peers.operations import times as deeds
from participation.peers.queries import own_roster, own_times
from participation.peers.rules.civil import PARIS, Span, day_of
from participation.peers.rules.weekly import span_of

from .door import attempts, bp, fill, me


@bp.get("/helping/times")
@allow(Permission.PEER_HELP)
def week() -> str:
    """Show a helper what she said, and what others see of it in the next seven days."""
    act, peer = cycle.act(), me()
    return pages.render(
        "peers/helping/times.html",
        days=own_times.see_days(act.session, peer, act.now),
        weekly=own_times.list_weekly(act.session, peer),
        absences=own_times.list_absences(act.session, peer, act.now),
        calendars=own_times.list_calendars(act.session, peer),
        is_ever_there=own_times.is_ever_there(act.session, peer, clock.today()),
        day=lambda instant: day_of(instant, PARIS),
        words=words,
        labels=labels,
    )


@bp.route("/helping/times/add", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def add_time() -> ResponseReturnValue:
    """Say a time of each week."""
    act, peer, today = cycle.act(), me(), clock.today()
    form = WeeklyForm(data={"starts": "14:00", "ends": "17:00"})
    form.offer_years(today)
    done = (_("C’est noté."), ".week")
    return fill(
        "peers/helping/add_time.html",
        form,
        lambda: deeds.add_times(act, peer, form.sheet(today)),
        done,
    )


@bp.post("/helping/times/<key:time_id>/remove")
@allow(Permission.PEER_HELP)
def remove_time(time_id: int) -> ResponseReturnValue:
    """Take a time of each week away."""
    act = cycle.act()
    deeds.remove_time(act, own_times.get_weekly(act.session, me(), time_id))
    return _removed()


@bp.route("/helping/times/away", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def add_absence() -> ResponseReturnValue:
    """Say days or hours that are otherwise."""
    act, peer = cycle.act(), me()
    form = AwayForm()
    form.offer_years(clock.today())
    if form.accepted() and not form.has_both_hours():
        return pages.render("peers/helping/add_absence.html", form=form), 422
    if attempts.attempt(form, lambda: deeds.add_absence(act, peer, form.sheet())):
        _say_promised(form)
        return redirect(url_for(".week"), 303)
    page = pages.render("peers/helping/add_absence.html", form=form)
    return page, attempts.status_of(form)


def _say_promised(form: AwayForm) -> None:
    """Say that it is noted, and how many promises still stand in these days."""
    sheet, act = form.sheet(), cycle.act()
    span: Span = span_of(sheet)
    held = own_roster.list_between(act.session, me(), span.starts, span.ends)
    if held and not sheet.is_there:
        said = _("C’est noté. Ces jours-là, on compte encore sur vous : %(n)s fois.", n=len(held))
        pages.say(said + " " + _("Cherchez quelqu’un pour vous remplacer."))
    else:
        pages.say(_("C’est noté."))


@bp.post("/helping/times/away/<key:absence_id>/remove")
@allow(Permission.PEER_HELP)
def remove_absence(absence_id: int) -> ResponseReturnValue:
    """Take an absence away."""
    act = cycle.act()
    deeds.remove_absence(act, own_times.get_absence(act.session, me(), absence_id))
    return _removed()


@bp.route("/helping/times/calendar", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def add_calendar() -> ResponseReturnValue:
    """Link a calendar of my own: only when I am busy is read of it."""
    act, peer = cycle.act(), me()
    form = CalendarForm()

    def deed() -> None:
        address = form.address.data or None
        content = form.content.data.read() if form.content.data else None
        deeds.refuse_calendar(act, peer, address, has_file=content is not None)
        if address is None:
            deeds.link_calendar(act, peer, read_text(content or b"", act.now))
            return
        cycle.commit_now()  # nobody waits for a transaction while another machine answers
        deeds.link_calendar(act, peer, read_address(address, act.now), address)

    done = (_("C’est relié. Nous lisons seulement quand vous êtes occupé."), ".week")
    return fill("peers/helping/add_calendar.html", form, deed, done)


@bp.post("/helping/times/calendar/<key:calendar_id>/remove")
@allow(Permission.PEER_HELP)
def remove_calendar(calendar_id: int) -> ResponseReturnValue:
    """Take a calendar of mine away, with all that was read of it."""
    act = cycle.act()
    deeds.unlink_calendar(act, own_times.get_calendar(act.session, me(), calendar_id))
    return _removed()


def _removed() -> ResponseReturnValue:
    pages.say(_("C’est enlevé."))
    return redirect(url_for(".week"), 303)
