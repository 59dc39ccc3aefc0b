"""Sentences about a session that is asked for: who is still missing, by when to call it."""

import datetime as dt
from dataclasses import dataclass

from participation.foundation.i18n import gettext, ngettext, show_day, staff_gettext as _
from participation.meetings.queries import RequestSheet
from participation.organisations.rules.law import Law


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as a page says it; `kind` is how urgent it is, as notices show it."""

    sheet: RequestSheet
    words: str
    kind: str


def say_count(of: RequestSheet, law: Law) -> str:
    """Say how many ask, and how many must for the session to be owed; residents read it."""
    facts = {"all": of.asked.members, "least": of.asked.needed(law)}
    said = ngettext(
        "%(n)s membre sur %(all)s demande une réunion. Il en faut %(least)s.",
        "%(n)s membres sur %(all)s demandent une réunion. Il en faut %(least)s.",
        len(of.asked.days),
        **facts,
    )
    return said if not of.asked.manager_on else gettext("La direction demande une réunion.")


def say_request(of: RequestSheet, law: Law, today: dt.date) -> RequestLine:
    """Say at the desk what is owed for a request, and by when (R25)."""
    since, by = of.asked.owed_since(law), of.asked.call_by(law)
    called = of.called_after(since or of.row.opened_on)
    if called:
        return RequestLine(
            of, _("La réunion a été convoquée le %(day)s.", day=show_day(called)), "good"
        )
    if by is None:
        return RequestLine(of, say_count(of, law), "info")
    if today <= by:
        words = _(
            "Cette réunion doit avoir lieu : convoquez-la avant le %(day)s.", day=show_day(by)
        )
        return RequestLine(of, words, "info")
    words = _(
        "C’est en retard : il fallait convoquer cette réunion avant le %(day)s.", day=show_day(by)
    )
    return RequestLine(of, words, "bad")
