"""Fields drawn whole by a component: choices, faces, days, steps, codes, texts in several languages."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_wtf.file import FileField as UploadField
from wtforms import Field
from wtforms.validators import ValidationError

from participation.foundation.i18n import gettext as _, lazy, month_names
from participation.foundation.languages import Language, find
from participation.foundation.localized import Localized

from .base import Optional, Required, Sentence, component
from .cleaning import clean_line, clean_text
from .fields import LINE, TEXT, Choice

CHOOSE = lazy("Choisissez une réponse.")


class _Whole(Field):
    """A field that its component draws from legend to refusals."""

    whole = True
    suffix = "-0"

    def __init__(
        self,
        label: Sentence,
        *,
        hint: Sentence = "",
        required: bool = True,
        heading: bool = False,
        empty: Sentence | None = None,
        **more: Any,
    ) -> None:
        chain = [Required(empty or CHOOSE) if required else Optional()]
        super().__init__(label, chain, description=hint, **more)
        self.heading = heading

    @property
    def anchor(self) -> str:
        """Give the id of the first control, to which the error summary links."""
        return f"{self.name}{self.suffix}"

    def facts(self) -> dict[str, Any]:
        """Give the arguments of the component's macro."""
        return {
            "name": self.name,
            "legend": self.label.text,
            "hint": self.description,
            "errors": self.errors,
        }


class ChoiceField(_Whole):
    """One answer among several, as cards; `data` is the value or None."""

    widget = component("choice")

    def __init__(self, label: Sentence, choices: Sequence[Choice] = (), **more: Any) -> None:
        super().__init__(label, **more)
        self.choices = tuple(choices)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the one value sent; none sent is None."""
        self.data = valuelist[0] if valuelist and valuelist[0] else None

    def pre_validate(self, _form: object) -> None:
        """Refuse what was not offered."""
        if self.data is not None and self.data not in {one.value for one in self.choices}:
            raise ValidationError(str(CHOOSE))

    def facts(self) -> dict[str, Any]:
        """Add the choices and the value."""
        own = {"choices": self.choices, "value": self.data, "heading": self.heading}
        return super().facts() | own


class FacesField(ChoiceField):
    """A scale of drawn faces."""

    widget = component("faces")


class ChecklistField(ChoiceField):
    """Several answers among several; `data` is a list of values in the order offered."""

    widget = component("checkbox_list")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take every value sent, once each; unknown ones stay at the end to be refused."""
        order = [one.value for one in self.choices]
        sent = dict.fromkeys(valuelist)
        self.data = [v for v in order if v in sent] + [v for v in sent if v not in order]

    def pre_validate(self, _form: object) -> None:
        """Refuse what was not offered."""
        if set(self.data or ()) - {one.value for one in self.choices}:
            raise ValidationError(str(CHOOSE))


class StepperField(_Whole):
    """A number by − and +; `data` is an int, or a Decimal when the step is no whole number."""

    widget = component("stepper")
    suffix = "-number"

    def __init__(
        self,
        label: Sentence,
        *,
        minimum: int | Decimal = 0,
        maximum: int | Decimal = 100,
        step: int | Decimal = 1,
        **more: Any,
    ) -> None:
        super().__init__(label, empty=lazy("Choisissez un nombre."), **more)
        self.minimum, self.maximum, self.step = minimum, maximum, step

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number in the digits of any script, with a comma or a point."""
        self.data = None
        text = clean_line(valuelist[0]).replace(",", ".") if valuelist else ""
        if not text:
            return
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError(_("Écrivez un nombre, avec des chiffres.")) from None
        if not number.is_finite() or not self.minimum <= number <= self.maximum:
            facts = {"least": self.minimum, "most": self.maximum}
            raise ValueError(_("Écrivez un nombre entre %(least)s et %(most)s.", **facts))
        if (number - self.minimum) % self.step:
            raise ValueError(_("Avancez par pas de %(step)s.", step=self.step))
        self.data = int(number) if isinstance(self.step, int) else number

    def facts(self) -> dict[str, Any]:
        """Add the limits and what was typed, even when it is refused."""
        typed = self.raw_data[0] if self.raw_data and self.data is None else self.data
        own = {"minimum": self.minimum, "maximum": self.maximum, "step": self.step}
        return super().facts() | own | {"value": typed, "heading": self.heading}


@dataclass(frozen=True, slots=True)
class Parts:
    """A day as three lists show it, complete or not."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


