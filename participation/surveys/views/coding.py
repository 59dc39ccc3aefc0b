"""Themes given to messages: the codebook, one message at a time, disagreements settled."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.surveys.forms import ThemeForm
from participation.surveys.labels import coding as labels
from participation.surveys.models import Campaign, Codebook, CodebookTheme
from participation.surveys.operations import codebooks as deeds, coding as reading_deeds
from participation.surveys.queries import campaigns, codebooks, coding
from participation.surveys.rules.agreement import compare_readings
from participation.surveys.rules.coding import KEYS, CodebookState, CodingRefusal, Turn

bp = Blueprint("coding", __name__, url_prefix="/<organisation>/comments/themes/<key:campaign_id>")
UNPROCESSABLE = 422
FIELD_OF = {CodingRefusal.NO_NAME: "name"}
PEOPLE = "first", "second"
DIGITS = 3
"""No theme has a longer number; Python reads none of more than 4,300 digits."""


@bp.get("")
@allow(Permission.COMMENT_REVIEW)
def codebook(campaign_id: int) -> str:
    """Show the themes of a campaign's messages, how far the reading is, where two people differ."""
    return _codebook(campaign_of(campaign_id), refused="")


@bp.post("/<any(start, revise, close):step>")
@allow(Permission.COMMENT_REVIEW)
def turn(campaign_id: int, step: str) -> ResponseReturnValue:
    """Begin the codebook, make a new version of it, or say that the reading is over."""
    act, campaign = cycle.act(), campaign_of(campaign_id)
    try:
        if step == "start":
            version = campaigns.get_version(act.session, campaign.version_id)
            questionnaire = campaigns.read_questionnaire(version)
            themes = labels.starting(questionnaire, reader_locale())
            deeds.start_codebook(act, campaign, themes)
        elif step == "revise":
            deeds.revise_codebook(act, campaign, book_of(campaign))
        else:
            deeds.close_coding(act, campaign, book_of(campaign))
    except Refused as refused:
        return _codebook(campaign, refused=pages.explain(refused)), UNPROCESSABLE
    pages.say(_("C’est noté."))
    return redirect(url_for(".codebook", campaign_id=campaign_id), 303)


@bp.route("/theme/new", methods=["GET", "POST"])
@allow(Permission.COMMENT_REVIEW)
def new_theme(campaign_id: int) -> ResponseReturnValue:
    """Add a theme."""
    return _theme(campaign_id, None)


@bp.route("/theme/<int:number>", methods=["GET", "POST"])
@allow(Permission.COMMENT_REVIEW)
def theme(campaign_id: int, number: int) -> ResponseReturnValue:
    """Change a theme while one person tries it, or close it."""
    return _theme(campaign_id, number)


@bp.route("/read/<any(first, second):order>", methods=["GET", "POST"])
@allow(Permission.COMMENT_REVIEW)
def read(campaign_id: int, order: str) -> ResponseReturnValue:
    """Read or hear one message, give it its themes; those that say the same may get them too.

    The first reader may go back to the message before, until somebody has read it after her.
    """
    act, book = cycle.act(), book_of(campaign_of(campaign_id))
    refused = ""
    if request.method == "POST":
        try:
            given = _give(book, Turn(order))
        except Refused as refusal:
            refused = pages.explain(refusal)
        else:
            facts: dict[str, Any] = {"campaign_id": campaign_id, "order": order, "last": given}
            return redirect(url_for(".read", **facts, _anchor="themes"), 303)
    again = _own(book, order, "again")
    found = (
        coding.Next(again, (), 0)
        if again
        else coding.find_next(act.session, book, Turn(order), act.actor)
    )
    last = _own(book, order, "last")
    if not (found or refused or last):
        pages.say(_("Il n’y a plus de message à lire ici."))
        return redirect(url_for(".codebook", campaign_id=campaign_id), 303)
    page = pages.render(
        "surveys/coding.html",
        found=found,
        chosen=_chosen(found, book if again else coding.find_before(act.session, book)),
        order=order,
        again=again,
        last=last,
        refused=refused,
        **_offered(book, campaign_id),
    )
    return page, UNPROCESSABLE if refused else 200


def _give(book: Codebook, turn: Turn) -> UUID | None:
    """Note the themes of the form; give the message that its first reader may go back to."""
    act, keys = cycle.act(), _keys()
    if turn is Turn.FIRST and "again" in request.form:
        reading_deeds.change_themes(act, book, keys[0], _numbers())
        return None
    reading_deeds.give_themes(act, book, keys, turn, _numbers())
    return keys[0] if turn is Turn.FIRST else None


def _own(book: Codebook, order: str, name: str) -> coding.Message | None:
    """Give the message of this name in the address or form, if its first reader asks for it."""
    act = cycle.act()
    try:
        key = UUID(request.values.get(name, ""))
    except ValueError:
        return None
    if Turn(order) is not Turn.FIRST:
        return None
    return coding.find_own(act.session, book, key, act.actor)


def _chosen(found: coding.Next | None, before: Codebook | None) -> list[str]:
    """Give the themes ticked at first: those refused a moment ago, or her own of a version.

    What was ticked for another message, that somebody has just read, is not ticked on this one.
    """
    if found is None:
        return []
    if request.method == "POST" and request.form.get("message") == str(found.message.key):
        return request.form.getlist("theme")
    act = cycle.act()
    own = coding.own_codes_before(act.session, before, found.message.key, act.actor)
    return [str(number) for number in sorted(own)]


