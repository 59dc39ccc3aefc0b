"""“I stand”: one tap to agree, then my voice, my words, my photo, each on a page of its own."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.councils import queries as councils
from participation.councils.labels import words as council_words
from participation.councils.operations import Person
from participation.elections import operations, queries
from participation.elections.forms import PhotoForm, StatementForm, VoiceForm
from participation.elections.labels import process as words
from participation.elections.models import Candidacy
from participation.elections.operations.candidacies import LIVE
from participation.elections.rules.stages import telling
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Form
from participation.foundation.i18n import gettext as _, reader_locale
from participation.foundation.localized import Localized
from participation.foundation.permissions import Permission

from .desk import attempt, bp, status_of
from .resident import shown, voice_of

UNPROCESSABLE = 422


@bp.route("/<service>/election/<key:contest_id>/stand", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def stand(contest_id: int) -> ResponseReturnValue:
    """Say what it is to stand; one touch agrees and stands."""
    act = cycle.act()
    contest = queries.get_contest(act.session, contest_id)
    seen = shown(queries.reach_election(act.session, contest.election_id), cycle.visitor().user_id)
    own = next((one for one in seen.places if one.contest.id == contest.id), None)
    if own is None:
        raise NotFound
    refused = None
    if request.method == "POST":
        try:
            agrees = "agrees" in request.form
            made = operations.stand(act, contest, Person(own.membership_id), agrees=agrees)
        except Refused as reason:
            refused = pages.explain(reason)
        else:
            pages.say(_("Merci. Vous vous présentez."))
            return redirect(url_for(".own", candidacy_id=made.id), 303)
    page = pages.render(
        "elections/stand.html",
        own=own,
        seen=seen,
        refused=refused,
        college=council_words.COLLEGES[own.kind],
    )
    return page, UNPROCESSABLE if refused else 200


def _mine(candidacy_id: int) -> Candidacy:
    """Give a candidacy of the person herself; 404 for anybody else's."""
    session = cycle.act().session
    own = queries.get_candidacy(session, candidacy_id)
    users = councils.user_of(session, [own.membership_id] if own.membership_id else [])
    if users.get(own.membership_id or 0) != cycle.visitor().user_id:
        raise NotFound
    return own


@bp.get("/<service>/election/candidacies/<key:candidacy_id>")
@allow(Permission.OWN_ACCOUNT)
def own(candidacy_id: int) -> str:
    """Show my candidacy as others will see it, and what I can still add."""
    candidacy = _mine(candidacy_id)
    election, contest = queries.contest_of(cycle.act().session, candidacy)
    return pages.render(
        "elections/own.html",
        own=candidacy,
        election=election,
        contest=contest,
        seen=shown(election, cycle.visitor().user_id),
        words=words,
        is_live=candidacy.state in LIVE,
        may_tell=election.stage in telling(election.kind),
        voice=voice_of(candidacy.id),
    )


@bp.route("/<service>/election/candidacies/<key:candidacy_id>/say", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def say(candidacy_id: int) -> ResponseReturnValue:
    """Write what I say, in my language; the words in other languages stay."""
    act, candidacy, tag = cycle.act(), _mine(candidacy_id), reader_locale()
    form = StatementForm(data={"statement": candidacy.statement.get(tag, "")})

    def deed() -> None:
        given = Localized({**candidacy.statement, tag: form.statement.data or ""})
        operations.tell(act, candidacy, given)

    return _part("elections/say.html", form, candidacy, deed)


@bp.route("/<service>/election/candidacies/<key:candidacy_id>/speak", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def speak(candidacy_id: int) -> ResponseReturnValue:
    """Record my voice, or erase it."""
    act, candidacy = cycle.act(), _mine(candidacy_id)
    form = VoiceForm()
    sent = form.voice.data.read() if form.voice.data else b""
    content = None if "erase" in request.form else sent
    return _part(
        "elections/speak.html",
        form,
        candidacy,
        lambda: operations.speak(act, candidacy, content),
        voice=voice_of(candidacy.id),
    )


@bp.route("/<service>/election/candidacies/<key:candidacy_id>/picture", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def picture(candidacy_id: int) -> ResponseReturnValue:
    """Take my picture, or erase it."""
    act, candidacy = cycle.act(), _mine(candidacy_id)
    form = PhotoForm()
    if "erase" in request.form:
        operations.show(act, candidacy, None)
        return redirect(url_for(".own", candidacy_id=candidacy.id), 303)
    return _part(
        "elections/picture.html",
        form,
        candidacy,
        lambda: operations.show(act, candidacy, form.photo.data.read()),
    )


@bp.post("/<service>/election/candidacies/<key:candidacy_id>/withdraw")
@allow(Permission.OWN_ACCOUNT)
def withdraw(candidacy_id: int) -> ResponseReturnValue:
    """Take my candidacy back."""
    candidacy = _mine(candidacy_id)
    operations.withdraw(cycle.act(), candidacy)
    pages.say(_("Vous ne vous présentez plus."))
    return redirect(url_for(".mine"), 303)


def _part(
    template: str,
    form: Form,
    candidacy: Candidacy,
    deed: Callable[[], object],
    **facts: object,
) -> ResponseReturnValue:
    if attempt(form, deed):
        pages.say(_("C’est enregistré."))
        return redirect(url_for(".own", candidacy_id=candidacy.id), 303)
    page = pages.render(template, form=form, own=candidacy, **facts)
    return page, status_of(form)
