"""The draft of a respondent, kept sealed in her own browser and nowhere else."""

import base64
import binascii
from dataclasses import replace
from functools import cache

from flask import Response, current_app, request, url_for

from participation.foundation import cycle
from participation.foundation.act import Refused
from participation.foundation.keys import random_key
from participation.foundation.security import Sealer

from ..queries.answering import Asked
from ..rules import draft as rules
from ..rules.draft import Draft, Trouble
from ..rules.stages import Aid, Channel

COOKIE = "draft"


def new_draft(
    asked: Asked, *, aid: Aid = Aid.NONE, assisted: bool = False, proxy: bool = False
) -> Draft:
    """Begin an empty draft with a key of chance; the channel is where the visitor stands."""
    return Draft(
        survey_id=asked.survey_id,
        key=random_key(),
        version=asked.version,
        begun=int(cycle.act().now.timestamp()),
        channel=channel_of(asked.service_id, assisted=assisted),
        aid=aid,
        proxy=proxy,
    )


def channel_of(service_id: int, *, assisted: bool = False) -> Channel:
    """Give the way an answer comes: with somebody who helps, at the house's screen, by phone."""
    if assisted:
        return Channel.INTERVIEW
    is_kiosk = cycle.visitor().kiosk_service_id == service_id
    return Channel.KIOSK if is_kiosk else Channel.PHONE


def open_draft(survey_id: int) -> Draft | None:
    """Give the draft that this browser holds for this survey, or nothing.

    One that was forged, changed or made elsewhere is nothing.
    """
    found = unseal(request.cookies.get(COOKIE, ""))
    return found if found is not None and found.survey_id == survey_id else None


def unseal(sealed: str, purpose: str = COOKIE) -> Draft | None:
    """Give the draft of a cookie's text; what was sealed for another purpose is nothing."""
    try:
        opened = _sealer(purpose).open(base64.urlsafe_b64decode(sealed)) if sealed else None
    except (binascii.Error, ValueError):
        return None
    return rules.read(opened) if opened else None


def find_draft(asked: Asked) -> Draft | None:
    """Give the draft of these questions, or nothing; refuse one of other questions."""
    found = open_draft(asked.survey_id)
    if found is not None and found.version != asked.version:
        raise Refused(Trouble.OTHER_VERSION)
    return found


def require_draft(asked: Asked) -> Draft:
    """Give the draft; refuse when there is none: sent already, or the browser keeps nothing."""
    found = find_draft(asked)
    if found is None:
        raise Refused(Trouble.LOST)
    return found


def seal(draft: Draft, purpose: str = COOKIE) -> str:
    """Give the cookie's text; refuse one that a browser would drop."""
    sealed = base64.urlsafe_b64encode(_sealer(purpose).seal(rules.write(draft))).decode()
    if len(sealed) > rules.LARGEST:
        raise Refused(Trouble.TOO_MUCH)
    return sealed


def keep(response: Response, draft: Draft) -> Response:
    """Put the draft into the browser, for this survey's addresses and this visit only."""
    response.set_cookie(
        COOKIE,
        seal(draft),
        path=path_of(draft.survey_id),
        httponly=True,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        samesite="Lax",
    )
    return response


def forget(response: Response, survey_id: int) -> Response:
    """Take the draft out of the browser."""
    response.delete_cookie(COOKIE, path=path_of(survey_id), httponly=True, samesite="Lax")
    return response


def path_of(survey_id: int) -> str:
    """Give the path under which a survey's draft lives."""
    return url_for("surveys.start", survey_id=survey_id)


def heard(draft: Draft) -> Draft:
    """Note that the page was listened to, when its form says so."""
    return replace(draft, listened=True) if request.form.get("listened") else draft


def is_hasty(draft: Draft) -> bool:
    """Say whether somebody plays with the public screen."""
    now = cycle.act().now.timestamp()
    return draft.channel is Channel.KIOSK and rules.is_hasty(draft.begun, now)


def _sealer(purpose: str) -> Sealer:
    return _sealer_of(str(current_app.secret_key), purpose)


@cache
def _sealer_of(secret_key: str, purpose: str) -> Sealer:
    return Sealer(secret_key, purpose)
