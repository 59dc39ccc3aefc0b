"""Who is elected, for everybody of the house, in her language."""

from participation.councils import queries as councils
from participation.elections import queries
from participation.elections.labels.counting import KINDS
from participation.elections.labels.walls import public_words, seat_words, title_of
from participation.elections.rules.stages import Stage
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission

from .desk import bp

SHOWN = frozenset({Stage.CHALLENGE, Stage.PROCLAIMED})
MOST = 3


@bp.get("/<service>/election-results")
@allow(Permission.COUNCIL_READ)
def outcome() -> str:
    """Show who was elected in the last votes of this house; never who got how many votes."""
    session, today = cycle.act().session, clock.today()
    here = councils.list_councils(session, on=today, service_id=cycle.service_id())
    found = queries.list_elections(session, [one.id for one in here])
    shown = [one for one in found if one.stage in SHOWN][:MOST]
    return pages.render(
        "elections/outcome.html",
        sheets=[queries.see_vote(session, one) for one in shown],
        kinds=KINDS,
        title_of=title_of,
        seat_words=seat_words,
        public_words=public_words,
        today=today,
    )
