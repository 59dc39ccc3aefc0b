"""Fields of one control: lines, texts, secrets, numbers, ticks, lists, files."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from flask_wtf.file import FileField as UploadField, MultipleFileField
from wtforms import Field, fields, widgets
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import ValidationError

from participation.foundation.i18n import LazyText, gettext as _, lazy
from participation.foundation.localized import Localized

from .base import Given, Optional, Required, Sentence, component
from .cleaning import clean_line, clean_text

LINE = 200
TEXT = 4000
YEARS = range(1900, 2200)
"""Years of a day that somebody means: beyond them calendars end, and what is reckoned on fails."""
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen; a face scores 1 (worst) to 5, None is "I don't know"."""

    value: str
    label: Localized | str | LazyText
    pictogram: str | None = None
    image: str | None = None
    clip: Any = None
    score: int | None = None


def _limit(most: int) -> Callable[[object, Field], None]:
    def check(_form: object, field: Field) -> None:
        text = field.data or ""
        if len(text) > most:
            raise ValidationError(
                _("C’est trop long : écrivez au plus %(most)s lettres.", most=most)
            )

    return check


def _chain(*, required: bool, empty: Sentence | None, more: Sequence[Any]) -> list[Any]:
    return [Required(empty) if required else Optional(), *more]


def _cleaner(clean: Callable[[str], str]) -> Callable[[object], object]:
    return lambda value: clean(value) if isinstance(value, str) else value


def _as_typed(text: str) -> str:
    return text


class LineField(fields.StringField):
    """One line of text, cleaned; `limit` counts letters."""

    widget = component("field")
    control: Any = widgets.TextInput()
    clean = staticmethod(clean_line)
    longest = LINE

    def __init__(
        self,
        label: Sentence,
        *,
        hint: Sentence = "",
        required: bool = True,
        limit: int | None = None,
        checks: Sequence[Any] = (),
        **more: Unpack[Given],
    ) -> None:
        most = limit or self.longest
        chain = _chain(required=required, empty=None, more=[_limit(most), *checks])
        filters = [_cleaner(self.clean)]
        super().__init__(label, chain, description=hint, filters=filters, **more)


class TextField(LineField):
    """Several lines of text, cleaned."""

    control = widgets.TextArea()
    clean = staticmethod(clean_text)
    longest = TEXT


class SecretField(LineField):
    """A password: kept exactly as typed, never written back to the page."""

    control = widgets.PasswordInput()
    clean = staticmethod(_as_typed)


class MailField(LineField):
    """An e-mail address."""

    control = widgets.EmailInput()

    def pre_validate(self, _form: object) -> None:
        """Refuse what cannot be an address; whether it exists is learnt by writing to it."""
        if self.data and not _MAIL.fullmatch(self.data):
            raise ValidationError(_("Écrivez une adresse comme nom@exemple.fr."))


class PhoneField(LineField):
    """A telephone number: digits, kept without spaces, dots or dashes."""

    control = widgets.TelInput()

    @staticmethod
    def clean(text: str) -> str:
        """Keep a leading plus and the digits of any script, written 0–9."""
        digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
        rest = {sign for sign in clean_line(text) if not sign.isdecimal()}
        if rest - set("+ .-()/\u00a0"):
            return clean_line(text)
        return ("+" if clean_line(text).startswith("+") else "") + digits

    def pre_validate(self, _form: object) -> None:
        """Refuse what is no number of 6 to 15 digits (ITU-T E.164)."""
        if self.data and not re.fullmatch(r"\+?\d{6,15}", self.data):
            raise ValidationError(_("Écrivez un numéro avec des chiffres, comme 06 12 34 56 78."))


