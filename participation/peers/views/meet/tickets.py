"""One's own time: read, reminded of, taken, given back; by a private link, without an account."""

from collections.abc import Callable

from flask import Response, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue

from participation.accounts.labels import PICTURES
from participation.accounts.queries import get_user
from participation.calendars.writing import Event, invitation
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import gettext as _, reader_locale, show_day, show_hour
from participation.foundation.keys import to_text
from participation.foundation.permissions import PUBLIC
from participation.peers.adapters.links import link_of
from participation.peers.adapters.slips import Slip, print_slip
from participation.peers.adapters.tokens import read_token
from participation.peers.forms.meet import NumberForm, attempts
from participation.peers.labels import meet as labels, words
from participation.peers.models import Booking, HelpRequest
from participation.peers.operations.asking import withdraw_request
from participation.peers.operations.leaving import cancel_booking
from participation.peers.operations.places import accept_offer
from participation.peers.operations.reminding import choose_reminder
from participation.peers.queries.addressing import contact_by
from participation.peers.queries.tickets import ASKING, Ticket, find_owned
from participation.peers.rules.booking import shown_code
from participation.peers.rules.kinds import BookingState, ReminderChannel

from .door import base_url, bp, helping, is_kiosk, known_user, read_note, ticket_url

CONFLICT = 409
Found = Ticket | HelpRequest


def _reach(token: str) -> Found:
    """Give what a private link stands for; at a public screen only to who came by it in this visit.

    404 for a link that is not ours, and for a page of somebody who left the screen.
    """
    act = cycle.act()
    key = read_token(act.organisation_id, token)
    found = None if key is None else find_owned(act.session, key)
    if found is None or key is None:
        abort(404)
    row = _row(found)
    is_hers = row.user_id is not None and row.user_id == known_user()
    if is_kiosk() and not is_hers and to_text(key) not in read_note().codes:
        abort(404)
    return found


def _row(found: Found) -> Booking | HelpRequest:
    return found.booking if isinstance(found, Ticket) else found


@bp.get("/t/<token>")
@allow(PUBLIC, logged=False)
def ticket(token: str) -> str:
    """Show when, with whom, under which drawing and code; how she is reminded; how to give up."""
    return _page(token, _reach(token))


def _page(token: str, found: Found, *, form: NumberForm | None = None, why: str = "") -> str:
    row = _row(found)
    facts = {
        "token": token,
        "row": row,
        "why": why,
        "form": form or NumberForm(formdata=None),
        "code": shown_code(read_note().codes.get(to_text(row.id), "")).strip(),
        "drawing_word": PICTURES.get(row.nickname),
        "channels": labels.reminder_choices(_channels(row)),
        "words": words,
        "asks_number": not is_kiosk() and row.user_id is None,
    }
    if isinstance(found, HelpRequest):
        return pages.render("meet/asked.html", is_live=found.state in ASKING, **facts)
    is_protected = cycle.service_row().is_protected
    return pages.render(
        "meet/ticket.html",
        ticket=found,
        is_live=found.is_live(clock.now()),
        room=None if is_protected else found.room,
        states=BookingState,
        **facts,
    )


def _channels(row: Booking | HelpRequest) -> tuple[ReminderChannel, ...]:
    """Give the ways that are open: messages only to an address that is there; nobody calls."""
    found = [ReminderChannel.NOTHING, ReminderChannel.SLIP]
    if row.user_id is None:
        return tuple(found)
    user = get_user(cycle.act().session, row.user_id)
    ways = (ReminderChannel.SMS, ReminderChannel.EMAIL)
    return (*found, *(each for each in ways if contact_by(user, each) is not None))


def _do(token: str, found: Found, deed: Callable[[], object], said: str) -> ResponseReturnValue:
    try:
        deed()
    except Refused as refused:
        return _page(token, found, why=pages.explain(refused)), CONFLICT
    pages.say(said)
    return redirect(ticket_url(_row(found).id), 303)


@bp.post("/t/<token>/cancel")
@allow(PUBLIC, logged=False)
def cancel(token: str) -> ResponseReturnValue:
    """Give it back in one touch, without a reason."""
    act, found = cycle.act(), _reach(token)
    if isinstance(found, HelpRequest):
        return _do(token, found, lambda: withdraw_request(act, found), _("C’est annulé."))
    facts = {"base_url": base_url(), "helping": helping()}
    return _do(
        token, found, lambda: cancel_booking(act, found.booking, **facts), _("C’est annulé.")
    )


@bp.post("/t/<token>/accept")
@allow(PUBLIC, logged=False)
def accept(token: str) -> ResponseReturnValue:
    """Take the place that is kept."""
    act, found = cycle.act(), _reach(token)
    if isinstance(found, HelpRequest):
        abort(404)
    return _do(
        token,
        found,
        lambda: accept_offer(act, found.booking, found.slot),
        _("C’est noté. La place est à vous."),
    )


@bp.post("/t/<token>/remind")
@allow(PUBLIC, logged=False)
def remind(token: str) -> ResponseReturnValue:
    """Choose how to be reminded."""
    sent, found = request.form.get("channel", ""), _reach(token)
    if sent not in {each.value for each in _channels(_row(found))}:
        abort(404)
    act, channel = cycle.act(), ReminderChannel(sent)
    return _do(
        token,
        found,
        lambda: choose_reminder(act, _row(found), channel),
        _("C’est noté."),
    )


@bp.post("/t/<token>/number")
@allow(PUBLIC, logged=False)
def number(token: str) -> ResponseReturnValue:
    """Take a number to be reminded at; what is no number is shown again as it was typed."""
    act, found, form = cycle.act(), _reach(token), NumberForm()
    row = _row(found)
    if attempts.attempt(
        form,
        lambda: choose_reminder(act, row, ReminderChannel.SMS, number=str(form.number.data or "")),
    ):
        pages.say(_("C’est noté. Un SMS vous le rappellera."))
        return redirect(ticket_url(row.id), 303)
    return _page(token, found, form=form), attempts.status_of(form)


@bp.get("/t/<token>/time.ics")
@allow(PUBLIC, logged=False)
def calendar(token: str) -> Response:
    """Give the time to a calendar: a day, an hour, and a word that tells nothing."""
    found = _reach(token)
    if isinstance(found, HelpRequest):
        abort(404)
    slot = found.slot
    event = Event(
        uid=f"{to_text(found.booking.id)}@times",
        title=_("Rendez-vous"),
        starts_at=slot.starts,
        ends_at=slot.ends,
        changed_at=clock.now(),
        sequence=slot.sequence,
        is_cancelled=found.booking.state is BookingState.CANCELLED,
    )
    headers = {"Content-Disposition": 'attachment; filename="rendez-vous.ics"'}
    return Response(invitation(event), mimetype="text/calendar", headers=headers)


@bp.get("/t/<token>/slip.pdf")
@allow(PUBLIC, logged=False)
def slip(token: str) -> Response:
    """Give the slip on paper: no house, no name, no subject."""
    found = _reach(token)
    if isinstance(found, HelpRequest):
        abort(404)
    row, starts = found.booking, found.slot.starts
    paper = Slip(
        **labels.slip_words(row.nickname),
        day=show_day(starts.astimezone(clock.PARIS).date()),
        hour=show_hour(starts),
        code=shown_code(read_note().codes.get(to_text(row.id), "")).strip(),
        link=link_of(cycle.act().session, base_url(), row.service_id, row.id),
    )
    cache = current_app.extensions["settings"].data / "cache"
    pdf = print_slip(paper, reader_locale(), cache=cache, printed_at=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="ticket.pdf"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)
