"""Writing down an incident at the bureau's desk."""

import datetime as dt

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils.forms.offers import day_of
from participation.elections.forms.incidents import IncidentForm
from participation.elections.operations.incidents import write_incident
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.incidents import read_hour
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import ask, bp, count_try, forget_count, member_of, reach, refuse


@bp.route("/elections/<key:election_id>/incidents/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def incident(election_id: int) -> ResponseReturnValue:
    """Write down an incident: when, what, what was done, by whom of the bureau."""
    sheet = reach(election_id)
    form = IncidentForm(data={"day": clock.today()})
    form.offer(sheet.bureau)
    back = url_for(".desk", election_id=election_id)
    if form.accepted():
        try:
            count_try(sheet.election)
            write_incident(
                cycle.act(),
                sheet.election,
                member_of(sheet, form.member.data),
                form.code.data or "",
                at=_instant(form),
                words=form.words.data or "",
                done=form.done.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(sheet.election)
            pages.say(_("L’incident est écrit. Il sera au procès-verbal."))
            return redirect(back, 303)
    told = [
        _("Un incident écrit ne change plus. Pour corriger, écrivez-en un autre."),
        _("Tout le monde peut lire le procès-verbal : ne nommez aucun votant."),
    ]
    return ask(form, _("Écrire un incident"), _("Enregistrer"), back, words=told)


def _instant(form: IncidentForm) -> dt.datetime:
    hour = read_hour(form.hour.data or "")
    if hour is None:
        raise Refused(CountingRefusal.HOUR_UNREADABLE)
    return dt.datetime.combine(day_of(form.day), hour, clock.PARIS).astimezone(dt.UTC)
