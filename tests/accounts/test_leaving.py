"""Taking one's data away, being erased, and what retention erases by itself."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.models import AccessCard, KnownDevice, Membership, SignInSession, User
from participation.accounts.operations import (
    apply_retention,
    erase_person,
    issue_card,
    know_device,
    open_session,
    send_link,
)
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.audit.models import Entry
from participation.audit.queries import find_broken_seal
from participation.foundation.database import Base
from participation.foundation.keys import to_text
from participation.foundation.throttle import Try, note_try
from participation.organisations.models import Organisation
from tests.accounts.people import make_staff, open_as, send
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import START, Clock

TODAY = START.date()


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def test_my_data_is_whole_and_holds_no_secret(app: Flask, engine: Engine, town: Town) -> None:
    staff = make_staff(engine, town)
    client = open_as(app, engine, town, staff)
    facts = json.loads(send(client, "/rive/me/export.json", page="/rive/me").data)
    assert facts["person"][0]["email"] == staff.email
    assert facts["roles"][0]["service"] == "Maison Tilleul"
    with looking_in(engine, town) as session:
        user = session.scalars(select(User)).one()
        digests = set(session.scalars(select(SignInSession.digest)))
    told = json.dumps(facts)
    assert user.password_hash is not None
    assert user.password_hash not in told
    assert not [digest for digest in digests if digest in told]
    sheet = send(client, "/rive/me/export.xlsx", page="/rive/me")
    book = openpyxl.load_workbook(io.BytesIO(sheet.data))
    assert {"person", "roles", "sessions"} <= set(book.sheetnames)
    with looking_in(engine, town) as session:
        deeds = list(session.scalars(select(Entry.action)))
    assert deeds.count("person.exported") == 2


def test_every_kind_of_row_that_hangs_on_a_person_goes_with_her(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        amina = make_person(act, "Amina Benali", Role.RESIDENT, town.here)
        amina.phone = "+33612345678"
        issue_card(act, amina)
        send_link(act, amina, LinkPurpose.ENTER, base_url="http://x")
        open_session(act, amina, SessionKind.RESIDENT, SessionStage.OPEN)
        know_device(act, amina, None)
        key = amina.id
        act.session.flush()
        erase_person(act, amina)
    hanging = [mapper.class_ for mapper in Base.registry.mappers if "user_id" in mapper.columns]
    assert len(hanging) >= 8
    with looking_in(engine, town) as session:
        for kind in hanging:
            column = kind.user_id
            assert session.scalars(select(column).where(column == key)).all() == [], kind
        assert session.scalars(select(User).where(User.id == key)).all() == []
        entries = session.scalars(select(Entry)).all()
        words = " ".join(f"{entry.actor} {entry.subject} {entry.facts}" for entry in entries)
        assert "Amina" not in words
        assert "+336" not in words
        assert f"user_account:{to_text(key)}" in words, "the key stays, and names nobody"
        assert find_broken_seal(session) is None


def gone_since(engine: Engine, town: Town, name: str, day: dt.date) -> None:
    """Add a resident who left, and was last seen, on a day."""
    with acting_in(engine, town) as act:
        user = make_person(act, name, Role.RESIDENT, town.here, until=day)
        user.last_contact_on = day


def names(engine: Engine, town: Town) -> set[str]:
    with looking_in(engine, town) as session:
        return set(session.scalars(select(User.name)))


def test_who_left_two_years_ago_is_erased_and_who_lives_here_is_not(
    engine: Engine, town: Town
) -> None:
    gone_since(engine, town, "Partie", TODAY.replace(year=TODAY.year - 2))
    gone_since(engine, town, "Hier encore", TODAY.replace(year=TODAY.year - 2, day=TODAY.day + 1))
    with acting_in(engine, town) as act:
        make_person(act, "Présente", Role.RESIDENT, town.here, since=dt.date(2015, 1, 1))
        assert apply_retention(act) == 1
    assert names(engine, town) == {"Hier encore", "Présente"}
    with looking_in(engine, town) as session:
        told = session.scalars(select(Entry).where(Entry.action == "retention.applied")).one()
    assert json.loads(told.facts)["people"] == 1


def test_an_association_may_keep_less_long(engine: Engine, town: Town) -> None:
    gone_since(engine, town, "Partie", TODAY - dt.timedelta(days=100))
    with acting_in(engine, town) as act:
        assert apply_retention(act) == 0
        act.session.get_one(Organisation, town.organisation_id).retention_months = 3
        assert apply_retention(act) == 1


def test_who_came_back_meanwhile_stays(engine: Engine, town: Town) -> None:
    gone_since(engine, town, "Revenue", TODAY.replace(year=TODAY.year - 3))
    with acting_in(engine, town) as act:
        user = act.session.scalars(select(User)).one()
        open_session(act, user, SessionKind.RESIDENT, SessionStage.OPEN)
        assert apply_retention(act) == 0


def test_one_association_erases_nobody_of_another(engine: Engine, town: Town) -> None:
    other = make_town(engine, "lande")
    gone_since(engine, other, "Ailleurs", TODAY.replace(year=TODAY.year - 3))
    with acting_in(engine, town) as act:
        assert apply_retention(act) == 0
    assert names(engine, other) == {"Ailleurs"}


def test_dead_traces_are_swept_and_living_ones_stay(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        amina = make_person(act, "Amina", Role.RESIDENT, town.here)
        open_session(act, amina, SessionKind.KIOSK_RESIDENT, SessionStage.OPEN)
        open_session(act, amina, SessionKind.RESIDENT, SessionStage.OPEN)
        open_session(act, amina, SessionKind.RESIDENT, SessionStage.PICTURES)
        issue_card(act, amina)
        know_device(act, amina, None)
        note_try(act.session, "a" * 64, act.now)
    clock.advance(days=2)
    with acting_in(engine, town) as act:
        apply_retention(act)
        kinds = act.session.scalars(select(SignInSession.kind)).all()
        assert kinds == [SessionKind.RESIDENT]
        assert act.session.scalars(select(Try)).all() == []
        for kind in (AccessCard, KnownDevice, Membership):
            assert len(act.session.scalars(select(kind)).all()) == 1
    clock.advance(days=401)
    with acting_in(engine, town) as act:
        apply_retention(act)
        assert act.session.scalars(select(KnownDevice)).all() == []
