"""My roster: what is proposed, what I promised, “I stop for today” in one touch, “I am back”."""

from flask.typing import ResponseReturnValue

from participation.accounts.queries import get_user
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission
from participation.peers.labels import helping as labels, words
from participation.peers.operations import roster_answers as answers
from participation.peers.queries import own_hours, own_roster
from participation.peers.queries.people import find_own
from participation.peers.rules.civil import PARIS, day_of
from participation.peers.rules.handing import PERSONAL
from participation.peers.rules.kinds import StopReason

from .door import bp, me, touch


@bp.get("/helping")
@allow(Permission.PEER_HELP)
def own() -> str:
    """Show a helper what waits for her answer, what she promised and what she may tell."""
    act = cycle.act()
    peer = find_own(act.session, cycle.visitor().user_id)
    if peer is None:
        return pages.render("peers/helping/nobody.html")
    referent = peer.referent_id
    return pages.render(
        "peers/helping/own.html",
        peer=peer,
        roster=own_roster.see_roster(act.session, peer, act.now),
        care=own_hours.see_care(act.session, peer, act.now),
        paused=peer.paused_until if peer.paused_until and peer.paused_until > act.now else None,
        referent=None if referent is None else get_user(act.session, referent).name,
        entrusted=len(own_hours.list_entrusted(act.session, peer.user_id)),
        today=clock.today(),
        day=lambda instant: day_of(instant, PARIS),
        personal=PERSONAL,
        words=words,
        labels=labels,
        now=act.now,
    )


@bp.post("/helping/stop")
@allow(Permission.PEER_HELP)
def stop() -> ResponseReturnValue:
    """Stop until tomorrow morning: no reason is asked, and the team looks for somebody else."""
    act, peer = cycle.act(), me()
    sentence = _("C’est noté. Reposez-vous : l’équipe cherche quelqu’un d’autre.")
    return touch(lambda: answers.stop(act, peer), sentence)


@bp.post("/helping/pause")
@allow(Permission.PEER_HELP)
def pause() -> ResponseReturnValue:
    """Stop for 24 hours after something difficult."""
    act, peer = cycle.act(), me()
    sentence = _("C’est noté. Reposez-vous : l’équipe cherche quelqu’un d’autre.")
    return touch(lambda: answers.stop(act, peer, StopReason.AFTER_DIFFICULT), sentence)


@bp.post("/helping/back")
@allow(Permission.PEER_HELP)
def back() -> ResponseReturnValue:
    """Be there again."""
    act, peer = cycle.act(), me()
    return touch(lambda: answers.come_back(act, peer), _("Bon retour !"))


@bp.post("/helping/slots/<key:assignment_id>/<any(yes, no):answer>")
@allow(Permission.PEER_HELP)
def answer(assignment_id: int, answer: str) -> ResponseReturnValue:
    """Say yes or no to what is proposed; no reason is asked."""
    act = cycle.act()
    row, slot = own_roster.get_own(act.session, me(), assignment_id)
    if answer == "yes":
        return touch(lambda: answers.accept(act, row, slot), _("Merci. C’est promis."))
    return touch(lambda: answers.decline(act, row, slot), _("C’est noté : c’est non."))
