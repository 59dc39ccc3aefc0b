"""The network of the demonstration's elected: mandates at work, a seat to give, works, a report."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from participation.accounts.queries import get_user
from participation.councils import operations, queries
from participation.councils.models import Council
from participation.councils.operations import (
    CollegeLine,
    FoundingSheet,
    Person,
    mandates as deeds,
    network,
    reports,
    succession,
)
from participation.councils.queries import CouncilSheet, Holder
from participation.councils.queries.mandates import Mandate, mandates_of
from participation.councils.rules.kinds import (
    CollegeKind,
    CouncilForm,
    EndReason,
    Filling,
    Origin,
    SeatKind,
)
from participation.councils.rules.network import Scope
from participation.councils.rules.serving import SupportKind, SupportState, Theme, TrainingState
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.seed.artists import paint, play
from participation.seed.form import texts

WISHES = (Theme.SPEAKING, Theme.BUDGET, Theme.REPRESENTING, Theme.LISTENING)


def connect_elected(act: Act, services: Mapping[str, Service], today: dt.date) -> None:
    """Let the elected of the demonstration live their mandates."""
    house, home = (_council(act, services[slug], today) for slug in ("tilleul", "olivier"))
    for sheet in (house, home):
        people = _people(act, sheet, today)
        _train(act, people, today)
        _meet(act, people)
    _present(act, _people(act, house, today), _people(act, home, today))
    _ask_help(act, _people(act, house, today), _people(act, home, today), today)
    _leave_a_seat(act, home, today)
    _found_joint(act, services, (house, home), today)
    _hang(act, services)
    for slug in ("tilleul", "olivier", "platane", "chene"):
        _report(act, _council(act, services[slug], today).council, today)


def _council(act: Act, service: Service, today: dt.date) -> CouncilSheet:
    council = queries.list_councils(act.session, on=today, service_id=service.id)[0]
    return queries.see_council(act.session, council, today)


def _holders(sheet: CouncilSheet, kind: SeatKind = SeatKind.MEMBER) -> list[Holder]:
    residents = (one for one in sheet.colleges if one.college.kind is CollegeKind.RESIDENTS)
    return [seat.holder for one in residents for seat in one.of(kind) if seat.holder]


def _people(act: Act, sheet: CouncilSheet, today: dt.date) -> list[Mandate]:
    found = []
    for holder in _holders(sheet):
        if holder.user_id is not None:
            own = mandates_of(act.session, holder.user_id, today)
            found += [one for one in own if one.term.id == holder.term.id]
    return found


def _train(act: Act, people: Sequence[Mandate], today: dt.date) -> None:
    """Let each wish for a training; the first has followed hers, the second is enrolled."""
    days = (today - dt.timedelta(days=45), today + dt.timedelta(days=12))
    states = (TrainingState.FOLLOWED, TrainingState.PLANNED)
    made = [
        deeds.wish_training(act, one, theme) for one, theme in zip(people, WISHES, strict=False)
    ]
    for training, state, day in zip(made, states, days, strict=False):
        sheet = deeds.TrainingSheet(state, day, 6, "École des élus de l’association")
        deeds.note_training(act, training, sheet)


def _meet(act: Act, people: Sequence[Mandate]) -> None:
    for weekday, one in zip((2, 4), people, strict=False):
        sheet = deeds.HoursSheet("14:00", "15:30", "Salle commune", weekday=weekday)
        deeds.set_hours(act, one.term, sheet)


def _present(act: Act, *councils: Sequence[Mandate]) -> None:
    """Let some agree to be in the directory, with as much or as little as they like."""
    about = texts("works")["about"]
    people = [one for pair in zip(*councils, strict=False) for one in pair]
    for number, (one, words) in enumerate(zip(people, about, strict=False)):
        role = one.term.membership_id
        user_id = queries.user_of(act.session, [role or 0])[role or 0]
        name = get_user(act.session, user_id).name
        sheet = network.CardSheet(name, shows_service=number % 2 == 0, about=words)
        network.join_directory(act, user_id, sheet)


def _ask_help(act: Act, house: Sequence[Mandate], home: Sequence[Mandate], today: dt.date) -> None:
    """Let two be helped at the next meeting; elsewhere one is refused, one waits for an answer."""
    met, later = today + dt.timedelta(days=17), today + dt.timedelta(days=20)
    asked = [
        deeds.ask_support(act, house[0], SupportKind.INTERPRETER, on=met, language="ar"),
        deeds.ask_support(act, house[1], SupportKind.HELPER, on=met),
        deeds.ask_support(act, home[0], SupportKind.INTERPRETER, on=later, language="ps"),
    ]
    deeds.ask_support(act, home[1], SupportKind.HELPER, on=later)
    for one, who in zip(asked, ("Service d’interprétariat", "Une bénévole"), strict=False):
        deeds.settle_support(act, one, SupportState.FOUND, found=who)
    because = "Personne n’est libre ce jour-là : par téléphone"
    deeds.settle_support(act, asked[2], SupportState.REFUSED, because=because)


def _leave_a_seat(act: Act, sheet: CouncilSheet, today: dt.date) -> None:
    """Let a titulaire leave her house; the first substitute is asked and has not answered."""
    gone = queries.get_term(act.session, _holders(sheet)[-1].term.id)
    operations.end_term(act, gone, on=today - dt.timedelta(days=9), reason=EndReason.LEFT)
    succession.offer_seat(act, gone)


def _found_joint(
    act: Act, services: Mapping[str, Service], sheets: Iterable[CouncilSheet], today: dt.date
) -> None:
    """Gather elected people of two houses in a council of the elected."""
    keys = [services["tilleul"].id, services["olivier"].id]
    founding = FoundingSheet(
        name=Localized({"fr": "Le conseil des élus", "en": "The council of the elected"}),
        form=CouncilForm.JOINT,
        carrier_id=services["olivier"].id,
        founded_on=today - dt.timedelta(days=120),
        term_months=12,
        publication="Panneau de chaque maison",
    )
    council = operations.found_council(act, founding, service_ids=keys)
    line = CollegeLine(CollegeKind.RESIDENTS, 4, filling=Filling.DESIGNATION)
    operations.set_composition(act, council, [line])
    college = queries.list_colleges(act.session, [council.id])[0]
    for sheet in sheets:
        for holder in _holders(sheet)[:2]:
            operations.appoint(
                act,
                college,
                Person(membership_id=holder.term.membership_id),
                kind=SeatKind.MEMBER,
                since=today - dt.timedelta(days=100),
                origin=Origin.DESIGNATED,
            )


def _hang(act: Act, services: Mapping[str, Service]) -> None:
    """Hang works whose authors said yes: some in their house only, others everywhere."""
    for number, work in enumerate(texts("works")["works"]):
        picture = b"" if work.get("plays") else paint(number, trees=work.get("trees", 0))
        sheet = network.WorkSheet(
            title=work["title"],
            words=work["words"],
            agrees=True,
            scope=Scope(work["scope"]),
            credit=work.get("credit", ""),
            picture=picture,
            recording=play() if work.get("plays") else b"",
        )
        place = services[work["service"]].id
        network.bring_work(
            act, sheet, service_id=place, author_id=None, shown=not work.get("waits")
        )


def _report(act: Act, council: Council, today: dt.date) -> None:
    """Write the report of last year, presented in March, and begin this year's."""
    told, year = texts("works")["report"], today.year
    presented = dt.date(year, 3, 12)
    if presented <= today:
        past = reports.ReportSheet(told["done"], told["left"], presented)
        reports.write_report(act, council, year - 1, past)
    reports.write_report(act, council, year, reports.ReportSheet(told["done"]))
