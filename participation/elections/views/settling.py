"""Where candidates or voters are too few: volunteers, lots, designation, carence, merging."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.councils.labels.words import WAYS as REMEDIES
from participation.councils.rules.shortage import Way as Remedy
from participation.elections import operations, queries
from participation.elections.forms import (
    DrawForm,
    EmptyForm,
    MergeForm,
    VolunteerForm,
    WayForm,
)
from participation.elections.labels import process as words
from participation.elections.labels.sitting import say_paper_only, say_price
from participation.elections.models import Contest, Election
from participation.elections.queries.sealed import find_sealed
from participation.elections.rules.process import LotsFor
from participation.elections.rules.stages import BY_ELECTED, Settlement
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice, Form
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import Permission

from .desk import attempt, bp, may_change, name_of, people_of, see, status_of


@bp.route("/elections/contests/<key:contest_id>/shortage", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def shortage(contest_id: int) -> ResponseReturnValue:
    """Show what may be done about too few candidates, and write down a volunteer."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = VolunteerForm()
    form.offer(people_of(sheet.contest))
    if attempt(
        form,
        lambda: operations.volunteer(act, sheet.contest, form.who(), agrees=bool(form.agrees.data)),
    ):
        pages.say(_("La personne volontaire est notée."))
        return redirect(url_for(".shortage", contest_id=contest_id), 303)
    law, today = councils.law_on(clock.today()), clock.today()
    page = pages.render(
        "elections/shortage.html",
        form=form,
        election=election,
        board=sheet,
        name=name_of(sheet),
        words=words,
        remedies=[
            (one, REMEDIES[one.way], law[one.provision].article)
            for one in queries.list_remedies(act.session, election, sheet, today)
        ],
        lots=queries.get_lots(act.session, sheet.contest, LotsFor.VOLUNTEERS),
        is_over=today > election.candidacies_end_on,
        may_change=may_change(election),
        Remedy=Remedy,
    )
    return page, status_of(form)


@bp.route("/elections/contests/<key:contest_id>/draw", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def draw(contest_id: int) -> ResponseReturnValue:
    """Draw lots among the volunteers."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = DrawForm()
    if attempt(
        form,
        lambda: operations.draw_volunteers(
            act, sheet.contest, numbers=form.numbers(), because=form.because.data or ""
        ),
    ):
        return _back(sheet.contest, _("Le tirage au sort est noté."))
    return _page("elections/draw.html", form, election, sheet.contest, name=name_of(sheet))


@bp.route("/elections/contests/<key:contest_id>/designate", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def designate(contest_id: int) -> ResponseReturnValue:
    """Designate volunteers, with their agreement."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = EmptyForm()
    form.people.choices = tuple(Choice(to_text(one.id), one.name) for one in sheet.volunteers)
    if attempt(
        form,
        lambda: operations.designate(
            act,
            sheet.contest,
            [from_text(key) for key in form.people.data or ()],
            because=form.because.data or "",
        ),
    ):
        return _back(sheet.contest, _("La désignation est notée."))
    return _page("elections/designate.html", form, election, sheet.contest, name=name_of(sheet))


@bp.route("/elections/contests/<key:contest_id>/empty", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def leave_empty(contest_id: int) -> ResponseReturnValue:
    """Say that a college has no candidate."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = EmptyForm()
    del form.people
    if attempt(
        form,
        lambda: operations.leave_empty(act, sheet.contest, because=form.because.data or ""),
    ):
        return _back(sheet.contest, _("Le constat de carence est noté."))
    return _page("elections/empty.html", form, election, sheet.contest, name=name_of(sheet))


@bp.route("/elections/contests/<key:contest_id>/merge", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def merge(contest_id: int) -> ResponseReturnValue:
    """Let a college with too few voters vote with another of its kind."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = MergeForm()
    others = [
        queries.see_contest(act.session, one)
        for one in queries.list_contests(act.session, election)
        if one.id != contest_id and one.settlement is Settlement.VOTE
    ]
    same = [one for one in others if one.college.kind is sheet.college.kind]
    form.offer([Choice(to_text(one.contest.id), name_of(one)) for one in same])

    def deed() -> None:
        into = queries.get_contest(act.session, from_text(str(form.into.data)))
        operations.merge_contests(act, sheet.contest, into, because=form.because.data or "")

    if attempt(form, deed):
        return _back(sheet.contest, _("Les deux collèges votent ensemble."))
    return _page(
        "elections/merge.html", form, election, sheet.contest, name=name_of(sheet), same=same
    )


@bp.route("/elections/contests/<key:contest_id>/way", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def way(contest_id: int) -> ResponseReturnValue:
    """Choose how a college votes."""
    act = cycle.act()
    election, sheet = see(contest_id)
    contest = sheet.contest
    form = WayForm(data={"way": contest.way.value, "most_choices": contest.most_choices})
    if contest.office is not None:
        del form.most_choices
    if attempt(
        form,
        lambda: operations.choose_way(act, contest, form.chosen(), most_choices=form.most()),
    ):
        pages.say(_("C’est enregistré."))
        place = "votes.desk" if election.kind in BY_ELECTED else ".show"
        return redirect(url_for(place, election_id=contest.election_id), 303)
    crowd = words.CROWDS.get(sheet.crowd) if sheet.roll else None
    if election.kind in BY_ELECTED:
        crowd = " ".join(say_paper_only(sheet.voters)) or say_price(sheet.voters)
    return _page(
        "elections/way.html",
        form,
        election,
        contest,
        name=name_of(sheet),
        crowd=crowd,
        has_keys=find_sealed(act.session, contest.id) is not None,
    )


def _back(contest: Contest, sentence: str) -> ResponseReturnValue:
    pages.say(sentence)
    return redirect(url_for(".show", election_id=contest.election_id), 303)


def _page(
    template: str, form: Form, election: Election, contest: Contest, **facts: object
) -> ResponseReturnValue:
    page = pages.render(template, form=form, election=election, contest=contest, **facts)
    return page, status_of(form)
