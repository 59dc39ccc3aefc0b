"""What leaves the house about a time: its hour and a link, in her language, short, once."""

import datetime as dt
import json
import re

import pytest
from sqlalchemy import Engine, select

from participation.accounts.models import User
from participation.accounts.queries import get_user
from participation.foundation.act import Act, Refused
from participation.foundation.i18n import use_translations
from participation.foundation.security import sealer
from participation.notifications import labels as letters, operations as outbox
from participation.notifications.models import Message
from participation.notifications.rules import FACTS, Address, Channel, Kind, segments
from participation.peers.models import Booking, HelpRequest
from participation.peers.operations.asking import ask_for_help
from participation.peers.operations.leaving import cancel_booking
from participation.peers.operations.meeting import Guest
from participation.peers.operations.reminding import (
    choose_reminder,
    forget_contacts,
    send_reminders,
)
from participation.peers.operations.writing import tell_change
from participation.peers.queries.choosing import Asked
from participation.peers.queries.slots import get_slot
from participation.peers.rules.booking import Refusal, reminders_due
from participation.peers.rules.kinds import ReminderChannel, Topic
from participation.settings import folder
from tests.builders import acting_in
from tests.conftest import Clock
from tests.peers.meeting import BASE, HELPING, WEDNESDAY, Circle, at, make_circle

SMS = ReminderChannel.SMS
TELLING = re.compile(
    r"prison|rue|exil|santé|alcool|tilleul|petit salon|maryam|maison", re.IGNORECASE
)
LONG_BASE = "https://participation.association-du-fleuve.fr"


@pytest.fixture
def circle(engine: Engine) -> Circle:
    use_translations(folder("translations"))
    return make_circle(engine)


def read(act: Act, about: Kind) -> list[tuple[Message, str]]:
    """Give the messages of a kind as they would leave."""
    found = []
    for row in act.session.scalars(select(Message).where(Message.kind == about.value)):
        opened = sealer(outbox.PURPOSE).open(row.envelope)
        sealed = json.loads(opened or b"{}")
        address = Address(row.channel, sealed["to"], row.locale)
        found.append((row, letters.write(about, address, sealed["facts"], "key").text))
    return found


def by_sms(act: Act, circle: Circle, starts: dt.datetime = WEDNESDAY, **facts: str) -> Booking:
    booking = circle.book(act, starts, **facts).booking  # type: ignore[arg-type]
    choose_reminder(act, booking, SMS, number="06 12 34 56 78")
    return booking


@pytest.mark.parametrize(
    ("left", "lead"),
    [
        ("25:00", None), ("24:01", None), ("24:00", "day"), ("2:01", "day"), ("2:00", "hours"),
        ("0:21", "hours"), ("0:20", None), ("-1:00", None),
    ],
)  # fmt: skip
def test_each_reminder_is_due_until_the_next(left: str, lead: str | None) -> None:
    hours, minutes = (int(each) for each in left.split(":"))
    time = dt.timedelta(hours=hours, minutes=minutes)
    assert reminders_due(WEDNESDAY, WEDNESDAY - time) == lead


def test_the_day_before_and_two_hours_before_each_once(
    engine: Engine, circle: Circle, clock: Clock
) -> None:
    with acting_in(engine, circle.town) as act:
        by_sms(act, circle, at("03-19 14:00"))
        assert send_reminders(act, base_url=BASE) == 0
    for moment in ("03-18 14:00", "03-18 14:01", "03-19 12:00", "03-19 12:30", "03-19 13:59"):
        clock.set(at(moment))
        with acting_in(engine, circle.town) as act:
            send_reminders(act, base_url=BASE)
    with acting_in(engine, circle.town) as act:
        rows = sorted(read(act, Kind.TIME_SOON), key=lambda each: each[0].due_at)
    assert [row.due_at for row, _text in rows] == [at("03-18 14:00"), at("03-19 12:00")]


