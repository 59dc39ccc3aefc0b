"""When a council may give an opinion, and when one that was postponed is carried (D311-17)."""

from participation.councils.rules.kinds import QuorumBase


def may_give_opinion(*, represented: int, members: int, present: int, base: QuorumBase) -> bool:
    """Say whether residents and families present are more than half of the members (D311-17).

    Of all members, or of those present, as the rules of procedure read “members”. With nobody on
    the base there is nobody to give an opinion.
    """
    whole = members if base is QuorumBase.MEMBERS else present
    return represented * 2 > whole


def carries(in_favour: int, present: int) -> bool:
    """Say whether a postponed opinion has the majority of the members present (D311-17)."""
    return in_favour * 2 > present
