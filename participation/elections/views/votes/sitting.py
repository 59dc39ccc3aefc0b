"""Votes that begin from a council: chair and deputy, seats elsewhere, empty seats."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.councils.forms.offers import day_of
from participation.councils.labels.words import COLLEGES
from participation.councils.models import Council
from participation.councils.rules.kinds import REPRESENTED, Office
from participation.elections import queries
from participation.elections.forms.sitting import ChairForm, PartialForm, SecondDegreeForm
from participation.elections.labels import sitting as words
from participation.elections.labels.refusals import REFUSALS
from participation.elections.models import Election
from participation.elections.operations import sitting as operations
from participation.elections.operations.partial import prepare_partial
from participation.elections.operations.sitting import Standing
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Way
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Act, Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import Permission

from .desk import ask, bp, refuse


@bp.route("/councils/<key:council_id>/chair-vote", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def chair_vote(council_id: int) -> ResponseReturnValue:
    """Prepare the secret vote by which the elected choose who chairs."""
    act = cycle.act()
    form = ChairForm(data={"on": clock.today(), "way": Way.PAPER.value})
    council = councils.get_council(act.session, council_id)
    sheet = councils.see_council(act.session, council, clock.today())
    sitting = queries.sitting_members(sheet, on=clock.today())
    form.offer(
        [
            Choice(to_text(holder.term.id), f"{holder.name} — {COLLEGES[college.kind]}")
            for college, holder in sitting
            if college.kind in REPRESENTED
        ]
    )
    residents, families = (
        sum(college.kind in queries.kinds_that_chair(because) for college, _holder in sitting)
        for because in ("", "-")
    )
    price = words.say_price(max(residents, families), offices=len(Office))
    form.offer_ways(residents, families, hint=price)
    if form.accepted():
        try:
            election = _call(act, council, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            return _ready(election)
    told, back = (
        words.say_electors(residents, families),
        url_for("councils.show", council_id=council_id),
    )
    title, yes = _("Voter pour la présidence"), _("Préparer ce vote")
    return ask(form, title, yes, back, words=told, fields=form.lines())


def _call(act: Act, council: Council, form: ChairForm) -> Election:
    standing = [
        Standing(office, [from_text(key) for key in field.data])
        for office, field in ((Office.CHAIR, form.chair), (Office.VICE_CHAIR, form.vice_chair))
        if field.data
    ]
    return operations.call_chair_election(
        act,
        council,
        standing,
        on=day_of(form.on),
        because=form.because.data or "",
        way=form.chosen_way(),
    )


def _ready(election: Election) -> ResponseReturnValue:
    pages.say(_("Le vote est prêt. Nommez maintenant le bureau."))
    return redirect(url_for(".desk", election_id=election.id), 303)


@bp.route("/councils/colleges/<key:college_id>/vote-of-elected", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def vote_of_elected(college_id: int) -> ResponseReturnValue:
    """Prepare the vote by which the elected of several councils send some of theirs elsewhere."""
    act, today = cycle.act(), clock.today()
    college = councils.get_college(act.session, college_id)
    council = councils.get_council(act.session, college.council_id)
    form = SecondDegreeForm(data={"on": today, "until": today, "way": Way.PAPER.value})
    is_whole = queries.sees_whole(act.session, council)
    voters = queries.list_sitting_electors(act.session, council, college, today) if is_whole else []
    places = queries.name_places(act.session, council, college, today)
    form.standing.choices = tuple(
        Choice(to_text(one.term.id), " — ".join(filter(None, (one.name, places[one.term.id]))))
        for one in voters
    )
    form.offer_ways(len(voters), hint=words.say_price(len(voters)))
    if form.accepted():
        try:
            election = operations.call_second_degree(
                act,
                council,
                college,
                [from_text(key) for key in form.standing.data],
                on=day_of(form.on),
                until=day_of(form.until),
                way=form.chosen_way(),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return _ready(election)
    told = [
        _("Votent les élus des autres conseils de ces services : %(n)s.", n=len(voters)),
        str(COLLEGES[college.kind]),
        *words.say_paper_only(len(voters)),
    ]
    if not is_whole:
        told = [str(REFUSALS[Refusal.SERVICES_UNSEEN])]
    back = url_for("councils.show", council_id=council.id)
    title, yes = _("Faire voter les élus"), _("Préparer ce vote")
    return ask(form, title, yes, back, words=told, fields=form.lines())


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
