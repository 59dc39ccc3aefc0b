"""Fields that a component draws whole: one answer, several, faces, a number by steps."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Unpack

from wtforms import Field, fields
from wtforms.validators import ValidationError

from participation.foundation.i18n import gettext as _, lazy

from .base import Given, Optional, Required, Sentence, component
from .cleaning import clean_line, clean_text
from .fields import Choice

CHOOSE = lazy("Choisissez une réponse.")


class Common(Given, total=False):
    """What any field drawn whole may be given."""

    hint: Sentence
    required: bool
    heading: bool


class WholeField(Field):
    """A field that its component draws from legend to refusals."""

    whole = True
    suffix = "-0"
    empty: Sentence = CHOOSE

    def __init__(
        self,
        label: Sentence,
        *,
        hint: Sentence = "",
        required: bool = True,
        heading: bool = False,
        **more: Unpack[Given],
    ) -> None:
        chain = [Required(self.empty) if required else Optional()]
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


class ChoiceField(WholeField):
    """One answer among several, as cards; `data` is the value or None."""

    widget = component("choice")

    def __init__(
        self, label: Sentence, choices: Sequence[Choice] = (), **more: Unpack[Common]
    ) -> None:
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


class StepperField(WholeField):
    """A number by − and +; `data` is an int, or a Decimal when the step is no whole number."""

    widget = component("stepper")
    suffix = "-number"
    empty = lazy("Choisissez un nombre.")

    def __init__(
        self,
        label: Sentence,
        *,
        minimum: int | Decimal = 0,
        maximum: int | Decimal = 100,
        step: int | Decimal = 1,
        **more: Unpack[Common],
    ) -> None:
        super().__init__(label, **more)
        self.minimum, self.maximum, self.step = minimum, maximum, step

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number in the digits of any script, with a comma or a point."""
        self.data = None
        self.raw_data = [clean_line(typed) for typed in valuelist]
        text = self.raw_data[0].replace(",", ".") if valuelist else ""
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


class HiddenField(fields.HiddenField):
    """What a page keeps for its own form; made clean too, since anybody may send anything."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what came back."""
        super().process_formdata([clean_text(str(sent)) for sent in valuelist])
