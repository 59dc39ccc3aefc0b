"""What residents read, language by language: what is missing, and the page to write it."""

from collections.abc import Sequence

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import SOURCE, Language, find
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import WordingForm, wording_form
from participation.meetings.labels import wording as labels, words
from participation.meetings.queries.wording import Text, find_text, list_texts, list_told
from participation.meetings.rules.merging import marks_of, read_marks
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.telling import Telling, in_order
from participation.meetings.rules.wording import TextKind, fields_of

from .desk import bp, refuse, status_of

AGAIN = frozenset({Refusal.SOURCE_CHANGED, Refusal.TEXT_CHANGED})
"""Refusals after which the page shows what is written now, and keeps what she typed."""


def _offered() -> tuple[str, ...]:
    """Give the languages that may be written: easy French first, then those of the house."""
    return in_order((), cycle.organisation_row().languages.split(","), SOURCE)


@bp.get("/translations")
@allow(Permission.WORDS_TRANSLATE)
def translations() -> str:
    """Show what residents read, and what of it is missing in a language."""
    session, offered = cycle.act().session, _offered()
    asked = request.args.get("language", "")
    tag = asked if asked in offered else offered[0]
    texts = list_texts(session, clock.today())
    told = list_told(session, tag, offered)
    return pages.render(
        "meetings/translations.html",
        tongue=find(tag),
        tongues=[_choice(each, tag, texts) for each in offered],
        missing=[one for one in texts if one.lacks(tag)],
        written=[one for one in texts if not one.lacks(tag)],
        told=[one for one in told if one.state is not Telling.TRANSLATED],
        day_of=queries.day_of,
        labels=labels,
        words=words,
    )


def _choice(tag: str, chosen: str, texts: Sequence[Text]) -> tuple[str, str, bool]:
    """Give a language by its own name, with how much is missing in it."""
    missing = sum(one.lacks(tag) for one in texts)
    label = f"{find(tag).autonym} ({missing})" if missing else find(tag).autonym
    return label, url_for(".translations", language=tag), tag == chosen


@bp.route(
    "/translations/<any(council, topic, point, answer):kind>/<key:text_id>/<language>",
    methods=["GET", "POST"],
)
@allow(Permission.WORDS_TRANSLATE)
def translation(kind: str, text_id: int, language: str) -> ResponseReturnValue:
    """Write one text in one language, each part under its French words."""
    if language not in _offered():
        abort(404)
    tongue, today = find(language), clock.today()
    text = find_text(cycle.act().session, TextKind(kind), text_id, today) or abort(404)
    form = _form(text, tongue)
    now: list[str] = []
    if form.accepted():
        seen = read_marks(str(form.seen.data or ""))
        try:
            operations.translate_text(cycle.act(), text, tongue.tag, form.typed(), seen=seen)
        except Refused as refused:
            refuse(form, refused)
            if refused.reason in AGAIN:
                form.seen.data = marks_of(fields_of(text.parts, tongue.tag))
                now = [whole.get(tongue.tag, "") for whole in text.parts.values()]
        else:
            pages.say(_("C’est écrit dans cette langue."))
            return redirect(url_for(".translations", language=tongue.tag), 303)
    page = pages.render(
        "meetings/translation.html",
        form=form,
        tongue=tongue,
        kind=labels.KINDS[text.kind],
        now=[one for one in now if one],
    )
    return page, status_of(form)


def _form(text: Text, tongue: Language) -> WordingForm:
    marks = marks_of(fields_of(text.parts, tongue.tag))
    return wording_form(text.parts, tongue)(data={"seen": marks})
