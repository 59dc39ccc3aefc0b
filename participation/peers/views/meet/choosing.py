"""What about, who, when: three touches when the first proposals suit."""

import datetime as dt
from dataclasses import dataclass, replace

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accessibility.adapters.sound import kind_of
from participation.foundation import claims, clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.permissions import Permission
from participation.peers.labels import meet as labels, words
from participation.peers.models import Peer
from participation.peers.operations.asking import ask_for_help
from participation.peers.operations.meeting import book_meeting, refuse_lost
from participation.peers.queries.choosing import (
    first_choices,
    get_helper,
    list_proposals,
    list_starts,
)
from participation.peers.queries.open_groups import list_open
from participation.peers.rules.booking import Refusal, half_of, turned
from participation.peers.rules.kinds import Topic
from participation.peers.rules.waiting import alternatives

from .door import (
    asked,
    bp,
    guest,
    helping,
    keep_note,
    known_user,
    read_note,
    refuse_flood,
    remember_code,
    ticket_url,
)

MOST_SHOWN = 8
STAMP = "%Y%m%dT%H%MZ"
TOO_MANY, CONFLICT = 429, 409


@dataclass(frozen=True, slots=True)
class Hello:
    """Where her hello is, in both codings."""

    opus: str
    aac: str


@bp.get("/")
@allow(Permission.PEER_MEET)
def start() -> str:
    """Ask what it is about; not saying it comes first."""
    session, now = cycle.act().session, clock.now()
    return pages.render(
        "meet/start.html",
        topics=labels.topic_choices(),
        has_groups=bool(list_open(session, now)),
        is_known=known_user() is not None,
    )


@bp.post("/")
@allow(Permission.PEER_MEET, once=False, writes=False)
def about() -> ResponseReturnValue:
    """Keep in this browser alone what it is about: no address and no row ever holds it."""
    topic = request.form.get("topic", "")
    keep_note(replace(read_note(), topic=topic if topic in set(Topic) else "", wishes=()))
    return redirect(url_for(".people"), 303)


@bp.get("/people")
@allow(Permission.PEER_MEET)
def people() -> str:
    """Propose who can, best first, each with why and when; or promise to look for somebody."""
    found = list_proposals(cycle.act().session, cycle.service_id(), asked(), clock.now())
    return pages.render(
        "meet/people.html",
        proposals=found[:MOST_SHOWN],
        hello_of=_hello,
        reasons_of=labels.reasons_of,
        lived=lambda one: [words.TOPICS[each] for each in one.topics],
        wishes=labels.WISHES,
        parts=labels.PARTS,
        has_hours=bool(asked().parts),
        wished=read_note().wishes,
    )


@bp.post("/people")
@allow(Permission.PEER_MEET, once=False, writes=False)
def narrow() -> ResponseReturnValue:
    """Keep whom she would rather meet and when she can, together; the same touch takes one back."""
    wish, note = request.form.get("wish", ""), read_note()
    if wish in {one.value for one in (*labels.WISHES, *labels.PARTS)}:
        keep_note(replace(note, wishes=turned(note.wishes, wish)))
    return redirect(url_for(".people"), 303)


def _helper(peer_id: int) -> Peer:
    return get_helper(cycle.act().session, cycle.service_id(), peer_id, clock.today())


def _hello(peer: Peer) -> Hello | None:
    if not peer.has_sound:
        return None
    opus, aac = (url_for("meet.hello", peer_id=peer.id, kind=kind) for kind in ("opus", "aac"))
    return Hello(opus, aac)


@bp.get("/people/<key:peer_id>/photo")
@allow(Permission.PEER_MEET)
def photo(peer_id: int) -> Response:
    """Give the photo that she chose."""
    return Response(_helper(peer_id).photo or abort(404), mimetype="image/webp")


@bp.get("/people/<key:peer_id>/hello/<any(opus, aac):kind>")
@allow(Permission.PEER_MEET)
def hello(peer_id: int, kind: str) -> Response:
    """Give her hello in her own voice: `opus`, or `aac` for older phones."""
    peer = _helper(peer_id)
    content = (peer.sound_aac if kind == "aac" else None) or peer.sound or abort(404)
    return Response(content, mimetype=kind_of(content) or "application/octet-stream")


@bp.get("/people/<key:peer_id>")
@allow(Permission.PEER_MEET)
def times(peer_id: int) -> str:
    """Offer the first times of a helper, one a half day; all of them for who asks."""
    return _times(_helper(peer_id), is_whole="all" in request.args)


def _times(
    peer: Peer, *, is_whole: bool = False, lost: dt.datetime | None = None, why: str = ""
) -> str:
    starts = list_starts(cycle.act().session, cycle.service_id(), peer, asked(), clock.now())
    first = starts if is_whole else first_choices(starts)
    if lost is not None:
        first = alternatives(starts, lost, clock.now())
    return pages.render(
        "meet/times.html",
        peer=peer,
        hello=_hello(peer),
        offers=[(one, one.strftime(STAMP), *half_of(one)) for one in first],
        has_more=len(starts) > len(first),
        has_hours=bool(asked().parts),
        why=why,
    )


def _read_start(sent: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(sent, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        abort(404)


@bp.post("/people/<key:peer_id>")
@allow(Permission.PEER_MEET, once=False, writes=False)
def book(peer_id: int) -> ResponseReturnValue:
    """Take the time; who comes second is shown the nearest three, and nothing is written for her.

    It looks first, without the place of SQLite's single writer: most who lose are told at once.
    """
    starts, service_id = _read_start(request.form.get("starts", "")), cycle.service_id()
    try:
        refuse_lost(cycle.act(), peer_id, starts, guest())
        cycle.begin_writing()
        claims.claim_now()
        refuse_flood()
        act, peer = cycle.act(), _helper(peer_id)
        made = book_meeting(act, peer, starts, guest(), service_id=service_id, helping=helping())
    except Refused as refused:
        if refused.reason is Refusal.TOO_MANY_HERE:
            return wait(refused), TOO_MANY
        claims.answer_again()
        return _times(_helper(peer_id), lost=starts, why=pages.explain(refused)), CONFLICT
    remember_code(made.booking.id, made.code)
    return redirect(ticket_url(made.booking.id), 303)


@bp.post("/ask")
@allow(Permission.PEER_MEET)
def ask() -> ResponseReturnValue:
    """Keep what she looks for, with a promised day."""
    act, service_id = cycle.act(), cycle.service_id()
    try:
        refuse_flood()
        made = ask_for_help(act, asked(), guest(), service_id=service_id)
    except Refused as refused:
        status = TOO_MANY if refused.reason is Refusal.TOO_MANY_HERE else CONFLICT
        return wait(refused), status
    remember_code(made.request.id, made.code)
    return redirect(ticket_url(made.request.id), 303)


def wait(refused: Refused) -> str:
    """Show a refusal alone on its page: nothing is looked up for it."""
    return pages.render("meet/wait.html", why=pages.explain(refused))
