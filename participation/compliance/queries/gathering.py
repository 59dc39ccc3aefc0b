"""The state of every entered service on a day, from what each room knows."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from participation.compliance.models import Milestone
from participation.compliance.queries.councils import (
    Seen,
    existed,
    judge_council,
    judge_space,
)
from participation.compliance.queries.elections import is_open, judge_election, list_latest
from participation.compliance.queries.milestones import (
    asks_every_year,
    judge_alternatives,
    judge_milestones,
    judge_year,
    list_milestones,
    year_of,
)
from participation.compliance.queries.states import Found, ServiceState, lines_of
from participation.councils import queries as councils
from participation.elections import queries as elections
from participation.elections.models import Election
from participation.foundation.scope import entered
from participation.meetings.queries import tell_lives
from participation.organisations.models import Service
from participation.organisations.queries import law_of, list_services
from participation.organisations.rules import KindLaw
from participation.organisations.rules.law import Law
from participation.surveys.queries.yearly import LastSurvey, last_surveys
from participation.surveys.rules.duties import cycle_of


def see_states(
    session: Session, day: dt.date, *, service_ids: Collection[int] | None = None
) -> Sequence[ServiceState]:
    """Judge the entered services that were open on a day, by name; some only when given.

    A day whose law is not in the program is not judged at all, by no law that came after it.
    The past is judged by the law of its day and by the days that are written: when a council was
    founded, a term began, a decision was sent. The number of seats of a college has no date; it
    is judged as it is now.
    """
    keys = entered(session) if service_ids is None else frozenset(service_ids)
    services, law = list_services(session, keys=keys, on=day), councils.law_on(day)
    if not law.is_known:
        return [ServiceState(each, day, law, lines_of((), law)) for each in services]
    known = list_services(session, keys=entered(session))
    asked = {each.id: law_of(each.kind, day) for each in known}
    return list(_Gathering(session, day, asked).judge(services))


class _Gathering:
    """What the rooms know on one day, asked once for all services."""

    def __init__(self, session: Session, day: dt.date, asked: Mapping[int, KindLaw]) -> None:
        self.session, self.day, self.asked = session, day, asked
        self.law: Law = councils.law_on(day)
        rows = [each for each in councils.list_councils(session) if existed(each, day)]
        keys = [each.id for each in rows]
        self.elections: dict[int, list[Election]] = {key: [] for key in keys}
        for election in elections.list_elections(session, keys):
            self.elections[election.council_id].append(election)
        lives = tell_lives(session, keys, day)
        self.seen = [
            Seen(
                sheet,
                tuple(asked[key] for key in sorted(sheet.services) if key in asked),
                lives[sheet.council.id],
                any(is_open(each, day) for each in self.elections[sheet.council.id]),
            )
            for sheet in councils.see_councils(session, rows, day)
        ]
        self.milestones: Mapping[int, list[Milestone]] = list_milestones(session, day)
        self.surveys: Mapping[int, LastSurvey] = last_surveys(session, day)
        self.judged: dict[int, list[Found]] = {}

    def judge(self, services: Sequence[Service]) -> Iterator[ServiceState]:
        """Judge services one after the other; a council of several is judged once."""
        for service in services:
            seen = [each for each in self.seen if service.id in each.sheet.services]
            own = [each for each in seen if each.is_space]
            facts, asked = self.milestones.get(service.id, []), self.asked[service.id]
            year = year_of(self.surveys.get(service.id), facts, own, self.day)
            found = [
                judge_space(asked, [each.council.form for each in own], self.law),
                *(each for one in seen for each in self._council(one)),
                *judge_milestones(facts, self.law, self.day),
                judge_year(asked, year, self.law, self.day),
                *judge_alternatives(facts, own, self.law, self.day),
            ]
            yearly = asks_every_year(asked) and "yearly-survey" in self.law
            cycle = cycle_of(year, self.law, self.day) if yearly else ()
            spaces = tuple(each.council for each in own)
            lines = lines_of(found, self.law)
            yield ServiceState(service, self.day, self.law, lines, spaces, cycle)

    def _council(self, seen: Seen) -> list[Found]:
        key = seen.council.id
        if key not in self.judged:
            found = list(judge_council(seen, self.law, self.day))
            for election in list_latest(self.elections[key], self.day):
                found += judge_election(self.session, election, self.law, self.day)
            self.judged[key] = found
        return self.judged[key]
