"""Yes or no to messages: on my page, noted by the team, or stopped without any account."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations
from participation.accounts.forms import StopForm, WishForm
from participation.accounts.labels import REFUSALS
from participation.accounts.rules import tries
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.writing import Way
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import lazy, staff_gettext as _
from participation.foundation.permissions import PUBLIC, Permission
from participation.notifications.labels import REFUSALS as UNWRITABLE
from participation.notifications.rules import Address, Channel, phone as phone_number, why_not

from . import door
from .door import bp
from .given import received
from .own import me
from .people import show_person

UNREADABLE, TOO_MANY = 422, 429
ANSWERS = {"yes": True, "no": False}
SAID = {
    True: lazy("C’est noté : nous pouvons vous écrire."),
    False: lazy("C’est noté : nous ne vous écrirons plus."),
}


def _answer() -> bool:
    """Read which of the two buttons was touched; nothing else is an answer."""
    sent = request.form.get("answer", "")
    return ANSWERS[sent] if sent in ANSWERS else abort(404)


@bp.post("/me/messages")
@allow(Permission.OWN_ACCOUNT)
def say_wish() -> ResponseReturnValue:
    """Say in one tap whether I want to be written to."""
    agrees = _answer()
    operations.keep_wish(cycle.act(), me(), agrees=agrees, way=Way.OWN_PAGE)
    pages.say(SAID[agrees])
    return redirect(url_for(".own"), 303)


@bp.post("/people/<key:user_id>/messages")
@allow(Permission.CARD_ISSUE)
def note_wish(user_id: int) -> ResponseReturnValue:
    """Note what a person said, and how she said it."""
    user, form, agrees = received(user_id), WishForm(), _answer()
    form.offer()
    if not form.accepted():
        return show_person(user_id, form), UNREADABLE
    operations.keep_wish(cycle.act(), user, agrees=agrees, way=Way(str(form.way.data)))
    pages.say(_("C’est noté."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.route("/messages/stop", methods=["GET", "POST"])
@allow(PUBLIC)
def stop_messages() -> ResponseReturnValue:
    """Stop messages to a number or an address, without any account.

    A link made for one person would be a secret in her telephone, which could be set beside what
    is answered from there. Here all open the same page and type where nothing is to come any
    more; the answer is the same for a number that nobody knows. Who stops somebody else's
    messages does her little harm: her own yes brings them back.
    """
    form = StopForm()
    if not form.is_submitted():
        return _page(form)
    if not form.accepted():
        return _page(form), UNREADABLE
    typed = str(form.contact.data).strip()
    is_mail = "@" in typed
    contact = typed.lower() if is_mail else phone_number(typed)
    channel = Channel.EMAIL if is_mail else Channel.SMS
    if reason := why_not(Address(channel, contact, "fr")):
        form.refuse("contact", UNWRITABLE[reason])
        return _page(form), UNREADABLE
    if not door.take_tries((door.bucket("stop", door.neighbourhood()), tries.CODE)):
        form.refuse("contact", REFUSALS[Refusal.TOO_MANY_TRIES])
        return _page(form), TOO_MANY
    operations.stop_writing(cycle.act(), contact, way=Way.STOP_PAGE)
    return redirect(url_for(".stop_messages", done=1), 303)


def _page(form: StopForm) -> str:
    done = "done" in request.args and not form.is_submitted()
    return pages.render("accounts/stop_messages.html", form=form, done=done)
