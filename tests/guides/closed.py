"""A vote of the demonstration that was closed this minute, so that its paper is counted."""

import datetime as dt

from participation.councils import queries as councils
from participation.elections import queries
from participation.elections.operations import voting
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.organisations.models import Service
from participation.seed import elections as seeded
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import service_id, town_of

VOTERS = 31


def close_a_vote(served: Served, slug: str = "olivier") -> str:
    """Let a home vote and close its vote; give the address where its residents are counted."""
    place = service_id(served, slug)
    with acting_in(served.engine, town_of(served), place) as act:
        today: dt.date = act.now.astimezone(PARIS).date()
        council = councils.list_councils(act.session, on=today, service_id=place)[0]
        service = act.session.get_one(Service, (act.organisation_id, place))
        election = seeded.call(act, council, service, today)
        seeded.settle(act, election)
        seeded.open_vote(act, election, today)
        contest = queries.list_contests(act.session, election)[0]
        seeded.let_vote(act, contest, VOTERS)
        voting.close_vote(act, election, seeded.two_of(act, election))
        return f"/elections/contests/{to_text(contest.id)}/count"
