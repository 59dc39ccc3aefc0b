"""Standing: agreeing, saying who one is by voice, words and picture; examined; withdrawing."""

import datetime as dt
from dataclasses import dataclass

from participation.accessibility.adapters import sound
from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries as council_queries
from participation.councils.operations import Person
from participation.councils.rules.eligibility import Contract, Link
from participation.elections import queries
from participation.elections.adapters.photos import read_photo
from participation.elections.models import Candidacy, Contest
from participation.elections.rules.process import CandidacyState, Refusal
from participation.elections.rules.stages import Stage, telling
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized

from .holding import hold_election, join_election, name_in, require_vote, said_why, today

LONGEST_STATEMENT = 600
LIVE = frozenset({CandidacyState.RECEIVED, CandidacyState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What eligibility and ties are judged by; None where it is not known or does not count."""

    born_on: dt.date | None = None
    link: Link | None = None
    degree: int | None = None
    contract: Contract | None = None
    hired_on: dt.date | None = None
    profession_since: dt.date | None = None


@journaled(Action.CANDIDACY_RECEIVED)
def stand(act: Act, contest: Contest, who: Person, *, agrees: bool, partner: str = "") -> Candidacy:
    """Receive a candidacy: somebody of the college who agrees that those who vote see it.

    Refuses before the call and after its end, without her agreement, and whoever stands already
    in a college of this election. Whoever had withdrawn stands again.
    """
    election = queries.reach_election(act.session, contest.election_id)
    join_election(act, election, Stage.CALL)
    require_vote(act, contest)
    if today(act) > election.candidacies_end_on:
        raise Refused(Refusal.CANDIDACIES_OVER)
    if not agrees:
        raise Refused(Refusal.AGREEMENT_MISSING)
    name = name_in(act, contest, who)
    _refuse_twice(act, contest, who, name)
    own = _former(act, contest, who, name)
    if own is None:
        own = Candidacy(contest_id=contest.id, membership_id=who.membership_id)
        own.statement, own.refused_because = Localized(), ""
        act.session.add(own)
    own.name, own.partner = name, " ".join(partner.split())[:120]
    own.agreed_on, own.state = today(act), CandidacyState.RECEIVED
    return own


def _refuse_twice(act: Act, contest: Contest, who: Person, name: str) -> None:
    election = queries.reach_election(act.session, contest.election_id)
    live = [
        each
        for one in queries.list_contests(act.session, election)
        for each in queries.list_candidacies(act.session, one)
        if each.state in LIVE or (each.state is CandidacyState.REFUSED and one.id == contest.id)
    ]
    if who.membership_id is None:
        is_twice = any(each.name.casefold() == name.casefold() for each in live)
    else:
        keys = {each.membership_id for each in live if each.membership_id is not None}
        people = council_queries.user_of(act.session, keys | {who.membership_id})
        is_twice = people[who.membership_id] in {people[key] for key in keys}
    if is_twice:
        raise Refused(Refusal.STANDS_ALREADY)


def _former(act: Act, contest: Contest, who: Person, name: str) -> Candidacy | None:
    for each in queries.list_candidacies(act.session, contest):
        is_named = each.name.casefold() == name.casefold()
        if each.membership_id == who.membership_id and (who.membership_id or is_named):
            return each
    return None


def _open(act: Act, candidacy: Candidacy, *stages: Stage) -> None:
    """Take a candidacy in hand that is still alive."""
    election, _contest = queries.contest_of(act.session, candidacy)
    join_election(act, election, *stages)
    act.session.refresh(candidacy)
    if candidacy.state not in LIVE:
        raise Refused(Refusal.STANDS_NO_LONGER)


def _hear(act: Act, candidacy: Candidacy) -> None:
    """Take a candidacy in hand while she may still tell of herself."""
    election, _contest = queries.contest_of(act.session, candidacy)
    _open(act, candidacy, *telling(election.kind))


@journaled(Action.CANDIDACY_CHANGED)
def tell(act: Act, candidacy: Candidacy, statement: Localized) -> Candidacy:
    """Keep what she says in words, by language, in place of what she said; empty takes it away."""
    _hear(act, candidacy)
    if any(len(text) > LONGEST_STATEMENT for text in statement.values()):
        raise Refused(Refusal.STATEMENT_TOO_LONG, most=LONGEST_STATEMENT)
    candidacy.statement = statement
    return candidacy


@journaled(Action.CANDIDACY_CHANGED)
def speak(act: Act, candidacy: Candidacy, recording: bytes | None) -> Candidacy:
    """Keep what she says in her own voice, without a trace of her device; None takes it away."""
    _hear(act, candidacy)
    if recording is None:
        candidacy.sound = candidacy.aac = None
    else:
        try:
            both = sound.read_upload(recording) if sound.can_code() else None
            candidacy.sound = both.opus if both else sound.read_voice(recording)
            candidacy.aac = both.aac if both else None
        except Refused as refused:
            raise Refused(Refusal.VOICE_UNREADABLE) from refused
    candidacy.has_sound = recording is not None
    return candidacy


@journaled(Action.CANDIDACY_CHANGED)
def show(act: Act, candidacy: Candidacy, picture: bytes | None) -> Candidacy:
    """Keep her picture, small and square, without place and date; None takes it away."""
    _hear(act, candidacy)
    candidacy.photo = None if picture is None else read_photo(picture)
    candidacy.has_photo = picture is not None
    return candidacy


@journaled(Action.CANDIDACY_WITHDRAWN)
def withdraw(act: Act, candidacy: Candidacy) -> Candidacy:
    """Take a candidacy back, until the vote opens; her voice and picture are erased at once."""
    _open(act, candidacy, Stage.CALL, Stage.LIST)
    candidacy.state = CandidacyState.WITHDRAWN
    candidacy.sound = candidacy.aac = candidacy.photo = None
    candidacy.has_sound = candidacy.has_photo = False
    candidacy.statement = Localized()
    return candidacy


@journaled(Action.CANDIDACY_EXAMINED)
def note_facts(act: Act, candidacy: Candidacy, facts: Facts) -> Candidacy:
    """Write down the facts by which eligibility and ties are judged."""
    election, _contest = queries.contest_of(act.session, candidacy)
    hold_election(act, election, Stage.CALL, Stage.LIST)
    act.session.refresh(candidacy)
    for name in Facts.__slots__:
        setattr(candidacy, name, getattr(facts, name))
    return candidacy


@journaled(Action.CANDIDACY_EXAMINED)
def examine_candidacy(
    act: Act, candidacy: Candidacy, *, accepts: bool, because: str = ""
) -> Candidacy:
    """Accept a candidacy, or refuse it with a reason; the reason of the rules when none is given.

    Refuses to accept whom a verified rule forbids to stand (D311-11, D311-13), and to refuse
    anybody without a reason.
    """
    election, contest = queries.contest_of(act.session, candidacy)
    hold_election(act, election, Stage.CALL)
    act.session.refresh(candidacy)
    if candidacy.state is CandidacyState.WITHDRAWN:
        raise Refused(Refusal.STANDS_NO_LONGER)
    verdict = queries.judge(act.session, election, contest, candidacy, today(act))
    if accepts and not verdict.may:
        raise Refused(Refusal.NOT_ELIGIBLE)
    if accepts:
        candidacy.refused_because, candidacy.state = "", CandidacyState.ACCEPTED
    else:
        candidacy.refused_because = said_why(act, because or verdict.refusal or "")
        candidacy.state = CandidacyState.REFUSED
    return candidacy
