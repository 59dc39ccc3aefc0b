"""Who represents me: the elected of the house, without photo, in the reader's language."""

from participation.councils import queries
from participation.councils.labels import mandates as labels, words
from participation.councils.queries.mandates import hours_by_term
from participation.councils.queries.works import has_works
from participation.councils.rules.composition import speaks_for_residents
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission

from .desk import bp


@bp.get("/<service>/council")
@allow(Permission.COUNCIL_READ)
def mine() -> str:
    """Show who sits for the people of this house, and who else is in its councils."""
    session, today = cycle.act().session, clock.today()
    councils = queries.list_councils(session, on=today, service_id=cycle.service_id())
    sheets = queries.see_councils(session, councils, today)
    seats = [seat for one in sheets for college in one.colleges for seat in college.seats]
    terms = [seat.holder.term.id for seat in seats if seat.holder]
    return pages.render(
        "councils/mine.html",
        hours=hours_by_term(session, terms, today),
        has_works=has_works(session),
        labels=labels,
        sheets=sheets,
        mine={
            each.college.id
            for sheet in sheets
            for each in sheet.colleges
            if speaks_for_residents(each.line)
        },
        words=words,
    )
