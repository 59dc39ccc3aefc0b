"""Fields of several controls: a day, a code of pictures, a voice, a text in several languages."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from flask_wtf.file import FileField as UploadField
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from participation.foundation.i18n import gettext as _, lazy, month_names
from participation.foundation.languages import Language, find
from participation.foundation.localized import Localized

from .answers import Common, WholeField
from .base import Given, Optional, Sentence, component
from .cleaning import clean_line, clean_text
from .fields import LINE, TEXT, Choice

WHOLE_DAY = lazy("Choisissez un jour, un mois et une année.")
YEAR_DIGITS = 4


def sent_parts(formdata: object, name: str, parts: Sequence[str]) -> list[str] | None:
    """Give what was sent as `name-part` for each part, or None when nothing of it was sent."""
    if not isinstance(formdata, MultiDict):
        return None
    keys = [f"{name}-{part}" for part in parts]
    return [formdata.get(key, "") for key in keys] if any(key in formdata for key in keys) else None


@dataclass(frozen=True, slots=True)
class Parts:
    """A day as three lists show it, complete or not."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


class DayField(WholeField):
    """A day by three lists; `data` is a date or None."""

    widget = component("date_choice")
    suffix = "-day"
    empty = WHOLE_DAY

    def __init__(self, label: Sentence, *, years: Sequence[int], **more: Unpack[Common]) -> None:
        super().__init__(label, **more)
        self.years = tuple(years)
        self.typed = Parts()

    def process(self, formdata: object, data: object = None, extra_filters: object = None) -> None:
        """Read the three lists; half a day, or a day that no calendar has, is refused."""
        del extra_filters
        self.process_errors = []
        self.data = data if isinstance(data, dt.date) else self.default
        sent = sent_parts(formdata, self.name, ("day", "month", "year"))
        if sent is None:
            return
        numbers = [
            int(text) if text.isdecimal() and len(text) <= YEAR_DIGITS else None for text in sent
        ]
        self.typed = Parts(*numbers)
        self.data = None
        if None in numbers:
            if any(sent):
                self.process_errors.append(str(WHOLE_DAY))
            return
        try:
            self.data = dt.date(numbers[2] or 0, numbers[1] or 0, numbers[0] or 0)
        except ValueError:
            self.process_errors.append(_("Ce jour n’existe pas. Regardez le calendrier."))

    def facts(self) -> dict[str, Any]:
        """Add the lists and what was chosen, even when it is refused."""
        return super().facts() | {
            "days": [(n, n) for n in range(1, 32)],
            "months": list(enumerate(month_names(), 1)),
            "years": [(n, n) for n in self.years],
            "value": self.data or self.typed,
        }


class PinField(WholeField):
    """A code of pictures in order; `data` is the tuple of their values or None."""

    widget = component("pin_pad")
    suffix = ""
    empty = lazy("Choisissez les images dans l’ordre.")

    def __init__(
        self,
        label: Sentence,
        pictures: Sequence[Choice] = (),
        *,
        length: int = 4,
        **more: Unpack[Common],
    ) -> None:
        super().__init__(label, **more)
        self.pictures, self.length = tuple(pictures), length

    def process(self, formdata: object, data: object = None, extra_filters: object = None) -> None:
        """Read one picture a row; a code with a hole or an unknown picture is none."""
        del data, extra_filters
        self.process_errors = []
        known = {one.value for one in self.pictures}
        sent = sent_parts(formdata, self.name, [str(row) for row in range(self.length)]) or [""]
        self.data = tuple(sent) if set(sent) <= known else None

    def facts(self) -> dict[str, Any]:
        """Give the pictures; never what was chosen."""
        own = {"pictures": self.pictures, "length": self.length}
        facts = super().facts() | own
        del facts["hint"]
        return facts


class VoiceField(UploadField):  # type: ignore[misc]  # flask-wtf ships no types
    """A note said aloud; `data` is the sound file sent or None; the room checks what it is."""

    whole = True
    widget = component("voice_note")

    def __init__(
        self, label: Sentence, *, hint: Sentence = "", limit: int = 60, **more: Unpack[Given]
    ) -> None:
        super().__init__(label, [Optional()], description=hint, **more)
        self.limit = limit

    def facts(self) -> dict[str, Any]:
        """Give the arguments of the component's macro."""
        return {
            "name": self.name,
            "label": self.label.text,
            "limit": self.limit,
            "errors": self.errors,
            "hint": self.description,
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """One language's input of a text in several."""

    name: str
    id: str
    language: Language
    text: str


class LocalizedField(WholeField):
    """A text in several languages; `data` is Localized; only the first language may be required."""

    widget = component("localized_field")
    empty = lazy("Remplissez cette case.")

    def __init__(
        self,
        label: Sentence,
        tags: Sequence[str] = ("fr",),
        *,
        long: bool = False,
        **more: Unpack[Common],
    ) -> None:
        super().__init__(label, **more)
        self.tags, self.long = tuple(tags), long

    def process(self, formdata: object, data: object = None, extra_filters: object = None) -> None:
        """Read one input a language; languages that are not offered here keep their text."""
        del extra_filters
        self.process_errors = []
        kept = data if data is not None else self.default
        self.data = Localized(kept if isinstance(kept, Mapping) else {})
        sent = sent_parts(formdata, self.name, self.tags)
        if sent is None:
            return
        clean = clean_text if self.long else clean_line
        typed = {tag: clean(text) for tag, text in zip(self.tags, sent, strict=True)}
        self.data = Localized({**self.data, **typed})
        most = TEXT if self.long else LINE
        if any(len(text) > most for text in typed.values()):
            sentence = _("C’est trop long : écrivez au plus %(most)s lettres.", most=most)
            self.process_errors.append(sentence)

    def pre_validate(self, _form: object) -> None:
        """Refuse a text without its first language when it is required."""
        if self.flags.required and self.tags[0] not in self.data:
            raise ValidationError(str(self.empty))

    def facts(self) -> dict[str, Any]:
        """Give one entry a language, with its direction."""
        entries = [
            Entry(f"{self.name}-{tag}", f"{self.name}-{number}", find(tag), self.data.get(tag, ""))
            for number, tag in enumerate(self.tags)
        ]
        return super().facts() | {"entries": entries, "long": self.long}
