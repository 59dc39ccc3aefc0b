"""Clips for every page, and the studio where voices are recorded, listened to and approved."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.languages import SOURCE, spoken_by_program
from participation.foundation.permissions import PUBLIC, Permission

from .. import labels, operations, queries, rules
from ..adapters import speech
from ..adapters.making import speak as make_speech
from ..adapters.shelf import ENDINGS, Shelf
from ..adapters.spoken import open_token, say_token, spoken
from ..forms import VoiceForm
from ..models import Recording
from ..queries import Sentence, Source
from ..rules import Kind, Sound, State

bp = Blueprint("accessibility", __name__)
YEAR = 365 * 24 * 3600
KINDS_OF_FILE = {"opus": "audio/ogg", "aac": "audio/mp4"}
PAGE = 40
UNPROCESSABLE = 422
EXTENSION = "accessibility"


@dataclass(frozen=True, slots=True)
class Heard:
    """The addresses of a clip; `is_synthetic` is said to who listens."""

    opus: str
    aac: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Studio:
    """What the room keeps with the application: the shelf, and whose sentences are heard."""

    shelf: Shelf
    sources: Sequence[Source]


def open_studio(app: Flask, folder: Path, sources: Sequence[Source] = ()) -> None:
    """Register the doors and the template global `clip`; `sources` give the sentences of people."""
    app.extensions[EXTENSION] = Studio(Shelf(folder), tuple(sources))
    app.register_blueprint(bp)
    app.jinja_env.globals["clip"] = clip


def _studio() -> Studio:
    studio: Studio = current_app.extensions[EXTENSION]
    return studio


def clip(text: object, locale: str | None = None) -> Heard | None:
    """Give the clip of a sentence in the reader's language, or in the one it is written in.

    A sentence of the program whose places are filled in (a number, a day) is spoken when it is
    asked for: its address holds the words, sealed. All others have a clip, or none.
    """
    words, tag = str(text), locale or reader_locale()
    found = queries.find_clip(cycle.present_session(), _studio().shelf, words, tag)
    if found is None:
        own = spoken_by_program(tag)
        if not speech.can_speak(own) or not queries.fills(words, own):
            return None
        return _heard("accessibility.said", Kind.SYNTHETIC, token=say_token(own, words))
    if found.language:
        place = {"language": found.language, "key": found.key}
        return _heard("accessibility.shelf", found.kind, **place)
    return _heard("accessibility.sound", found.kind, key=found.key)


def is_heard(text: str, locale: str) -> bool:
    """Say whether a sentence of people has a clip in a language, whoever says it."""
    return queries.find_clip(cycle.present_session(), _studio().shelf, text, locale) is not None


def _heard(endpoint: str, kind: Kind, **place: Any) -> Heard:  # noqa: ANN401 - parts of an address
    opus, aac = (url_for(endpoint, ending=ending, **place) for ending in ENDINGS)
    return Heard(opus, aac, kind is Kind.SYNTHETIC)


def _of(sound: Sound | Recording, ending: str) -> bytes:
    """Give the bytes of one coding; 404 for any other."""
    if ending not in ENDINGS:
        abort(404)
    content: bytes = getattr(sound, ending)
    return content


def _play(content: bytes, key: str, ending: str, *, public: bool = True) -> Response:
    """Send a sound in whole or in parts (iPhones ask for parts), to be kept for ever."""
    kind, tag = KINDS_OF_FILE[ending], f"{key}-{ending}"
    response = send_file(io.BytesIO(content), mimetype=kind, conditional=True, etag=tag)
    response.cache_control.no_cache = None
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    if public:
        response.cache_control.public = True
    else:
        response.cache_control.private = True
    return response


@bp.get("/voices/<language>/<key>.<ending>")
@allow(PUBLIC)
def shelf(language: str, key: str, ending: str) -> Response:
    """Play a clip of the program's own sentences."""
    path = _studio().shelf.path(language, key, ending)
    return abort(404) if path is None else _play(path.read_bytes(), key, ending)


@bp.get("/voices/said/<token>.<ending>")
@allow(PUBLIC)
def said(token: str, ending: str) -> Response:
    """Speak a sentence that this server wrote itself; nothing of it is kept on disk."""
    opened = open_token(token)
    if opened is None or not speech.can_speak(opened[0]):
        abort(404)
    sound = spoken(*opened)
    return _play(_of(sound, ending), rules.sound_key(sound), ending, public=False)


@bp.get("/<organisation>/voices/<key>.<ending>")
@allow(PUBLIC)
def sound(key: str, ending: str) -> Response:
    """Play an approved recording of this association."""
    found = queries.find_sound(cycle.act().session, key)
    if found is None:
        abort(404)
    return _play(_of(found, ending), key, ending)


