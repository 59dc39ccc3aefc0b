"""A facilitator listens to each voice before anybody else reads a word of it."""

from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accessibility.adapters.sound import kind_of
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.voices import labels, operations, queries
from participation.voices.forms import ReadForm
from participation.voices.models import Voice
from participation.voices.rules import OPEN, is_french

from .desk import bp, refuse, services_here, status_of, tags, topic_choices


@bp.get("/topics")
@allow(Permission.VOICE_REVIEW)
def index() -> str:
    """List the voices that nobody has read, by chance and not by arrival."""
    session = cycle.act().session
    waiting, following = queries.list_waiting(session, _after())
    return pages.render(
        "voices/index.html",
        waiting=waiting,
        following=following,
        count=queries.count_waiting(session),
        services=services_here(),
        labels=labels,
        language_of=find,
        tongues=[find(tag) for tag in tags()],
    )


def _after() -> UUID | None:
    try:
        return UUID(request.args.get("after", ""))
    except ValueError:
        return None


@bp.route("/topics/voices/<uuid:key>", methods=["GET", "POST"])
@allow(Permission.VOICE_REVIEW)
def read(key: UUID) -> ResponseReturnValue:
    """Listen, write what may be shown with names masked, then make a topic of it or join one."""
    act = cycle.act()
    voice = queries.get_voice(act.session, key)
    open_topics = [
        one
        for one in queries.list_topics(act.session, OPEN)
        if one.topic.service_id == voice.service_id
    ]
    form = _form(voice)
    form.into.offer(topic_choices(open_topics))
    if form.accepted():
        try:
            topic = _read(voice, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté. Dites maintenant ce que devient ce sujet."))
            return redirect(url_for(".topic", topic_id=topic), 303)
    page = pages.render(
        "voices/read.html",
        form=form,
        line=queries.see_voice(act.session, key),
        language=find(voice.language),
        labels=labels,
        service=services_here()[voice.service_id],
    )
    return page, status_of(form)


def _form(voice: Voice) -> ReadForm:
    """Give the form with her words where she wrote some; one box for whoever speaks French."""
    french = is_french(voice.language)
    data = {"theme": voice.theme.value, "french" if french else "words": voice.text}
    form = ReadForm(data=data)
    if french:
        del form.words
    else:
        known = find(voice.language)
        form.words.render_kw = {"lang": known.html, "dir": known.direction}
    return form


def _read(voice: Voice, form: ReadForm) -> int:
    act = cycle.act()
    into = form.into_id()
    joined = queries.get_topic(act.session, into) if into is not None else None
    return operations.read_voice(act, voice, form.sheet(), into=joined).id


@bp.post("/topics/voices/<uuid:key>/erase")
@allow(Permission.VOICE_REVIEW)
def erase(key: UUID) -> ResponseReturnValue:
    """Erase a voice that cannot be shown."""
    act = cycle.act()
    operations.erase_voice(act, queries.get_voice(act.session, key))
    pages.say(_("Le message est effacé."))
    return redirect(url_for(".index"), 303)


@bp.get("/topics/voices/<uuid:key>/sound")
@allow(Permission.VOICE_REVIEW)
def sound(key: UUID) -> Response:
    """Give the sound of a voice to whoever may read it."""
    content = queries.get_voice(cycle.act().session, key).sound
    kind = kind_of(content) if content else None
    if content is None or kind is None:
        abort(404)
    return Response(content, mimetype=kind)
