"""Preparing an election, moving its days, opening its call, settling its list, giving it up."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.councils.labels import words as council_words
from participation.councils.rules.calendar import examine, plan
from participation.elections import operations, queries
from participation.elections.forms import AnnulForm, DatesForm, ElectionForm, NumbersForm
from participation.elections.forms.preparing import name_of
from participation.elections.labels import process as words
from participation.elections.operations.preparing import STILL_TO_COME
from participation.elections.rules.stages import Way
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission

from .desk import attempt, bp, reach, status_of


@bp.route("/elections/new/<key:council_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def new(council_id: int) -> ResponseReturnValue:
    """Prepare an election; `calculate` shows its calendar and keeps nothing."""
    act = cycle.act()
    council = councils.get_council(act.session, council_id)
    colleges = [one for one in councils.list_colleges(act.session, [council.id]) if one.members]
    voting = [to_text(one.college.id) for one in operations.ContestLine.for_colleges(colleges)]
    form = ElectionForm(data={"colleges": voting, "way": Way.PAPER.value})
    form.colleges.choices = tuple(
        Choice(to_text(one.id), council_words.COLLEGES[one.kind]) for one in colleges
    )
    kept: list[int] = []

    def prepare() -> None:
        lines = [
            operations.ContestLine(one, one.members, one.substitutes, form.chosen_way())
            for one in colleges
            if to_text(one.id) in form.colleges.data
        ]
        first, last = form.opens_on.data, form.closes_on.data
        made = operations.prepare_election(act, council, lines, opens_on=first, closes_on=last)
        kept.append(made.id)

    if "calculate" not in request.form and attempt(form, prepare):
        pages.say(_("L’élection est préparée. Vérifiez ses dates."))
        return redirect(url_for(".show", election_id=kept[0]), 303)
    page = pages.render("elections/new.html", form=form, council=council, **_planned(form))
    return page, 200 if "calculate" in request.form and not form.errors else status_of(form)


def _planned(form: ElectionForm) -> dict[str, object]:
    """Give the calendar that the days written would have, with what is wrong with it."""
    first, last = form.opens_on.data, form.closes_on.data or form.opens_on.data
    if not first or not last or last < first:
        return {"planned": {}, "alarms": []}
    law, today = councils.law_on(clock.today()), clock.today()
    planned = plan(first, last, law)
    return {
        "planned": planned,
        "alarms": [words.say_alarm(each) for each in examine(planned, law, today=today)],
        "steps": council_words.STEPS,
    }


@bp.route("/elections/<key:election_id>/dates", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def dates(election_id: int) -> ResponseReturnValue:
    """Move the days that are still to come."""
    act, election = cycle.act(), reach(election_id)
    known = queries.dates_of(election)
    form = DatesForm(data={name_of(step): day for step, day in known.items()})
    for step in known.keys() - STILL_TO_COME.get(election.stage, frozenset()):
        del form[name_of(step)]
    if attempt(form, lambda: operations.change_dates(act, election, {**known, **form.days()})):
        pages.say(_("Les dates sont enregistrées."))
        return redirect(url_for(".show", election_id=election.id), 303)
    return pages.render("elections/dates.html", form=form, election=election), status_of(form)


@bp.post("/elections/<key:election_id>/call")
@allow(Permission.COUNCIL_MANAGE)
def open_call(election_id: int) -> ResponseReturnValue:
    """Open the call for candidates."""
    election = reach(election_id)
    operations.open_call(cycle.act(), election)
    pages.say(_("L’appel est ouvert : les personnes peuvent se présenter."))
    return redirect(url_for(".show", election_id=election.id), 303)


@bp.route("/elections/<key:election_id>/list", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def settle(election_id: int) -> ResponseReturnValue:
    """Settle the list of candidates by three numbers."""
    act, election = cycle.act(), reach(election_id)
    form = NumbersForm()
    if attempt(form, lambda: operations.settle_list(act, election, numbers=form.numbers())):
        pages.say(_("La liste des candidats est arrêtée. Affichez-la."))
        return redirect(url_for(".show", election_id=election.id), 303)
    return pages.render("elections/settle.html", form=form, election=election), status_of(form)


@bp.post("/elections/<key:election_id>/extend")
@allow(Permission.COUNCIL_MANAGE)
def extend(election_id: int) -> ResponseReturnValue:
    """Give people more time to stand."""
    election = reach(election_id)
    operations.extend_candidacies(cycle.act(), election)
    pages.say(_("L’appel est prolongé. Dites-le à tous."))
    return redirect(url_for(".show", election_id=election.id), 303)


@bp.route("/elections/<key:election_id>/annul", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def annul(election_id: int) -> ResponseReturnValue:
    """Give up an election, and say why."""
    act, election = cycle.act(), reach(election_id)
    form = AnnulForm()
    if attempt(
        form,
        lambda: operations.annul_election(act, election, because=form.because.data or ""),
    ):
        pages.say(_("Cette élection est arrêtée."))
        return redirect(url_for(".index"), 303)
    return pages.render("elections/annul.html", form=form, election=election), status_of(form)
