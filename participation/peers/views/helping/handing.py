"""Looking for somebody else, exchanging a time, taking one over."""

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import gettext as _
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.peers.forms.helping import SwapForm
from participation.peers.labels import helping as labels, words
from participation.peers.operations import roster_answers as answers
from participation.peers.queries import handing, own_roster
from participation.peers.rules.handing import HandRefusal

from .door import bp, explain, fill, me, touch


def link() -> str:
    """Give the address of a helper's page as messages carry it."""
    return url_for("helping.own", _external=True)


@bp.get("/helping/offers")
@allow(Permission.PEER_HELP)
def offers() -> str:
    """Show what colleagues look to give away, and what stands against taking it."""
    act = cycle.act()
    covers = handing.list_covers(act.session, me(), act.now)
    why = {
        one.offer.id: explain(Refused(one.why_not, breaches=one.breaches))
        for one in covers
        if one.why_not
    }
    return pages.render(
        "peers/helping/offers.html", covers=covers, why=why, words=words, labels=labels
    )


@bp.post("/helping/slots/<key:assignment_id>/cover")
@allow(Permission.PEER_HELP)
def cover(assignment_id: int) -> ResponseReturnValue:
    """Look for somebody who takes a time of mine over."""
    act = cycle.act()
    row, slot = own_roster.get_own(act.session, me(), assignment_id)
    sentence = _("Nous cherchons quelqu’un. En attendant, on compte encore sur vous.")
    return touch(lambda: answers.look_for_cover(act, row, slot), sentence)


@bp.post("/helping/slots/<key:assignment_id>/keep")
@allow(Permission.PEER_HELP)
def keep(assignment_id: int) -> ResponseReturnValue:
    """Keep a time of mine after all."""
    act = cycle.act()
    row, _slot = own_roster.get_own(act.session, me(), assignment_id)
    return touch(lambda: answers.keep(act, row), _("Merci. Vous gardez ce moment."))


@bp.route("/helping/slots/<key:assignment_id>/swap", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def swap(assignment_id: int) -> ResponseReturnValue:
    """Propose to a colleague to exchange a time."""
    act, peer = cycle.act(), me()
    stint = own_roster.see_stint(act.session, peer, assignment_id)
    found = handing.list_swappable(act.session, peer, stint.slot, act.now)
    form = SwapForm()
    form.offer(found)

    def deed() -> None:
        wished = {to_text(one.id): one for one, _slot, _whose in found}.get(str(form.wished.data))
        if wished is None:
            raise Refused(HandRefusal.SWAP_NOT_THEIRS)
        answers.look_for_cover(act, stint.assignment, stint.slot, against=wished)

    done = (_("C’est proposé. Vous gardez votre moment jusqu’à sa réponse."), ".own")
    facts = {"own": stint, "found": found, "words": words, "labels": labels}
    return fill("peers/helping/swap.html", form, deed, done, **facts)


@bp.post("/helping/offers/<key:offer_id>/<any(yes, no):answer>")
@allow(Permission.PEER_HELP)
def take(offer_id: int, answer: str) -> ResponseReturnValue:
    """Take a colleague's time over, agree to an exchange, or say no to it."""
    act, peer = cycle.act(), me()
    offer, _given, _slot, giver = handing.get_offer(act.session, offer_id)
    if giver.id == peer.id:
        raise NotFound
    if answer == "yes":
        deed, said = answers.take_over, _("Merci beaucoup. Ce moment est à vous.")
    else:
        deed, said = answers.decline_exchange, _("C’est noté : c’est non.")
    return touch(lambda: deed(act, peer, offer, link=link()), said)
