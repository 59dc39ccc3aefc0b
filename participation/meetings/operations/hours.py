"""The hours of the elected, taken away as a file by those who owe them."""

from collections.abc import Sequence

from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.meetings.queries.hours import MandateMonth, list_hours


@unjournaled("writes its own entry, with the year")
def export_hours(act: Act, year: int) -> Sequence[MandateMonth]:
    """Give the hours of a year for a file, and keep in the journal that they left."""
    record(act, Action.MANDATE_HOURS_EXPORTED, subject="", year=year)
    return list_hours(act.session, year)
