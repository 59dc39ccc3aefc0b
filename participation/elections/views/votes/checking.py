"""The self-check of an election: what is expected of it, what is known, where to look."""

from collections.abc import Sequence

from flask import Response, url_for

from participation.elections.adapters.count_papers import print_act
from participation.elections.labels import selfcheck as words
from participation.elections.labels.minutes import may_print
from participation.elections.queries import VoteSheet
from participation.elections.queries.selfcheck import known_of, recommendation
from participation.elections.queries.urns import UrnSheet, see_urns
from participation.elections.rules.sealed import AFTER_TALLY
from participation.elections.rules.selfcheck import Evidence, Line
from participation.elections.rules.stages import Stage
from participation.elections.rules.verdicts import check as judge
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import speaking
from participation.foundation.languages import SOURCE
from participation.foundation.permissions import Permission

from .desk import bp, reach
from .papers import NUMBERED, _cache, _paper


@bp.get("/elections/<key:election_id>/check")
@allow(Permission.COUNCIL_MANAGE)
def check(election_id: int) -> str:
    """Show what is expected of this vote, point by point, and where each can be checked."""
    sheet = reach(election_id)
    urns = _urns(sheet)
    lines, notes = _check(sheet, urns)
    return pages.render(
        "elections/check.html",
        vote=sheet,
        lines=[(one, _address(sheet, urns, one)) for one in lines],
        notes=notes,
        words=words,
        marks=list(dict.fromkeys(mark for one in lines for mark in one.marks)),
        fingerprint=Evidence.FINGERPRINT,
        warned=sum(one.is_warning for one in lines),
    )


@bp.get("/elections/<key:election_id>/check.pdf")
@allow(Permission.COUNCIL_MANAGE)
def check_paper(election_id: int) -> Response:
    """Print the self-check."""
    sheet = reach(election_id)
    with speaking(SOURCE):
        lines, notes = _check(sheet, _urns(sheet))
    paper = words.write_check(sheet, lines, notes, cycle.organisation_row().name)
    return _paper(print_act(paper, cache=_cache(), printed_at=clock.now()), "auto-controle")


def _urns(sheet: VoteSheet) -> Sequence[UrnSheet]:
    return list(see_urns(cycle.act().session, sheet).values())


def _check(sheet: VoteSheet, urns: Sequence[UrnSheet]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    known = known_of(sheet, one_device=any(each.one_opens for each in urns))
    text = recommendation()
    level = text.grid.level_of(known.voters)
    return judge(known, text), words.say_notes(text, level, clock.today())


def _address(sheet: VoteSheet, urns: Sequence[UrnSheet], line: Line) -> str:
    """Give the page or the paper that a line points at; nothing where there is none to open."""
    election = sheet.election
    if line.evidence is Evidence.KEYS and all(each.is_prepared for each in urns):
        return url_for(".opening_minutes", election_id=election.id)
    if line.evidence is Evidence.ARCHIVE:
        return _archive(sheet, urns)
    if line.evidence is Evidence.DESK:
        return url_for(".desk", election_id=election.id)
    if line.evidence is Evidence.SIGNATURES and election.stage in NUMBERED:
        return url_for(".signatures", election_id=election.id)
    if line.evidence in {Evidence.MINUTES, Evidence.FINGERPRINT} and may_print(sheet):
        return url_for(".minutes", election_id=election.id)
    if line.evidence is Evidence.FINGERPRINT and election.stage is Stage.COUNT:
        return url_for(".result", election_id=election.id)
    return ""


def _archive(sheet: VoteSheet, urns: Sequence[UrnSheet]) -> str:
    """Give the archive where there is one; of several, the desk that leads to each."""
    if not all(each.phase in AFTER_TALLY for each in urns):
        return ""
    if len(urns) == 1:
        return url_for(".archive", contest_id=urns[0].contest.id)
    return url_for(".desk", election_id=sheet.election.id)
