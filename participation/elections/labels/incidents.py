"""The incidents of a vote in the procès-verbal, and their fingerprints."""

from collections.abc import Iterable, Sequence

from participation.elections.adapters.count_papers import Block, Section
from participation.elections.labels.counting import FUNCTIONS
from participation.elections.models import Incident
from participation.elections.rules.incidents import mark_of
from participation.foundation.clock import PARIS
from participation.foundation.i18n import show_hour, show_short_day, staff_gettext as _


def say_when(incident: Incident) -> str:
    """Give the day and the hour of an incident, where the services are."""
    at = incident.happened_at
    day = show_short_day(at.astimezone(PARIS).date())
    return _("%(day)s à %(hour)s", day=day, hour=show_hour(at))


def incident_section(incidents: Sequence[Incident]) -> Iterable[Section]:
    """Give the section of the procès-verbal: what happened, what was done, who wrote it down."""
    if not incidents:
        return (Section(_("Incidents"), (Block("text", _("Aucun.")),)),)
    columns = (
        (_("Quand"), "text"),
        (_("Ce qui s’est passé"), "text"),
        (_("Ce que le bureau a fait"), "text"),
        (_("Écrit par"), "text"),
    )
    rows = tuple(
        (say_when(each), each.words, each.done, f"{each.name}, {FUNCTIONS[each.function]}")
        for each in incidents
    )
    block = Block("table", _("Incidents, dans l’ordre des heures"), columns=columns, rows=rows)
    return (Section(_("Incidents"), (block,)),)


def incident_lines(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """Give the lines by which the fingerprint of the procès-verbal covers its incidents."""
    return tuple(
        f"incident {mark_of(each.happened_at, each.words, each.done, each.name)}"
        for each in incidents
    )
