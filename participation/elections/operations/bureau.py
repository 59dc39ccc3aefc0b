"""The bureau of a vote: named, changed, and what its members prove when they act together."""

from dataclasses import dataclass

from participation.accounts.adapters.hashing import fits, hash_password
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils.operations import hold
from participation.elections import queries
from participation.elections.models import BureauMember, Election
from participation.elections.queries.sealed import list_sealed, list_sealed_contests
from participation.elections.rules.bureau import CODE, BureauFunction, is_simple, is_whole
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.sealed import Phase
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused

HOLDING = (Stage.LIST, Stage.VOTE, Stage.SUSPENDED, Stage.COUNT, Stage.CHALLENGE)


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """The president's code, and an assessor with hers: nothing moves without the two."""

    president_code: str
    assessor: BureauMember
    assessor_code: str


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A member of the bureau, with her code."""

    member: BureauMember
    code: str


@unjournaled("changes nothing by itself")
def take(act: Act, election: Election, *stages: Stage) -> None:
    """Let one person at a time change an election, at one of these stages only.

    Refuses whoever does not look after the service that carries the council.
    """
    hold(act, queries.council_of(act.session, election))
    act.session.refresh(election)
    if election.stage not in stages:
        raise Refused(CountingRefusal.WRONG_STAGE)


@unjournaled("changes nothing by itself")
def stages_of_bureau(act: Act, election: Election) -> tuple[Stage, ...]:
    """Give the stages in which a bureau may be named: afterwards too while keys are to destroy."""
    return (*HOLDING, Stage.PROCLAIMED, Stage.ANNULLED) if _keys_live(act, election) else HOLDING


def _keys_live(act: Act, election: Election) -> bool:
    contests = list_sealed_contests(act.session, election)
    return any(each.phase is not Phase.DESTROYED for each in list_sealed(act.session, contests))


@unjournaled("follows from the deed that ends their use")
def forget_codes(act: Act, election: Election) -> None:
    """Forget the codes of a bureau once nobody is asked for hers any more.

    Destroying the keys of a sealed vote asks for two, so they live as long as the keys.
    """
    if not _keys_live(act, election):
        for member in queries.list_bureau(act.session, election):
            member.code_hash = ""


@journaled(Action.BUREAU_NAMED)
def name_member(
    act: Act,
    election: Election,
    *,
    name: str,
    function: BureauFunction,
    code: str,
    membership_id: int | None = None,
    voucher: OnePerson | None = None,
) -> BureauMember:
    """Add somebody to the bureau, with the six digits that she typed herself and nobody else knows.

    Once the vote has opened, somebody of the bureau vouches with her code: whoever looks after
    the council alone makes nobody an assessor then. Refuses a second president, the same person
    twice, a candidate of this election, and digits that are easily guessed.
    """
    take(act, election, *stages_of_bureau(act, election))
    if election.stage is not Stage.LIST:
        if voucher is None:
            raise Refused(CountingRefusal.VOUCHER_NEEDED)
        prove_one(act, election, voucher.member, voucher.code)
    plain = " ".join(name.split())[:120]
    if not plain:
        raise Refused(CountingRefusal.NAME_MISSING)
    if not CODE.fullmatch(code):
        raise Refused(CountingRefusal.CODE_UNREADABLE)
    if is_simple(code):
        raise Refused(CountingRefusal.CODE_SIMPLE)
    _refuse_unfit(act, election, plain, function, membership_id)
    member = BureauMember(
        election_id=election.id,
        membership_id=membership_id,
        name=plain,
        function=function,
        code_hash=hash_password(code),
    )
    act.session.add(member)
    return member


def _refuse_unfit(
    act: Act, election: Election, name: str, function: BureauFunction, membership_id: int | None
) -> None:
    sheet = queries.see_vote(act.session, election)
    if any(_same(each, name, membership_id) for each in sheet.bureau):
        raise Refused(CountingRefusal.ALREADY_IN_BUREAU)
    candidates = [each for contest in sheet.contests for each in contest.candidacies]
    if any(_same(each, name, membership_id) for each in candidates):
        raise Refused(CountingRefusal.CANDIDATE_IN_BUREAU)
    presides = BureauFunction.PRESIDENT
    if function is presides and any(each.function is presides for each in sheet.bureau):
        raise Refused(CountingRefusal.ONE_PRESIDENT)


def _same(known: object, name: str, membership_id: int | None) -> bool:
    own = getattr(known, "membership_id", None)
    if membership_id is not None and own is not None:
        return bool(own == membership_id)
    return str(getattr(known, "name", "")).casefold() == name.casefold()


@journaled(Action.BUREAU_LEFT)
def remove_member(act: Act, member: BureauMember) -> BureauMember:
    """Take somebody out of the bureau; name her successor first once the vote has begun."""
    election = queries.reach_election(act.session, member.election_id)
    take(act, election, *stages_of_bureau(act, election))
    left = [
        each.function for each in queries.list_bureau(act.session, election) if each.id != member.id
    ]
    if election.stage is not Stage.LIST and not is_whole(left):
        raise Refused(CountingRefusal.BUREAU_NEEDED)
    act.session.delete(member)
    return member


@unjournaled("proves who acts; the deed that follows is written")
def prove(act: Act, election: Election, people: TwoPeople) -> None:
    """Check that the president and an assessor of this election are there, by their codes.

    Says the same of an unknown person and of a wrong code. The caller counts the tries.
    """
    bureau = queries.list_bureau(act.session, election)
    if not is_whole(each.function for each in bureau):
        raise Refused(CountingRefusal.BUREAU_INCOMPLETE)
    president = next(each for each in bureau if each.function is BureauFunction.PRESIDENT)
    prove_one(act, election, president, people.president_code)
    if people.assessor.function is BureauFunction.PRESIDENT:
        raise Refused(CountingRefusal.CODE_WRONG)
    prove_one(act, election, people.assessor, people.assessor_code)


@unjournaled("proves who acts; the deed that follows is written")
def prove_one(act: Act, election: Election, member: BureauMember, code: str) -> None:
    """Check that one member of the bureau of this election is there, by her code."""
    del act
    mine = member.election_id == election.id
    if not fits(member.code_hash if mine else None, code):
        raise Refused(CountingRefusal.CODE_WRONG)
