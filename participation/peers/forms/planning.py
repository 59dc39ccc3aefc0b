"""What the coordinator writes of a slot, a series, a room, an answer to a request."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from participation.foundation.clock import PARIS
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    DateField,
    Form,
    HourField,
    LineField,
    ListField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import REGISTER, find
from participation.peers.labels.words import INVITED, SLOTS, TOPICS, WEEKDAYS
from participation.peers.models import Slot, SpareRoom
from participation.peers.operations.rooms import RoomSheet
from participation.peers.operations.slots import SlotSheet
from participation.peers.rules.civil import MINUTE
from participation.peers.rules.kinds import Invited, SlotKind, Topic
from participation.peers.rules.planning import Refusal, Shape, usual_capacity
from participation.peers.rules.series import LAST, Monthly, Series, Weekly
from participation.peers.rules.series_refusals import SeriesRefusal

PRIORITIES = (
    Choice("1", _("Normal")),
    Choice("3", _("Important")),
    Choice("5", _("Très important")),
)
FIELD_OF: dict[StrEnum, str] = {
    Refusal.PAST: "day",
    Refusal.LENGTH: "minutes",
    Refusal.NEED: "need_max",
    Refusal.TEAM: "need_min",
    Refusal.CAPACITY: "capacity",
    Refusal.ONE_PERSON: "capacity",
    Refusal.TOO_MANY_BOOKED: "capacity",
    Refusal.NAMELESS: "is_nameless",
    Refusal.INVITED_ALONE: "invited",
    Refusal.ROOM_ELSEWHERE: "room",
    Refusal.ROOM_CLOSED: "room",
    Refusal.ROOM_SMALL: "room",
    Refusal.ROOM_TAKEN: "room",
    Refusal.ROOM_KNOWN: "name",
    Refusal.ROOM_NAME: "name",
    Refusal.PEER_TAKEN: "helper",
    Refusal.PEER_THERE: "helper",
    Refusal.PEER_ELSEWHERE: "helper",
    Refusal.PEER_LIMIT: "helper",
    Refusal.PEER_WARNING: "confirmed",
    Refusal.DATES: "expires_on",
    Refusal.NAME: "name",
    Refusal.SERIES_OVER: "since",
    Refusal.ROSTER_DAYS: "day",
    Refusal.ROSTER_PLACES: "services",
    SeriesRefusal.TOO_LONG: "until",
    SeriesRefusal.NO_END: "until",
    SeriesRefusal.ENDS_BEFORE: "until",
    SeriesRefusal.EMPTY: "until",
    SeriesRefusal.NO_DAY: "weekdays",
    SeriesRefusal.STEP_UNREADABLE: "every",
}


class TimeForm(Form):
    """When something is, for how long, in which room."""

    day = DateField(_("Jour"))
    hour = HourField(_("Heure"), limit=8, hint=_("Par exemple 14:30."))
    minutes = WholeNumberField(_("Durée, en minutes"), minimum=1, maximum=1440)
    room = ListField(_("Salle"), required=False)

    def offer_rooms(self, rooms: Iterable[SpareRoom]) -> None:
        """Set the rooms that can be taken."""
        self.room.offer([Choice(to_text(one.id), one.name) for one in rooms])

    @property
    def starts(self) -> dt.datetime:
        """Give when it begins; an hour that the clock skips is the next one."""
        day = self.day.data or dt.date.min
        return dt.datetime.combine(day, self.hour.hour, PARIS).astimezone(dt.UTC)

    @property
    def room_id(self) -> int | None:
        """Give the room that was chosen."""
        return from_text(str(self.room.data)) if self.room.data else None


class ShapeFields(Form):
    """What happens, and how many it needs."""

    kind = ListField(_("Quoi"), [Choice(kind.value, words) for kind, words in SLOTS.items()])
    need_min = WholeNumberField(_("Personnes de l’équipe, au moins"), minimum=1, maximum=20)
    need_max = WholeNumberField(_("Personnes de l’équipe, au plus"), minimum=1, maximum=20)
    capacity = WholeNumberField(
        _("Places pour le public, si c’est un groupe"),
        maximum=40,
        required=False,
        hint=_("15 d’habitude."),
    )
    locale = ListField(
        _("Langue demandée"),
        [Choice(tag, find(tag).autonym) for tag in REGISTER if "@" not in tag],
        required=False,
    )
    topic = ListField(
        _("De quoi on parle"),
        [Choice(topic.value, words) for topic, words in TOPICS.items()],
        required=False,
        hint=_("Pour trouver la bonne personne. Reste sur cet écran, jamais sur un papier."),
    )
    priority = ListField(_("Importance si la place reste vide"), PRIORITIES)
    needs_lead = TickField(_("Quelqu’un doit mener l’équipe"))
    needs_child_care = TickField(_("Il faut garder des enfants"))
    needs_interpreter = TickField(_("Il faut un interprète"))
    is_nameless = TickField(
        _("Personne n’est nommé"), hint=_("Pour une permanence en prison : on compte seulement.")
    )
    invited = ListField(
        _("Qui est invité"),
        [Choice(one.value, words) for one, words in INVITED.items()],
        required=False,
        hint=_("Une fonction, jamais un nom. Cette personne n’est pas comptée dans l’équipe."),
    )

    def shape_of(self, minutes: int) -> Shape:
        """Give what was written."""
        kind, least = SlotKind(self.kind.data), self.need_min.data or 1
        return Shape(
            kind=kind,
            minutes=minutes,
            need_min=least,
            need_max=self.need_max.data or least,
            capacity=usual_capacity(kind, self.capacity.data),
            priority=int(self.priority.data or 1),
            locale=self.locale.data or "",
            topic=Topic(self.topic.data) if self.topic.data else None,
            needs_lead=bool(self.needs_lead.data),
            needs_child_care=bool(self.needs_child_care.data),
            needs_interpreter=bool(self.needs_interpreter.data),
            is_nameless=bool(self.is_nameless.data),
            invited=Invited(self.invited.data) if self.invited.data else None,
        )


class SlotForm(ShapeFields, TimeForm):
    """One slot."""

    def sheet(self) -> SlotSheet:
        """Give what was written."""
        return SlotSheet(self.shape_of(self.minutes.data or 0), self.starts, self.room_id)

    @staticmethod
    def of(slot: Slot) -> dict[str, object]:
        """Give what the form holds of a slot."""
        local = slot.starts.astimezone(PARIS)
        return {
            "day": local.date(),
            "hour": f"{local:%H:%M}",
            "minutes": (slot.ends - slot.starts) // MINUTE,
            "room": None if slot.room_id is None else to_text(slot.room_id),
            "kind": slot.kind.value,
            "need_min": slot.need_min,
            "need_max": slot.need_max,
            "capacity": slot.capacity if slot.kind is SlotKind.GROUP else None,
            "locale": slot.locale,
            "topic": None if slot.topic is None else slot.topic.value,
            "priority": str(slot.priority),
            "needs_lead": slot.needs_lead,
            "needs_child_care": slot.needs_child_care,
            "needs_interpreter": slot.needs_interpreter,
            "is_nameless": slot.is_nameless,
            "invited": None if slot.invited is None else slot.invited.value,
        }


RHYTHMS = (
    Choice("1", _("Chaque semaine")),
    Choice("2", _("Une semaine sur deux")),
    Choice("4", _("Une semaine sur quatre")),
    Choice("first", _("Le premier de chaque mois")),
    Choice("second", _("Le deuxième de chaque mois")),
    Choice("third", _("Le troisième de chaque mois")),
    Choice("last", _("Le dernier de chaque mois")),
)
NTHS = {"first": 1, "second": 2, "third": 3, "last": LAST}


class SeriesForm(SlotForm):
    """What comes back."""

    weekdays = ChecklistField(
        _("Quels jours"), [Choice(str(n), words) for n, words in enumerate(WEEKDAYS)]
    )
    every = ListField(_("Tous les combien"), RHYTHMS)
    until = DateField(_("Dernier jour"), hint=_("Deux ans au plus."))

    def series(self) -> Series:
        """Give what was written; one weekday of the month is the first that was ticked."""
        days = sorted(int(each) for each in self.weekdays.data or ())
        wanted = str(self.every.data)
        rhythm: Weekly | Monthly = (
            Monthly(days[0], NTHS[wanted])
            if wanted in NTHS and days
            else Weekly(frozenset(days), int(wanted) if wanted.isdigit() else 1)
        )
        return Series(
            rhythm=rhythm,
            first=self.day.data or dt.date.min,
            hour=self.hour.hour,
            minutes=self.minutes.data or 0,
            until=self.until.data,
        )


class SinceForm(Form):
    """From which day on a series ends."""

    since = DateField(_("À partir de quel jour"))


class RoomForm(Form):
    """A room of a service."""

    name = LineField(_("Nom de la salle"), limit=60)
    places = WholeNumberField(_("Places assises"), minimum=1, maximum=300)
    holds = LineField(
        _("Ce qu’on y trouve"), required=False, limit=200, hint=_("Tableau, cuisine, jouets…")
    )
    is_step_free = TickField(_("On y entre sans marche"))
    is_closed = TickField(_("Fermée : on n’y prévoit plus rien"))

    def sheet(self) -> RoomSheet:
        """Give what was written."""
        return RoomSheet(
            name=self.name.data or "",
            places=self.places.data or 1,
            holds=self.holds.data or "",
            is_step_free=bool(self.is_step_free.data),
            is_closed=bool(self.is_closed.data),
        )

    @staticmethod
    def of(room: SpareRoom) -> dict[str, object]:
        """Give what the form holds of a room."""
        names = ("name", "places", "holds", "is_step_free", "is_closed")
        return {name: getattr(room, name) for name in names}


class ConfirmForm(Form):
    """That what warns was read."""

    confirmed = TickField(_("J’ai lu ces points et je confirme"))


class AnswerForm(TimeForm):
    """A time and a helper for somebody who waits."""

    helper = ListField(_("Avec qui"))
    confirmed = TickField(_("J’ai lu les points à vérifier et je confirme"))

    def sheet(self) -> SlotSheet:
        """Give the talk that was written."""
        shape = Shape(SlotKind.MEETING, self.minutes.data or 0)
        return SlotSheet(shape, self.starts, self.room_id)

    @property
    def helper_id(self) -> int:
        """Give the helper who was chosen."""
        return from_text(str(self.helper.data))


class PresenceForm(Form):
    """Who was there, said afterwards."""

    there = ChecklistField(_("Qui était là"), required=False)
    came = WholeNumberField(
        _("Combien de personnes sont venues"),
        maximum=500,
        required=False,
        hint=_("Un nombre seulement, sans nom."),
    )

    def keys(self) -> frozenset[int]:
        """Give the helpers who were there."""
        return frozenset(from_text(each) for each in self.there.data or ())
