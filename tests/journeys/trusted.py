"""A breach of data that somebody wrote, for the pages that show it."""

from functools import cache

from participation.compliance.operations.trust import IncidentSheet, write_incident
from participation.compliance.rules.incidents import Harm, Risk
from participation.foundation import clock
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import town_of


@cache
def breach(served: Served) -> int:
    """Write a breach found now; give its key."""
    sheet = IncidentSheet(
        found_at=clock.now(),
        harm=Harm.READ,
        risk=Risk.SOME,
        words="Une liste est restée sur l’imprimante.",
        done="Reprise aussitôt.",
        people=12,
    )
    with acting_in(served.engine, town_of(served)) as act:
        return write_incident(act, sheet).id
