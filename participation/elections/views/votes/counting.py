"""Counting: what each reader found, on which lines two readers differ, counting again."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.elections import queries
from participation.elections.forms.votes import BecauseForm, reading_form
from participation.elections.labels import counting as words
from participation.elections.labels.walls import title_of
from participation.elections.operations import counts
from participation.elections.queries import CountSheet
from participation.elections.rules.counting import Figures, disagreements
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import ask, bp, count_try, forget_count, member_of, reach, refuse


@bp.route("/elections/contests/<key:contest_id>/count", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def count(contest_id: int) -> ResponseReturnValue:
    """Type what one reader counted; the count is made once another found the same."""
    act = cycle.act()
    contest = queries.get_contest(act.session, contest_id)
    vote, sheet = reach(contest.election_id), queries.see_count(act.session, contest)
    back = url_for(".desk", election_id=contest.election_id)
    form = reading_form(sheet, vote.bureau)
    if form.accepted():
        try:
            count_try(vote.election)
            reader = member_of(vote, form.reader.data)
            counts.enter_reading(act, contest, reader, form.code.data or "", form.read(sheet))
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(vote.election)
            _tell(queries.see_count(act.session, contest))
            return redirect(back, 303)
    told = [
        _(
            "Deux personnes comptent, chacune de son côté. Le compte est gardé quand elles "
            "trouvent les mêmes nombres."
        ),
        _("Inscrits : %(n)s", n=sheet.registered),
        *differences(sheet),
    ]
    title = _("Compter : %(name)s", name=title_of(sheet))
    yes = _("Enregistrer ce compte")
    return ask(form, title, yes, back, words=told, fields=form.lines(sheet))


def _tell(sheet: CountSheet) -> None:
    if sheet.count is not None:
        pages.say(_("Les deux comptes sont les mêmes : c’est le résultat de ce collège."))
    elif differences(sheet):
        pages.say(_("Les deux comptes diffèrent. Comptez encore."))
    else:
        pages.say(_("C’est noté. Une seconde personne compte maintenant."))


def differences(sheet: CountSheet) -> list[str]:
    """Say on which lines the first two readings differ, never by how much: both count again."""
    if sheet.count is not None or len(sheet.readings) < 2:  # noqa: PLR2004 - two readers
        return []
    first, second = (
        Figures(
            sheet.registered,
            facts["signed"],
            facts["found"],
            facts["blank"],
            facts["null"],
            facts["votes"],
        )
        for facts in (each.figures for each in sheet.readings[-2:])
    )
    lines = [
        sheet.by_key[name].name if name in sheet.by_key else str(words.LINES[name])
        for name in disagreements(first, second)
    ]
    return [_("Les deux comptes diffèrent sur : %(lines)s.", lines=", ".join(lines))]


@bp.route("/elections/contests/<key:contest_id>/again", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def again(contest_id: int) -> ResponseReturnValue:
    """Give up a count before the result, and say why."""
    act, form = cycle.act(), BecauseForm()
    contest = queries.get_contest(act.session, contest_id)
    back = url_for(".desk", election_id=contest.election_id)
    if form.accepted():
        try:
            counts.count_again(act, contest, because=form.because.data or "")
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Comptez encore, à deux."))
            return redirect(back, 303)
    told = [_("Le compte et les tirages qui en viennent sont effacés.")]
    return ask(form, _("Recompter"), _("Recompter"), back, words=told, kind="danger")
