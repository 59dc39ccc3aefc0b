"""Who came to the helpers of the demonstration, who waits, and how weeks were for them."""

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random

from participation.accounts.models import User
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.organisations.models import Service
from participation.peers.models import Booking, HelpRequest, Slot
from participation.peers.operations import afterwards, roster_answers as answers
from participation.peers.operations.asking import ask_for_help
from participation.peers.operations.meeting import Guest, book_meeting
from participation.peers.operations.places import join_group
from participation.peers.queries.choosing import Asked
from participation.peers.queries.slots import find_assignment, list_slots
from participation.peers.rules.booking import DRAWINGS
from participation.peers.rules.civil import DAY, WEEK, Span, day_of
from participation.peers.rules.kinds import (
    AttendanceMark,
    Feeling,
    Gender,
    ReminderChannel,
    SlotKind,
    Topic,
)
from participation.seed.form import texts
from participation.seed.peers import Card, give_less, residents_of, welcome
from participation.seed.rota import LINK, Month, begin

SEED = 42
WAITING, STRANGERS = 3, 2
"""Who waits for a place in the full group; who comes to it without an account."""
FRIDAY = 4


def help_out(
    act: Act, services: Mapping[str, Service], today: dt.date, say: Callable[[str], None]
) -> Card:
    """Let helpers help for a month; give the card with which one of them comes in."""
    say("helpers")
    team = welcome(act, services, today)
    say("rota")
    month = begin(act, services, team, today)
    say("meetings")
    guests = Guests(month)
    for name, slug, week, weekday, hour, mark in texts("peers")["meetings"]["past"]:
        slot = _meet(month, guests, name, slug, month.at(week, weekday, hour))
        _note(month, slot, name, AttendanceMark(mark))
    for name, slug, weekday, hour in texts("peers")["meetings"]["ahead"]:
        _meet(month, guests, name, slug, _next(month, weekday, hour))
    _fill_group(month, services["tilleul"])
    _ask(month)
    _feel(month)
    give_less(act, team)
    for one in texts("peers")["helpers"]:
        if one.get("stops"):
            answers.stop(act, team.peers[one["name"]])
    return team.card


class Guests:
    """Draws who meets a helper: people of the house, in turn, those of a common language first."""

    def __init__(self, month: Month) -> None:
        self.month, self.random = month, Random(SEED)
        self.people: dict[str, list[User]] = {}
        self.spoken = {one["name"]: set(one["speaks"]) for one in texts("peers")["helpers"]}

    def draw(self, name: str, slug: str) -> Guest:
        """Give somebody of a house who has met nobody yet."""
        if slug not in self.people:
            found = residents_of(self.month.act, self.month.services[slug])
            self.random.shuffle(found)
            self.people[slug] = found
        people = self.people[slug]
        of_hers = (one for one in people if one.locale.partition("@")[0] in self.spoken[name])
        person = next(of_hers, people[0])
        people.remove(person)
        return Guest(person.id, person.locale, self.random.choice(CHANNELS))


CHANNELS = (ReminderChannel.SLIP, ReminderChannel.NOTHING, ReminderChannel.SLIP)


def _next(month: Month, weekday: int, hour: str) -> dt.datetime:
    """Give the next such weekday after today."""
    starts = month.at(0, weekday, hour)
    today = day_of(month.act.now, PARIS)
    return starts if day_of(starts, PARIS) > today else month.at(1, weekday, hour)


def _meet(month: Month, guests: Guests, name: str, slug: str, starts: dt.datetime) -> Slot:
    """Let somebody of the house take a time, two days before."""
    act = month.on(day_of(starts, PARIS) - 2 * DAY)
    key = month.services[slug].id
    made = book_meeting(
        act,
        month.team.peers[name],
        starts,
        guests.draw(name, slug),
        service_id=key,
        helping=LINK,
    )
    return act.session.get_one(Slot, (act.organisation_id, made.booking.slot_id))


def _note(month: Month, slot: Slot, name: str, mark: AttendanceMark) -> None:
    """Let the helper say what became of a meeting, that evening."""
    later = Act(month.act.session, month.act.actor, slot.ends)
    line = find_assignment(later.session, slot.id, month.team.peers[name].id)
    if line is None:
        raise RuntimeError("nobody promised this meeting")
    afterwards.tell_presence(later, line, slot, mark)


def _fill_group(month: Month, service: Service) -> None:
    """Give every place of the next group of a house away, and let some more wait."""
    span = Span(month.act.now + DAY, month.act.now + 2 * WEEK)
    planned = list_slots(month.act.session, span, services=[service.id])
    group = next(one for one in planned if one.kind is SlotKind.GROUP)
    people = residents_of(month.act, service)[: group.capacity + WAITING - STRANGERS]
    guests = [Guest(each.id, each.locale, ReminderChannel.NOTHING) for each in people]
    strangers = [Guest(None, "fr", ReminderChannel.SLIP)] * STRANGERS
    for number, guest in enumerate([*strangers, *guests]):
        made = join_group(month.act, group, guest)
        if guest.user_id is None:
            _know(made.booking, number)


def _know(row: Booking | HelpRequest, number: int) -> None:
    """Give somebody without an account the same drawing at each planting; nobody has her code."""
    row.nickname, row.code_digest = DRAWINGS[number], None


def _ask(month: Month) -> None:
    """Keep what nobody could take at once."""
    today = day_of(month.act.now, PARIS)
    for number, one in enumerate(texts("peers")["requests"], STRANGERS):
        act = month.on(today - one["days"] * DAY)
        asked = Asked(
            one["locale"],
            topic=Topic(one["topic"]) if "topic" in one else None,
            gender=Gender(one["gender"]) if "gender" in one else None,
            not_from_here=one.get("not_from_here", False),
        )
        guest = Guest(None, one["locale"], ReminderChannel.SLIP)
        made = ask_for_help(act, asked, guest, service_id=month.services[one["service"]].id)
        _know(made.request, number)


def _feel(month: Month) -> None:
    """Let helpers say how their last weeks were."""
    for one in texts("peers")["debriefs"]:
        for number, feeling in enumerate(one["feelings"]):
            act = month.on(month.monday - number * WEEK + FRIDAY * DAY - WEEK)
            afterwards.debrief(act, month.team.peers[one["name"]], Feeling(feeling))
