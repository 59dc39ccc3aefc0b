"""Letting figures leave the house: only what may be told of five people or more."""

from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.peers.queries.hours import Year, see_year


@unjournaled("writes its own entry, with the year")
def export_year(act: Act, year: int) -> Year:
    """Give the figures of a year for a file, and keep in the journal that they left."""
    record(act, Action.IMPACT_EXPORTED, subject="", year=year)
    return see_year(act.session, year)
