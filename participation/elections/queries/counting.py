"""A vote as its bureau sees it: turnout without names, counts, ties, who is elected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.models import College, Council
from participation.elections.models import (
    AssistedVotes,
    BureauMember,
    Candidacy,
    Challenge,
    Contest,
    Count,
    Election,
    Incident,
    Observation,
    Reading,
    Renunciation,
    Result,
    RollEntry,
    Tally,
    TieDraw,
)
from participation.elections.rules.counting import Figures, fingerprint
from participation.elections.rules.postal import PostalState
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import Settlement, Way
from participation.elections.rules.winners import Outcome, Seats, elect
from participation.foundation.keys import to_text

from .elections import council_of, list_candidacies, list_contests, reach_election
from .incidents import list_incidents
from .postal import count_envelopes
from .sealed import find_sealed


@dataclass(frozen=True)
class CountSheet:
    """A contest with what was signed, read, counted, drawn and won in it."""

    contest: Contest
    college: College
    registered: int
    signed: int
    assisted: int
    candidacies: Sequence[Candidacy]
    """Those on the ballot, by their number."""
    readings: Sequence[Reading]
    count: Count | None
    votes: Mapping[str, int]
    """Ballots that name each candidate, by the key of her candidacy; empty before the count."""
    draws: Sequence[TieDraw]
    results: Sequence[Result]
    renounced: frozenset[str]
    left_closed: str = ""
    """Why its sealed urn was never opened, where too few had voted."""

    @property
    def key(self) -> str:
        """Give the contest as addresses and fingerprints write it."""
        return to_text(self.contest.id)

    @property
    def votes_now(self) -> bool:
        """Say whether people vote in it."""
        return self.contest.settlement is Settlement.VOTE

    @property
    def is_sealed(self) -> bool:
        """Say whether they vote in sealed ballots, too."""
        return self.votes_now and self.contest.way is Way.SEALED

    @property
    def seats(self) -> Seats:
        """Give what it fills."""
        own = self.contest
        return Seats(own.seats, own.substitutes, self.college.substitute_order)

    @cached_property
    def by_key(self) -> Mapping[str, Candidacy]:
        """Give the candidacies by their key as text."""
        return {to_text(each.id): each for each in self.candidacies}

    def name_of(self, key: str) -> str:
        """Give the name of a candidate; a dash where the person was erased since."""
        found = self.by_key.get(key)
        return found.name if found else "—"

    @property
    def figures(self) -> Figures | None:
        """Give the figures that were counted; None before."""
        if self.count is None:
            return None
        own = self.count
        return Figures(
            own.registered,
            own.signed,
            own.found,
            own.blank,
            own.null_ballots,
            self.votes,
            self.contest.most_choices,
        )

    @property
    def outcome(self) -> Outcome:
        """Give who is elected by what was counted and drawn so far."""
        return elect(
            {key: votes for key, votes in self.votes.items() if key not in self.renounced},
            self.seats,
            settled={draw.votes: draw.ordered for draw in self.draws},
            numbers={key: each.number or 0 for key, each in self.by_key.items()},
            partners=[key for key, each in self.by_key.items() if each.partner],
        )


@dataclass(frozen=True)
class VoteSheet:
    """An election as its bureau sees it."""

    election: Election
    council: Council
    bureau: Sequence[BureauMember]
    contests: Sequence[CountSheet]
    observations: Sequence[Observation]
    incidents: Sequence[Incident]
    envelopes: Mapping[PostalState, int]
    challenges: Sequence[Challenge]

    @property
    def key(self) -> str:
        """Give the election as addresses and fingerprints write it."""
        return to_text(self.election.id)

    @property
    def voting(self) -> Sequence[CountSheet]:
        """Give the contests in which people vote."""
        return [each for each in self.contests if each.votes_now]

    @property
    def is_counted(self) -> bool:
        """Say whether every contest in which people voted has its count."""
        return all(each.count is not None or each.left_closed for each in self.voting)

    @property
    def has_open_tie(self) -> bool:
        """Say whether a tie is still to be settled."""
        return any(each.count and each.outcome.open_ties for each in self.voting)


def see_vote(session: Session, election: Election) -> VoteSheet:
    """Give an election that was reached, with everything its bureau needs."""
    council = council_of(session, election)
    colleges = {one.id: one for one in councils.list_colleges(session, [council.id])}
    return VoteSheet(
        election,
        council,
        list_bureau(session, election),
        [
            _see(session, contest, colleges[contest.college_id])
            for contest in list_contests(session, election)
        ],
        list_observations(session, election),
        list_incidents(session, election),
        count_envelopes(session, election),
        list_challenges(session, election),
    )


def see_count(session: Session, contest: Contest) -> CountSheet:
    """Give one contest of an election that was reached."""
    return _see(session, contest, councils.get_college(session, contest.college_id))


def _see(session: Session, contest: Contest, college: College) -> CountSheet:
    of_contest = RollEntry.contest_id == contest.id
    registered, signed = session.execute(
        select(
            func.count(RollEntry.id),
            func.count(RollEntry.id).filter(RollEntry.has_voted),
        ).where(of_contest, RollEntry.left_out_because == "")
    ).one()
    standing = [
        each for each in list_candidacies(session, contest) if each.state is CandidacyState.ACCEPTED
    ]
    count = find_count(session, contest)
    return CountSheet(
        contest=contest,
        college=college,
        registered=registered,
        signed=signed,
        assisted=_assisted(session, contest),
        candidacies=standing,
        readings=list_readings(session, contest),
        count=count,
        votes=_votes(session, count),
        draws=list_draws(session, contest),
        results=list_results(session, contest),
        renounced=_renounced(session, standing),
        left_closed=_left_closed(session, contest),
    )


def _left_closed(session: Session, contest: Contest) -> str:
    sealed = find_sealed(session, contest.id) if contest.way is Way.SEALED else None
    return (sealed.left_closed_because or "") if sealed else ""


def _assisted(session: Session, contest: Contest) -> int:
    statement = select(AssistedVotes.votes).where(AssistedVotes.contest_id == contest.id)
    return session.scalar(statement) or 0


def _votes(session: Session, count: Count | None) -> Mapping[str, int]:
    if count is None:
        return {}
    statement = select(Tally.candidacy_id, Tally.votes).where(Tally.count_id == count.id)
    return {to_text(key): votes for key, votes in session.execute(statement)}


def _renounced(session: Session, standing: Sequence[Candidacy]) -> frozenset[str]:
    keys = [each.id for each in standing]
    statement = select(Renunciation.candidacy_id).where(Renunciation.candidacy_id.in_(keys))
    return frozenset(to_text(key) for key in session.scalars(statement))


def find_count(session: Session, contest: Contest) -> Count | None:
    """Give the count of a contest, or nothing before it is agreed on."""
    return session.scalar(select(Count).where(Count.contest_id == contest.id))


def list_readings(session: Session, contest: Contest) -> Sequence[Reading]:
    """Give what each reader counted in a contest."""
    statement = select(Reading).where(Reading.contest_id == contest.id).order_by(Reading.id)
    return session.scalars(statement).all()


def list_draws(session: Session, contest: Contest) -> Sequence[TieDraw]:
    """Give the ties of a contest that were settled, those with most votes first."""
    statement = select(TieDraw).where(TieDraw.contest_id == contest.id)
    return session.scalars(statement.order_by(TieDraw.votes.desc())).all()


def list_results(session: Session, contest: Contest) -> Sequence[Result]:
    """Give the seats won in a contest, titulaires first, by rank."""
    statement = select(Result).where(Result.contest_id == contest.id)
    return session.scalars(statement.order_by(Result.kind, Result.rank)).all()


def list_bureau(session: Session, election: Election) -> Sequence[BureauMember]:
    """Give the bureau of an election that was reached, its president first."""
    statement = select(BureauMember).where(BureauMember.election_id == election.id)
    found = session.scalars(statement.order_by(BureauMember.id)).all()
    return sorted(found, key=lambda each: each.function.value != "president")


def get_member(session: Session, key: int) -> BureauMember:
    """Give a member of a bureau; NoResultFound outside the entered services."""
    found = session.scalars(select(BureauMember).where(BureauMember.id == key)).one()
    reach_election(session, found.election_id)
    return found


def list_observations(session: Session, election: Election) -> Sequence[Observation]:
    """Give what was written down during a vote that was reached, oldest first."""
    statement = select(Observation).where(Observation.election_id == election.id)
    return session.scalars(statement.order_by(Observation.id)).all()


def list_challenges(session: Session, election: Election) -> Sequence[Challenge]:
    """Give the challenges to a result that was reached, oldest first."""
    statement = select(Challenge).where(Challenge.election_id == election.id)
    return session.scalars(statement.order_by(Challenge.id)).all()


def get_challenge(session: Session, key: int) -> Challenge:
    """Give a challenge; NoResultFound outside the entered services."""
    found = session.scalars(select(Challenge).where(Challenge.id == key)).one()
    reach_election(session, found.election_id)
    return found


def get_result(session: Session, key: int) -> Result:
    """Give a seat that was won; NoResultFound outside the entered services."""
    found = session.scalars(select(Result).where(Result.id == key)).one()
    contest = session.scalars(select(Contest).where(Contest.id == found.contest_id)).one()
    reach_election(session, contest.election_id)
    return found


def hash_of(sheet: CountSheet, figures: Figures) -> str:
    """Give the fingerprint of figures counted in a contest."""
    return fingerprint(replace(figures, chosen=sheet.contest.most_choices), contest=sheet.key)
