"""Pictures and voices of candidates: everybody's once they are posted, before that one's own."""

from flask import Response
from werkzeug.exceptions import NotFound

from participation.accessibility.adapters.sound import kind_of
from participation.councils import queries as councils
from participation.elections import queries
from participation.elections.models import Candidacy
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import POSTED
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.permissions import Permission

from .desk import bp


def _visible(candidacy_id: int) -> Candidacy:
    """Give a candidacy that is posted, or the person's own; 404 otherwise."""
    session = cycle.act().session
    own = queries.get_candidacy(session, candidacy_id)
    election, _contest = queries.contest_of(session, own)
    if own.state is CandidacyState.ACCEPTED and election.stage in POSTED:
        return own
    users = councils.user_of(session, [own.membership_id] if own.membership_id else [])
    if cycle.visitor().user_id is None or cycle.visitor().user_id not in users.values():
        raise NotFound
    return own


@bp.get("/<service>/election/candidacies/<key:candidacy_id>/photo.jpg")
@allow(Permission.COUNCIL_READ)
def photo(candidacy_id: int) -> Response:
    """Give the picture of a candidate."""
    return _picture(_visible(candidacy_id))


@bp.get("/<service>/election/candidacies/<key:candidacy_id>/voice/<any(opus, aac):kind>")
@allow(Permission.COUNCIL_READ)
def voice(candidacy_id: int, kind: str) -> Response:
    """Give the voice of a candidate: `opus`, or `aac` for older phones."""
    return _sound(_visible(candidacy_id), kind)


@bp.get("/elections/candidacies/<key:candidacy_id>/photo.jpg")
@allow(Permission.COUNCIL_MANAGE)
def examined_photo(candidacy_id: int) -> Response:
    """Give the picture of a candidate to those who examine it."""
    return _picture(queries.get_candidacy(cycle.act().session, candidacy_id))


@bp.get("/elections/candidacies/<key:candidacy_id>/voice/<any(opus, aac):kind>")
@allow(Permission.COUNCIL_MANAGE)
def examined_voice(candidacy_id: int, kind: str) -> Response:
    """Give the voice of a candidate to those who examine it."""
    return _sound(queries.get_candidacy(cycle.act().session, candidacy_id), kind)


def _picture(of: Candidacy) -> Response:
    if of.photo is None:
        raise NotFound
    return Response(of.photo, mimetype="image/jpeg")


def _sound(of: Candidacy, kind: str) -> Response:
    content = (of.aac if kind == "aac" else None) or of.sound
    if content is None:
        raise NotFound
    return Response(content, mimetype=kind_of(content) or "application/octet-stream")
