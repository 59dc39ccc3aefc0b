"""Too few sealed ballots: the urn is left closed, and people vote again on paper."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils.forms.offers import day_of
from participation.elections.forms.sitting import PartialForm
from participation.elections.forms.urns import LeaveClosedForm
from participation.elections.operations import tallying
from participation.elections.operations.bureau import TwoPeople
from participation.elections.operations.partial import prepare_again
from participation.elections.rules.bureau import BureauFunction
from participation.elections.rules.stages import BY_ELECTED
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import ask, bp, count_try, forget_count, member_of, reach, refuse
from .urns import reach_sealed


@bp.route("/elections/contests/<key:contest_id>/leave-closed", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def leave_closed(contest_id: int) -> ResponseReturnValue:
    """Leave an urn with too few ballots closed for ever, by two people with their codes."""
    vote, sheet = reach_sealed(contest_id)
    form, back = LeaveClosedForm(), url_for(".urn", contest_id=contest_id)
    form.offer(each for each in vote.bureau if each.function is BureauFunction.ASSESSOR)
    if form.accepted():
        try:
            count_try(vote.election)
            people = TwoPeople(
                form.president_code.data or "",
                member_of(vote, form.assessor.data),
                form.assessor_code.data or "",
            )
            because = form.because.data or ""
            tallying.leave_closed(cycle.act(), sheet.contest, people, because=because)
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(vote.election)
            pages.say(_("L’urne reste fermée. Préparez maintenant le vote sur papier."))
            return redirect(back, 303)
    told = [
        _("Avec moins de cinq bulletins, compter dirait qui a choisi qui."),
        _("L’urne ne sera jamais ouverte : ses clés et ses bulletins sont détruits."),
        _("Les mêmes personnes revotent sur papier.")
        if vote.election.kind in BY_ELECTED
        else _("Les mêmes personnes revotent sur papier, avec un autre collège si c’est possible."),
    ]
    return ask(
        form, _("Revoter sur papier"), _("Laisser l’urne fermée"), back, words=told, kind="danger"
    )


@bp.route("/elections/<key:election_id>/again", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def vote_again(election_id: int) -> ResponseReturnValue:
    """Prepare the vote on paper of the colleges whose urns were left closed."""
    sheet = reach(election_id)
    at_once = sheet.election.kind in BY_ELECTED
    today = clock.today() if at_once else None
    form = PartialForm(data={"on": today, "until": today})
    if form.accepted():
        try:
            election = prepare_again(
                cycle.act(),
                sheet.election,
                opens_on=day_of(form.on),
                closes_on=day_of(form.until),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(
                _("Le vote sur papier est prêt : ouvrez-le.")
                if at_once
                else _("Le vote sur papier est préparé. Vérifiez son calendrier.")
            )
            place = ".desk" if at_once else "elections.show"
            return redirect(url_for(place, election_id=election.id), 303)
    told = [
        _("Le calendrier repart : appel, candidatures, liste, vote."),
        _("Deux collèges trop petits peuvent être réunis sur la page de cette élection."),
    ]
    if at_once:
        told = [_("Les mêmes personnes votent, pour les mêmes candidats, avec le même bureau.")]
    back = url_for(".desk", election_id=election_id)
    return ask(form, _("Revoter sur papier"), _("Préparer cette élection"), back, words=told)
