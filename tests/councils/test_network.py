"""The network of the elected: who reads whom by consent, and the answers of other houses."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.models import Council, DirectoryCard
from participation.councils.operations import CollegeLine, Person, network as deeds
from participation.councils.queries.network import Found, list_directory, search_answers
from participation.councils.rules.kinds import CouncilForm, SeatKind
from participation.councils.rules.network import NetworkRefusal as N
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.mandated import leave_seat, person, reason_of, user_id_of
from tests.councils.sitting import ELECTED, TODAY, K, Sitting, make_council, paper, somebody
from tests.councils.visiting import enter_as, page, send, visit


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    """Found a council in each house: Amina sits here, Zohra there."""
    here = make_council(engine, town)
    with acting_in(engine, town) as act:
        papers = paper(town, carrier_id=town.there)
        council = operations.found_council(act, papers, service_ids=[town.there])
        operations.set_composition(act, council, [CollegeLine(K.RESIDENTS, 3)])
        college = queries.list_colleges(act.session, [council.id])[0]
        zohra = somebody(act, "Zohra", town.there)
        operations.appoint(act, college, zohra, kind=SeatKind.MEMBER, since=ELECTED)
    return here


def protect(act: Act, service_id: int) -> None:
    """Put a service in protected mode."""
    act.session.scalars(select(Service).where(Service.id == service_id)).one().is_protected = True
    act.session.flush()


def join(act: Act, name: str, **more: object) -> DirectoryCard:
    """Let somebody agree to be in the directory."""
    sheet = deeds.CardSheet(name, **more)  # type: ignore[arg-type]
    return deeds.join_directory(act, user_id_of(act, name), sheet)


def read(engine: Engine, town: Town, reader: str, service_id: int) -> list[tuple[str, str]]:
    """Give the names and places that an elected person reads."""
    user_id = person(engine, town, reader)
    with looking_in(engine, town, service_id) as session:
        found = list_directory(session, user_id, TODAY)
        return [(one.card.shown_name, one.place) for one in found]


def test_the_elected_read_each_other_by_consent_and_what_it_shows(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    assert read(engine, town, "Amina", town.here) == []
    with acting_in(engine, town) as act:
        join(act, "Zohra", shows_service=True)
        join(act, "Amina")
    both = [("Amina", ""), ("Zohra", "Résidence Olivier")]
    assert read(engine, town, "Amina", town.here) == both
    with acting_in(engine, town) as act:
        leave_seat(act, sitting, "Amina")
    assert read(engine, town, "Zohra", town.there) == [("Zohra", "Résidence Olivier")]


def test_a_card_is_gone_at_once_when_its_consent_is(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    del sitting
    with acting_in(engine, town) as act:
        amina = user_id_of(act, "Amina")
        assert reason_of(deeds.join_directory, act, amina, deeds.CardSheet(" ")) is N.NAME_WANTED
        first = deeds.join_directory(act, amina, deeds.CardSheet("Amina"))
        again = deeds.join_directory(act, amina, deeds.CardSheet("A."))
        assert (first.id, again.shown_name, again.agreed_on) == (again.id, "A.", TODAY)
        deeds.leave_directory(act, amina)
        assert act.session.scalars(select(DirectoryCard)).all() == []
        assert deeds.leave_directory(act, amina) is None


def test_who_sits_in_a_protected_house_is_read_there_only(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    del sitting
    with acting_in(engine, town) as act:
        protect(act, town.there)
        join(act, "Zohra", shows_service=True)
        join(act, "Amina")
    assert read(engine, town, "Amina", town.here) == [("Amina", "")]
    assert read(engine, town, "Zohra", town.there) == [
        ("Amina", ""),
        ("Zohra", "Résidence Olivier"),
    ]


def answer(act: Act, service_id: int, said: str, decided: str, *, public: bool = True) -> None:
    """Write down an answer that was given in a house."""
    sheet = FollowUpSheet(
        said=Localized(fr=said),
        decided=Localized(fr=decided),
        owner="la cuisine",
        state=State.DONE,
        done_on=TODAY - dt.timedelta(days=3),
        pictogram="meal",
        is_public=public,
    )
    open_follow_up(act, sheet, service_id=service_id, origin="talk:")
    act.session.flush()


def search(engine: Engine, town: Town, **wanted: str) -> Found:
    with looking_in(engine, town, town.here) as session:
        return search_answers(session, **wanted)


def test_answers_of_other_houses_are_found_and_gathered(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        answer(act, town.there, "Les repas sont froids", "Un chariot chaud")
        answer(act, town.here, "Les repas sont froids", "Un chariot chaud")
        answer(act, town.there, "Il fait froid", "Un poêle")
        answer(act, town.there, "Un secret", "Non publié", public=False)
    found = search(engine, town, words="REPÀS")
    assert [(one.places, one.unnamed, one.is_mine) for one in found.answers] == [
        (("Résidence Olivier",), 0, True)
    ]
    assert search(engine, town, words="secret").count == 0
    assert search(engine, town, words="froid").count == 2
    assert search(engine, town, pictogram="bed").count == 0
    assert search(engine, town).pictograms == ("meal",)


def test_a_protected_house_is_never_named_beyond_itself(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        protect(act, town.there)
        answer(act, town.there, "Les repas sont froids", "Un chariot chaud")
    found = search(engine, town, words="repas").answers[0]
    assert (found.places, found.unnamed, found.is_mine) == ((), 1, False)


def test_pages_of_the_network_are_for_the_elected(
    app: Flask, engine: Engine, town: Town, sitting: Sitting
) -> None:
    del sitting
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    for path in ("/rive/network", "/rive/network/card", "/rive/network/answers"):
        page(resident, path, 404)
    with acting_in(engine, town) as act:
        protect(act, town.there)
        answer(act, town.there, "Les repas sont froids", "Un chariot chaud")
    staff = enter_as(app, engine, town, person(engine, town, "Farid"))
    page(staff, "/rive/network", 404)
    assert "Un chariot chaud" in page(staff, "/rive/network/answers")
    amina = enter_as(app, engine, town, person(engine, town, "Amina"))
    shown = page(amina, "/rive/network/answers?words=repas&theme=meal")
    assert "1 autre maison" in shown
    assert "Olivier" not in shown
    refused = send(amina, "/rive/network/card", {"shown_name": " ", "about": "Je cuisine"}, 422)
    assert "Je cuisine" in refused
    send(amina, "/rive/network/card", {"shown_name": "Amina", "about": "Je cuisine"})
    listed = page(amina, "/rive/network")
    assert "Je cuisine" in listed
    assert "C’est vous" in listed
    send(amina, "/rive/network/card/remove", {})
    assert "Je cuisine" not in page(amina, "/rive/network")


def test_only_the_elected_speak_in_a_council_of_the_elected(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    del sitting
    with acting_in(engine, town) as act:
        papers = paper(town, CouncilForm.JOINT)
        council = operations.found_council(act, papers, service_ids=[town.here, town.there])
        operations.set_composition(act, council, [CollegeLine(K.RESIDENTS, 3)])
        college = queries.list_colleges(act.session, [council.id])[0]
        offered = _offered(act, council, town)
        assert [one.name for one in offered] == [
            "Amina",
            "Bilal",
            "Colette",
            "Denise",
            "Zohra",
            "Émile",
        ]
        sit = {"kind": SeatKind.MEMBER, "since": TODAY}
        stranger = somebody(act, "Passant", town.here)
        for nobody in (stranger, Person(name="Quelqu’un")):
            assert reason_of(operations.appoint, act, college, nobody, **sit) is N.NOT_ELECTED
        zohra = next(one for one in offered if one.name == "Zohra")
        operations.appoint(act, college, Person(zohra.membership_id), **sit)  # type: ignore[arg-type]


def _offered(act: Act, council: Council, town: Town) -> list[queries.Sitter]:
    places = [town.here, town.there]
    sitters = queries.list_sitters(act.session, K.RESIDENTS, places, TODAY)
    return sorted(
        queries.keep_elected(act.session, council, sitters, TODAY), key=lambda one: one.name
    )


def test_a_card_can_be_erased_after_the_mandate(
    app: Flask, engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        join(act, "Amina")
        leave_seat(act, sitting, "Amina")
    amina = enter_as(app, engine, town, person(engine, town, "Amina"))
    page(amina, "/rive/network", 404)
    assert "encore gardée" in page(amina, "/rive/mandate")
    send(amina, "/rive/network/card/remove", {})
    assert "encore gardée" not in page(amina, "/rive/mandate")
