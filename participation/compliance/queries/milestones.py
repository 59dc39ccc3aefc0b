"""Dated facts of services, and what they and the surveys give to judge on a day."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.compliance.models import Milestone
from participation.compliance.queries.councils import Seen
from participation.compliance.queries.states import Found, about
from participation.compliance.rules import MilestoneKind as Kind
from participation.councils.rules.kinds import OTHER_FORMS
from participation.organisations.rules import Ask, KindLaw, duties as life
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Rule, Ruling, apart
from participation.surveys.queries.yearly import LastSurvey
from participation.surveys.rules import duties
from participation.surveys.rules.duties import Subject, YearFacts

LOOKING_BACK = dt.timedelta(days=730)
"""A fact is judged for two years; an evaluation comes every five, its results in the first."""


def get_milestone(session: Session, service_id: int, key: int) -> Milestone:
    """Give a fact of a service by key; NoResultFound outside the scope, or of another service."""
    of_service = Milestone.service_id == service_id
    return session.scalars(select(Milestone).where(Milestone.id == key, of_service)).one()


def list_milestones(session: Session, day: dt.date | None = None) -> Mapping[int, list[Milestone]]:
    """Give the facts of the entered services, by service, the latest first.

    Of those judged on a day when one is given: that happened in the two years before, or are
    planned.
    """
    statement = select(Milestone).order_by(Milestone.happened_on.desc(), Milestone.id.desc())
    if day is not None:
        statement = statement.where(Milestone.happened_on > day - LOOKING_BACK)
    found: dict[int, list[Milestone]] = {}
    for each in session.scalars(statement):
        found.setdefault(each.service_id, []).append(each)
    return found


def subjects_of(milestone: Milestone) -> frozenset[Subject]:
    """Give the subjects that an alternative survey asks of."""
    return frozenset(Subject(each) for each in milestone.subjects.split(",") if each)


def judge_milestones(facts: Sequence[Milestone], law: Law, day: dt.date) -> Iterator[Found]:
    """Judge what happened in a service (R34 to R37), each fact by itself."""
    for each in facts:
        ruling = _judge(each, law, day)
        if ruling is not None:
            yield about(ruling, milestone_id=each.id)


def _judge(of: Milestone, law: Law, day: dt.date) -> Ruling | None:
    on, heard = of.happened_on, of.heard_on
    if of.kind in {Kind.PROJECT_CHANGED, Kind.REGULATION_CHANGED}:
        return life.r34(life.ChangeFacts(on, heard), law, day)
    if of.kind is Kind.EVALUATION:
        return life.r35(life.EvaluationFacts(on, heard, of.told_on), law, day)
    if on > day:
        return None
    if of.kind is Kind.SERIOUS_EVENT:
        return life.r36(life.EventFacts(on, heard), law, day)
    if of.kind is Kind.COMPLAINT:
        return life.r37(life.ComplaintFacts(on, heard), law, day)
    return None


def year_of(
    last: LastSurvey | None, facts: Sequence[Milestone], councils: Sequence[Seen], day: dt.date
) -> YearFacts:
    """Gather the steps of the yearly survey: the wave, its posting, the council, the promises."""
    if last is None:
        return YearFacts()
    sessions = sorted(
        (each.on, each.is_held)
        for seen in councils
        for each in seen.life.sessions
        if each.names_survey and each.on >= last.closed_on
    )
    examined = [on for on, is_held in sessions if is_held and on <= day]
    examined += _days(facts, Kind.RESULTS_EXAMINED, last.closed_on)
    return YearFacts(
        surveyed_on=last.closed_on,
        posted_on=min(_days(facts, Kind.RESULTS_POSTED, last.closed_on), default=None),
        agenda_on=sessions[0][0] if sessions else None,
        examined_on=min(examined, default=None),
        followed=last.followed,
        followed_on=last.followed_on,
    )


def _days(facts: Sequence[Milestone], kind: Kind, since: dt.date) -> list[dt.date]:
    return [each.happened_on for each in facts if each.kind is kind and each.happened_on >= since]


def asks_every_year(asked: KindLaw) -> bool:
    """Say whether the law wants a survey of this kind of service every year."""
    return any(demand.ask is Ask.YEARLY_SURVEY for demand in asked.demands)


def judge_year(asked: KindLaw, year: YearFacts, law: Law, day: dt.date) -> Found:
    """Judge the yearly survey, where the law of a kind of service wants one (R32)."""
    if asks_every_year(asked):
        return about(duties.r32(year, law, day))
    return about(apart(Rule.R32, "yearly-survey"))


def judge_alternatives(
    facts: Sequence[Milestone], councils: Sequence[Seen], law: Law, day: dt.date
) -> Iterator[Found]:
    """Judge the latest survey that stands in for a CVS (R33), where another form does."""
    if not any(seen.council.form in OTHER_FORMS for seen in councils):
        return
    for each in facts:
        if each.kind is Kind.ALTERNATIVE_SURVEY and each.happened_on <= day:
            of = duties.AlternativeFacts(each.happened_on, subjects_of(each))
            yield about(duties.r33(of, law), milestone_id=each.id)
            return
