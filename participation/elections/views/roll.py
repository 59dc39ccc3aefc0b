"""The roll of a college: who votes, who does not and why, what people asked about it."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.elections import operations, queries
from participation.elections.forms import AddForm, DecisionForm, LeaveOutForm
from participation.elections.labels import process as words
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import attempt, bp, may_change, name_of, people_of, see, status_of


@bp.route("/elections/contests/<key:contest_id>/roll", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def roll(contest_id: int) -> ResponseReturnValue:
    """Show the roll of a college, and add somebody to it."""
    act = cycle.act()
    election, sheet = see(contest_id)
    form = AddForm()
    form.offer(people_of(sheet.contest))
    if attempt(
        form,
        lambda: operations.add_to_roll(
            act, sheet.contest, form.who(), because=form.because.data or ""
        ),
    ):
        pages.say(_("La liste est corrigée."))
        return redirect(url_for(".roll", contest_id=sheet.contest.id), 303)
    every = [
        entry
        for one in queries.list_contests(act.session, election)
        for entry in queries.list_roll(act.session, one)
    ]
    page = pages.render(
        "elections/roll.html",
        form=form,
        election=election,
        board=sheet,
        name=name_of(sheet),
        words=words,
        doubled=queries.in_two_colleges(act.session, every),
        may_change=may_change(election),
    )
    return page, status_of(form)


@bp.post("/elections/contests/<key:contest_id>/roll/build")
@allow(Permission.COUNCIL_MANAGE)
def build_roll(contest_id: int) -> ResponseReturnValue:
    """Make the roll by the rules, or bring it up to date."""
    _election, sheet = see(contest_id)
    operations.build_roll(cycle.act(), sheet.contest)
    pages.say(_("La liste est à jour."))
    return redirect(url_for(".roll", contest_id=contest_id), 303)


@bp.route("/elections/roll/<key:entry_id>/out", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def leave_out(entry_id: int) -> ResponseReturnValue:
    """Take somebody off the roll."""
    act = cycle.act()
    entry = queries.get_entry(act.session, entry_id)
    form = LeaveOutForm()
    if attempt(form, lambda: operations.leave_out(act, entry, because=form.because.data or "")):
        pages.say(_("La liste est corrigée."))
        return redirect(url_for(".roll", contest_id=entry.contest_id), 303)
    return pages.render("elections/leave_out.html", form=form, entry=entry), status_of(form)


@bp.route("/elections/objections/<key:objection_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def objection(objection_id: int) -> ResponseReturnValue:
    """Answer what somebody asked about the roll."""
    act = cycle.act()
    asked = queries.get_objection(act.session, objection_id)
    form = DecisionForm()
    if attempt(
        form,
        lambda: operations.decide_objection(
            act, asked, is_upheld=form.is_upheld.data == "yes", because=form.because.data or ""
        ),
    ):
        pages.say(_("La réponse est notée. Si la liste change, corrigez-la maintenant."))
        return redirect(url_for(".roll", contest_id=asked.contest_id), 303)
    return pages.render("elections/objection.html", form=form, asked=asked), status_of(form)
