"""Settling ties: lots by numbers or by hand, seniority, age."""

import datetime as dt

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils.rules.kinds import TieBreak
from participation.elections import queries
from participation.elections.forms.votes import (
    LotsForm,
    days_form,
    drawn_order,
    hand_form,
)
from participation.elections.models import Contest
from participation.elections.operations import draws
from participation.elections.queries import CountSheet
from participation.elections.rules.winners import Tie
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Form
from participation.foundation.i18n import staff_gettext as _, staff_ngettext
from participation.foundation.permissions import Permission

from .desk import ask, bp, refuse


@bp.route("/elections/contests/<key:contest_id>/tie/<int:votes>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def tie(contest_id: int, votes: int) -> ResponseReturnValue:
    """Settle a tie by the rule of its college or office."""
    act = cycle.act()
    contest = queries.get_contest(act.session, contest_id)
    sheet = queries.see_count(act.session, contest)
    open_ties = sheet.outcome.open_ties if sheet.count else ()
    found = next((each for each in open_ties if each.votes == votes), None)
    if found is None:
        abort(404)
    form = _form(sheet, found)
    back = url_for(".desk", election_id=contest.election_id)
    if form.accepted():
        try:
            _settle(contest, found, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("L’égalité est réglée."))
            return redirect(back, 303)
    names = ", ".join(sheet.by_key[key].name for key in found.candidates)
    told = [
        staff_ngettext(
            "%(names)s : %(n)s voix chacun.", "%(names)s : %(n)s voix chacun.", votes, names=names
        ),
        *_rule(contest),
    ]
    fields = [each for each in form if each.name != "csrf_token"]
    fields.sort(key=lambda each: not each.name.startswith(("place_", "day_")))
    title = _("Régler une égalité")
    return ask(form, title, _("Régler"), back, words=told, fields=fields)


def _is_by_hand() -> bool:
    return request.args.get("way") == "hand"


def _form(sheet: CountSheet, tie: Tie) -> Form:
    if sheet.contest.tie_break is TieBreak.LOTS:
        return hand_form(sheet, tie) if _is_by_hand() else LotsForm()
    name = "born_on" if sheet.contest.tie_break is TieBreak.AGE else "hired_on"
    known = {key: getattr(sheet.by_key[key], name) for key in tie.candidates}
    return days_form(sheet, tie, known)


def _settle(contest: Contest, tie: Tie, form: Form) -> None:
    act = cycle.act()
    if contest.tie_break is TieBreak.LOTS and _is_by_hand():
        order = drawn_order(form, tie)
        words = str(form["witnesses"].data or "")
        draws.settle_by_hand(act, contest, tie.votes, order, witnesses=words)
        return
    assert isinstance(form, LotsForm)  # noqa: S101 - given above
    if contest.tie_break is TieBreak.LOTS:
        draws.settle_by_lots(act, contest, tie.votes, form.numbers())
        return
    days: dict[str, dt.date] = {key: form[f"day_{key}"].data for key in tie.candidates}
    draws.settle_by_days(act, contest, tie.votes, days, form.numbers())


def _rule(contest: Contest) -> list[str]:
    if contest.tie_break is TieBreak.SENIORITY:
        return [
            _("Le plus ancien dans le service est élu (D311-13). Écrivez les jours d’embauche."),
            _("Ils ne sont ni affichés ni imprimés."),
        ]
    if contest.tie_break is TieBreak.AGE:
        return [
            _("Le plus âgé est élu (D311-9). Écrivez les jours de naissance."),
            _("Ils ne sont ni affichés ni imprimés."),
        ]
    if _is_by_hand():
        return [_("Tirez les noms dans un chapeau, devant tous. Écrivez l’ordre.")]
    return [
        _(
            "Trois personnes du bureau écrivent chacune un nombre entre 0 et 999 999, sur un "
            "papier plié. On ouvre les trois papiers ensemble."
        ),
        _("Le programme tire au sort avec ces nombres. Chacun peut refaire le tirage."),
    ]
