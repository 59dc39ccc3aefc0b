"""Signing the roll: one person is looked for by name; the roll is never shown whole."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.elections import queries
from participation.elections.forms.votes import BecauseForm
from participation.elections.labels.walls import title_of
from participation.elections.operations import voting
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import clean_line
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import ask, bp, refuse

MOST = 6


@bp.get("/elections/contests/<key:contest_id>/sign")
@allow(Permission.COUNCIL_MANAGE)
def roll(contest_id: int) -> str:
    """Look for somebody on the roll, to let her sign."""
    session = cycle.act().session
    contest = queries.get_contest(session, contest_id)
    election = queries.reach_election(session, contest.election_id)
    typed = clean_line(request.args.get("name", ""))[:60]
    sheet = queries.see_count(session, contest)
    found = queries.search_roll(session, contest, typed, MOST)
    return pages.render(
        "elections/roll_to_sign.html",
        roll=sheet,
        title=title_of(sheet),
        election=election,
        is_open=election.stage.value == "vote",
        typed=typed,
        found=found,
        places=queries.tell_apart(session, found),
    )


@bp.post("/elections/roll/<key:entry_id>/sign")
@allow(Permission.COUNCIL_MANAGE)
def sign(entry_id: int) -> ResponseReturnValue:
    """Write down that somebody votes; that she was helped is counted without her name."""
    act = cycle.act()
    entry = queries.get_entry(act.session, entry_id)
    voting.sign_roll(act, entry, assisted=bool(request.form.get("assisted")))
    pages.say(_("%(name)s peut voter.", name=entry.name))
    return redirect(url_for(".roll", contest_id=entry.contest_id), 303)


@bp.route("/elections/roll/<key:entry_id>/erase", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def erase(entry_id: int) -> ResponseReturnValue:
    """Take back a signature on the wrong line."""
    act, form = cycle.act(), BecauseForm()
    entry = queries.get_entry(act.session, entry_id)
    back = url_for(".roll", contest_id=entry.contest_id)
    if form.accepted():
        try:
            voting.erase_signature(act, entry, because=form.because.data or "")
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("La signature est effacée."))
            return redirect(back, 303)
    told = [entry.name, _("La raison sera au procès-verbal, sans ce nom.")]
    return ask(form, _("Effacer une signature"), _("Effacer"), back, words=told, kind="danger")
