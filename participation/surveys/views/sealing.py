"""A typing of a sheet as the typist's own browser holds it until it is settled."""

import base64
import binascii
from functools import cache

from flask import current_app, request

from participation.foundation.act import Refused
from participation.foundation.security import Sealer

from ..queries.answering import Asked
from ..rules import draft
from ..rules.draft import Draft
from ..rules.stages import Refusal


def seal(sheet: Draft) -> str:
    """Give a typing as the typist's browser holds it: sealed, so that it comes back unchanged."""
    return base64.urlsafe_b64encode(_sealer().seal(draft.write(sheet))).decode()


def unseal(asked: Asked, name: str) -> Draft:
    """Give back a typing; refuse one that was not sealed here for these questions."""
    try:
        opened = _sealer().open(base64.urlsafe_b64decode(request.form.get(name, "")))
    except (binascii.Error, ValueError):
        opened = None
    found = draft.read(opened) if opened else None
    if found is None or (found.survey_id, found.version) != (asked.survey_id, asked.version):
        raise Refused(Refusal.SHEET_LOST)
    return found


def _sealer() -> Sealer:
    return _sealer_of(str(current_app.secret_key))


@cache
def _sealer_of(secret_key: str) -> Sealer:
    return Sealer(secret_key, "sheet")
