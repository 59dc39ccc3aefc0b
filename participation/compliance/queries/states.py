"""The state of services at a date: each of the forty rules, with everything that was found."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.models import Council
from participation.organisations.models import Service
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import (
    WORST_FIRST,
    Rule,
    Ruling,
    State,
    worst_first,
)
from participation.surveys.rules.duties import Dated


@dataclass(frozen=True, slots=True)
class Found:
    """A ruling and what it is about: a council, an election, a contest or a dated fact."""

    ruling: Ruling
    council_id: int | None = None
    election_id: int | None = None
    contest_id: int | None = None
    milestone_id: int | None = None


def about(
    ruling: Ruling,
    *,
    council_id: int | None = None,
    election_id: int | None = None,
    contest_id: int | None = None,
    milestone_id: int | None = None,
) -> Found:
    """Tie a ruling to what it is about."""
    return Found(ruling, council_id, election_id, contest_id, milestone_id)


@dataclass(frozen=True, slots=True)
class Line:
    """One rule for one service: its state is that of the gravest thing found."""

    rule: Rule
    found: tuple[Found, ...]
    provision: str
    """The article that decides; empty where the law of the day has none for the rule."""

    @property
    def state(self) -> State:
        """Give the gravest state."""
        return self.found[0].ruling.state if self.found else State.NOT_APPLICABLE

    @property
    def said(self) -> tuple[Found, ...]:
        """Give what there is to say: what is as grave as the line, and what is to come."""
        return tuple(each for each in self.found if each.ruling.lack)


class Silence(StrEnum):
    """Why nothing is judged on a day, where it is not for want of something to judge."""

    UNKNOWN_LAW = "unknown-law"
    NOT_READ = "not-read"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A service judged on a day by the law of that day.

    `councils` are its spaces of expression on the day; `cycle` the steps of its yearly survey,
    where the law asks for one.
    """

    service: Service
    day: dt.date
    law: Law
    lines: tuple[Line, ...]
    councils: tuple[Council, ...] = ()
    cycle: tuple[Dated, ...] = ()

    def of(self, state: State) -> tuple[Line, ...]:
        """Give the lines of a state, the most pressing first."""
        return tuple(
            sorted(
                (line for line in self.lines if line.state is state),
                key=lambda line: (_soonest(line), line.rule),
            )
        )

    def silence_of(self, line: Line) -> Silence | None:
        """Say why the law of the day says nothing by a rule; None where it does."""
        if not self.law.is_known:
            return Silence.UNKNOWN_LAW
        if line.rule in self.law.unread:
            return Silence.NOT_READ
        return None if line.provision else Silence.NOT_ASKED

    def silent(self) -> Mapping[Silence | None, tuple[Line, ...]]:
        """Give the rules without object on the day, by the reason why they are silent."""
        found: dict[Silence | None, tuple[Line, ...]] = {}
        for line in self.of(State.NOT_APPLICABLE):
            why = self.silence_of(line)
            found[why] = (*found.get(why, ()), line)
        return found

    def article_of(self, line: Line) -> tuple[str, bool]:
        """Give the article of a line and whether it was verified; a dash where there is none."""
        found = self.law.provisions.get(line.provision)
        return (found.article, found.verified) if found else ("—", False)

    @property
    def counts(self) -> Mapping[State, int]:
        """Count the rules by state."""
        return Counter(line.state for line in self.lines)

    @property
    def worst(self) -> State:
        """Give the gravest state of all."""
        return min((line.state for line in self.lines), key=WORST_FIRST.index)

    @property
    def has_no_space(self) -> bool:
        """Say whether nobody is heard here though the law wants it (R01)."""
        line = next(each for each in self.lines if each.rule is Rule.R01)
        return line.state in {State.ERROR, State.WARNING} and not self.councils


def _soonest(line: Line) -> dt.date:
    return min((each.ruling.by for each in line.found if each.ruling.by), default=dt.date.max)


def lines_of(found: Iterable[Found], law: Law) -> tuple[Line, ...]:
    """Give one line for each of the forty rules, those without anything to judge included."""
    by_rule: dict[Rule, list[Found]] = {rule: [] for rule in Rule}
    for each in found:
        by_rule[each.ruling.rule].append(each)
    return tuple(_line(rule, each, law) for rule, each in by_rule.items())


def _line(rule: Rule, found: Sequence[Found], law: Law) -> Line:
    judged = [each for each in found if each.ruling.state is not State.NOT_APPLICABLE]
    order = worst_first(each.ruling for each in judged)
    ranks = {id(ruling): rank for rank, ruling in enumerate(order)}
    judged.sort(key=lambda each: ranks[id(each.ruling)])
    of_rule = (key for key, each in law.provisions.items() if rule.value in each.rules)
    first = judged or list(found)
    provision = first[0].ruling.provision if first else ""
    return Line(
        rule, tuple(judged), provision if provision in law.provisions else next(of_rule, "")
    )
