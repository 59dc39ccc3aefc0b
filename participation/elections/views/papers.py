"""The papers of an election before its vote, to hang on the wall."""

from pathlib import Path

from flask import Response, current_app, request
from werkzeug.exceptions import NotFound

from participation.elections import queries
from participation.elections.adapters.papers import print_candidates, print_roll
from participation.elections.labels.papers import write_candidates, write_roll
from participation.elections.queries import ContestSheet
from participation.foundation import clock, cycle
from participation.foundation.access import allow
from participation.foundation.keys import to_text
from participation.foundation.languages import INTERFACE
from participation.foundation.permissions import Permission

from .desk import bp, see

TAGS = frozenset(language.tag for language in INTERFACE)


@bp.get("/elections/contests/<key:contest_id>/roll.pdf")
@allow(Permission.COUNCIL_MANAGE)
def posted_roll(contest_id: int) -> Response:
    """Give the roll of a college to hang on the wall."""
    election, sheet = see(contest_id)
    council = queries.council_of(cycle.act().session, election)
    made = write_roll(_language(), election, council, sheet, cycle.organisation_row().name)
    return _paper(print_roll(made, cache=_cache(), printed_at=clock.now()), "liste", sheet)


@bp.get("/elections/contests/<key:contest_id>/candidates.pdf")
@allow(Permission.COUNCIL_MANAGE)
def posted_candidates(contest_id: int) -> Response:
    """Give the poster of the candidates of a college, once their order was drawn."""
    election, sheet = see(contest_id)
    if not any(one.number for one in sheet.standing):
        raise NotFound
    council = queries.council_of(cycle.act().session, election)
    photos = {one.id: one.photo for one in sheet.standing if one.photo is not None}
    name = cycle.organisation_row().name
    made = write_candidates(_language(), election, council, sheet, photos, name)
    content = print_candidates(made, cache=_cache(), printed_at=clock.now())
    return _paper(content, "candidats", sheet)


def _language() -> str:
    tag = request.args.get("language", "fr")
    if tag not in TAGS:
        raise NotFound
    return tag


def _cache() -> Path:
    data: Path = current_app.extensions["settings"].data
    return data / "cache"


def _paper(content: bytes, name: str, sheet: ContestSheet) -> Response:
    whole = f"{name}-{to_text(sheet.contest.id)}-{_language().replace('@', '-')}"
    disposition = f'inline; filename="{whole}.pdf"'
    return Response(
        content, mimetype="application/pdf", headers={"Content-Disposition": disposition}
    )
