"""After a time with people: what took place, how it was, care for myself, hours that count."""

import datetime as dt
from pathlib import Path

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.foundation import clock, cycle, lengths, pages
from participation.foundation.access import allow
from participation.foundation.certificate import print_certificate
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission
from participation.peers.forms.helping import AfterForm, FeelingForm
from participation.peers.labels import certificate, helping as labels, words
from participation.peers.operations import afterwards as deeds
from participation.peers.queries import own_hours, own_roster
from participation.peers.queries.slots import get_slot
from participation.peers.rules.civil import PARIS, day_of
from participation.peers.rules.handing import PERSONAL
from participation.peers.rules.kinds import Feeling

from .door import attempts, bp, fill, me, touch


@bp.route("/helping/slots/<key:assignment_id>/after", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def after(assignment_id: int) -> ResponseReturnValue:
    """Say what took place and how many came; nobody is named and nobody is blamed."""
    act, peer = cycle.act(), me()
    stint = own_roster.see_stint(act.session, peer, assignment_id)
    form = AfterForm()
    if stint.slot.kind in PERSONAL:
        del form.came

    def deed() -> None:
        came = None if stint.slot.kind in PERSONAL else form.came.data
        deeds.tell_presence(act, stint.assignment, stint.slot, form.chosen(), came)

    done = (_("Merci."), ".felt")
    facts = {"own": stint, "words": words, "labels": labels}
    return fill("peers/helping/after.html", form, deed, done, **facts)


@bp.route("/helping/felt", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def felt() -> ResponseReturnValue:
    """Say how it was in one touch; only the week is kept, for me and my referent."""
    act, peer = cycle.act(), me()
    form = FeelingForm()
    if attempts.attempt(form, lambda: deeds.debrief(act, peer, form.felt())):
        if form.felt() is Feeling.DIFFICULT:
            return redirect(url_for(".care"), 303)
        pages.say(_("Merci. Prenez soin de vous."))
        return redirect(url_for(".own"), 303)
    page = pages.render("peers/helping/felt.html", form=form, peer=peer)
    return page, attempts.status_of(form)


@bp.get("/helping/care")
@allow(Permission.PEER_HELP)
def care() -> str:
    """Offer a pause and a supervision, and show what I said of my weeks."""
    act, peer = cycle.act(), me()
    return pages.render(
        "peers/helping/care.html",
        care=own_hours.see_care(act.session, peer, act.now),
        weeks=own_hours.list_debriefs(act.session, peer, clock.today()),
        paused=bool(peer.paused_until and peer.paused_until > act.now),
        has_referent=peer.referent_id is not None,
        today=clock.today(),
        day=lambda instant: day_of(instant, PARIS),
        words=words,
        labels=labels,
    )


@bp.post("/helping/care/<key:slot_id>/join")
@allow(Permission.PEER_HELP)
def join(slot_id: int) -> ResponseReturnValue:
    """Take a place in a supervision."""
    act, peer = cycle.act(), me()
    slot = get_slot(act.session, slot_id)
    return touch(lambda: deeds.join_supervision(act, peer, slot), _("C’est noté."), ".care")


@bp.get("/helping/entrusted")
@allow(Permission.OWN_ACCOUNT)
def entrusted() -> str:
    """Show to a referent how those who chose her said that their weeks were."""
    session, user_id = cycle.act().session, cycle.visitor().user_id
    if user_id is None:
        raise NotFound
    peers = own_hours.list_entrusted(session, user_id)
    weeks = [(one, own_hours.list_debriefs(session, one, clock.today())) for one in peers]
    return pages.render("peers/helping/entrusted.html", weeks=weeks, words=words)


def _year() -> int:
    asked = request.values.get("year", "")
    this = clock.today().year
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else this
    return year if this - 10 <= year <= this else this


@bp.get("/helping/hours")
@allow(Permission.PEER_HELP)
def hours() -> str:
    """Show the hours of a year by month and kind."""
    peer, year = me(), _year()
    return pages.render(
        "peers/helping/hours.html",
        lines=_lines(year),
        year=year,
        years=range(peer.since.year, clock.today().year + 1),
        total=lengths.say_minutes(sum(one.minutes for one in _lines(year))),
        words=words,
        lengths=lengths,
    )


def _lines(year: int) -> list[own_hours.MonthLine]:
    first, until = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return own_hours.hours_of(cycle.act().session, me(), first, until)


@bp.post("/helping/hours")
@allow(Permission.PEER_HELP, once=False)
def certify() -> ResponseReturnValue:
    """Give the certificate of a year's hours, on paper."""
    act, peer, year = cycle.act(), me(), _year()
    lines = _lines(year)
    if not lines:
        pages.say(_("Il n’y a pas d’heures à certifier cette année-là."))
        return redirect(url_for(".hours", year=year), 303)
    paper = certificate.write(peer, lines, year, cycle.organisation_row().name, clock.today())
    cache: Path = current_app.extensions["settings"].data / "cache"
    content = print_certificate(paper, cache=cache, printed_at=clock.now())
    deeds.note_certificate(act, peer, sum(one.minutes for one in lines))
    headers = {"Content-Disposition": f'attachment; filename="attestation-{year}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)
