"""Writing down an incident of a vote, at the bureau's desk."""

import datetime as dt

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.elections.models import BureauMember, Election, Incident
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS

from .bureau import prove_one, take
from .voting import OBSERVED

LONGEST = 600


@journaled(Action.INCIDENT_WRITTEN)
def write_incident(
    act: Act,
    election: Election,
    member: BureauMember,
    code: str,
    *,
    at: dt.datetime,
    words: str,
    done: str,
) -> Incident:
    """Keep what happened at an hour, what was done, and who of the bureau says so; for good.

    She proves with her code that it is she. Refuses somebody of another bureau, an hour to come or
    before the day of the vote, and an incident without words or without what was done about it.
    """
    take(act, election, *OBSERVED)
    if member.election_id != election.id:
        raise Refused(CountingRefusal.BUREAU_NEEDED)
    prove_one(act, election, member, code)
    if at > act.now or at.astimezone(PARIS).date() < election.vote_opens_on:
        raise Refused(CountingRefusal.HOUR_OUTSIDE)
    plain, answer = (" ".join(text.split())[:LONGEST] for text in (words, done))
    if not plain or not answer:
        raise Refused(CountingRefusal.WORDS_MISSING)
    incident = Incident(
        election_id=election.id,
        happened_at=at,
        written_at=act.now,
        words=plain,
        done=answer,
        name=member.name,
        function=member.function,
    )
    act.session.add(incident)
    act.session.flush()
    return incident
