"""A resident speaks to the council, sees what others said, and says that she agrees."""

from uuid import UUID

from flask import abort, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from participation.followups.labels import LEVELS, STATES as ANSWERS
from participation.followups.rules import ParticipationLevel
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import gettext as _, reader_locale
from participation.foundation.keys import to_text
from participation.foundation.permissions import PUBLIC, Permission
from participation.foundation.throttle import bucket_of
from participation.voices import labels, operations, queries
from participation.voices.forms import SayForm
from participation.voices.operations import VoiceSheet
from participation.voices.operations.saying import LARGEST_VOICE
from participation.voices.rules import Stand, State, Theme, Told

from .desk import bp, refuse, status_of

ORDER: tuple[Stand, ...] = (
    State.ANSWERED,
    Told.DISCUSSED,
    State.PLACED,
    State.KEPT,
    State.RECEIVED,
    State.NOT_KEPT,
)


@bp.get("/<service>/topics")
@allow(PUBLIC)
def topics() -> str:
    """Show what people of this house said, each with where it stands and who agrees."""
    found = queries.list_topics(cycle.act().session)
    by_state = [(state, [one for one in found if one.state is state]) for state in ORDER]
    return pages.render(
        "voices/topics.html",
        topics=[(state, inside) for state, inside in by_state if inside],
        labels=labels,
        levels=LEVELS,
        answers=ANSWERS,
    )


@bp.get("/<service>/topics/new")
@allow(PUBLIC, logged=False)
def themes() -> str:
    """Offer the cards of what it may be about, and the way out for what is no matter of theirs."""
    return pages.render("voices/themes.html", labels=labels)


@bp.route("/<service>/topics/new/<theme>", methods=["GET", "POST"])
@allow(PUBLIC, once=False, logged=False)
def say(theme: str) -> ResponseReturnValue:
    """Take a card, a voice or words; nothing tells whose they are unless she puts her name."""
    if theme not in set(Theme):
        abort(404)
    form = SayForm()
    if cycle.visitor().kiosk_service_id is not None:
        del form.text
    if not _is_known():
        del form.named
    if form.accepted():
        try:
            sheet, key = _sheet(form, Theme(theme)), cycle.key_of_form()
            operations.say(cycle.act(), sheet, service_id=cycle.service_id(), key=key)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect(url_for(".thanks"), 303)
    page = pages.render(
        "voices/say.html",
        form=form,
        labels=labels,
        theme=Theme(theme),
        level=LEVELS[ParticipationLevel.CONSULT],
    )
    return page, status_of(form)


def _is_known() -> bool:
    """Say whether she came in by her card or her phone in this house: only then is there a name."""
    visitor = cycle.visitor()
    return visitor.user_id is not None and visitor.may(Permission.HOME_READ, cycle.service_id())


def _sheet(form: SayForm, theme: Theme) -> VoiceSheet:
    file: FileStorage | None = form.voice.data or None
    is_named = "named" in form and form.named.data
    return VoiceSheet(
        theme=theme,
        language=reader_locale(),
        wish=form.wish.data or "",
        text=(form.text.data or "") if "text" in form else "",
        sound=file.read(LARGEST_VOICE + 1) if file else b"",
        author_id=cycle.visitor().user_id if is_named else None,
    )


@bp.get("/<service>/topics/thanks")
@allow(PUBLIC, logged=False)
def thanks() -> str:
    """Thank her, and say what happens next."""
    return pages.render("voices/thanks.html")


@bp.post("/<service>/topics/<key:topic_id>/support")
@allow(PUBLIC, logged=False)
def support(topic_id: int) -> ResponseReturnValue:
    """Agree with what somebody said: a person counts once, a visit where nobody is known too."""
    act = cycle.act()
    topic = queries.get_topic(act.session, topic_id)
    is_new = operations.support(act, topic, _supporter(topic_id))
    pages.say(_("C’est noté. Merci.") if is_new else _("Vous l’avez déjà dit. C’est bien noté."))
    return redirect(url_for(".topics") + f"#topic-{to_text(topic_id)}", 303)


def _supporter(topic_id: int) -> UUID:
    """Give a keyed digest of who agrees with this topic; it says nothing of another topic."""
    visitor = cycle.visitor()
    who = f"user:{visitor.user_id}" if _is_known() else f"visit:{pages.mark_of_visit()}"
    digest = bucket_of(str(current_app.secret_key), "support", str(topic_id), who)
    return UUID(digest[:32])


@bp.get("/<service>/topics/aside")
@allow(PUBLIC, logged=False)
def aside() -> str:
    """Show whom to talk to when it is no matter for a council; nothing of it is written down."""
    found = queries.list_contacts(cycle.act().session)
    return pages.render("voices/aside.html", contacts=found, labels=labels)


@bp.post("/<service>/topics/aside")
@allow(PUBLIC, logged=False)
def turn_aside() -> ResponseReturnValue:
    """Count by month that somebody was shown whom to talk to, then show them."""
    operations.note_orientation(cycle.act(), cycle.service_id())
    return redirect(url_for(".aside"), 303)