class DayField(_Whole):
    """A day by three lists; `data` is a date or None."""

    widget = component("date_choice")
    suffix = "-day"

    def __init__(self, label: Sentence, *, years: Sequence[int], **more: Any) -> None:
        super().__init__(label, empty=lazy("Choisissez un jour, un mois et une année."), **more)
        self.years = tuple(years)
        self.typed = Parts()

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the three lists; half a day, or a day that no calendar has, is refused."""
        del extra_filters
        self.process_errors = []
        self.data = data if isinstance(data, dt.date) else self.default
        if formdata is None or f"{self.name}-day" not in formdata:
            return
        sent = [formdata.get(f"{self.name}-{part}", "") for part in ("day", "month", "year")]
        numbers = [int(text) if text.isdecimal() and len(text) <= len("2026") else None for text in sent]
        self.typed = Parts(*numbers)
        self.data = None
        if None in numbers:
            if any(sent):
                self.process_errors.append(_("Choisissez un jour, un mois et une année."))
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


class PinField(_Whole):
    """A code of pictures in order; `data` is the tuple of their values or None."""

    widget = component("pin_pad")
    suffix = ""

    def __init__(
        self, label: Sentence, pictures: Sequence[Choice] = (), *, length: int = 4, **more: Any
    ) -> None:
        super().__init__(label, empty=lazy("Choisissez les images dans l’ordre."), **more)
        self.pictures, self.length = tuple(pictures), length

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read one picture a row; a code with a hole or an unknown picture is none."""
        del data, extra_filters
        self.process_errors = []
        known = {one.value for one in self.pictures}
        sent = [(formdata or {}).get(f"{self.name}-{row}", "") for row in range(self.length)]
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

    def __init__(self, label: Sentence, *, hint: Sentence = "", limit: int = 60, **more: Any) -> None:
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


class LocalizedField(_Whole):
    """A text in several languages; `data` is Localized; only the first language may be required."""

    widget = component("localized_field")

    def __init__(
        self, label: Sentence, tags: Sequence[str] = ("fr",), *, long: bool = False, **more: Any
    ) -> None:
        super().__init__(label, empty=lazy("Remplissez cette case."), **more)
        self.tags, self.long = tuple(tags), long

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read one input a language; languages that are not offered here keep their text."""
        del extra_filters
        self.process_errors = []
        kept = data if data is not None else self.default
        self.data = Localized(kept or {})
        names = {tag: self._name(tag) for tag in self.tags}
        if formdata is None or not any(name in formdata for name in names.values()):
            return
        clean = clean_text if self.long else clean_line
        typed = {tag: clean(formdata.get(name, "")) for tag, name in names.items()}
        self.data = Localized({**self.data, **typed})
        most = TEXT if self.long else LINE
        if any(len(text) > most for text in typed.values()):
            sentence = _("C’est trop long : écrivez au plus %(most)s lettres.", most=most)
            self.process_errors.append(sentence)

    def pre_validate(self, _form: object) -> None:
        """Refuse a text without its first language when it is required."""
        if self.flags.required and self.tags[0] not in self.data:
            raise ValidationError(_("Remplissez cette case."))

    def _name(self, tag: str) -> str:
        return f"{self.name}-{tag}"

    def facts(self) -> dict[str, Any]:
        """Give one entry a language, with its direction."""
        entries = [
            Entry(self._name(tag), f"{self.name}-{number}", find(tag), self.data.get(tag, ""))
            for number, tag in enumerate(self.tags)
        ]
        return super().facts() | {"entries": entries, "long": self.long}