class WholeNumberField(fields.IntegerField):
    """A whole number between two limits, in the digits of any script."""

    widget = component("field")
    control: Any = widgets.TextInput()

    def __init__(
        self,
        label: Sentence,
        *,
        minimum: int = 0,
        maximum: int = 1_000_000,
        hint: Sentence = "",
        required: bool = True,
        **more: Unpack[Given],
    ) -> None:
        self.minimum, self.maximum = minimum, maximum
        chain = _chain(required=required, empty=None, more=[self._within])
        more["render_kw"] = {"inputmode": "numeric"} | more.get("render_kw", {})
        super().__init__(label, chain, description=hint, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; what is no number is refused by name and shown again as typed."""
        self.data = None
        self.raw_data = [clean_line(typed) for typed in valuelist]
        text = self.raw_data[0] if valuelist else ""
        if not text:
            return
        try:
            self.data = int(text.replace(" ", "").replace("\u202f", ""))
        except ValueError:
            raise ValueError(_("Écrivez un nombre entier, avec des chiffres.")) from None

    def _within(self, _form: object, _field: Field) -> None:
        if self.data is not None and not self.minimum <= self.data <= self.maximum:
            facts = {"least": self.minimum, "most": self.maximum}
            raise ValidationError(_("Écrivez un nombre entre %(least)s et %(most)s.", **facts))


class DateField(fields.DateField):
    """A day by the browser's own calendar: for staff (residents have DayField)."""

    widget = component("field")
    control: Any = widgets.DateInput()

    def __init__(
        self, label: Sentence, *, hint: Sentence = "", required: bool = True, **more: Unpack[Given]
    ) -> None:
        chain = _chain(required=required, empty=None, more=[])
        super().__init__(label, chain, description=hint, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a day written 2026-05-31; emptied, it is none; what is no day is shown again."""
        self.raw_data = [clean_line(typed) for typed in valuelist]
        if self.raw_data and not any(self.raw_data):
            self.data = None
            return
        try:
            super().process_formdata(self.raw_data)
            if self.data is not None and self.data.year not in YEARS:
                self.data = None
                raise ValueError  # noqa: TRY301 - one sentence for all that is no day
        except ValueError:
            raise ValueError(_("Écrivez un jour comme 31/05/2026.")) from None


class TickField(fields.BooleanField):
    """One thing to accept or not; `required` refuses a form in which it is not accepted."""

    widget = component("field")
    control: Any = widgets.CheckboxInput()

    def __init__(
        self, label: Sentence, *, hint: Sentence = "", required: bool = False, **more: Unpack[Given]
    ) -> None:
        chain = [self._ticked] if required else []
        super().__init__(label, chain, description=hint, **more)

    def _value(self) -> str:
        """Give the box its own value again, whatever was sent in its place."""
        return "y"

    def _ticked(self, _form: object, _field: Field) -> None:
        if not self.data:
            raise ValidationError(_("Cochez cette case pour continuer."))


OWN_WAY = {"dir": "auto"}
"""An entry may be written the other way than the page: a language by its own name."""


class ListField(fields.SelectField):
    """One entry of a long list, in the browser's own list."""

    widget = component("field")
    control: Any = widgets.Select()

    def __init__(
        self,
        label: Sentence,
        choices: Sequence[Choice] = (),
        *,
        hint: Sentence = "",
        required: bool = True,
        **more: Unpack[Given],
    ) -> None:
        chain = _chain(required=required, empty=lazy("Choisissez dans la liste."), more=[])
        super().__init__(label, chain, description=hint, validate_choice=False, **more)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Set what can be chosen; labels must be words by now, not texts in several languages."""
        self.offered = frozenset(one.value for one in choices)
        entries = [SelectChoice(one.value, str(one.label), OWN_WAY) for one in choices]
        self.choices = entries if self.flags.required else [SelectChoice("", "—"), *entries]

    def pre_validate(self, _form: object) -> None:
        """Refuse what the list does not offer."""
        if self.data not in (None, "") and self.data not in self.offered:
            raise ValidationError(_("Choisissez dans la liste."))


class FileField(UploadField):  # type: ignore[misc]  # flask-wtf ships no types
    """A file that a person sends; `accepts` as in HTML, the room checks what the file truly is."""

    widget = component("field")
    control: Any = widgets.FileInput()

    def __init__(
        self,
        label: Sentence,
        *,
        accepts: str = "",
        hint: Sentence = "",
        required: bool = True,
        **more: Unpack[Given],
    ) -> None:
        chain = _chain(required=required, empty=lazy("Choisissez un fichier."), more=[])
        more["render_kw"] = ({"accept": accepts} if accepts else {}) | more.get("render_kw", {})
        super().__init__(label, chain, description=hint, **more)


class FilesField(MultipleFileField):  # type: ignore[misc]  # flask-wtf ships no types
    """One or several files; `accepts` as in HTML, the room checks what each truly is."""

    widget = component("field")
    control: Any = widgets.FileInput(multiple=True)

    def __init__(
        self, label: Sentence, *, accepts: str = "", hint: Sentence = "", **more: Unpack[Given]
    ) -> None:
        chain = _chain(required=True, empty=lazy("Choisissez un fichier."), more=[])
        more["render_kw"] = ({"accept": accepts} if accepts else {}) | more.get("render_kw", {})
        super().__init__(label, chain, description=hint, **more)
