"""What the pages of a vote have in common: one form a page, refusals beside fields, tries."""

import datetime as dt
from collections.abc import Sequence

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from participation.elections import queries
from participation.elections.forms.votes import FIELD_OF
from participation.elections.models import BureauMember, Election
from participation.elections.queries import VoteSheet
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.foundation import cycle, pages
from participation.foundation.act import Refused
from participation.foundation.attempts import Attempts
from participation.foundation.forms import Form
from participation.foundation.keys import from_text, to_text
from participation.foundation.throttle import bucket_of, forget_tries, take_try

bp = Blueprint("votes", __name__, url_prefix="/<organisation>")
UNPROCESSABLE = 422
TRIES = 20
WITHIN = dt.timedelta(minutes=15)
"""Wrong codes of one bureau, after which it waits."""
_tries = Attempts(FIELD_OF)
refuse = _tries.refuse


def reach(election_id: int) -> VoteSheet:
    """Give an election of the entered services as its bureau sees it."""
    session = cycle.act().session
    return queries.see_vote(session, queries.reach_election(session, election_id))


def ask(
    form: Form,
    title: str,
    yes: str,
    back: str,
    *,
    words: Sequence[str] = (),
    fields: Sequence[object] | None = None,
    kind: str = "primary",
) -> ResponseReturnValue:
    """Give the page of one form; 422 when it is shown again."""
    page = pages.render(
        "elections/vote_form.html",
        form=form,
        title=title,
        yes=yes,
        back=back,
        words=words,
        fields=[each for each in form if each.name != "csrf_token"] if fields is None else fields,
        kind=kind,
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


def member_of(sheet: VoteSheet, chosen: object) -> BureauMember:
    """Give the member of the bureau who was chosen in a list."""
    key = from_text(str(chosen))
    return next(each for each in sheet.bureau if each.id == key)


def count_try(election: Election) -> None:
    """Count a try at the codes of a bureau, for good; refuse when there were too many."""
    act = cycle.act()
    is_free = take_try(
        act.session, _bucket(election), limit=TRIES, since=act.now - WITHIN, at=act.now
    )
    cycle.commit_now()
    if not is_free:
        raise Refused(CountingRefusal.TOO_MANY_TRIES)


def forget_count(election: Election) -> None:
    """Start from zero once the codes were right."""
    forget_tries(cycle.act().session, _bucket(election))


def _bucket(election: Election) -> str:
    return bucket_of(str(current_app.secret_key), "bureau-code", to_text(election.id))
