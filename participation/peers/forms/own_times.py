"""What a helper writes of her weeks, of days otherwise, and where her own calendar is."""

import datetime as dt

from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DayField,
    FileField,
    Form,
    LineField,
    ListField,
)
from participation.foundation.i18n import lazy
from participation.peers.labels import words
from participation.peers.operations.times import TimeSheet
from participation.peers.rules.civil import DAY
from participation.peers.rules.weekly import HOURS, AwaySheet, length, minutes_of

CLOCK = [Choice(hour, hour) for hour in HOURS]


class WeeklyForm(Form):
    """A time of each week."""

    weekdays = ChecklistField(
        lazy("Quels jours ?"),
        [Choice(str(number), said) for number, said in enumerate(words.WEEKDAYS)],
    )
    starts = ListField(lazy("De"), CLOCK)
    ends = ListField(
        lazy("À"), CLOCK, hint=lazy("Une heure plus petite veut dire : le lendemain matin.")
    )
    last = DayField(
        lazy("Jusqu’à quel jour ?"),
        years=(),
        required=False,
        hint=lazy("Laissez vide : chaque semaine, sans fin."),
    )

    def offer_years(self, today: dt.date) -> None:
        """Offer this year and the two next."""
        self.last.years = tuple(range(today.year, today.year + 3))

    def sheet(self, today: dt.date) -> TimeSheet:
        """Give what was written."""
        begins, ends = minutes_of(str(self.starts.data)), minutes_of(str(self.ends.data))
        return TimeSheet(
            weekdays=tuple(int(each) for each in self.weekdays.data),
            starts_at=begins,
            minutes=length(begins, ends),
            since=today,
            until=self.last.data + DAY if self.last.data else None,
        )


AWAY, THERE = "away", "there"
BOTH_HOURS = lazy("Dites les deux heures, ou aucune.")


class AwayForm(Form):
    """Days or hours that are otherwise than each week."""

    kind = ChoiceField(
        lazy("Ces jours-là"),
        [
            Choice(AWAY, lazy("Je ne suis pas là"), "door"),
            Choice(THERE, lazy("Je suis là, en plus"), "calendar"),
        ],
    )
    first = DayField(lazy("Quel jour, ou à partir de quel jour ?"), years=())
    last = DayField(
        lazy("Jusqu’à quel jour ?"),
        years=(),
        required=False,
        hint=lazy("Laissez vide pour un seul jour."),
    )
    starts = ListField(
        lazy("De"), CLOCK, required=False, hint=lazy("Sans heures : toute la journée.")
    )
    ends = ListField(lazy("À"), CLOCK, required=False)

    def offer_years(self, today: dt.date) -> None:
        """Offer this year and the two next."""
        self.first.years = self.last.years = tuple(range(today.year, today.year + 3))

    def has_both_hours(self) -> bool:
        """Refuse half of the hours, and say so beside the missing one."""
        if bool(self.starts.data) is bool(self.ends.data):
            return True
        self.refuse("ends" if self.starts.data else "starts", BOTH_HOURS)
        return False

    def sheet(self) -> AwaySheet:
        """Give what was written."""
        timed = bool(self.starts.data and self.ends.data)
        return AwaySheet(
            first=self.first.data,
            last=self.last.data or self.first.data,
            starts_at=minutes_of(str(self.starts.data)) if timed else None,
            ends_at=minutes_of(str(self.ends.data)) if timed else None,
            is_there=self.kind.data == THERE,
        )


class CalendarForm(Form):
    """A calendar of her own, by file or address."""

    address = LineField(
        lazy("Son adresse"),
        required=False,
        limit=500,
        hint=lazy("Votre agenda la donne : cherchez « partager » ou « adresse iCal »."),
        render_kw={"inputmode": "url", "dir": "ltr", "autocomplete": "off"},
    )
    content = FileField(lazy("Ou un fichier .ics"), accepts=".ics,text/calendar", required=False)
