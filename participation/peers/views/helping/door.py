"""The one door to a helper's own rows: the person who stands there, and nobody else."""

from collections.abc import Callable

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.foundation import cycle, pages
from participation.foundation.act import Refused
from participation.foundation.attempts import Attempts
from participation.foundation.forms import Form
from participation.peers.forms.helping import FIELD_OF
from participation.peers.labels.helping import say_refusal
from participation.peers.models import Peer
from participation.peers.queries.people import find_own

bp = Blueprint("helping", __name__, url_prefix="/<organisation>")
attempts = Attempts(FIELD_OF)


def me() -> Peer:
    """Give the helper who stands at the door; 404 for whoever is not taken on."""
    found = find_own(cycle.act().session, cycle.visitor().user_id)
    if found is None:
        raise NotFound
    return found


def explain(refused: Refused) -> str:
    """Give the sentence of a refusal, with the limits of hers that it rests on."""
    breaches = refused.facts.get("breaches")
    found = breaches if isinstance(breaches, tuple) else ()
    return say_refusal(pages.explain(refused), found)


def touch(deed: Callable[[], object], sentence: str, to: str = ".own") -> ResponseReturnValue:
    """Do what one button asks; say that it is done, or why not, on the page it came from."""
    try:
        deed()
    except Refused as refused:
        pages.say(explain(refused))
    else:
        pages.say(sentence)
    return redirect(url_for(to), 303)


def fill(
    template: str, form: Form, deed: Callable[[], object], done: tuple[str, str], **facts: object
) -> ResponseReturnValue:
    """Show a form, or do what it asks: `done` is the sentence said and the page that comes next."""
    if attempts.attempt(form, deed):
        sentence, to = done
        pages.say(sentence)
        return redirect(url_for(to), 303)
    return pages.render(template, form=form, **facts), attempts.status_of(form)