def test_nobody_is_woken(engine: Engine, circle: Circle, clock: Clock) -> None:
    clock.set(at("03-17 22:00"))
    with acting_in(engine, circle.town) as act:
        by_sms(act, circle, at("03-18 10:00"))
        send_reminders(act, base_url=BASE)
        ((row, text),) = read(act, Kind.TIME_SOON)
    assert row.due_at == at("03-18 08:00")
    assert "18 mars 2026, 10:00" in text


@pytest.mark.parametrize("about", [Kind.TIME_SOON, Kind.TIME_CHANGED, Kind.PLACE_KEPT])
def test_an_sms_is_one_part_and_tells_a_stranger_nothing(about: Kind) -> None:
    use_translations(folder("translations"))
    token = "0123456789abc" + "0123456789abcdef"
    given = {
        "when": "30 septembre 2026, 14:30",
        "until": "30 septembre 2026, 14:30",
        "link": f"{LONG_BASE}/fleuve/tilleul/meet/t/{token}",
    }
    facts = {name: given[name] for name in FACTS[about]}
    text = letters.write(about, Address(Channel.SMS, "+33612345678", "fr"), facts, "key").text
    assert segments(text) == 1, (len(text), text)
    assert not TELLING.search(text.replace(given["link"], ""))


def test_she_is_written_to_in_her_own_language(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        by_sms(act, circle, at("03-17 12:00"), locale="ar")
        send_reminders(act, base_url=BASE)
        ((row, text),) = read(act, Kind.TIME_SOON)
    assert row.locale == "ar"
    assert "مارس" in text


def test_nothing_is_sent_for_a_time_given_back(
    engine: Engine, circle: Circle, clock: Clock
) -> None:
    with acting_in(engine, circle.town) as act:
        booking = by_sms(act, circle)
        cancel_booking(act, booking, base_url=BASE, helping=HELPING)
        assert booking.contact is None
    clock.set(WEDNESDAY - dt.timedelta(hours=2))
    with acting_in(engine, circle.town) as act:
        assert send_reminders(act, base_url=BASE) == 0


def test_a_change_by_the_team_is_told_once(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        booking = by_sms(act, circle)
        slot = get_slot(act.session, booking.slot_id)
        slot.starts, slot.sequence = at("03-19 14:00"), 1
        slot.ends = at("03-19 14:45")
        for _each in range(2):
            assert tell_change(act, booking, slot, base_url=BASE)
        assert len(read(act, Kind.TIME_CHANGED)) == 1


def test_a_reminder_needs_an_address(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        booking = circle.book(act, user=circle.nour).booking
        for channel in (SMS, ReminderChannel.EMAIL, ReminderChannel.VOICE):
            with pytest.raises(Refused) as refused:
                choose_reminder(act, booking, channel)
            assert refused.value.reason is Refusal.NO_ADDRESS
        nour: User = get_user(act.session, circle.nour)
        nour.email = "nour@example.org"
        choose_reminder(act, booking, ReminderChannel.EMAIL)
        stranger = circle.book(act, at("03-19 14:00")).booking
        with pytest.raises(Refused):
            choose_reminder(act, stranger, SMS, number="12")


def test_numbers_and_codes_are_forgotten_after_thirty_days(
    engine: Engine, circle: Circle, clock: Clock
) -> None:
    with acting_in(engine, circle.town) as act:
        booking = by_sms(act, circle)
        assert b"612345678" not in (booking.contact or b"")
        guest, asked = Guest(None, "fr"), Asked("fr", Topic.INSIDE)
        ask_for_help(act, asked, guest, service_id=circle.town.here)
    for days, gone in ((30, 0), (32, 1), (40, 1)):
        clock.set(WEDNESDAY + dt.timedelta(days=days))
        with acting_in(engine, circle.town) as act:
            assert forget_contacts(act) == gone
    with acting_in(engine, circle.town) as act:
        row = act.session.scalars(select(Booking)).one()
        assert (row.contact, row.code_digest) == (None, None)
        assert act.session.scalars(select(HelpRequest)).one().code_digest is None