@bp.get("/<organisation>/voices/recordings/<key:recording_id>.<ending>")
@allow(Permission.RECORDING_MANAGE)
def listen(recording_id: int, ending: str) -> Response:
    """Play a recording that waits for approval."""
    found = queries.get_recording(cycle.act().session, recording_id)
    return _play(_of(found, ending), found.sound_key, ending, public=False)


LISTS: dict[str, Callable[[Sentence], bool]] = {
    "silent": lambda one: not one.is_heard,
    "waiting": lambda one: any(each.state is State.PROPOSED for each in one.recordings),
    "synthetic": lambda one: one.is_heard and not one.is_human,
    "human": lambda one: one.is_human,
}
"""What the studio can show: nobody says it, waits for approval, the machine says it, a person."""


def _language() -> str:
    asked = request.args.get("language", SOURCE)
    return asked if asked in cycle.organisation_row().languages.split(",") else SOURCE


def _sentences(language: str) -> list[Sentence]:
    studio = _studio()
    return queries.list_sentences(cycle.act().session, studio.shelf, language, studio.sources)


@bp.get("/<organisation>/voices")
@allow(Permission.RECORDING_MANAGE)
def index() -> str:
    """List the sentences of a language by who says them."""
    language = _language()
    sentences = _sentences(language)
    asked = request.args.get("list", "silent")
    shown = asked if asked in LISTS else "silent"
    chosen = [one for one in sentences if LISTS[shown](one)]
    last = max(1, -(-len(chosen) // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    return pages.render(
        "accessibility/index.html",
        language=language,
        offered=cycle.organisation_row().languages.split(","),
        counts={name: sum(map(test, sentences)) for name, test in LISTS.items()},
        shown=shown,
        total=len(sentences),
        sentences=chosen[(page - 1) * PAGE : page * PAGE],
        page=page,
        last=last,
        machine=speech.can_speak(language),
    )


def find_sentence(language: str, key: str) -> Sentence:
    """Give a sentence of the studio by its key; 404 for any other."""
    found = next((one for one in _sentences(language) if one.key == key), None)
    return found or abort(404)


@bp.route("/<organisation>/voices/<language>/<key>", methods=["GET", "POST"])
@allow(Permission.RECORDING_MANAGE)
def record(language: str, key: str) -> ResponseReturnValue:
    """Listen to the voices of one sentence, record one's own."""
    found = find_sentence(language, key)
    form = VoiceForm()
    if form.accepted():
        if not (content := form.content()):
            form.refuse_empty()
        else:
            try:
                operations.add_recording(
                    cycle.act(), locale=language, text=found.text, content=content
                )
            except Refused as refused:
                form.refuse("voice", pages.explain(refused))
            else:
                pages.say(_("C’est enregistré. Écoutez, puis acceptez."))
                return redirect(url_for(".record", language=language, key=key), 303)
    page = pages.render(
        "accessibility/record.html",
        form=form,
        sentence=found,
        language=language,
        kinds=labels.KINDS,
        states=labels.STATES,
        machine=speech.can_speak(language),
    )
    return page, UNPROCESSABLE if form.errors else 200


@bp.post("/<organisation>/voices/<language>/<key>/speak")
@allow(Permission.RECORDING_MANAGE)
def speak(language: str, key: str) -> ResponseReturnValue:
    """Let the machine say one sentence, to be listened to."""
    found = find_sentence(language, key)
    said = [(found.text, make_speech(language, found.text))]
    operations.keep_speech(cycle.act(), locale=language, spoken=said)
    return redirect(url_for(".record", language=language, key=key), 303)


@bp.post("/<organisation>/voices/recordings/<key:recording_id>/approve")
@allow(Permission.RECORDING_MANAGE)
def approve(recording_id: int) -> ResponseReturnValue:
    """Let residents hear a recording."""
    act = cycle.act()
    row = operations.approve_recording(act, queries.get_recording(act.session, recording_id))
    pages.say(_("Les personnes entendront cette voix."))
    return redirect(url_for(".record", language=row.locale, key=row.text_key), 303)


@bp.post("/<organisation>/voices/recordings/<key:recording_id>/remove")
@allow(Permission.RECORDING_MANAGE)
def remove(recording_id: int) -> ResponseReturnValue:
    """Remove a recording."""
    act = cycle.act()
    row = operations.remove_recording(act, queries.get_recording(act.session, recording_id))
    pages.say(_("Cette voix est enlevée."))
    return redirect(url_for(".record", language=row.locale, key=row.text_key), 303)
