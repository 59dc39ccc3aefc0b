"""Doing a deed with a form: its refusal stands beside the field, and what was typed stays."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from participation.councils.forms import FIELD_OF as OF_COUNCIL
from participation.councils.forms.mandates import FIELD_OF as OF_MANDATE
from participation.councils.forms.network import FIELD_OF as OF_NETWORK
from participation.foundation import pages
from participation.foundation.act import Refused
from participation.foundation.forms import Form

FIELD_OF: Mapping[StrEnum, str] = {**OF_COUNCIL, **OF_MANDATE, **OF_NETWORK}


def attempt(form: Form, deed: Callable[[], object]) -> bool:
    """Do a deed with a form that was accepted; tie its refusal to the form and say no."""
    if not form.accepted():
        return False
    try:
        deed()
    except Refused as refused:
        form.refuse(FIELD_OF.get(refused.reason, ""), pages.explain(refused))
        return False
    return True
