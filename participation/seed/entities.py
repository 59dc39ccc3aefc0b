"""Places of the demonstration that are no ordinary house: who lives or comes there, who meets."""

import datetime as dt
from collections.abc import Mapping
from random import Random
from typing import Any

from participation.accounts.operations.people import PersonSheet, add_person, give_role
from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.operations import CollegeLine, FoundingSheet, Person, events
from participation.councils.rules.kinds import (
    CollegeKind,
    CouncilForm,
    Filling,
    Origin,
    OtherFormReason,
    SeatKind,
)
from participation.councils.rules.network import Scope
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.organisations.operations import ServiceSheet, create_service, create_site
from participation.organisations.queries import list_poles
from participation.organisations.rules import ServiceKind
from participation.seed.form import texts
from participation.seed.packs import ask
from participation.seed.people import draw_locale, draw_name
from participation.seed.places import OPENED
from participation.seed.sitters import people_of
from participation.seed.spaces import open_spaces
from participation.voices.operations import AlertSheet, tell_alert
from participation.voices.rules import Teller, Worry

SEED = 2002
STAYS = (40, 900)
"""Days for which people have been there, at least and at most."""


def open_others(act: Act, services: dict[str, Service], today: dt.date) -> None:
    """Found the other places with their people, surveys, councils and spaces."""
    random, written = Random(SEED), texts("entities")
    poles = {one.name: one.id for one in list_poles(act.session)}
    for one in written["places"]:
        services[one["slug"]] = _found(act, one, poles[one["pole"]])
        for _place in range(one["places"]):
            _receive(act, random, services[one["slug"]], today)
    act.session.flush()
    for one in written["councils"]:
        _gather(act, services[one["service"]], one, today)
    for one in written["surveys"]:
        ask(act, random, services[one["service"]], one, today)
    open_spaces(act, services["murier"], today)
    for one in written["alerts"]:
        alert = AlertSheet(Worry(one["worry"]), one["place"], Teller(one["teller"]))
        tell_alert(act, alert, service=services["aulne"])
    for one in written["events"]:
        _invite(act, services[one["service"]], one, today)


def _invite(act: Act, service: Service, one: Mapping[str, Any], today: dt.date) -> None:
    """Tell residents of something to come; one of them was called off since."""
    day, hour = today + dt.timedelta(days=one["days"]), dt.time.fromisoformat(one["hour"])
    sheet = events.EventSheet(
        title=Localized(one["title"]),
        starts_at=dt.datetime.combine(day, hour, PARIS).astimezone(dt.UTC),
        place=one["place"],
        words=Localized(one.get("words")),
        scope=Scope.ASSOCIATION if one.get("open") else Scope.HOUSE,
    )
    told = events.tell_event(act, sheet, service_id=service.id)
    if one.get("off"):
        events.call_off(act, told)


def _found(act: Act, one: Mapping[str, Any], pole_id: int) -> Service:
    sheet = ServiceSheet(
        slug=one["slug"],
        public_name=one["name"],
        kind=ServiceKind(one["kind"]),
        opened_on=OPENED,
        pole_id=pole_id,
        places=one["places"],
    )
    service = create_service(act, sheet)
    create_site(act, service, name=one["name"], address="")
    return service


def _receive(act: Act, random: Random, service: Service, today: dt.date) -> None:
    locale = draw_locale(random)
    person = add_person(act, PersonSheet(name=draw_name(random, locale), locale=locale))
    since = today - dt.timedelta(days=random.randint(*STAYS))
    give_role(act, person, Role.RESIDENT, service.id, since=since)


def _gather(act: Act, service: Service, one: Mapping[str, Any], today: dt.date) -> None:
    """Found a council, and designate with their agreement those who are there long enough."""
    since = today - dt.timedelta(days=30)
    form = CouncilForm(one["form"])
    is_cvs = form is CouncilForm.CVS
    sheet = FoundingSheet(
        name=Localized(one["name"]),
        form=form,
        carrier_id=service.id,
        reason=OtherFormReason(one["reason"]) if "reason" in one else None,
        founded_on=since - dt.timedelta(days=20),
        founding_act="Délibération du conseil d’administration" if is_cvs else "",
        sent_on=since - dt.timedelta(days=12) if is_cvs else None,
        procedure_on=since if is_cvs else None,
        term_months=12,
    )
    council = operations.found_council(act, sheet, service_ids=[service.id])
    lines = [
        CollegeLine(CollegeKind(line["kind"]), line["seats"], filling=Filling.DESIGNATION)
        for line in one["colleges"]
    ]
    operations.set_composition(act, council, lines)
    names = {line["kind"]: line.get("names", ()) for line in one["colleges"]}
    for college in queries.list_colleges(act.session, [council.id]):
        named = [Person(name=name) for name in names[college.kind.value]]
        for person in (named or people_of(act, college, service, since))[: college.members]:
            operations.appoint(
                act,
                college,
                person,
                kind=SeatKind.MEMBER,
                since=since,
                origin=Origin.DESIGNATED,
            )
