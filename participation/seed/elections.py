"""Elections of the demonstration: one held last year with its procès-verbal, one open today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from participation.councils import queries as council_queries
from participation.councils.models import Council
from participation.councils.operations import Person
from participation.councils.rules.kinds import CollegeKind as K
from participation.elections import operations, queries
from participation.elections.models import BureauMember, Contest, Election
from participation.elections.operations import (
    bureau,
    counts,
    draws,
    proclaiming,
    results,
    voting,
)
from participation.elections.rules.bureau import BureauFunction
from participation.elections.rules.stages import Way
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.seed.form import texts
from participation.seed.sealing import Held, seal
from participation.seed.sitters import people_of

CODES = ("271828", "314159", "161803")
"""What the president and the assessors of the demonstration typed; printed by it."""
NUMBERS = (412_907, 33, 999_999)
"""The three numbers that were turned over for each drawing of lots."""


@dataclass(frozen=True, slots=True)
class Urn:
    """What an urn of last year held; votes in the order in which the candidates stand."""

    found: int
    blank: int
    null: int
    votes: tuple[int, ...]


URNS = {
    K.RESIDENTS: Urn(31, 2, 1, (19, 17, 12, 12, 9, 6, 4)),
    K.RELATIVES: Urn(10, 1, 0, (7, 5, 3)),
    K.STAFF: Urn(2, 0, 0, (2,)),
}
"""The residents' third and fourth had as many votes, and drew lots."""
SHARE_TODAY = 4
"""One of the staff in so many has voted when the demonstration begins."""
SPARE_CARDS = 5


def hold_past(act: Act, council: Council, service: Service, day: dt.date) -> Election:
    """Hold an election on a past day, from its call to the terms it opened."""
    election = call(act, council, service, day)
    settle(act, election)
    open_vote(act, election, day)
    for contest in queries.list_contests(act.session, election):
        let_vote(act, contest, urn_of(act, contest).found)
    later = _at(act, day, hour=17)
    voting.close_vote(later, election, two_of(act, election))
    for contest in queries.list_contests(act.session, election):
        count(later, contest)
    results.declare_result(later, election)
    after = _at(act, election.challenge_ends_on + dt.timedelta(days=1))
    return proclaiming.proclaim(after, election)


def open_today(act: Act, council: Council, service: Service, today: dt.date) -> Held:
    """Open a vote today: residents by sealed ballots, staff on paper; give the keys and cards."""
    election = call(act, council, service, today, closes=today + dt.timedelta(days=2))
    residents, *_others = contests = queries.list_contests(act.session, election)
    before = _at(act, election.candidacies_end_on)
    operations.choose_way(before, residents, Way.SEALED)
    settle(act, election)
    voters = sum(each.may_vote for each in queries.list_roll(act.session, residents))
    cards, papers = voters + SPARE_CARDS, voters
    names, title = texts("candidates")["bureau"], council.name["fr"]
    held = seal(act, residents, names, title=title, cards=cards, papers=papers)
    open_vote(act, election, today)
    for contest in contests[1:]:
        let_vote(act, contest, len(queries.list_roll(act.session, contest)) // SHARE_TODAY)
    return held


def _at(act: Act, day: dt.date, hour: int = 9) -> Act:
    """Give the same actor at an hour of another day; never later than the present."""
    moment = dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)
    return Act(act.session, act.actor, min(moment, act.now))


def call(
    act: Act, council: Council, service: Service, day: dt.date, closes: dt.date | None = None
) -> Election:
    """Prepare an election whose vote opens on a day, call for candidates and receive them."""
    begun = _at(act, day - dt.timedelta(days=70))
    colleges = council_queries.list_colleges(act.session, [council.id])
    lines = operations.ContestLine.for_colleges(colleges)
    election = operations.prepare_election(
        begun, council, lines, opens_on=day, closes_on=closes or day
    )
    act.session.flush()
    called = _at(act, election.call_on)
    operations.open_call(called, election)
    for contest in queries.list_contests(act.session, election):
        _receive(called, contest, _standing(act, contest, service, day))
    return election


def _standing(act: Act, contest: Contest, service: Service, day: dt.date) -> list[Person]:
    """Give who stands in a college: people who were there before the call and still are."""
    college = queries.college_of(act.session, contest)
    people = people_of(act, college, service, day - dt.timedelta(days=70))
    wanted = len(URNS[college.kind].votes)
    return people[:: max(1, len(people) // wanted)][:wanted]


def _receive(act: Act, contest: Contest, people: Sequence[Person]) -> None:
    """Make the roll of a college, and let people stand in it."""
    written = texts("candidates")
    college = queries.college_of(act.session, contest)
    operations.build_roll(act, contest)
    act.session.flush()
    if college.kind is K.RELATIVES:
        for name in written["relatives"]:
            operations.add_to_roll(
                act, contest, Person(name=name), because="Personne de confiance déclarée"
            )
    for number, person in enumerate(people):
        one = operations.stand(act, contest, person, agrees=True)
        words = written["statements"][number % len(written["statements"])]
        act.session.flush()
        operations.tell(act, one, Localized(words))
        operations.examine_candidacy(act, one, accepts=True)


def settle(act: Act, election: Election) -> None:
    """Settle the list of candidates on the day after the last one on which people may stand."""
    settled = _at(act, election.candidacies_end_on + dt.timedelta(days=1))
    operations.settle_list(settled, election, numbers=NUMBERS)


def open_vote(act: Act, election: Election, day: dt.date) -> None:
    """Name the bureau, show the empty urn and open the vote."""
    morning = _at(act, day, hour=8)
    functions = (BureauFunction.PRESIDENT, BureauFunction.ASSESSOR, BureauFunction.ASSESSOR)
    for name, function, code in zip(texts("candidates")["bureau"], functions, CODES, strict=True):
        bureau.name_member(morning, election, name=name, function=function, code=code)
    act.session.flush()
    voting.open_vote(morning, election, two_of(act, election), urn_is_empty=True)


def two_of(act: Act, election: Election) -> bureau.TwoPeople:
    """Give the president and an assessor, with their codes."""
    assessor = _readers(act, election)[0]
    return bureau.TwoPeople(CODES[0], assessor, CODES[1])


def _readers(act: Act, election: Election) -> Sequence[BureauMember]:
    return queries.list_bureau(act.session, election)[1:]


def let_vote(act: Act, contest: Contest, most: int) -> None:
    """Let the first people of a roll sign; one of them was helped."""
    able = [each for each in queries.list_roll(act.session, contest) if each.may_vote]
    for number, entry in enumerate(able[:most]):
        voting.sign_roll(act, entry, assisted=number == 1)


def urn_of(act: Act, contest: Contest) -> Urn:
    """Give what was in the urn of a college last year."""
    return URNS[queries.college_of(act.session, contest).kind]


def count(act: Act, contest: Contest, *, draws_lots: bool = True) -> None:
    """Let both assessors find the same, and draw the lots of a tie."""
    sheet, urn = queries.see_count(act.session, contest), urn_of(act, contest)
    votes = dict(zip(sheet.by_key, urn.votes, strict=True))
    read = counts.Read(sheet.signed, urn.found, urn.blank, urn.null, votes)
    election = queries.reach_election(act.session, contest.election_id)
    for reader, code in zip(_readers(act, election), CODES[1:], strict=True):
        counts.enter_reading(act, contest, reader, code, read)
    for tie in queries.see_count(act.session, contest).outcome.open_ties if draws_lots else ():
        draws.settle_by_lots(act, contest, tie.votes, NUMBERS)
