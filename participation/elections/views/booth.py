"""The booth: who stands, in the reader's language, with pictures and voices; it knows no voter."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue

from participation.accessibility.adapters import sound
from participation.councils.rules.kinds import Office
from participation.elections import queries
from participation.elections.models import Candidacy, Contest
from participation.elections.queries.sealed import find_sealed, get_sealed, list_trustees
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import ElectionKind
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.keys import to_text
from participation.foundation.languages import REGISTER
from participation.foundation.localized import Localized
from participation.foundation.permissions import PUBLIC

bp = Blueprint("booth", __name__, url_prefix="/<organisation>/<service>/vote/<key:contest_id>")


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who stands, as the booth shows her."""

    key: str
    number: int
    name: str
    partner: str
    statement: Localized
    photo: str | None
    voice: dict[str, str] | None


@bp.get("")
@allow(PUBLIC, logged=False)
def vote(contest_id: int) -> str:
    """Open the booth: everything it may show is in the page before any card is read."""
    contest = _sealed(contest_id)
    people = [_shown(one) for one in _standing(contest)]
    tags = cycle.organisation_row().languages.split(",")
    return pages.render(
        "elections/vote.html",
        most=min(contest.most_choices, len(people) or 1),
        title=_what_for(contest),
        people=people,
        urn=url_for(".vote", contest_id=contest_id),
        here=url_for(".vote", contest_id=contest_id),
        offered=[REGISTER[tag] for tag in tags],
    )


def _what_for(contest: Contest) -> str:
    """Say what one votes for, in words that have their clips: nothing is put into them."""
    if contest.office is Office.CHAIR:
        return _("Votez pour la présidence du conseil")
    if contest.office is Office.VICE_CHAIR:
        return _("Votez pour la vice-présidence du conseil")
    kind = queries.reach_election(cycle.act().session, contest.election_id).kind
    if kind is ElectionKind.SECOND_DEGREE:
        return _("Votez pour vos représentants")
    return _("Votez pour votre conseil")


def _sealed(contest_id: int) -> Contest:
    """Give a contest with a sealed vote; 404 for any other."""
    session = cycle.act().session
    contest = queries.get_contest(session, contest_id)
    if find_sealed(session, contest.id) is None:
        abort(404)
    return contest


def _standing(contest: Contest) -> Sequence[Candidacy]:
    found = queries.list_candidacies(cycle.act().session, contest)
    accepted = (each for each in found if each.state is CandidacyState.ACCEPTED)
    return [each for each in accepted if each.number is not None]


def _shown(one: Candidacy) -> Standing:
    def address(endpoint: str, kind: str | None = None) -> str:
        return url_for(endpoint, contest_id=one.contest_id, candidacy_id=one.id, kind=kind)

    return Standing(
        key=to_text(one.id),
        number=one.number or 0,
        name=one.name,
        partner=one.partner,
        statement=one.statement,
        photo=address(".photo") if one.has_photo else None,
        voice={"opus": address(".voice"), "aac": address(".voice", "aac")}
        if one.has_sound
        else None,
    )


def _candidacy(contest_id: int, candidacy_id: int) -> Candidacy:
    contest = _sealed(contest_id)
    return next((each for each in _standing(contest) if each.id == candidacy_id), None) or abort(
        404
    )


@bp.get("/people/<key:candidacy_id>/photo")
@allow(PUBLIC, logged=False)
def photo(contest_id: int, candidacy_id: int) -> Response:
    """Give the picture of somebody who stands, to those who vote."""
    found = _candidacy(contest_id, candidacy_id).photo
    return Response(found or abort(404), mimetype="image/jpeg")


@bp.get("/people/<key:candidacy_id>/voice")
@bp.get("/people/<key:candidacy_id>/voice.<any(aac):kind>", endpoint="voice")
@allow(PUBLIC, logged=False)
def voice(contest_id: int, candidacy_id: int, kind: str = "") -> ResponseReturnValue:
    """Give what she says in her own voice, coded for older phones where that was possible."""
    found = _candidacy(contest_id, candidacy_id)
    spoken = (found.aac if kind else None) or found.sound or abort(404)
    return Response(spoken, mimetype=sound.kind_of(spoken))


@bp.get("/make-cards")
@allow(PUBLIC, logged=False)
def make_cards(contest_id: int) -> str:
    """Open the page on which cards are made; its invitation stands after the # of the address."""
    _sealed(contest_id)
    own = url_for(".vote", contest_id=contest_id)
    return pages.render("elections/make_cards.html", urn=own, page=own)


@bp.get("/keys")
@allow(PUBLIC, logged=False)
def keys(contest_id: int) -> str:
    """Open the page on which an assessor makes and uses her key; her invitation stands after #."""
    contest, session = _sealed(contest_id), cycle.act().session
    sealed = get_sealed(session, contest.id)
    return pages.render(
        "elections/keys.html",
        name=sealed.name,
        urn=url_for(".vote", contest_id=contest_id),
        size=len(list_trustees(session, sealed)),
        threshold=sealed.threshold,
    )
