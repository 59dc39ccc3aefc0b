"""The base of every form: refusals tied to fields, and the summary that lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict, cast

from flask import current_app
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field
from wtforms.validators import StopValidation

from participation.foundation.i18n import LazyText, lazy

Sentence = str | LazyText
STALE = lazy("La page a attendu trop longtemps. Envoyez-la encore une fois.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; `id` is what the line links to, empty for the whole form."""

    id: str
    label: str
    sentence: str


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A form whose refusals stand beside their field and in the summary above."""

    form_errors: list[str]

    def accepted(self) -> bool:
        """Say whether the form was sent and every field accepts what it holds."""
        return bool(self.validate_on_submit())

    def refuse(self, field: str, sentence: Sentence) -> None:
        """Tie a refusal, often an operation's, to a field; an unknown field ties it to the form."""
        if field in self:
            self[field].errors = [*self[field].errors, str(sentence)]
        else:
            self.form_errors = [*self.form_errors, str(sentence)]

    def problems(self) -> list[Problem]:
        """List every refusal, in the order of the fields; those of the whole form come first."""
        whole = [Problem("", "", str(sentence)) for sentence in self.form_errors]
        return whole + list(self._of_fields())

    def _of_fields(self) -> Iterator[Problem]:
        for field in self:
            if field.name == "csrf_token":
                yield from [Problem("", "", str(STALE))] * bool(field.errors)
                continue
            for sentence in field.errors:
                anchor = getattr(field, "anchor", field.id)
                yield Problem(anchor, str(field.label.text), str(sentence))


class Given(TypedDict, total=False):
    """What any field may be given besides its label and its own facts."""

    id: str
    default: Any
    render_kw: dict[str, object]


class Whole(Protocol):
    """A field that its component draws from legend to refusals."""

    def facts(self) -> dict[str, Any]:
        """Give the arguments of the component's macro."""


@dataclass(frozen=True, slots=True)
class Component:
    """A widget that draws a field by the macro `name` of `components/<name>.html`."""

    name: str

    def __call__(self, field: Field, **_attributes: object) -> Markup:
        """Call the macro: `field` receives the field itself, others what `field.facts()` gives."""
        template = current_app.jinja_env.get_template(f"components/{self.name}.html")
        macro = getattr(template.module, self.name)
        drawn = macro(field) if self.name == "field" else macro(**cast(Whole, field).facts())
        return Markup(drawn)  # noqa: S704 - the macro has escaped


def component(name: str) -> Component:
    """Make the widget of a field that `components/<name>.html` draws."""
    return Component(name)


class Required:
    """Refuse an empty answer, with a sentence that says what to do."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms copies it

    def __init__(self, sentence: Sentence | None = None) -> None:
        self.sentence = sentence or lazy("Remplissez cette case.")

    def __call__(self, _form: object, field: Field) -> None:
        """Stop at the first refusal: what could not be read is not said to be empty as well."""
        if field.errors:
            raise StopValidation
        if field.data is None or field.data in ("", []):
            raise StopValidation(str(self.sentence))


class Optional:
    """Accept an empty answer and ask nothing more of it."""

    def __call__(self, _form: object, field: Field) -> None:
        """End the chain quietly when the field is empty."""
        if not field.errors and (field.data is None or field.data in ("", [])):
            raise StopValidation
