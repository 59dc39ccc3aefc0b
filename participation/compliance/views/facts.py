"""Writing what only the association knows: who answers, whom to ask, what it judges."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.compliance.forms.trust import facts_form, fields_of, written
from participation.compliance.operations.trust import write_facts
from participation.compliance.queries.trust import facts_of
from participation.compliance.rules.facts import IDENTITY, JUDGED
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.attempts import UNPROCESSABLE
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .trust import bp


@bp.route("/trust/facts", methods=["GET", "POST"])
@allow(Permission.TRUST_MANAGE)
def facts() -> ResponseReturnValue:
    """Write who answers for the data, and what the association judges."""
    said = {fact: row.words for fact, row in facts_of(cycle.act().session).items()}
    form = facts_form()(data=written(said))
    if form.accepted():
        write_facts(cycle.act(), form.said())
        pages.say(_("C’est noté."))
        return redirect(url_for(".index"), 303)
    page = pages.render(
        "compliance/facts.html",
        form=form,
        identity=fields_of(form, IDENTITY),
        judged=fields_of(form, JUDGED),
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200
