"""From a result to what will be done: one touch, and the sheet is already begun."""

import datetime as dt

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.followups import operations
from participation.followups.forms import FollowUpForm, form_in
from participation.followups.rules import FIELD_OF, State
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.surveys.labels import followed
from participation.surveys.labels.papers import Reading
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line
from participation.surveys.views.analysis import bp, read

UNPROCESSABLE = 422
USUAL_DELAY = dt.timedelta(days=90)
"""The day that the sheet proposes; whoever writes it changes it."""
MOST = 200
"""Signs of a name or of a criterion that a follow-up keeps."""


@bp.route("/<key:campaign_id>/follow-up/<int:number>", methods=["GET", "POST"])
@allow(Permission.SURVEY_RESULTS)
def propose(campaign_id: int, number: int) -> ResponseReturnValue:
    """Write down what a result leads to: its words are there, who and when are to be said.

    One sheet for each service of the line, as on the page of the campaign.
    """
    reading = read(campaign_id, alone=True)
    found = next((x for x in reading.publication.findings if x.question.number == number), None)
    line, permitted = reading.line, cycle.visitor().powers.get(Permission.FOLLOWUP_MANAGE)
    if line is None or found is None or not line.service_ids <= (permitted or frozenset()):
        abort(404)
    form = _form(found, line)
    back = url_for(".show", campaign_id=campaign_id, line=line.key, _anchor="weak")
    if form.accepted():
        try:
            _open(reading, line, form)
        except Refused as refused:
            form.refuse(FIELD_OF.get(refused.reason, ""), pages.explain(refused))  # type: ignore[call-overload]
        else:
            pages.say(_("C’est noté. Mettez-le à l’ordre du jour de la prochaine réunion."))
            return redirect(back, 303)
    page = pages.render("followups/sheet.html", form=form, follow_up=None, back=back)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _form(found: Findings, line: Line) -> FollowUpForm:
    """Begin the sheet with the question and its figure in words that residents may read."""
    tags = cycle.organisation_row().languages.split(",")
    given = {
        "said": followed.said_of(found, line, tags),
        "state": State.PROMISED.value,
        "due_on": clock.today() + USUAL_DELAY,
        "pictogram": found.question.pictogram,
        "is_public": True,
    }
    form: FollowUpForm = form_in(tags)(data=given)
    form.asked_on = clock.today()
    form.about, form.criterion = found.question.name[:MOST], found.question.criterion[:MOST]
    return form


def _open(reading: Reading, line: Line, form: FollowUpForm) -> None:
    act, campaign = cycle.act(), reading.campaign
    surveys = {x.service_id: x for x in queries.list_surveys(act.session, campaign.id)}
    alone = len(line.service_ids) == 1
    for key in sorted(line.service_ids):
        origin = (
            queries.survey_origin(surveys[key].id)
            if alone
            else queries.campaign_origin(campaign.id)
        )
        operations.open_follow_up(act, form.sheet(), service_id=key, origin=origin)
