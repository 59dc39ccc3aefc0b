"""Whoever chose no message gets none, whatever changes; whoever chose one gets it once."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, select

from participation.accounts.models import User
from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.security import keep_secret, sealer
from participation.notifications import operations as outbox
from participation.notifications.models import Message
from participation.peers.models import Booking, HelpRequest, Peer, Series, Slot
from participation.peers.operations import roster_answers as answers, series, slots
from participation.peers.operations.erasing import let_go
from participation.peers.operations.places import offer_places
from participation.peers.operations.requests import propose_time
from participation.peers.operations.slots import SlotSheet
from participation.peers.queries.slots import find_assignment
from participation.peers.rules.civil import DAY, PARIS, day_of
from participation.peers.rules.kinds import (
    BookingState,
    ReminderChannel,
    RequestState,
    SlotKind,
    Status,
)
from participation.peers.rules.planning import Shape
from tests.builders import Town, acting_in, make_person, make_town
from tests.peers.crew import TODAY, assign, make_peer, make_slot

LINK = "https://here.example/rive/helping"
TALK = Shape(SlotKind.MEETING, 60)


@dataclass(frozen=True, slots=True)
class Scene:
    """A talk of Maryam with somebody, and Olena who could stand in."""

    act: Act
    town: Town
    maryam: Peer
    olena: Peer
    guest: User
    channel: ReminderChannel
    slot: Slot

    @property
    def facts(self) -> dict[str, object]:
        """Give what a booking and a request of the guest hold."""
        return {
            "service_id": self.town.here,
            "user_id": self.guest.id,
            "channel": self.channel,
            "locale": "fr",
        }

    def exchange(self, giver: Peer, taker: Peer, given: Slot, wished: Slot) -> None:
        """Let two helpers exchange two times."""
        mine = find_assignment(self.act.session, given.id, giver.id)
        theirs = find_assignment(self.act.session, wished.id, taker.id)
        assert mine is not None
        assert theirs is not None
        offer = answers.look_for_cover(self.act, mine, given, against=theirs)
        answers.take_over(self.act, taker, offer, link=LINK)


def sheet_of(of: Slot) -> SlotSheet:
    return SlotSheet(TALK, of.starts + dt.timedelta(hours=1))


def move(of: Scene) -> None:
    slots.change_slot(of.act, of.slot, sheet_of(of.slot), link=LINK)


def cancel(of: Scene) -> None:
    slots.cancel_slot(of.act, of.slot, link=LINK)


def cover(of: Scene) -> None:
    line = find_assignment(of.act.session, of.slot.id, of.maryam.id)
    assert line is not None
    offer = answers.look_for_cover(of.act, line, of.slot)
    answers.take_over(of.act, of.olena, offer, link=LINK)


def give_in_exchange(of: Scene) -> None:
    other = later_slot(of)
    of.exchange(of.maryam, of.olena, of.slot, other)


def take_in_exchange(of: Scene) -> None:
    other = later_slot(of)
    of.exchange(of.olena, of.maryam, other, of.slot)


def later_slot(of: Scene) -> Slot:
    slot = Slot(service_id=of.town.here, kind=SlotKind.MEETING)
    slot.starts, slot.ends = of.slot.ends, of.slot.ends + dt.timedelta(hours=1)
    of.act.session.add(slot)
    of.act.session.flush()
    assign(of.act, slot, of.olena)
    return slot


def in_series(of: Scene) -> Series:
    day = day_of(of.slot.starts, PARIS)
    row = Series(service_id=of.town.here, kind=SlotKind.MEETING, pattern={}, starts_at=600)
    row.minutes, row.since, row.until = 60, day, day + DAY
    of.act.session.add(row)
    of.act.session.flush()
    of.slot.series_id = row.id
    return row


def change_series(of: Scene) -> None:
    day = day_of(of.slot.starts, PARIS)
    series.change_from(of.act, in_series(of), day, sheet_of(of.slot), link=LINK)


def end_series(of: Scene) -> None:
    series.end_from(of.act, in_series(of), day_of(of.slot.starts, PARIS), link=LINK)


def erase_helper(of: Scene) -> None:
    let_go(of.act, get_user(of.act.session, of.maryam.user_id), base_url="https://here.example")


def answer_request(of: Scene) -> None:
    facts = {"asked_on": TODAY, "promised_for": TODAY + 3 * DAY, "state": RequestState.WAITING}
    row = HelpRequest(**of.facts, **facts)
    of.act.session.add(row)
    sheet = SlotSheet(TALK, of.slot.ends)
    propose_time(of.act, row, sheet, of.olena, confirmed=True, link=LINK)


def offer_place(of: Scene) -> None:
    group = Slot(service_id=of.town.here, kind=SlotKind.GROUP, capacity=1)
    group.starts, group.ends = of.slot.ends, of.slot.ends + dt.timedelta(hours=1)
    of.act.session.add(group)
    of.act.session.flush()
    waits = Booking(slot_id=group.id, **of.facts, state=BookingState.WAITING, rank=1)
    of.act.session.add(waits)
    of.act.session.flush()
    assert offer_places(of.act, group, base_url=LINK) == 1


CHANGES: tuple[tuple[Callable[[Scene], None], str], ...] = (
    (move, "time-changed"),
    (cancel, "time-changed"),
    (cover, "time-changed"),
    (give_in_exchange, "time-changed"),
    (take_in_exchange, "time-changed"),
    (change_series, "time-changed"),
    (end_series, "time-changed"),
    (answer_request, "time-changed"),
    (offer_place, "place-kept"),
    (erase_helper, "time-changed"),
)
"""All that a team can do to a time of somebody, and what is told of it."""


def told(act: Act) -> Counter[tuple[str, str]]:
    """Count the messages that wait by kind and address."""
    found: Counter[tuple[str, str]] = Counter()
    for row in act.session.scalars(select(Message)):
        sealed = json.loads(sealer(outbox.PURPOSE).open(row.envelope) or b"{}")
        found[row.kind, sealed["to"]] += 1
    return found


def scene(act: Act, town: Town, guest: User, channel: ReminderChannel, moment: str) -> Scene:
    maryam, olena = (
        make_peer(act, town, name, status=Status.EMPLOYEE, weekly_minutes=35 * 60)
        for name in ("Maryam", "Olena")
    )
    slot = make_slot(act, town.here, moment, taken=1)
    assign(act, slot, maryam)
    of = Scene(act, town, maryam, olena, guest, channel, slot)
    act.session.add(Booking(slot_id=slot.id, **of.facts, state=BookingState.BOOKED))
    act.session.flush()
    return of


def test_nothing_at_all_is_nothing_at_all_whatever_changes(engine: Engine) -> None:
    keep_secret("a secret for tests that nobody needs to guess")
    town, numbers = make_town(engine), ("+33612345678", "+33687654321")
    ways = (ReminderChannel.NOTHING, ReminderChannel.SMS)
    with acting_in(engine, town) as act:
        people = [make_person(act, name, Role.RESIDENT, town.here) for name in ("Nour", "Sami")]
        for person, number in zip(people, numbers, strict=True):
            person.phone, person.email = number, f"{person.name.lower()}@example.org"
        for day, (change, kind) in enumerate(CHANGES, 18):
            before = told(act)
            for guest, channel, hour in zip(people, ways, ("09", "14"), strict=True):
                change(scene(act, town, guest, channel, f"03-{day} {hour}:00"))
            assert told(act) - before == {(kind, numbers[1]): 1}, change.__name__
