"""What representatives write of their mandate, and what staff answers."""

import datetime as dt
from collections.abc import Iterable, Sequence

from participation.councils.labels.mandates import (
    SUPPORT_STATES,
    SUPPORTS,
    THEME_PICTURES,
    THEMES,
    TRAININGS,
    WEEKDAYS,
)
from participation.councils.operations.mandates import HoursSheet, TrainingSheet
from participation.councils.queries.diary import DiaryEntry
from participation.councils.queries.mandates import Mandate
from participation.councils.rules.serving import (
    HOURS,
    MandateRefusal as Refusal,
    SupportKind,
    SupportState,
    Theme,
    TrainingState,
)
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    DayField,
    Form,
    LineField,
    ListField,
    TextField,
    WholeNumberField,
)
from participation.foundation.i18n import lazy, reader_locale, show_day, staff_lazy as _
from participation.foundation.keys import to_text
from participation.foundation.languages import REGISTER

from .offers import choices_of

ONCE = "once"
FIELD_OF = {
    Refusal.WEEKLY_OR_ONCE: "weekday",
    Refusal.HOURS_REVERSED: "ends",
    Refusal.HOURS_PAST: "on_day",
    Refusal.NOTE_EMPTY: "words",
    Refusal.ALREADY_WISHED: "theme",
    Refusal.TRAINING_WITHOUT_DAY: "on_day",
    Refusal.FOLLOWED_IN_THE_FUTURE: "on_day",
    Refusal.LANGUAGE_MISSING: "language",
    Refusal.MEETING_PAST: "on_day",
    Refusal.ALREADY_ASKED: "kind",
    Refusal.REFUSED_WITHOUT_REASON: "because",
    Refusal.FOUND_WITHOUT_NAME: "found",
}
"""Beside which field a refusal stands."""


class ForMandate(Form):
    """A form about one mandate: who has several says which."""

    mandate = ListField(lazy("Pour quel conseil ?"))

    def offer_mandates(self, mandates: Sequence[Mandate]) -> None:
        """Offer the councils in which she sits; one alone is chosen already."""
        self.mandate.offer(
            [
                Choice(to_text(one.term.id), one.council.name.text(reader_locale()))
                for one in mandates
            ]
        )
        if len(mandates) == 1:
            self.mandate.data = to_text(mandates[0].term.id)

    def chosen(self, mandates: Sequence[Mandate]) -> Mandate:
        """Give the mandate that was chosen."""
        return next(one for one in mandates if to_text(one.term.id) == self.mandate.data)


class ResignForm(Form):
    """From when somebody gives her seat back."""

    on_day = DayField(lazy("À partir de quel jour ?"), years=())

    def offer_years(self, today: dt.date) -> None:
        """Offer this year and the next."""
        self.on_day.years = (today.year, today.year + 1)


class HoursForm(ForMandate):
    """When and where a representative can be met."""

    weekday = ListField(
        lazy("Quel jour ?"),
        [
            *(Choice(str(key), words) for key, words in WEEKDAYS.items()),
            Choice(ONCE, lazy("Une seule fois")),
        ],
    )
    on_day = DayField(lazy("Si c’est une seule fois : quel jour ?"), years=(), required=False)
    starts = ListField(lazy("De"), [Choice(hour, hour) for hour in HOURS])
    ends = ListField(lazy("À"), [Choice(hour, hour) for hour in HOURS])
    place = LineField(
        lazy("Où ?"), limit=120, hint=lazy("Un endroit de la maison. Pas votre chambre.")
    )

    def offer_years(self, today: dt.date) -> None:
        """Offer this year and the next."""
        self.on_day.years = (today.year, today.year + 1)

    def sheet(self) -> HoursSheet:
        """Give what was written."""
        chosen = str(self.weekday.data)
        once = chosen == ONCE
        return HoursSheet(
            starts=str(self.starts.data),
            ends=str(self.ends.data),
            place=self.place.data or "",
            weekday=None if once else int(chosen),
            on_day=self.on_day.data if once else None,
        )


class NoteForm(Form):
    """A note for herself."""

    words = TextField(
        lazy("Ma note"), hint=lazy("Vous seul la lisez. Même l’équipe ne peut pas la lire.")
    )


class WishForm(ForMandate):
    """What a representative wants to learn."""

    theme = ChoiceField(
        lazy("Que voulez-vous apprendre ?"),
        [Choice(key.value, words, THEME_PICTURES[key]) for key, words in THEMES.items()],
    )

    def theme_chosen(self) -> Theme:
        """Give the theme."""
        return Theme(str(self.theme.data))


class AskForm(ForMandate):
    """Help wanted at a meeting."""

    kind = ChoiceField(
        lazy("De quoi avez-vous besoin ?"),
        [
            Choice(SupportKind.HELPER.value, SUPPORTS[SupportKind.HELPER], "support"),
            Choice(SupportKind.INTERPRETER.value, SUPPORTS[SupportKind.INTERPRETER], "language"),
        ],
    )
    language = ListField(
        lazy("Langue de l’interprète"),
        [Choice(tag, one.autonym) for tag, one in REGISTER.items() if "@" not in tag],
        required=False,
    )
    meeting = ListField(lazy("Pour quelle réunion ?"), required=False)
    on_day = DayField(lazy("Ou pour quel jour ?"), years=(), required=False)

    def offer_meetings(self, entries: Iterable[DiaryEntry], today: dt.date) -> None:
        """Offer the meetings to come, and this year and the next."""
        days = sorted({one.day for one in entries if one.is_meeting})
        self.meeting.offer([Choice(day.isoformat(), show_day(day)) for day in days])
        self.on_day.years = (today.year, today.year + 1)

    def day(self) -> dt.date | None:
        """Give the day of the meeting; None while neither was chosen."""
        if self.meeting.data:
            return dt.date.fromisoformat(str(self.meeting.data))
        chosen: dt.date | None = self.on_day.data
        return chosen


class SettleForm(Form):
    """What staff answers to somebody who asked for help."""

    state = ChoiceField(_("Réponse"), choices_of(SUPPORT_STATES))
    found = LineField(
        _("Qui vient"),
        required=False,
        limit=120,
        hint=_("Une fonction ou une association. La personne le lira."),
    )
    because = LineField(_("Pourquoi ce n’est pas possible"), required=False, limit=200)

    def chosen(self) -> SupportState:
        """Give the state."""
        return SupportState(str(self.state.data))


class TrainingForm(Form):
    """What became of a training that somebody asked for."""

    state = ChoiceField(_("Où en est-elle ?"), choices_of(TRAININGS))
    on_day = DateField(_("Jour"), required=False)
    hours = WholeNumberField(_("Heures"), required=False, maximum=500)
    given_by = LineField(_("Donnée par"), required=False, limit=120)

    def sheet(self) -> TrainingSheet:
        """Give what was written."""
        return TrainingSheet(
            state=TrainingState(str(self.state.data)),
            on_day=self.on_day.data,
            hours=self.hours.data or 0,
            given_by=self.given_by.data or "",
        )
