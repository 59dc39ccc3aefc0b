"""No channel of a protected house tells where, or what about."""

import base64
import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.queries import get_user
from participation.foundation.security import sealer
from participation.notifications.models import Message
from participation.organisations.models import Service
from participation.peers.models import Booking
from participation.peers.operations.reminding import choose_reminder, send_reminders
from participation.peers.rules.kinds import ReminderChannel
from participation.peers.views.meet import tickets
from tests.builders import acting_in
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, enter_as, page, send
from tests.inspection import Inspecting
from tests.peers.meeting import BASE, WEDNESDAY, Circle, at, make_circle, make_group
from tests.peers.resident import MEET, book


@pytest.fixture
def circle(engine: Engine) -> Circle:
    return make_circle(engine)


@pytest.fixture
def phone(app: Flask, engine: Engine, circle: Circle) -> Inspecting:
    return enter_as(app, engine, circle.town, circle.nour)


@pytest.fixture
def shelter(engine: Engine, circle: Circle) -> Circle:
    """Make the house a protected one, with a room whose name would betray it."""
    with acting_in(engine, circle.town) as act:
        here = select(Service).where(Service.id == circle.town.here)
        act.session.scalars(here).one().is_protected = True
    return circle


def test_no_channel_tells_where_or_what_about(
    engine: Engine, phone: Inspecting, shelter: Circle, clock: Clock,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    printed: list[object] = []

    def keep(slip: object, *_args: object, **_facts: object) -> bytes:
        printed.append(slip)
        return b"%PDF"

    monkeypatch.setattr(tickets, "print_slip", keep)
    with acting_in(engine, shelter.town) as act:
        make_group(act, shelter, 5, at("03-19 10:00")).room_id = shelter.room
    send(phone, f"{MEET}/", {"topic": "inside"})
    ticket = book(phone, shelter)
    shown = page(phone, ticket)
    left = [ticket, shown, phone.get(f"{ticket}/slip.pdf", base_url=LOCAL).headers.to_wsgi_list()]
    left.append(page(phone, f"{MEET}/groups"))
    left.append(phone.get(f"{ticket}/time.ics", base_url=LOCAL).get_data(as_text=True))
    with acting_in(engine, shelter.town) as act:
        booking = act.session.scalars(select(Booking)).one()
        get_user(act.session, shelter.nour).phone = "+33612345678"
        choose_reminder(act, booking, ReminderChannel.SMS)
    clock.set(WEDNESDAY - dt.timedelta(hours=3))
    with acting_in(engine, shelter.town) as act:
        assert send_reminders(act, base_url=BASE) == 1
        left += [(row.kind, row.dedupe) for row in act.session.scalars(select(Message))]
    everything = " ".join(map(str, [*left, *printed, caplog.text]))
    for canary in ("Petit salon", "inside", "prison", "La prison"):
        assert canary not in everything
    assert "demandez à l’équipe" in shown
    assert len(printed) == 1
    assert "Groupe de parole" in everything


def test_what_it_is_about_is_sealed_then_forgotten(phone: Inspecting, circle: Circle) -> None:
    def note() -> bytes:
        with phone.session_transaction(base_url=LOCAL) as browser:
            return base64.urlsafe_b64decode(browser["kept-meet"])

    send(phone, f"{MEET}/", {"topic": "inside"})
    assert b"inside" not in note()
    assert b"inside" in (sealer("meet").open(note()) or b"")
    book(phone, circle)
    assert b"inside" not in (sealer("meet").open(note()) or b"inside")
