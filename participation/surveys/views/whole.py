"""A survey whole, for devices that lose the network: its page, what stands in, the worker."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from flask import Response, current_app, jsonify, request, url_for

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.assets import asset, built_file
from participation.foundation.forms.cleaning import clean_text
from participation.foundation.i18n import reader_locale, speak_to
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import Language, chain, find
from participation.foundation.localized import Localized
from participation.foundation.permissions import PUBLIC
from participation.foundation.throttle import bucket_of, take_try

from ..adapters.envelopes import pair_of
from ..labels import answering as labels
from ..operations.envelopes import take_envelopes
from ..queries import answering as queries
from ..queries.answering import Asked, place_of
from ..rules import envelopes as rules
from ..rules.draft import Draft, Trouble, minutes
from ..rules.flow import Course
from ..rules.plan import Same
from ..rules.questions import DONT_KNOW, WONT_SAY, Question, QuestionKind
from ..rules.stages import Channel
from ..rules.whole import Tongue, write_course
from .door import bp, get_open
from .drawing import draw, draw_aids, list_voices
from .screens import Screen, all_offers, screen_of, steady_text, with_pictures

KIOSK = "kiosk"
NOBODY = Draft(survey_id=0, key=UUID(int=0), version="", begun=0, channel=Channel.PHONE)
TOO_MANY, MALFORMED = 429, 400


@dataclass(frozen=True, slots=True)
class Door:
    """A survey in one language; the address changes with what is in it."""

    language: Language
    address: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A survey that a device keeps."""

    title: Localized
    doors: Sequence[Door]
    survey: str
    assist: str
    """Where somebody helps with it."""


@bp.get("/<key:survey_id>/whole")
@allow(PUBLIC)
def whole(survey_id: int) -> str:
    """Ask every question in one page that needs no server; nothing in it is of anybody."""
    asked = get_open(survey_id)
    _speak(asked)
    course = asked.course({}, clock.today(), reader_locale())
    shown = [_screen(course, question) for question in asked.questionnaire.questions()]
    count = queries.count_questions(asked)
    return pages.render(
        "surveys/whole.html",
        asked=asked,
        draws=[_draw(asked, course, each) for each in shown if each is not None],
        aids=draw_aids,
        facts=json.dumps(_facts(asked), ensure_ascii=False, separators=(",", ":")),
        count=count,
        minutes=minutes(count),
        labels=labels,
        voices=list_voices(),
        survey=to_text(survey_id),
        assist_url=_assist(asked),
        **_place(),
    )


def _speak(asked: Asked) -> None:
    """Take the language of the address when the survey has it: the page is the same for all."""
    wanted = request.args.get("language", "")
    if wanted in _languages(asked):
        speak_to(wanted)


def _languages(asked: Asked) -> list[str]:
    offered = cycle.organisation_row().languages.split(",")
    return [tag for tag in offered if tag in asked.questionnaire.languages]


def _screen(course: Course, question: Question) -> Screen | None:
    """Show a question with all it may offer, whatever was answered; None for one never shown.

    Texts that quote stand as they are written: the page's own script fills them in.
    """
    if question.kind in {QuestionKind.CALCULATION, QuestionKind.NOT_ASKED}:
        return None
    return replace(
        screen_of(course, question, NOBODY),
        label=steady_text(Same(question.label)),
        hint=steady_text(Same(question.hint)),
        offers=with_pictures(course, question, all_offers(question, course.language)),
    )


def _draw(asked: Asked, course: Course, screen: Screen) -> dict[str, object]:
    typed = not _at_kiosk()
    return {
        "name": asked.by_number[screen.number].name,
        "screen": screen,
        "draw": partial(
            draw, asked, screen, heading=True, typed=typed, voice=f"{screen.name}-voice"
        ),
        "required": course.is_required(asked.by_number[screen.number].name),
    }


