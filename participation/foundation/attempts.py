"""Doing a deed with a form: its refusal stands beside the field, and what was typed stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from participation.foundation import pages
from participation.foundation.act import Refused
from participation.foundation.forms import Form

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Attempts:
    """The deeds of a room's forms; `fields` names the field that each of its refusals is about."""

    fields: Mapping[Any, str]

    def attempt(self, form: Form, deed: Callable[[], object]) -> bool:
        """Do a deed with a form that was accepted; tie its refusal to the form and say no."""
        if not form.accepted():
            return False
        try:
            deed()
        except Refused as refused:
            self.refuse(form, refused)
            return False
        return True

    def refuse(self, form: Form, refused: Refused) -> None:
        """Tie a refusal to the field that it is about, or to the whole form."""
        form.refuse(self.fields.get(refused.reason, ""), pages.explain(refused))

    def status_of(self, form: Form) -> int:
        """Give the status of a page that shows a form again."""
        return UNPROCESSABLE if form.is_submitted() else 200
