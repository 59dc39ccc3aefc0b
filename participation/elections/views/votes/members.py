"""Who is in the bureau: named, taken out, and who presides when the president cannot."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.elections import queries
from participation.elections.forms.votes import (
    LaterMemberForm,
    MemberForm,
    PresidentForm,
    names_of,
)
from participation.elections.operations import bureau as operations, presiding
from participation.elections.operations.bureau import OnePerson
from participation.elections.queries import VoteSheet
from participation.elections.rules.bureau import BureauFunction
from participation.elections.rules.stages import Stage
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import ask, bp, count_try, forget_count, member_of, reach, refuse


@bp.route("/elections/<key:election_id>/bureau/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def name_member(election_id: int) -> ResponseReturnValue:
    """Add somebody to the bureau, who types her own code."""
    sheet = reach(election_id)
    back = url_for(".desk", election_id=election_id)
    first = BureauFunction.ASSESSOR if sheet.bureau else BureauFunction.PRESIDENT
    is_later = sheet.election.stage is not Stage.LIST
    form = (LaterMemberForm if is_later else MemberForm)(data={"function": first.value})
    if isinstance(form, LaterMemberForm):
        form.voucher.offer(names_of(sheet.bureau))
    if form.accepted():
        try:
            operations.name_member(
                cycle.act(),
                sheet.election,
                name=form.name.data or "",
                function=BureauFunction(str(form.function.data)),
                code=form.code.data or "",
                voucher=_voucher(sheet, form),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            if is_later:
                forget_count(sheet.election)
            pages.say(_("C’est noté."))
            return redirect(back, 303)
    told = [_("Un bureau a une présidence et deux assesseurs au moins. Aucun n’est candidat.")]
    return ask(form, _("Nommer quelqu’un au bureau"), _("Enregistrer"), back, words=told)


def _voucher(sheet: VoteSheet, form: MemberForm) -> OnePerson | None:
    if not isinstance(form, LaterMemberForm):
        return None
    count_try(sheet.election)
    return OnePerson(member_of(sheet, form.voucher.data), form.voucher_code.data or "")


@bp.post("/elections/bureau/<key:member_id>/remove")
@allow(Permission.COUNCIL_MANAGE)
def remove_member(member_id: int) -> ResponseReturnValue:
    """Take somebody out of the bureau."""
    act = cycle.act()
    member = queries.get_member(act.session, member_id)
    operations.remove_member(act, member)
    pages.say(_("C’est noté."))
    return redirect(url_for(".desk", election_id=member.election_id), 303)


@bp.route("/elections/<key:election_id>/bureau/president", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def replace_president(election_id: int) -> ResponseReturnValue:
    """Let an assessor preside, by two assessors with their codes."""
    sheet, form = reach(election_id), PresidentForm()
    back = url_for(".desk", election_id=election_id)
    assessors = [one for one in sheet.bureau if one.function is BureauFunction.ASSESSOR]
    for field in (form.successor, form.witness):
        field.offer(names_of(assessors))
    if not form.is_submitted() and len(assessors) > 1:
        form.witness.data = names_of(assessors)[1].value
    if form.accepted():
        try:
            count_try(sheet.election)
            presiding.replace_president(
                cycle.act(),
                sheet.election,
                OnePerson(member_of(sheet, form.successor.data), form.successor_code.data or ""),
                OnePerson(member_of(sheet, form.witness.data), form.witness_code.data or ""),
                because=form.because.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(sheet.election)
            pages.say(_("C’est noté."))
            return redirect(back, 303)
    told = [
        _("Quand la présidence est malade, partie, ou a oublié son code."),
        _("Nommez d’abord un troisième assesseur. L’ancienne présidence quitte le bureau."),
    ]
    return ask(form, _("Remplacer la présidence"), _("Enregistrer"), back, words=told)