def _facts(asked: Asked) -> dict[str, object]:
    """Give what the page's script needs: the course, where to send, the key, the sentences."""
    pair = pair_of(cycle.organisation_row().id, asked.survey_id)
    tongue = Tongue(reader_locale(), chain(reader_locale()))
    survey, _slash, version = place_of(asked).partition("/")
    return {
        "course": write_course(asked.questionnaire, tongue),
        "survey": survey,
        "version": version,
        "home": _place()["home"],
        "address": url_for(".take"),
        "to": base64.b64encode(pair.public).decode(),
        "closes": asked.closes_on.isoformat(),
        "channel": (Channel.KIOSK if _at_kiosk() else Channel.PHONE).value,
        "refusals": {reason.value: str(words) for reason, words in labels.REFUSALS.items()},
        "troubles": {
            trouble.value: str(labels.TROUBLES[trouble])
            for trouble in (
                Trouble.NOT_A_NUMBER,
                Trouble.COMMENT_TOO_LONG,
                Trouble.TOO_FAST,
                Trouble.TOO_MUCH,
            )
        },
        "words": {
            str(DONT_KNOW): str(labels.DONT_KNOW_WORDS),
            str(WONT_SAY): str(labels.WONT_SAY_WORDS),
            "nothing": str(labels.NOTHING_TO_SAY),
            "skipped": str(labels.SKIPPED),
            "voice": str(labels.OWN_SOUND),
        },
    }


def _at_kiosk() -> bool:
    return request.args.get("place") == KIOSK


def _place() -> dict[str, object]:
    """Give where the page stands: on a public screen it leads to the greeting and to the wiping."""
    home = url_for(".start", survey_id=0).partition("/surveys/")[0] + "/"
    if not _at_kiosk():
        return {"at_kiosk": False, "home": home, "start_url": home, "wipe_url": ""}
    return {
        "at_kiosk": True,
        "home": home,
        "start_url": url_for("kiosk.attract"),
        "wipe_url": url_for("kiosk.wipe"),
        "away_url": url_for(".away", place=KIOSK),
    }


@bp.get("/away")
@allow(PUBLIC)
def away() -> str:
    """Say calmly that there is no network, and lead to the surveys that the device keeps."""
    offered = cycle.organisation_row().languages.split(",")
    wanted = request.args.get("language", "")
    if wanted in offered:
        speak_to(wanted)
    return pages.render("surveys/away.html", kept=_list_kept(), **_place())


def _list_kept() -> Sequence[Kept]:
    """List open surveys: on a public screen in all their languages, elsewhere in the reader's."""
    session = cycle.act().session
    opened = queries.list_open(session, clock.today())
    every = [queries.recall_asked(session, one.survey_id) for one in opened]
    return [
        Kept(asked.title, _doors(asked), to_text(asked.survey_id), _assist(asked))
        for asked in every
    ]


def _assist(asked: Asked) -> str:
    return url_for(".assist", survey_id=asked.survey_id)


def _doors(asked: Asked) -> list[Door]:
    tags = _languages(asked) if _at_kiosk() else [reader_locale()]
    return [Door(find(tag), _address(asked, tag)) for tag in tags]


def _address(asked: Asked, language: str) -> str:
    """Give the address of the whole page; another one as soon as what is in it changes."""
    sheet = "kiosk.css" if _at_kiosk() else "resident.css"
    mark = pair_of(cycle.organisation_row().id, asked.survey_id).mark.hex()
    made = (asked.version, asked.closes_on.isoformat(), asset("whole.js"), asset(sheet), mark)
    return url_for(
        ".whole",
        survey_id=asked.survey_id,
        language=language,
        place=KIOSK if _at_kiosk() else None,
        edition=hashlib.sha256("\n".join(made).encode()).hexdigest()[:12],
    )


@bp.get("/worker.js")
@allow(PUBLIC)
def worker() -> Response:
    """Give the worker of one house; its header lets it stand before all pages of that house."""
    response = Response(built_file("worker.js").read_bytes(), mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = str(_place()["home"])
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.post("/envelopes")
@allow(PUBLIC, once=False, logged=False)
def take() -> tuple[Response, int]:
    """Take the envelopes of a device; say what became of each, never who sent them."""
    request.max_content_length = rules.LARGEST_SENDING
    sending = rules.read_sending(request.get_data(), from_text)
    if sending is None:
        return jsonify(error="malformed"), MALFORMED
    if not _has_room():
        return jsonify(error="too-many"), TOO_MANY
    envelopes, fates = sending
    fates |= take_envelopes(cycle.act(), envelopes, clean_text)
    return jsonify(fates=fates), 200


def _has_room() -> bool:
    """Count a sending to this service, by the ten minutes and no finer."""
    act = cycle.act()
    minute = act.now.minute - act.now.minute % 10
    at = act.now.replace(minute=minute, second=0, microsecond=0)
    names = ("envelopes", str(act.organisation_id), to_text(cycle.service_id()))
    bucket = bucket_of(str(current_app.secret_key), *names)
    return take_try(act.session, bucket, limit=rules.SENDINGS, since=act.now - rules.WITHIN, at=at)
