"""What the pages of meetings share: the note of a visit, who stands here, how much is too much."""

import base64
import binascii
import json
from dataclasses import asdict, dataclass, field, replace

from flask import Blueprint, current_app, url_for

from participation.accounts.views.door import neighbourhood
from participation.foundation import cycle, pages
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.foundation.security import sealer
from participation.foundation.throttle import bucket_of, take_try
from participation.peers.adapters.links import helping_link
from participation.peers.adapters.tokens import token_of
from participation.peers.labels.meet import GENDER_OF
from participation.peers.operations.meeting import Guest
from participation.peers.queries.choosing import Asked
from participation.peers.rules.booking import FLOOD, FLOOD_WITHIN, Part, Refusal
from participation.peers.rules.civil import PARIS, day_of
from participation.peers.rules.kinds import ReminderChannel, Topic

bp = Blueprint("meet", __name__, url_prefix="/<organisation>/<service>/meet")
NOTE = "meet"
MOST_CODES = 3
"""Codes that one visit remembers, to show them again until it is wiped."""


@dataclass(frozen=True, slots=True)
class Note:
    """What this browser holds, sealed: what she said on the way, and the codes she was given."""

    topic: str = ""
    wishes: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)


def read_note() -> Note:
    """Give the note of this visit; one that is not ours, or of an older program, is empty."""
    try:
        opened = sealer(NOTE).open(base64.urlsafe_b64decode(pages.kept_of_visit(NOTE)))
        kept = json.loads(opened) if opened else {}
        return Note(**{**kept, "wishes": tuple(kept.get("wishes", ()))})
    except (binascii.Error, ValueError, TypeError):
        return Note()


def keep_note(note: Note) -> None:
    """Let this browser hold the note, sealed: the next person at the screen cannot read it."""
    sealed = sealer(NOTE).seal(json.dumps(asdict(note)).encode())
    pages.keep_for_visit(NOTE, base64.urlsafe_b64encode(sealed).decode())


def remember_code(key: int, code: str) -> None:
    """Keep the code of what was just booked, and forget what it was about."""
    note = read_note()
    codes = dict([*note.codes.items(), (to_text(key), code)][-MOST_CODES:])
    keep_note(replace(note, topic="", codes=codes))


def base_url() -> str:
    """Give the address of this installation."""
    found: str = current_app.extensions["settings"].base_url
    return found


def helping() -> str:
    """Give the address where helpers read what changed."""
    return helping_link(cycle.act().session, base_url())


def known_user() -> int | None:
    """Give the account of who stands here, if she came in and belongs to this service."""
    visitor = cycle.visitor()
    may = visitor.may(Permission.HOME_READ, cycle.service_id())
    return visitor.user_id if visitor.user_id is not None and may else None


def is_kiosk() -> bool:
    """Say whether this is a public screen."""
    return cycle.visitor().kiosk_service_id is not None


def asked() -> Asked:
    """Give what she said on the way; what this browser made up is nothing."""
    note = read_note()
    return Asked(
        reader_locale(),
        topic=Topic(note.topic) if note.topic in set(Topic) else None,
        gender=next((GENDER_OF[each] for each in note.wishes if each in GENDER_OF), None),
        not_from_here="away" in note.wishes,
        user_id=known_user(),
        parts=frozenset(Part(each) for each in note.wishes if each in set(Part)),
    )


def guest() -> Guest:
    """Give who comes: at the screen with a slip, elsewhere without a reminder until she asks."""
    channel = ReminderChannel.SLIP if is_kiosk() else ReminderChannel.NOTHING
    return Guest(known_user(), reader_locale(), channel)


def refuse_flood() -> None:
    """Count a booking or a request of this screen or person; refuse when there are too many.

    It is counted with the deed, and a refused one not at all: a commit between the claim of a form
    and its deed would lead its twin nowhere.
    """
    act, visitor = cycle.act(), cycle.visitor()
    person = known_user()
    who = f"kiosk:{visitor.kiosk_id}" if person is None else f"user:{person}"
    bucket = bucket_of(str(current_app.secret_key), "meet", who)
    since = act.now - FLOOD_WITHIN
    if not take_try(act.session, bucket, limit=FLOOD, since=since, at=act.now):
        raise Refused(Refusal.TOO_MANY_HERE)


def near_bucket() -> str:
    """Give the lock of codes tried from this screen, or from this part of the network."""
    kiosk = cycle.visitor().kiosk_id
    who = neighbourhood() if kiosk is None else str(kiosk)
    return bucket_of(str(current_app.secret_key), "meet-code", who)


def ticket_url(key: int) -> str:
    """Give the private page of a booking or of a request."""
    return url_for("meet.ticket", token=token_of(cycle.act().organisation_id, key))


@bp.context_processor
def give_days() -> dict[str, object]:
    """Give the pages of this room the day of an instant where the services are."""
    return {"day_in_paris": lambda instant: day_of(instant, PARIS)}
