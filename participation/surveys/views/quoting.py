"""Messages chosen by a person to be quoted, where enough others say the same."""

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.surveys.models import Campaign, Codebook
from participation.surveys.operations.codebooks import quote, unquote
from participation.surveys.queries import codebooks, results
from participation.surveys.queries.comments import get_comment
from participation.surveys.views.coding import DIGITS, UNPROCESSABLE, bp, campaign_of, counted_of


@bp.get("/quotations")
@allow(Permission.COMMENT_REVIEW)
def quotations(campaign_id: int) -> str:
    """Show the messages of one theme, to choose which are quoted in the results."""
    return _page(campaign_of(campaign_id), refused=None)


@bp.post("/quotations/<int:number>/<uuid:key>")
@allow(Permission.COMMENT_REVIEW)
def choose(campaign_id: int, number: int, key: UUID) -> ResponseReturnValue:
    """Quote a message under a theme, or quote it no more."""
    act, campaign = cycle.act(), campaign_of(campaign_id)
    book, comment = counted_of(campaign), get_comment(act.session, key)
    if number not in {each.number for each in codebooks.list_themes(act.session, book)}:
        abort(404)
    try:
        if "no" in request.form:
            unquote(act, book, comment, number)
        else:
            quote(act, book, comment, number, results.get_publication(act.session, campaign))
    except Refused as refused:
        return _page(campaign, refused=(key, pages.explain(refused))), UNPROCESSABLE
    pages.say(_("C’est noté."))
    return redirect(url_for(".quotations", campaign_id=campaign_id, number=number), 303)


def _page(campaign: Campaign, *, refused: tuple[UUID, str] | None) -> str:
    session, book = cycle.act().session, counted_of(campaign)
    themes = [each for each in codebooks.list_themes(session, book) if each.is_open]
    number = _chosen(book)
    return pages.render(
        "surveys/quotations.html",
        campaign=campaign,
        number=number,
        messages=codebooks.list_under(session, book, number),
        chosen={one.key for one in codebooks.list_quotations(session, book) if one.theme == number},
        refused=refused,
        language_of=find,
        themes=[
            (
                each.name,
                url_for(".quotations", campaign_id=campaign.id, number=each.number),
                each.number == number,
            )
            for each in themes
        ],
    )


def _chosen(book: Codebook) -> int:
    """Give the theme that the address names, or the first that is open."""
    found = codebooks.open_numbers(cycle.act().session, book)
    typed = str((request.view_args or {}).get("number", request.args.get("number", "")))
    number = int(typed) if typed.isdecimal() and len(typed) <= DIGITS else 0
    return number if number in found else min(found, default=0)
