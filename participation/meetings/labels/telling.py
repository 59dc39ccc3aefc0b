"""Sentences about a meeting: whether opinions count, how late it is, what a vote came to."""

from dataclasses import dataclass

from participation.councils.rules.kinds import QuorumBase
from participation.foundation.i18n import gettext as _, ngettext, staff_gettext
from participation.meetings.labels.words import LATENESS, OUTCOMES
from participation.meetings.models import Decision
from participation.meetings.rules.calling import CallDates, CallFinding
from participation.meetings.rules.kinds import Outcome
from participation.meetings.rules.quorum import Room, Votes, readings


@dataclass(frozen=True, slots=True)
class QuorumLine:
    """Whether opinions count on one reading; `rules` says that the council follows this one."""

    words: str
    holds: bool
    rules: bool


def say_quorum(room: Room, base: QuorumBase) -> list[QuorumLine]:
    """Say on each reading whether opinions count; the one of the rules of procedure first."""
    order = (base, *(one for one in QuorumBase if one is not base))
    return [QuorumLine(_reading(room, one), room.is_quorate(one), one is base) for one in order]


def _reading(room: Room, base: QuorumBase) -> str:
    facts = {"n": room.represented, "all": room.half_of(base)}
    if base is QuorumBase.MEMBERS:
        return _("%(n)s personnes et familles sur %(all)s membres du conseil", **facts)
    return _("%(n)s personnes et familles sur %(all)s membres présents", **facts)


def say_missing(room: Room, base: QuorumBase) -> str:
    """Say how many more people would make opinions count."""
    return ngettext(
        "Il manque %(n)s personne pour que le vote compte.",
        "Il manque %(n)s personnes pour que le vote compte.",
        room.missing(base),
    )


def say_call(found: CallFinding, dates: CallDates) -> str:
    """Say how late an agenda leaves, and what it means."""
    facts = {"days": found.days, "advised": dates.advised, "least": dates.least}
    return str(LATENESS[found.lateness]) % facts


def say_votes(decision: Decision) -> str:
    """Give the votes as one line."""
    facts = {"yes": decision.in_favour, "no": decision.against, "none": decision.abstained}
    return _("Pour : %(yes)s · Contre : %(no)s · Ne choisissent pas : %(none)s", **facts)


def other_reading(decision: Decision) -> Outcome | None:
    """Give the outcome on the reading that the council does not follow, where it differs."""
    room = Room(decision.represented, decision.others, decision.members)
    votes = Votes(decision.in_favour, decision.against, decision.abstained)
    found = readings(room, votes, is_second=decision.is_second)
    other = next(found[base] for base in QuorumBase if base is not decision.base)
    return None if other is decision.outcome else other


def say_other_reading(decision: Decision) -> str:
    """Say that the law can be read otherwise and what would follow; empty when nothing would."""
    other = other_reading(decision)
    if other is None:
        return ""
    return staff_gettext(
        "Sur l’autre lecture de « la moitié des membres » : %(outcome)s.",
        outcome=str(OUTCOMES[other]),
    )
