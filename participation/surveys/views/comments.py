"""Comments: each is read or heard by a human before anybody else sees it."""

from uuid import UUID

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accessibility.adapters.sound import kind_of
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.queries import list_services
from participation.surveys.forms import CommentForm
from participation.surveys.labels.stages import COMMENT_STATES
from participation.surveys.operations.comments import review_comment
from participation.surveys.queries import comments as queries
from participation.surveys.queries.campaigns import list_campaigns
from participation.surveys.rules import masking
from participation.surveys.rules.stages import ENDED, CommentState, Stage

bp = Blueprint("comments", __name__, url_prefix="/<organisation>/comments")
UNPROCESSABLE = 422
DIGITS = 4
"""A message of 4,000 signs has no word of a longer number."""
READ = {Stage.OPEN, *ENDED}
"""Stages of a campaign whose messages may be read for their themes."""


@bp.get("")
@allow(Permission.COMMENT_REVIEW)
def index() -> str:
    """List the comments in one state; those that nobody has read come by themselves."""
    return _list(_state(), refused=None)


@bp.post("/<uuid:key>")
@allow(Permission.COMMENT_REVIEW)
def review(key: UUID) -> ResponseReturnValue:
    """Keep a comment with the words that may be shown, or hide it."""
    act = cycle.act()
    comment = queries.get_comment(act.session, key)
    form = CommentForm()
    state = CommentState.KEPT if "keep" in request.form else CommentState.HIDDEN
    try:
        review_comment(act, comment, state=state, public_text=form.public_text.data or "")
    except Refused as refused:
        return _list(_state(), refused=(key, pages.explain(refused))), UNPROCESSABLE
    pages.say(_("C’est noté."))
    return redirect(url_for(".index"), 303)


@bp.route("/<uuid:key>/words", methods=["GET", "POST"])
@allow(Permission.COMMENT_REVIEW)
def words(key: UUID) -> ResponseReturnValue:
    """Mask words of a comment by touching them, then keep it; likely names are only suggested.

    Words are masked by their place, so a message that somebody has just changed is shown anew.
    """
    act = cycle.act()
    comment = queries.get_comment(act.session, key)
    text = comment.public_text or comment.text
    typed = [each for each in request.form.getlist("place") if each.isdecimal()]
    places = {int(each) for each in typed if len(each) <= DIGITS}
    refused = ""
    if request.method == "POST" and request.form.get("seen") != masking.digest_of(text):
        refused, places = _("Ce message vient de changer. Touchez de nouveau les noms."), set()
    elif request.method == "POST":
        try:
            review_comment(
                act, comment, state=CommentState.KEPT, public_text=masking.mask(text, places)
            )
        except Refused as refusal:
            refused = pages.explain(refusal)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".index"), 303)
    page = pages.render(
        "surveys/masking.html",
        comment=comment,
        words=masking.words_of(text),
        seen=masking.digest_of(text),
        places=places,
        language=find(comment.language),
        refused=refused,
    )
    return page, UNPROCESSABLE if refused else 200


@bp.get("/<uuid:key>/voice")
@allow(Permission.COMMENT_REVIEW)
def voice(key: UUID) -> Response:
    """Give the voice of a comment to whoever may review it."""
    sound = queries.get_comment(cycle.act().session, key).sound
    kind = kind_of(sound) if sound else None
    if sound is None or kind is None:
        abort(404)
    return Response(sound, mimetype=kind)


def _state() -> CommentState:
    asked = request.args.get("state", "")
    return CommentState(asked) if asked in set(CommentState) else CommentState.WAITING


def _after() -> UUID | None:
    try:
        return UUID(request.args.get("after", ""))
    except ValueError:
        return None


def _list(state: CommentState, *, refused: tuple[UUID, str] | None) -> str:
    session = cycle.act().session
    comments, following = queries.list_comments(session, state=state, after=_after())
    services = list_services(session, keys=entered(session))
    return pages.render(
        "surveys/comments.html",
        comments=comments,
        following=following,
        waiting=queries.count_waiting(session),
        state=state,
        refused=refused,
        services={service.id: service.public_name for service in services},
        language_of=find,
        campaigns=[each for each in list_campaigns(session) if each.stage in READ],
        state_filters=[
            (words, url_for(".index", state=each.value), each is state)
            for each, words in COMMENT_STATES.items()
        ],
    )
