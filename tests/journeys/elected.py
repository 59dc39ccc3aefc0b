"""A resident who is elected, with all that a mandate can hold, so that each of its pages opens."""

import datetime as dt
from functools import cache
from typing import Any

from sqlalchemy import select

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.models import College
from participation.councils.operations import (
    CollegeLine,
    FoundingSheet,
    Person,
    mandates as deeds,
    network,
    reports,
    succession,
)
from participation.councils.queries.mandates import mandates_of
from participation.councils.rules.kinds import CollegeKind, CouncilForm, EndReason, SeatKind
from participation.councils.rules.serving import SupportKind, Theme
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from tests.accessibility.test_sound import wav
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import town_of
from tests.journeys.visitors import holders
from tests.surveys.illustrated import drawing

SINCE = dt.timedelta(days=30)


@cache
def elected(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of a mandate's pages."""
    town, who = town_of(served), holders(served)[Role.RESIDENT.value].user_id
    with acting_in(served.engine, town) as act:
        role = act.session.scalars(select(Membership.id).where(Membership.user_id == who)).one()
        college = _found(act, town.here, "Le conseil d’une élue")
        term = _seat(act, college, Person(role), SeatKind.MEMBER)
        _offer(act, _found(act, town.here, "Le conseil d’une suppléante"), Person(role))
        mine = next(one for one in mandates_of(act.session, who, clock.today()) if one.term is term)
        deeds.set_hours(act, term, deeds.HoursSheet("14:00", "15:00", "Salon", 2))
        deeds.write_note(act, who, "Une note")
        network.join_directory(act, who, network.CardSheet("Élue", about="Je cuisine"))
        training = deeds.wish_training(act, mine, Theme.BUDGET)
        day = clock.today() + SINCE
        asked = deeds.ask_support(act, mine, SupportKind.INTERPRETER, on=day, language="ar")
        council = queries.get_council(act.session, college.council_id)
        reports.write_report(act, council, day.year, reports.ReportSheet("Fait"))
        picture = {"work_id": _hang(act, town.here, role, picture=drawing())}
        sound = {"work_id": _hang(act, town.here, role, recording=wav(1.0)), "kind": "opus"}
        year = {"council_id": council.id, "year": day.year}
    return {
        "mandate.resign": {"term_id": term.id},
        "councils.training": {"training_id": training.id},
        "councils.support": {"support_id": asked.id},
        **dict.fromkeys(("councils.report", "councils.report_paper"), year),
        **dict.fromkeys(("network.picture", "councils.work_picture"), picture),
        **dict.fromkeys(("network.sound", "councils.work_sound"), sound),
        "councils.care": {"council_id": council.id},
    }


def _found(act: Act, service_id: int, name: str) -> College:
    sheet = FoundingSheet(
        name=Localized({"fr": name}), form=CouncilForm.COHORT, carrier_id=service_id
    )
    council = operations.found_council(act, sheet, service_ids=[service_id])
    operations.set_composition(act, council, [CollegeLine(CollegeKind.RESIDENTS, 2, 2)])
    return queries.list_colleges(act.session, [council.id])[0]


def _seat(act: Act, college: College, who: Person, kind: SeatKind) -> Any:
    return operations.appoint(act, college, who, kind=kind, since=clock.today() - SINCE)


def _offer(act: Act, college: College, who: Person) -> None:
    """Let a titulaire leave, and propose the seat to a substitute."""
    gone = _seat(act, college, Person(name="Quelqu’un"), SeatKind.MEMBER)
    _seat(act, college, who, SeatKind.SUBSTITUTE)
    operations.end_term(act, gone, on=clock.today(), reason=EndReason.LEFT)
    succession.offer_seat(act, gone)


def _hang(
    act: Act, service_id: int, author_id: int, *, picture: bytes = b"", recording: bytes = b""
) -> int:
    sheet = network.WorkSheet(
        "Le lac", "Un lac.", agrees=True, credit="Sam", picture=picture, recording=recording
    )
    work = network.bring_work(act, sheet, service_id=service_id, author_id=author_id, shown=True)
    return work.id
