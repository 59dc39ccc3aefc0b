"""Papers of a vote, ready to print."""

from pathlib import Path

from flask import Response, abort, current_app, request

from participation.elections import queries
from participation.elections.adapters.count_papers import print_act, print_ballots, print_result
from participation.elections.labels.minutes import (
    may_print,
    minutes_lines,
    write_list,
    write_minutes,
)
from participation.elections.labels.opening_minutes import opening_lines, write_opening
from participation.elections.labels.walls import write_ballots, write_poster
from participation.elections.operations import sealed as sealing
from participation.elections.queries import VoteSheet
from participation.elections.queries.opening import see_openings
from participation.elections.queries.urns import see_urns
from participation.elections.rules.bureau import is_whole
from participation.elections.rules.counting import MINUTES, seal
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.sealed import SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation import clock, cycle
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.languages import SOURCE, choose
from participation.foundation.permissions import Permission
from participation.surveys.adapters.codes import qr_svg

from .desk import bp, reach

NUMBERED = frozenset(Stage) - {Stage.PREPARATION, Stage.CALL}
"""From the settled list on: candidates have their numbers."""


@bp.get("/elections/<key:election_id>/signatures.pdf")
@allow(Permission.COUNCIL_MANAGE)
def signatures(election_id: int) -> Response:
    """Print the list that voters sign."""
    sheet, session = reach(election_id), cycle.act().session
    if sheet.election.stage not in NUMBERED:
        abort(404)
    rolls = [(each, queries.list_roll(session, each.contest)) for each in sheet.contests]
    paper = write_list(sheet, rolls, cycle.organisation_row().name)
    return _paper(print_act(paper, cache=_cache(), printed_at=clock.now()), "emargement")


@bp.get("/elections/<key:election_id>/ballots.pdf")
@allow(Permission.COUNCIL_MANAGE)
def ballots(election_id: int) -> Response:
    """Print a model ballot of each college, in a language of the house."""
    sheet = reach(election_id)
    if sheet.election.stage not in NUMBERED or not sheet.voting:
        abort(404)
    paper = write_ballots(_language(), sheet)
    return _paper(print_ballots(paper, cache=_cache(), printed_at=clock.now()), "bulletins")


@bp.get("/elections/<key:election_id>/minutes.pdf")
@allow(Permission.COUNCIL_MANAGE)
def minutes(election_id: int) -> Response:
    """Print the procès-verbal of the count and the result."""
    sheet = reach(election_id)
    if not may_print(sheet):
        abort(404)
    mark = seal(minutes_lines(sheet))
    qr = qr_svg(f"{MINUTES} {sheet.key} {mark}")
    urns = see_urns(cycle.act().session, sheet)
    paper = write_minutes(sheet, urns, cycle.organisation_row().name, qr, mark)
    return _paper(print_act(paper, cache=_cache(), printed_at=clock.now()), "proces-verbal-2")


@bp.get("/elections/<key:election_id>/minutes-1.pdf")
@allow(Permission.COUNCIL_MANAGE)
def opening_minutes(election_id: int) -> Response:
    """Print the procès-verbal of keys, cards and empty urn, to be signed before anybody votes."""
    sheet, session = reach(election_id), cycle.act().session
    polls = [each for each in sheet.voting if each.is_sealed]
    if not polls:
        abort(404)
    if sheet.election.stage is Stage.LIST:
        _refuse_unready(sheet)
    openings = see_openings(session, sheet)
    if len(openings) < len(polls):
        raise Refused(SealedRefusal.NOT_READY)
    qr = qr_svg("\n".join(opening_lines(sheet, openings)))
    paper = write_opening(sheet, openings, cycle.organisation_row().name, qr)
    return _paper(print_act(paper, cache=_cache(), printed_at=clock.now()), "proces-verbal-1")


def _refuse_unready(sheet: VoteSheet) -> None:
    """Refuse what the opening itself would: keys, cards, another list, a bureau too small."""
    for each in sheet.voting:
        if each.is_sealed:
            sealing.refuse_unready(cycle.act(), each.contest)
    if not is_whole(each.function for each in sheet.bureau):
        raise Refused(CountingRefusal.BUREAU_INCOMPLETE)


@bp.get("/elections/<key:election_id>/result.pdf")
@allow(Permission.COUNCIL_MANAGE)
def poster(election_id: int) -> Response:
    """Print who is elected for the wall, in a language of the house."""
    sheet = reach(election_id)
    if sheet.election.stage not in {Stage.CHALLENGE, Stage.PROCLAIMED}:
        abort(404)
    paper = write_poster(_language(), sheet, cycle.organisation_row().name)
    return _paper(print_result(paper, cache=_cache(), printed_at=clock.now()), "resultat")


def _language() -> str:
    offered = tuple(cycle.organisation_row().languages.split(","))
    return choose((request.args.get("language", SOURCE),), offered)


def _cache() -> Path:
    data: Path = current_app.extensions["settings"].data
    return data / "cache"


def _paper(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)
