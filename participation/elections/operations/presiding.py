"""Who presides when the president of a bureau is ill, gone, or has forgotten her code."""

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.elections import queries
from participation.elections.models import BureauMember, Election
from participation.elections.rules.bureau import ASSESSORS, BureauFunction
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused

from .bureau import OnePerson, prove_one, stages_of_bureau, take
from .voting import OBSERVED, note


@journaled(Action.PRESIDENT_REPLACED)
def replace_president(
    act: Act, election: Election, successor: OnePerson, witness: OnePerson, *, because: str
) -> BureauMember:
    """Let an assessor preside from now on, by her code and that of another assessor.

    Without it a vote whose president is gone could neither be suspended nor closed. The president
    leaves the bureau, both names and the reason go into the procès-verbal. Refuses before the
    vote (she is simply named anew), the same assessor twice (TWO_ASSESSORS), and to leave fewer
    than two assessors (BUREAU_NEEDED): another one is named first.
    """
    take(act, election, *(each for each in stages_of_bureau(act, election) if each != Stage.LIST))
    bureau = queries.list_bureau(act.session, election)
    assessors = [one.id for one in bureau if one.function is BureauFunction.ASSESSOR]
    chosen = {successor.member.id, witness.member.id}
    if len(chosen) != ASSESSORS or not chosen <= {*assessors}:
        raise Refused(CountingRefusal.TWO_ASSESSORS)
    if len(assessors) <= ASSESSORS:
        raise Refused(CountingRefusal.BUREAU_NEEDED)
    prove_one(act, election, successor.member, successor.code)
    prove_one(act, election, witness.member, witness.code)
    words = " ".join(because.split())
    if not words:
        raise Refused(CountingRefusal.WORDS_MISSING)
    for each in bureau:
        if each.function is BureauFunction.PRESIDENT:
            if election.stage in OBSERVED:
                note(act, election, f"{each.name} → {successor.member.name} : {words}")
            act.session.delete(each)
    successor.member.function = BureauFunction.PRESIDENT
    act.session.flush()
    return successor.member
