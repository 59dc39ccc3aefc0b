"""My own list, and finding a time again by the drawing and the code of a slip."""

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.permissions import PUBLIC, Permission
from participation.foundation.throttle import bucket_of, forget_tries, take_try
from participation.peers.forms.meet import CodeForm, attempts
from participation.peers.labels import words
from participation.peers.queries.tickets import find_by_code, list_mine, list_requests
from participation.peers.rules.booking import (
    CODE_TRIES,
    CODE_WITHIN,
    NEAR_TRIES,
    Refusal,
    read_code,
)

from .door import bp, known_user, near_bucket, remember_code, ticket_url


@bp.get("/mine")
@allow(Permission.PEER_MEET)
def mine() -> ResponseReturnValue:
    """Show what I have ahead of me; without an account, ask for the code of the slip."""
    user_id, session = known_user(), cycle.act().session
    if user_id is None:
        return redirect(url_for(".code"), 303)
    return pages.render(
        "meet/mine.html",
        tickets=list_mine(session, user_id, clock.now()),
        requests=list_requests(session, user_id),
        url_of=ticket_url,
        words=words,
    )


@bp.route("/code", methods=["GET", "POST"])
@allow(PUBLIC, once=False, logged=False)
def code() -> ResponseReturnValue:
    """Find a time by its drawing and its six digits; a wrong pair is counted and said."""
    form, found = CodeForm(), []
    if attempts.attempt(form, lambda: found.append(_find(form))):
        remember_code(found[0], "")
        return redirect(ticket_url(found[0]), 303)
    return pages.render("meet/code.html", form=form), attempts.status_of(form)


def _find(form: CodeForm) -> int:
    digits = read_code(form.code.data or "")
    if digits is None:
        raise Refused(Refusal.CODE_UNKNOWN)
    _count_try()
    row = find_by_code(cycle.act().session, str(form.drawing.data), digits)
    if row is None:
        raise Refused(Refusal.CODE_UNKNOWN)
    forget_tries(cycle.act().session, near_bucket())
    return row.id


def _count_try() -> None:
    """Count a try here and in the whole service, for good; refuse when there were too many."""
    act = cycle.act()
    house = bucket_of(str(current_app.secret_key), "meet-code", f"house:{cycle.service_id()}")
    since = act.now - CODE_WITHIN
    limits = ((near_bucket(), NEAR_TRIES), (house, CODE_TRIES))
    free = [
        take_try(act.session, bucket, limit=most, since=since, at=act.now)
        for bucket, most in limits
    ]
    cycle.commit_now()
    if not all(free):
        raise Refused(Refusal.CODE_TRIES)
