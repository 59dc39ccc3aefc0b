"""Everything that the sessions of a council give to judge, one ruling a rule and a session."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from participation.councils.rules import minutes, sessions
from participation.councils.rules.kinds import CVS_FORMS, CouncilForm, QuorumBase
from participation.councils.rules.minutes import MinutesFacts, ReportFacts
from participation.councils.rules.sessions import RequestFacts, SessionFacts
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Ruling

LOOKING_BACK = dt.timedelta(days=365)
"""What a session left undone is shown for a year; then the next ones speak for the council."""


@dataclass(frozen=True, slots=True)
class CouncilLife:
    """What the room of meetings knows of a council: its sessions, minutes, requests, reports."""

    sessions: tuple[SessionFacts, ...] = ()
    minutes: tuple[MinutesFacts, ...] = ()
    requests: tuple[RequestFacts, ...] = ()
    presented: tuple[tuple[int, dt.date], ...] = ()
    """The year of each activity report, and the day on which it was presented."""

    def held(self, day: dt.date) -> tuple[SessionFacts, ...]:
        """Give the sessions held until a day, the first one first."""
        found = [each for each in self.sessions if each.is_held and each.on <= day]
        return tuple(sorted(found, key=lambda each: each.on))


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What the rules of sessions ask of the council itself; `since` is its first day."""

    form: CouncilForm
    since: dt.date
    quorum_base: QuorumBase = QuorumBase.MEMBERS
    life: CouncilLife = field(default_factory=CouncilLife)


def judge_life(of: CouncilFacts, law: Law, day: dt.date) -> Iterator[Ruling]:
    """Judge a council by its sessions of the year before a day, and those to come."""
    held = of.life.held(day)
    yield sessions.r22(of.form, [each.on for each in held], law, day, since=of.since)
    yield minutes.r31(of.form, ReportFacts(of.since, of.life.presented), law, day)
    for request in of.life.requests:
        if request.asked_on <= day < request.asked_on + LOOKING_BACK:
            yield sessions.r25(request, law, day)
    shown = [each for each in of.life.sessions if each.on > day - LOOKING_BACK]
    for session in shown:
        if session.is_held or session.on > day:
            yield from _session(of, session, law, day)
    for paper in of.life.minutes:
        if day - LOOKING_BACK < paper.session_on <= day:
            yield minutes.r28(paper, law)
            yield minutes.r29(paper, law, day)
            yield minutes.r39(paper, law, day)


def _session(of: CouncilFacts, session: SessionFacts, law: Law, day: dt.date) -> Iterator[Ruling]:
    if of.form in CVS_FORMS:
        yield sessions.r23(session, law, day)
    else:
        yield sessions.r38_agenda(of.form, session, law, day)
    yield sessions.r24(session, law)
    yield sessions.r40(session, law, day)
    if session.on > day:
        return
    later = [each for each in of.life.sessions if each.on > session.on]
    following = min(later, key=lambda each: each.on, default=None)
    since = sum(each.on > session.on for each in of.life.held(day))
    yield sessions.r20(session, law)
    yield sessions.r26(session, of.quorum_base, law)
    yield sessions.r27(session, following, law)
    for opinion in session.opinions:
        yield minutes.r30(opinion, law, day, sessions_since=since)
