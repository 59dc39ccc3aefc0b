"""Votes that begin from a council: chair and deputy, seats elsewhere, empty seats."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.councils.forms.offers import day_of
from participation.councils.labels.words import COLLEGES
from participation.councils.rules.kinds import REPRESENTED, Office
from participation.elections import queries
from participation.elections.forms.votes import ChairForm, PartialForm, SecondDegreeForm
from participation.elections.operations import sitting as operations
from participation.elections.operations.partial import prepare_partial
from participation.elections.operations.sitting import Standing
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import Permission

from .desk import ask, bp, refuse


@bp.route("/councils/<key:council_id>/chair-vote", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def chair_vote(council_id: int) -> ResponseReturnValue:
    """Prepare the secret vote by which the elected choose who chairs."""
    act, form = cycle.act(), ChairForm(data={"on": clock.today()})
    council = councils.get_council(act.session, council_id)
    sheet = councils.see_council(act.session, council, clock.today())
    form.offer(
        [
            Choice(to_text(holder.term.id), f"{holder.name} — {COLLEGES[college.kind]}")
            for college, holder in queries.sitting_members(sheet)
            if college.kind in REPRESENTED
        ]
    )
    if form.accepted():
        standing = [
            Standing(office, [from_text(key) for key in field.data])
            for office, field in ((Office.CHAIR, form.chair), (Office.VICE_CHAIR, form.vice_chair))
            if field.data
        ]
        try:
            election = operations.call_chair_election(
                act, council, standing, on=day_of(form.on), because=form.because.data or ""
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le vote est prêt. Nommez maintenant le bureau."))
            return redirect(url_for(".desk", election_id=election.id), 303)
    told = [
        _("Les représentants des personnes accompagnées votent, à bulletin secret, sur papier."),
        _("En cas d’égalité : le plus âgé est élu (D311-9)."),
    ]
    back = url_for("councils.show", council_id=council_id)
    return ask(form, _("Voter pour la présidence"), _("Préparer ce vote"), back, words=told)


@bp.route("/councils/colleges/<key:college_id>/vote-of-elected", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def vote_of_elected(college_id: int) -> ResponseReturnValue:
    """Prepare the vote by which the elected of several councils send some of theirs elsewhere."""
    act, today = cycle.act(), clock.today()
    college = councils.get_college(act.session, college_id)
    council = councils.get_council(act.session, college.council_id)
    form = SecondDegreeForm(data={"on": today, "until": today})
    voters = queries.list_sitting_electors(act.session, council, college, today)
    form.standing.choices = tuple(Choice(to_text(one.term.id), one.name) for one in voters)
    if form.accepted():
        try:
            election = operations.call_second_degree(
                act,
                council,
                college,
                [from_text(key) for key in form.standing.data],
                on=day_of(form.on),
                until=day_of(form.until),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le vote est prêt. Nommez maintenant le bureau."))
            return redirect(url_for(".desk", election_id=election.id), 303)
    told = [
        _("Votent les élus des autres conseils de ces services : %(n)s.", n=len(voters)),
        str(COLLEGES[college.kind]),
    ]
    back = url_for("councils.show", council_id=council.id)
    return ask(form, _("Faire voter les élus"), _("Préparer ce vote"), back, words=told)


@bp.route("/councils/<key:council_id>/partial", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def partial(council_id: int) -> ResponseReturnValue:
    """Prepare an election for the empty seats of a council."""
    act, form = cycle.act(), PartialForm()
    council = councils.get_council(act.session, council_id)
    if form.accepted():
        try:
            election = prepare_partial(
                act, council, opens_on=day_of(form.on), closes_on=day_of(form.until)
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("L’élection partielle est préparée. Vérifiez son calendrier."))
            return redirect(url_for("elections.show", election_id=election.id), 303)
    told = [_("Les nouveaux élus siègent jusqu’à la fin des mandats en cours (D311-8).")]
    back = url_for("councils.show", council_id=council_id)
    return ask(form, _("Remplir les sièges vides"), _("Préparer cette élection"), back, words=told)
