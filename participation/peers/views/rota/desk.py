"""The coordinator's board, and what all pages of the rota share."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Form
from participation.foundation.i18n import show_short_day
from participation.foundation.keys import to_text
from participation.foundation.languages import REGISTER, find
from participation.foundation.permissions import Permission
from participation.organisations.models import Service
from participation.peers.adapters.links import helping_link
from participation.peers.forms import planning, team as team_forms
from participation.peers.labels import words
from participation.peers.labels.limits import (
    refuses,
    say_breach,
    say_fit,
    say_limit,
    say_near,
    say_strengths,
    show_minutes,
)
from participation.peers.queries.board import see_board
from participation.peers.queries.fitting import Fit
from participation.peers.queries.team import services_here
from participation.peers.rules.civil import PARIS, day_of

bp = Blueprint("rota", __name__, url_prefix="/<organisation>")
FIELDS: dict[StrEnum, str] = {**planning.FIELD_OF, **team_forms.FIELD_OF}
UNPROCESSABLE = 422


def explain(refused: Refused) -> str:
    """Give the sentence of a refusal, with each reason that speaks against a helper."""
    found = [pages.explain(refused)]
    fit, breaches = refused.facts.get("fit"), refused.facts.get("breaches")
    days = refused.facts.get("days")
    if isinstance(fit, Fit):
        found += say_fit(fit)
    if isinstance(breaches, tuple):
        found += [say_breach(one) for one in breaches]
    if isinstance(days, tuple):
        found.append(", ".join(show_short_day(day) for day in days))
    return " ".join(found)


def attempt(
    form: Form, deed: Callable[[], object], say: Callable[[Refused], str] = explain
) -> bool:
    """Do a deed with a form that was accepted; tie its refusal to its field and say no."""
    if not form.accepted():
        return False
    try:
        deed()
    except Refused as refused:
        form.refuse(FIELDS.get(refused.reason, ""), say(refused))
        return False
    return True


def status_of(form: Form) -> int:
    """Give the status of a page that shows a form again."""
    return UNPROCESSABLE if form.is_submitted() else 200


def try_deed(deed: Callable[[], object], back: str, done: str = "") -> ResponseReturnValue:
    """Do a deed asked by a button; say its refusal on the page it leads back to."""
    try:
        deed()
    except Refused as refused:
        pages.say(explain(refused))
    else:
        if done:
            pages.say(done)
    return redirect(back, 303)


def asked_day() -> dt.date:
    """Read the day of the address (`?day=2026-11-23`); what is no day shows today."""
    try:
        found = dt.date.fromisoformat(request.args.get("day", "")[:10])
    except ValueError:
        return clock.today()
    near = dt.timedelta(days=3 * 366)
    return found if abs(found - clock.today()) < near else clock.today()


def link_to_helpers() -> str:
    """Give the address that messages to helpers lead to: their own page."""
    return helping_link(cycle.act().session, request.url_root)


def service_here() -> Service:
    """Give the service of the address."""
    return services_here(cycle.act().session)[cycle.service_id()]


def local_day(instant: dt.datetime) -> dt.date:
    """Give the day of an instant where the services are."""
    return day_of(instant, PARIS)


def tongue_name(tag: str) -> str:
    """Give a language by its own name."""
    return find(tag).autonym if tag in REGISTER else tag


@bp.context_processor
def give_words() -> dict[str, object]:
    """Give templates the words of the rota."""
    return {
        "rota_words": words,
        "show_minutes": show_minutes,
        "say_fit": say_fit,
        "say_strengths": say_strengths,
        "say_breach": say_breach,
        "say_limit": say_limit,
        "say_near": say_near,
        "refuses": refuses,
        "tongue_name": tongue_name,
        "key_text": to_text,
        "local_day": local_day,
    }


@bp.get("/rota")
@allow(Permission.PEER_MANAGE)
def board() -> str:
    """Show the morning: today, what is missing, who carries much, what expires, who waits."""
    session = cycle.act().session
    return pages.render(
        "rota/board.html",
        board=see_board(session, cycle.act().now),
        services=services_here(session),
        today=clock.today(),
    )