@bp.route("/settle", methods=["GET", "POST"])
@allow(Permission.COMMENT_REVIEW)
def settle(campaign_id: int) -> ResponseReturnValue:
    """Look a third time at a message to which two people gave different themes."""
    act, book = cycle.act(), book_of(campaign_of(campaign_id))
    refused = ""
    if request.method == "POST":
        try:
            reading_deeds.settle(act, book, _keys()[0], _numbers())
        except Refused as refusal:
            refused = pages.explain(refusal)
        else:
            address = url_for(".settle", campaign_id=campaign_id, _anchor="themes")
            return redirect(address, 303)
    readings = coding.get_readings(act.session, book)
    left = coding.list_unsettled(readings, coding.kept_keys(act.session, book))
    if not left:
        pages.say(_("Il n’y a plus de désaccord."))
        return redirect(url_for(".codebook", campaign_id=campaign_id), 303)
    message = coding.get_message(act.session, book, left[0])
    facts = _offered(book, campaign_id)
    said = [readings[Turn(order)][message.key] for order in PEOPLE]
    page = pages.render(
        "surveys/settling.html",
        refused=refused,
        message=message,
        left=len(left),
        said=[[facts["names"][number] for number in sorted(codes)] for codes in said],
        chosen=[str(number) for number in sorted(said[0] & said[1])],
        **facts,
    )
    return page, UNPROCESSABLE if refused else 200


def campaign_of(campaign_id: int) -> Campaign:
    """Give a campaign that runs in a service of the reader; 404 otherwise."""
    return campaigns.get_campaign(cycle.act().session, campaign_id)


def book_of(campaign: Campaign) -> Codebook:
    """Give the present codebook; 404 before it is begun."""
    found = codebooks.find_codebook(cycle.act().session, campaign.id)
    if found is None:
        abort(404)
    return found


def counted_of(campaign: Campaign) -> Codebook:
    """Give the version that results count, which is quoted from; before there is one, the present.

    A newer version that is begun takes nothing from what is published: its quotations can be
    withdrawn at any time.
    """
    return codebooks.find_counted(cycle.act().session, campaign.id) or book_of(campaign)


def _codebook(campaign: Campaign, *, refused: str) -> str:
    session = cycle.act().session
    book = codebooks.find_codebook(session, campaign.id)
    facts: dict[str, object] = {"campaign": campaign, "book": book, "refused": refused}
    if book is not None:
        readings = coding.get_readings(session, book)
        first, second = readings[Turn.FIRST], readings[Turn.SECOND]
        pairs = [(first[key], codes) for key, codes in second.items() if key in first]
        themes = codebooks.list_themes(session, book)
        agreements = compare_readings(pairs, [each.number for each in themes])
        found = coding.get_reading(session, book, readings)
        facts |= {
            "reading": found,
            "figures": labels.reading_figures(found),
            "themes": themes,
            "table": labels.themes_table(themes, agreements),
            "state": labels.CODEBOOK_STATES[book.state],
            "states": CodebookState,
            "counted": codebooks.find_counted(session, campaign.id),
        }
    return pages.render("surveys/codebook.html", **facts)


def _theme(campaign_id: int, number: int | None) -> ResponseReturnValue:
    act, campaign = cycle.act(), campaign_of(campaign_id)
    book = book_of(campaign)
    form = ThemeForm(obj=_find_theme(book, number), data={} if number else {"is_open": True})
    back = url_for(".codebook", campaign_id=campaign_id)
    if form.accepted():
        try:
            deeds.write_theme(act, campaign, book, form.sheet(), number)
        except Refused as refused:
            reason = refused.reason
            name = FIELD_OF.get(reason, "") if isinstance(reason, CodingRefusal) else ""
            form.refuse(name, pages.explain(refused))
        else:
            pages.say(_("C’est noté."))
            return redirect(back, 303)
    page = pages.render("surveys/theme.html", form=form, back=back, is_new=number is None)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _find_theme(book: Codebook, number: int | None) -> CodebookTheme | None:
    if number is None:
        return None
    themes = {each.number: each for each in codebooks.list_themes(cycle.act().session, book)}
    return themes.get(number) or abort(404)


def _offered(book: Codebook, campaign_id: int) -> dict[str, Any]:
    """Give what a page of reading offers: the themes with their keys, and what they mean."""
    themes = codebooks.list_themes(cycle.act().session, book)
    return {
        "themes": [
            Choice(str(each.number), f"{KEYS[each.number - 1]} · {each.name}")
            for each in themes
            if each.is_open
        ],
        "names": {each.number: each.name for each in themes},
        "table": labels.themes_table([each for each in themes if each.is_open], {}),
        "keys": KEYS,
        "language_of": find,
        "back": url_for(".codebook", campaign_id=campaign_id),
        "campaign_id": campaign_id,
    }


def _keys() -> list[UUID]:
    """Give the messages of the form; 404 for what is no key, or for none."""
    try:
        found = [UUID(text) for text in request.form.getlist("message")]
    except ValueError:
        abort(404)
    return found or abort(404)


def _numbers() -> frozenset[int]:
    typed = request.form.getlist("theme")
    return frozenset(
        int(text) if text.isdecimal() and len(text) <= DIGITS else -1 for text in typed
    )
