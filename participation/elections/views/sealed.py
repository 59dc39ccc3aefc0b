"""What booth and bureau ask and say of a sealed vote, in JSON; no private key ever comes here."""

import tempfile

from flask import Blueprint, Response, request, send_file

from participation.belenios.checks import Check, require
from participation.belenios.encoding import fingerprint
from participation.elections import queries
from participation.elections.operations import sealed as operations
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import AFTER_TALLY, BEFORE_OPENING, SealedRefusal
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.foundation.permissions import PUBLIC, Permission

from .speaking import Said, contest_here, refuse_uninvited, sealed_here, speaks, told

bp = Blueprint("sealed", __name__, url_prefix="/<organisation>/<service>/vote/<key:contest_id>")


@bp.get("/state")
@allow(PUBLIC, logged=False)
@speaks
def state(contest_id: int) -> Said:
    """Say where the vote stands; how many have voted is told to nobody before its end."""
    contest, session = contest_here(contest_id), cycle.act().session
    sealed = found.find_sealed(session, contest.id)
    if sealed is None:
        return {"phase": None}
    trustees = found.list_trustees(session, sealed)
    return {
        "phase": sealed.phase.value,
        "uuid": sealed.uuid,
        "fingerprint": fingerprint(sealed.election.encode()) if sealed.election else None,
        "size": len(trustees),
        "threshold": sealed.threshold,
        "cards": sealed.cards,
        "possessions": sum(1 for each in trustees if each.possession),
        "voted": sealed.ballots,
    }


@bp.get("/setup")
@allow(PUBLIC, logged=False)
@speaks
def setup(contest_id: int) -> Said:
    """Give the booth all that it seals with: the same bytes to everybody."""
    contest, sealed = sealed_here(contest_id)
    if sealed.election is None or sealed.trustees is None:
        raise Refused(SealedRefusal.NOT_READY)
    keys = sealed.candidates.split(",")
    names = {
        to_text(each.id): each.name
        for each in queries.list_candidacies(cycle.act().session, contest)
    }
    return {
        "election": sealed.election,
        "trustees": sealed.trustees,
        "fingerprint": fingerprint(sealed.election.encode()),
        "candidates": [
            {"key": key, "name": names.get(key, ""), "slot": slot}
            for slot, key in enumerate(keys, 1)
        ],
        "most": found.read_sealing(sealed.election).questions[0].max,
        "phase": sealed.phase.value,
    }


@bp.post("/card")
@allow(PUBLIC, once=False, writes=False, logged=False)
@speaks
def card(contest_id: int) -> Said:
    """Say what a card is worth, by its public credential."""
    contest, sealed = sealed_here(contest_id)
    (credential,) = told("credential")
    require(isinstance(credential, str), Check.FIELDS, "the credential is not a string")
    if sealed.phase in BEFORE_OPENING:
        raise Refused(SealedRefusal.NOT_OPEN)
    return {"state": operations.find_state(cycle.act(), contest, credential).value}


@bp.post("/ballots")
@allow(PUBLIC, once=False, writes=False, logged=False)
@speaks
def cast(contest_id: int) -> Said:
    """Take a sealed ballot; at a paired screen of this service it is final."""
    final = cycle.visitor().kiosk_service_id == cycle.service_id()
    raw = request.get_data(cache=False)
    return {"tracker": operations.cast_ballot(cycle.act(), contest_id, raw, final=final)}


@bp.get("/trackers")
@allow(PUBLIC)
@speaks
def trackers(contest_id: int) -> Said:
    """List the trackers of the ballots that count, sorted, after the end."""
    _contest, sealed = sealed_here(contest_id)
    if sealed.phase not in AFTER_TALLY:
        raise Refused(SealedRefusal.STILL_OPEN)
    return {"trackers": found.list_trackers(cycle.act().session, sealed)}


@bp.get("/archive")
@allow(PUBLIC)
@speaks
def archive(contest_id: int) -> Response:
    """Give the archive to assessors and to who looks after the council; not to the Web."""
    _contest, sealed = sealed_here(contest_id)
    refuse_uninvited(sealed)
    if sealed.ended_on is None:
        raise Refused(SealedRefusal.STILL_OPEN)
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer
    found.write_archive(cycle.act().session, sealed, stream)
    stream.seek(0)
    name = f"{sealed.uuid}.bel"
    return send_file(stream, "application/octet-stream", as_attachment=True, download_name=name)


@bp.get("/result")
@allow(PUBLIC)
@speaks
def result(contest_id: int) -> Said:
    """Give the result to assessors and to who looks after the council."""
    _contest, sealed = sealed_here(contest_id)
    refuse_uninvited(sealed)
    counted = found.result_of(sealed)
    if counted is None or sealed.election is None:
        raise Refused(SealedRefusal.NO_RESULT)
    return {
        "result": [[counted.blank, *counted.votes.values()]],
        "ballots": counted.ballots,
        "fingerprint": fingerprint(sealed.election.encode()),
    }


@bp.post("/prepare")
@allow(Permission.COUNCIL_MANAGE, once=False)
@speaks
def prepare(contest_id: int) -> Said:
    """Begin the ceremony; its doors are told this once."""
    contest = contest_here(contest_id)
    names, title = told("trustees", "title")
    listed = isinstance(names, list) and all(isinstance(name, str) for name in names)
    require(listed and isinstance(title, str), Check.FIELDS, "trustees are not a list of names")
    made = operations.prepare(cycle.act(), contest, names, title=title)
    return {
        "uuid": made.sealed.uuid,
        "trustees": [
            {"index": index, "name": name, "invitation": token}
            for index, (name, token) in enumerate(made.trustees, 1)
        ],
        "cards_invitation": made.cards,
    }
