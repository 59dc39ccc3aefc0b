"""Doing a deed with a form: its refusal stands beside the field, and what was typed stays."""

from collections.abc import Callable, Mapping
from typing import Any

from participation.councils.forms import FIELD_OF as OF_COUNCIL
from participation.councils.forms.mandates import FIELD_OF as OF_MANDATE
from participation.councils.forms.network import FIELD_OF as OF_NETWORK
from participation.foundation import pages
from participation.foundation.act import Refused
from participation.foundation.forms import Form

FIELDS: tuple[Mapping[Any, str], ...] = (OF_COUNCIL, OF_MANDATE, OF_NETWORK)


def attempt(form: Form, deed: Callable[[], object]) -> bool:
    """Do a deed with a form that was accepted; tie its refusal to the form and say no."""
    if not form.accepted():
        return False
    try:
        deed()
    except Refused as refused:
        field = next((known[refused.reason] for known in FIELDS if refused.reason in known), "")
        form.refuse(field, pages.explain(refused))
        return False
    return True
