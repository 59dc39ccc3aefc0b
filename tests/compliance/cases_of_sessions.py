"""Cases of R20, R22 to R31, R38 to R40: sessions, minutes, answers, reports."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from participation.councils.rules import minutes, sessions
from participation.councils.rules.kinds import CollegeKind as K, CouncilForm as F, QuorumBase
from participation.councils.rules.minutes import MinutesFacts, ReportFacts
from participation.councils.rules.sessions import OpinionFacts, RequestFacts, SessionFacts
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Rule as R, Ruling  # noqa: N817 - a table
from tests.compliance.cases import APART, DAY, ERROR, OK, WARN, Case, Column as C, day  # noqa: N817

Judge = Callable[[Law], Ruling]
SESSION = SessionFacts(
    on=day(-30),
    agenda_on=day(-50),
    items=frozenset({1, 2, 3}),
    members=9,
    present=7,
    represented=5,
    opinions=(OpinionFacts(1), OpinionFacts(2)),
)


def _votes() -> Iterator[Case]:
    def counted(wrong: int, *, held: bool = True) -> Judge:
        return lambda law: sessions.r20(replace(SESSION, not_counted=wrong, is_held=held), law)

    yield Case(R.R20, C.HOLDS, counted(0), OK)
    yield Case(R.R20, C.EDGE, counted(0), OK)
    yield Case(R.R20, C.BEYOND, counted(1), WARN, ERROR)
    yield Case(R.R20, C.BREAKS, counted(3), WARN, ERROR)
    yield Case(R.R20, C.APART, counted(1, held=False), APART)

    def present(represented: int, base: QuorumBase, members: int = 9) -> Judge:
        of = replace(SESSION, represented=represented, members=members)
        return lambda law: sessions.r26(of, base, law)

    every, there = QuorumBase.MEMBERS, QuorumBase.PRESENT
    yield Case(R.R26, C.HOLDS, present(7, every), OK)
    yield Case(R.R26, C.EDGE, present(5, every), OK)
    yield Case(R.R26, C.BEYOND, present(4, every), WARN, ERROR)
    yield Case(R.R26, C.BEYOND, present(4, every, 8), WARN, ERROR)
    yield Case(R.R26, C.EDGE, present(4, there), OK)
    yield Case(R.R26, C.BEYOND, present(3, there), WARN, ERROR)
    yield Case(R.R26, C.BREAKS, present(0, every), WARN, ERROR)
    silent = replace(SESSION, opinions=())
    yield Case(R.R26, C.APART, lambda law: sessions.r26(silent, every, law), APART)


def _year() -> Iterator[Case]:
    last = (dt.date(2025, 2, 1), dt.date(2025, 6, 1), dt.date(2025, 11, 1))
    now = (dt.date(2026, 2, 1), dt.date(2026, 6, 1), dt.date(2026, 10, 1))

    def held(*days: dt.date, on: dt.date, since: dt.date = dt.date(2024, 1, 1)) -> Judge:
        return lambda law: sessions.r22(F.CVS, days, law, on, since=since)

    autumn, new_year = dt.date(2026, 9, 30), dt.date(2026, 12, 31)
    yield Case(R.R22, C.HOLDS, held(*last, *now, on=new_year), OK)
    yield Case(R.R22, C.HOLDS, held(*last, on=dt.date(2026, 3, 1)), OK)
    yield Case(R.R22, C.EDGE, held(*last, *now[:2], on=dt.date(2026, 12, 30)), OK)
    yield Case(R.R22, C.BEYOND, held(*last, *now[:2], on=new_year), WARN, ERROR)
    yield Case(R.R22, C.EDGE, held(*last, now[0], on=dt.date(2026, 9, 29)), OK)
    yield Case(R.R22, C.BEYOND, held(*last, now[0], on=autumn), WARN)
    yield Case(R.R22, C.BREAKS, held(*last[:2], now[0], on=DAY), WARN, ERROR)
    mended = held(*last[:2], *now, on=new_year)
    yield Case(R.R22, C.HOLDS, mended, OK)
    young = held(on=dt.date(2025, 12, 31), since=dt.date(2025, 1, 2))
    yield Case(R.R22, C.HOLDS, young, OK)
    yield Case(R.R22, C.APART, lambda law: sessions.r22(F.FORUM, (), law, DAY, since=DAY), APART)

    def report(on: dt.date, *presented: tuple[int, dt.date]) -> Judge:
        of = ReportFacts(dt.date(2024, 5, 1), presented)
        return lambda law: minutes.r31(F.CVS, of, law, on)

    march = dt.date(2026, 3, 31)
    yield Case(R.R31, C.HOLDS, report(DAY, (2025, dt.date(2026, 2, 1))), OK)
    yield Case(R.R31, C.EDGE, report(march), OK)
    yield Case(R.R31, C.BEYOND, report(dt.date(2026, 4, 1)), WARN)
    yield Case(R.R31, C.BREAKS, report(DAY, (2024, dt.date(2025, 2, 1))), WARN)
    yield Case(R.R31, C.APART, report(dt.date(2024, 12, 31)), APART)


def _agendas() -> Iterator[Case]:
    meeting = day(40)

    def sent(days: int | None, on: dt.date = DAY) -> Judge:
        out = day(-days, meeting) if days is not None else None
        of = SessionFacts(meeting, is_held=False, agenda_on=out)
        return lambda law: sessions.r23(of, law, max(on, out or on))

    yield Case(R.R23, C.HOLDS, sent(20), OK)
    yield Case(R.R23, C.EDGE, sent(15), OK)
    yield Case(R.R23, C.BEYOND, sent(14), WARN)
    yield Case(R.R23, C.EDGE, sent(8), WARN)
    yield Case(R.R23, C.BEYOND, sent(7), WARN, ERROR)
    yield Case(R.R23, C.EDGE, sent(None, day(-15, meeting)), OK)
    yield Case(R.R23, C.BEYOND, sent(None, day(-14, meeting)), WARN)
    yield Case(R.R23, C.BREAKS, sent(None, meeting), WARN, ERROR)
    # A rule about an agenda has no case apart: it is asked of sessions of a CVS only.

    def group(days: int | None, form: F = F.FORUM) -> Judge:
        out = day(-days, meeting) if days is not None else None
        of = SessionFacts(meeting, is_held=False, agenda_on=out)
        return lambda law: sessions.r38_agenda(form, of, law, out or DAY)

    yield Case(R.R38, C.EDGE, group(7), OK)
    yield Case(R.R38, C.BEYOND, group(6), WARN)
    yield Case(R.R38, C.HOLDS, group(None), OK)
    yield Case(R.R38, C.APART, group(6, F.CVS), APART)

    def bare(points: int, agenda: dt.date | None = DAY) -> Judge:
        of = replace(SESSION, without_papers=points, agenda_on=agenda)
        return lambda law: sessions.r24(of, law)

    yield Case(R.R24, C.HOLDS, bare(0), OK)
    yield Case(R.R24, C.EDGE, bare(0), OK)
    yield Case(R.R24, C.BEYOND, bare(1), WARN)
    yield Case(R.R24, C.BREAKS, bare(3), WARN)
    yield Case(R.R24, C.APART, bare(1, None), APART)


def _demands() -> Iterator[Case]:
    def asked(days: int, asking: int = 6, called: int | None = None, **more: bool) -> Judge:
        on = day(-days)
        of = RequestFacts(on, asking, 9, called_on=day(called, on) if called else None, **more)
        return lambda law: sessions.r25(of, law, DAY)

    yield Case(R.R25, C.HOLDS, asked(90, called=30), OK)
    yield Case(R.R25, C.EDGE, asked(30), OK)
    yield Case(R.R25, C.BEYOND, asked(31), WARN)
    yield Case(R.R25, C.BREAKS, asked(90, called=31), WARN)
    yield Case(R.R25, C.BREAKS, asked(31, asking=0, by_manager=True), WARN)
    yield Case(R.R25, C.APART, asked(90, asking=5), APART)
    later = SessionFacts(day(30), is_held=False, agenda_on=day(-1), items=frozenset({7, 8}))

    def postponed(*items: int, following: SessionFacts | None = later) -> Judge:
        of = replace(SESSION, postponed=frozenset(items), opinions=())
        return lambda law: sessions.r27(of, following, law)

    def second(in_favour: int) -> Judge:
        of = replace(SESSION, opinions=(OpinionFacts(1, in_favour, is_second_pass=True),))
        return lambda law: sessions.r27(of, None, law)

    yield Case(R.R27, C.HOLDS, postponed(7, 8), OK)
    yield Case(R.R27, C.HOLDS, postponed(9, following=None), OK)
    yield Case(R.R27, C.BREAKS, postponed(7, 9), WARN)
    yield Case(R.R27, C.EDGE, second(4), OK)
    yield Case(R.R27, C.BEYOND, second(3), WARN)
    yield Case(R.R27, C.APART, postponed(), APART)

    def helped(asking: int, booked: int) -> Judge:
        of = replace(SESSION, help_asked=asking, help_booked=booked)
        return lambda law: sessions.r40(of, law, DAY)

    yield Case(R.R40, C.HOLDS, helped(1, 1), OK)
    yield Case(R.R40, C.EDGE, helped(3, 3), OK)
    yield Case(R.R40, C.BEYOND, helped(3, 2), WARN)
    yield Case(R.R40, C.BREAKS, helped(1, 0), WARN)
    yield Case(R.R40, C.APART, helped(0, 0), APART)


RELEVE = MinutesFacts(
    session_on=day(-100),
    secretary=K.RESIDENTS,
    signed_on=day(-90),
    sent_on=day(-40),
    adopted_on=day(-20),
    manager_on=day(-10),
    authority_on=day(-10),
    published_on=day(-10),
    next_agenda_on=day(-40),
    next_on=day(-20),
)


def _minutes() -> Iterator[Case]:
    def by(kind: K | None) -> Judge:
        return lambda law: minutes.r28(replace(RELEVE, secretary=kind), law)

    yield Case(R.R28, C.HOLDS, by(K.RESIDENTS), OK)
    yield Case(R.R28, C.EDGE, by(K.LEGAL_REPRESENTATIVES), OK)
    yield Case(R.R28, C.BEYOND, by(K.STAFF), WARN)
    yield Case(R.R28, C.BREAKS, by(None), WARN)

    def kept(on: dt.date = DAY, **more: dt.date | None) -> Judge:
        return lambda law: minutes.r29(replace(RELEVE, **more), law, on)  # type: ignore[arg-type]

    unsent = {"manager_on": None, "authority_on": None}
    yield Case(R.R29, C.HOLDS, kept(), OK)
    yield Case(R.R29, C.HOLDS, kept(on=day(-41), signed_on=None, sent_on=None), OK)
    yield Case(R.R29, C.BREAKS, kept(on=day(-40), signed_on=None), WARN)
    yield Case(R.R29, C.BREAKS, kept(sent_on=day(-39)), WARN)
    yield Case(R.R29, C.EDGE, kept(on=day(-21), adopted_on=None), OK)
    yield Case(R.R29, C.BEYOND, kept(on=day(-20), adopted_on=None), WARN)
    yield Case(R.R29, C.EDGE, kept(on=day(10), **unsent), OK)
    yield Case(R.R29, C.BEYOND, kept(on=day(11), **unsent), WARN, ERROR)
    yield Case(R.R29, C.EDGE, kept(on=day(344), authority_on=None), WARN, ERROR)
    yield Case(R.R29, C.BEYOND, kept(on=day(345), authority_on=None), ERROR)


def _answers() -> Iterator[Case]:
    def answered(passed: int, on: dt.date | None = None) -> Judge:
        return lambda law: minutes.r30(
            OpinionFacts(1, 5, answered_on=on), law, DAY, sessions_since=passed
        )

    yield Case(R.R30, C.HOLDS, answered(4, day(-1)), OK)
    yield Case(R.R30, C.EDGE, answered(1), OK)
    yield Case(R.R30, C.BEYOND, answered(2), WARN)
    yield Case(R.R30, C.BREAKS, answered(2, day(1)), WARN)

    def named(strangers: int, published: dt.date | None = DAY) -> Judge:
        of = replace(RELEVE, strangers=strangers, published_on=published)
        return lambda law: minutes.r39(of, law, DAY)

    yield Case(R.R39, C.HOLDS, named(0), OK)
    yield Case(R.R39, C.EDGE, named(2, day(1)), APART)
    yield Case(R.R39, C.BEYOND, named(2), WARN)
    yield Case(R.R39, C.BREAKS, named(1, day(-9)), WARN)
    yield Case(R.R39, C.APART, named(2, None), APART)


CASES = (*_votes(), *_year(), *_agendas(), *_demands(), *_minutes(), *_answers())
