"""Who represents me: the elected of the house, without photo, in the reader's language."""

from participation.councils import queries
from participation.councils.labels import words
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
    return pages.render(
        "councils/mine.html",
        sheets=sheets,
        mine={
            each.college.id
            for sheet in sheets
            for each in sheet.colleges
            if speaks_for_residents(each.line)
        },
        words=words,
    )
