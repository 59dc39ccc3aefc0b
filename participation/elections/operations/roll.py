"""The roll: made by the rules, corrected by people with a reason, objected to and decided."""

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.operations import Person
from participation.councils.rules.eligibility import Reason
from participation.elections import queries
from participation.elections.models import Contest, Objection, RollEntry
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Settlement, Stage
from participation.foundation.act import Act, Refused

from .holding import hold_election, join_election, name_in, said_why, today

OPEN = (Stage.PREPARATION, Stage.CALL, Stage.LIST)
"""When the roll may be corrected: until the vote opens."""
BY_RULE = frozenset(Reason)
LONGEST_OBJECTION = 600


@journaled(Action.ROLL_BUILT)
def build_roll(act: Act, contest: Contest) -> Contest:
    """Make the roll of a college from the people of its services, or bring it up to date (R12).

    Whoever the rules keep out stays on it with the reason; what people added or left out by hand
    stays as they decided. Refuses whoever sees only some of the council's services, for her roll
    would lack the people of the others.
    """
    election = queries.reach_election(act.session, contest.election_id)
    hold_election(act, election, Stage.PREPARATION, Stage.CALL)
    if contest.settlement is Settlement.MERGED:
        raise Refused(Refusal.SETTLED_ALREADY)
    council = queries.council_of(act.session, election)
    if not queries.sees_whole(act.session, council):
        raise Refused(Refusal.SERVICES_UNSEEN)
    known = {one.membership_id: one for one in queries.list_roll(act.session, contest)}
    for person in queries.list_electors(act.session, election, contest, today(act)):
        entry = known.pop(person.membership_id, None)
        if entry is None:
            entry = RollEntry(contest_id=contest.id, membership_id=person.membership_id)
            entry.added_because, entry.left_out_because = "", person.refusal or ""
            act.session.add(entry)
        elif _is_by_rule(entry):
            entry.left_out_because = person.refusal or ""
        entry.name = person.name
    for gone in known.values():
        if gone.membership_id is not None and _is_by_rule(gone):
            gone.left_out_because = Reason.NOT_PRESENT
    return contest


def _is_by_rule(entry: RollEntry) -> bool:
    """Say whether nobody has decided about this entry by hand."""
    is_hers = entry.added_because or entry.has_voted
    return not is_hers and (not entry.left_out_because or entry.left_out_because in BY_RULE)


@journaled(Action.ROLL_CORRECTED)
def add_to_roll(act: Act, contest: Contest, who: Person, *, because: str) -> RollEntry:
    """Put somebody on the roll who is not, or no longer, and say why."""
    election = queries.reach_election(act.session, contest.election_id)
    hold_election(act, election, *OPEN)
    reason, name = said_why(act, because, 200), name_in(act, contest, who)
    for entry in queries.list_roll(act.session, contest):
        is_same = entry.membership_id == who.membership_id
        if who.membership_id is None:
            is_same = is_same and entry.name.casefold() == name.casefold()
        if is_same and entry.may_vote:
            raise Refused(Refusal.ON_ROLL_ALREADY)
        if is_same:
            entry.added_because, entry.left_out_because = reason, ""
            return entry
    entry = RollEntry(
        contest_id=contest.id,
        membership_id=who.membership_id,
        name=name,
        added_because=reason,
        left_out_because="",
    )
    act.session.add(entry)
    return entry


@journaled(Action.ROLL_CORRECTED)
def leave_out(act: Act, entry: RollEntry, *, because: str) -> RollEntry:
    """Take somebody off the roll, and say why; her line stays. Refuses who has voted."""
    election, _contest = queries.contest_of(act.session, entry)
    hold_election(act, election, *OPEN)
    act.session.refresh(entry)
    if entry.has_voted:
        raise Refused(Refusal.HAS_VOTED)
    entry.left_out_because, entry.added_because = said_why(act, because, 200), ""
    return entry


@journaled(Action.OBJECTION_MADE)
def object_to_roll(act: Act, contest: Contest, who: Person, *, asked: str) -> Objection:
    """Receive what somebody asks about the roll, while objections may be made."""
    election = queries.reach_election(act.session, contest.election_id)
    join_election(act, election, Stage.CALL)
    if today(act) > election.objections_end_on:
        raise Refused(Refusal.OBJECTIONS_OVER)
    words = asked.strip()[:LONGEST_OBJECTION]
    if not words:
        raise Refused(Refusal.NOTHING_ASKED)
    objection = Objection(
        contest_id=contest.id,
        membership_id=who.membership_id,
        name=" ".join(who.name.split())[:120] or name_in(act, contest, who),
        asked=words,
        asked_on=today(act),
        because="",
    )
    act.session.add(objection)
    return objection


@journaled(Action.OBJECTION_DECIDED)
def decide_objection(act: Act, objection: Objection, *, is_upheld: bool, because: str) -> Objection:
    """Decide an objection and say why; the roll itself is corrected by its own deed."""
    election, _contest = queries.contest_of(act.session, objection)
    hold_election(act, election, Stage.CALL, Stage.LIST)
    act.session.refresh(objection)
    if objection.decided_on is not None:
        raise Refused(Refusal.DECIDED_ALREADY)
    objection.because = said_why(act, because)
    objection.decided_on, objection.is_upheld = today(act), is_upheld
    return objection
