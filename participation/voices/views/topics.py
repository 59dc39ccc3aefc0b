"""What becomes of a topic: its words, its council, its double, the reason why it is not kept."""

from collections.abc import Callable

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils.queries import get_council, list_councils
from participation.followups.forms import form_in
from participation.followups.labels import LEVELS, STATES as ANSWERS
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice, Form
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import find
from participation.foundation.localized import Localized
from participation.foundation.permissions import Permission
from participation.surveys.adapters.codes import qr_svg
from participation.surveys.adapters.papers import print_invitation
from participation.voices import labels, operations, queries
from participation.voices.forms import MergeForm, keep_form, leave_form, topic_form
from participation.voices.models import Topic
from participation.voices.rules import DOUBLES, NEXT, OPEN, State

from .desk import bp, refuse, services_here, status_of, tags, topic_choices


@bp.get("/topics/all")
@allow(Permission.VOICE_REVIEW)
def pile() -> str:
    """List the topics in one state; those to put forward come by themselves."""
    asked = request.args.get("state", "")
    state = State(asked) if asked in set(State) else State.RECEIVED
    found = queries.list_topics(cycle.act().session)
    return pages.render(
        "voices/pile.html",
        topics=[one for one in found if one.state is state],
        filters_of=[
            (words, url_for(".pile", state=each.value), each is state)
            for each, words in labels.STATES.items()
        ],
        services=services_here(),
        labels=labels,
        levels=LEVELS,
    )


@bp.get("/topics/<key:topic_id>")
@allow(Permission.VOICE_REVIEW)
def topic(topic_id: int) -> str:
    """Show a topic: its words in each language, its voices, its steps, what may follow."""
    session = cycle.act().session
    found = queries.get_topic(session, topic_id)
    council = get_council(session, found.council_id) if found.council_id else None
    return pages.render(
        "voices/topic.html",
        line=queries.see_topic(session, found),
        voices=queries.list_voices(session, topic_id),
        council=council,
        service=services_here()[found.service_id],
        labels=labels,
        levels=LEVELS,
        answers=ANSWERS,
        language_of=find,
        may_keep=found.state is not State.PLACED or found.discussed_on is not None,
        may_leave=found.state in OPEN,
        may_answer=State.ANSWERED in NEXT[found.state],
        may_merge=found.state in DOUBLES,
    )


@bp.route("/topics/<key:topic_id>/words", methods=["GET", "POST"])
@allow(Permission.VOICE_REVIEW)
def words(topic_id: int) -> ResponseReturnValue:
    """Correct or translate the words of a topic."""
    act, found = cycle.act(), _topic(topic_id)
    facts = {"theme": found.theme.value, "level": found.level.value, "said": found.said}
    form = topic_form(tags(), found.language)(data=facts)
    return _answer(
        form,
        found,
        _("Les mots du sujet"),
        lambda: operations.change_topic(act, found, form.sheet()),
    )


@bp.route("/topics/<key:topic_id>/keep", methods=["GET", "POST"])
@allow(Permission.VOICE_REVIEW)
def keep(topic_id: int) -> ResponseReturnValue:
    """Put a topic forward to a council of its service."""
    act, found = cycle.act(), _topic(topic_id)
    form = keep_form(tags())()
    here = list_councils(act.session, on=clock.today(), service_id=found.service_id)
    form.council.offer([Choice(to_text(one.id), one.name.text(reader_locale())) for one in here])
    return _answer(
        form,
        found,
        _("Garder pour un conseil"),
        lambda: operations.keep_for_council(
            act,
            found,
            get_council(act.session, from_text(str(form.council.data))),
            Localized(form.words.data),
        ),
        instead="" if here else _("Ce service n’a pas encore de conseil."),
    )


@bp.route("/topics/<key:topic_id>/leave", methods=["GET", "POST"])
@allow(Permission.VOICE_REVIEW)
def leave(topic_id: int) -> ResponseReturnValue:
    """Say why a topic is not kept."""
    act, found = cycle.act(), _topic(topic_id)
    form = leave_form(tags())()
    return _answer(
        form,
        found,
        _("Ne pas garder ce sujet"),
        lambda: operations.leave_out(act, found, Localized(form.because.data)),
    )


@bp.route("/topics/<key:topic_id>/answer", methods=["GET", "POST"])
@allow(Permission.VOICE_REVIEW)
def answer(topic_id: int) -> ResponseReturnValue:
    """Write what was answered to a topic, or who owes the answer and by when."""
    act, found = cycle.act(), _topic(topic_id)
    facts = {"said": found.said, "level": found.level.value, "is_public": True}
    form = form_in(tags())(data={**facts, "state": "open"})
    form.asked_on = clock.today()
    return _answer(
        form,
        found,
        _("La réponse"),
        lambda: operations.owe_answer(act, found, form.sheet()),
    )


@bp.route("/topics/<key:topic_id>/merge", methods=["GET", "POST"])
@allow(Permission.VOICE_REVIEW)
def merge(topic_id: int) -> ResponseReturnValue:
    """Join a topic to another that says the same."""
    act, found = cycle.act(), _topic(topic_id)
    form = MergeForm()
    others = [
        one
        for one in queries.list_topics(act.session, OPEN)
        if one.topic.service_id == found.service_id and one.topic.id != topic_id
    ]
    form.into.offer(topic_choices(others))
    return _answer(
        form,
        found,
        _("Joindre à un autre sujet"),
        lambda: operations.merge_topics(
            act, found, queries.get_topic(act.session, from_text(str(form.into.data)))
        ),
        instead="" if others else _("Il n’y a pas d’autre sujet ouvert."),
    )


def _topic(topic_id: int) -> Topic:
    return queries.get_topic(cycle.act().session, topic_id)


def _answer(
    form: Form, found: Topic, title: str, deed: Callable[[], Topic], *, instead: str = ""
) -> ResponseReturnValue:
    """Show the form of one step, and take it when it is sent; a refusal stands at its field."""
    if form.accepted():
        try:
            after = deed()
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".topic", topic_id=after.id), 303)
    page = pages.render(
        "voices/step.html",
        form=form,
        title=title,
        said=found.said,
        instead=instead,
        back=url_for(".topic", topic_id=found.id),
    )
    return page, status_of(form)


@bp.get("/<service>/topics/poster/<language>.pdf")
@allow(Permission.VOICE_REVIEW)
def poster(language: str) -> Response:
    """Give the A3 poster that invites people of a house to speak, in one language."""
    house, settings = cycle.service_row(), current_app.extensions["settings"]
    address = f"{settings.base_url}{url_for('.topics')}"
    made = labels.write_invitation(
        find(language).tag, house=house.public_name, address=address, qr=qr_svg(address)
    )
    content = print_invitation(made, cache=settings.data / "cache", printed_at=clock.now())
    shown = f'inline; filename="sujets-{house.slug}.pdf"'
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": shown})
