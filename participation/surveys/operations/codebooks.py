"""Codebooks: begun from the survey's themes, changed while one person tries them, then kept."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, select

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.surveys.models import (
    Campaign,
    Codebook,
    CodebookTheme,
    Comment,
    CommentReading,
    Quotation,
)
from participation.surveys.operations.campaigns import require_all
from participation.surveys.queries import codebooks, coding
from participation.surveys.rules.coding import (
    MOST_THEMES,
    CodebookState,
    CodingRefusal,
    ThemeSheet,
    Turn,
    why_not_close,
)
from participation.surveys.rules.report import Publication
from participation.surveys.rules.stages import CommentState, Refusal, Stage

SEED_BITS = 31


@journaled(Action.CODEBOOK_CHANGED)
def start_codebook(act: Act, campaign: Campaign, themes: Sequence[ThemeSheet]) -> Codebook:
    """Begin a codebook with these themes, or give the one that was begun."""
    require_all(act, campaign)
    found = codebooks.find_codebook(act.session, campaign.id)
    if found is not None:
        return found
    book = Codebook(
        campaign_id=campaign.id,
        number=1,
        state=CodebookState.DRAFT,
        seed=secrets.randbits(SEED_BITS),
    )
    _fill(act, book, themes)
    return book


def _fill(act: Act, book: Codebook, themes: Sequence[ThemeSheet]) -> None:
    act.session.add(book)
    act.session.flush()
    for number, theme in enumerate(themes[:MOST_THEMES], 1):
        act.session.add(CodebookTheme(codebook_id=book.id, number=number, **asdict(theme)))
    act.session.flush()


@journaled(Action.CODEBOOK_CHANGED)
def write_theme(
    act: Act, campaign: Campaign, book: Codebook, sheet: ThemeSheet, number: int | None = None
) -> Codebook:
    """Add a theme, or change the one of this number.

    Refuses once two people have begun: what they agree on must mean one thing. A version more is
    made then (`revise_codebook`).
    """
    require_all(act, campaign)
    if book.state is not CodebookState.DRAFT:
        raise Refused(CodingRefusal.THEMES_FROZEN)
    if not sheet.name.strip():
        raise Refused(CodingRefusal.NO_NAME)
    themes = {each.number: each for each in codebooks.list_themes(act.session, book)}
    if number is None and len(themes) == MOST_THEMES:
        raise Refused(CodingRefusal.TOO_MANY_THEMES, most=MOST_THEMES)
    if number is not None and number not in themes:
        raise Refused(CodingRefusal.UNKNOWN_THEME)
    theme = themes.get(number or 0) or CodebookTheme(codebook_id=book.id, number=len(themes) + 1)
    for name, value in asdict(sheet).items():
        setattr(theme, name, value.strip() if isinstance(value, str) else value)
    act.session.add(theme)
    return book


@journaled(Action.CODEBOOK_CHANGED)
def revise_codebook(act: Act, campaign: Campaign, book: Codebook) -> Codebook:
    """Make the next version of a codebook, with the same themes, to be changed.

    Every message is read again, since themes may mean something else; each person finds what she
    gave before. Results keep counting the last version whose reading is over.
    """
    require_all(act, campaign)
    if book.state is CodebookState.DRAFT:
        return book
    copy = Codebook(
        campaign_id=book.campaign_id,
        number=book.number + 1,
        state=CodebookState.DRAFT,
        seed=book.seed,
    )
    names = ThemeSheet.__slots__
    themes = codebooks.list_themes(act.session, book)
    _fill(act, copy, [ThemeSheet(**{name: getattr(one, name) for name in names}) for one in themes])
    return copy


@journaled(Action.CODING_CLOSED)
def close_coding(act: Act, campaign: Campaign, book: Codebook) -> Codebook:
    """Say that the reading is over, so that results count the themes; refuse what is half done.

    Readings of messages that were hidden meanwhile are forgotten: what nobody may see is not
    counted, and a message hidden later changes no figure.
    """
    require_all(act, campaign)
    if campaign.stage not in {Stage.CLOSED, Stage.PUBLISHED}:
        raise Refused(Refusal.NOT_CLOSED)
    if book.state is CodebookState.CLOSED:
        raise Refused(CodingRefusal.CODING_CLOSED)
    hidden = select(Comment.key).where(Comment.state != CommentState.KEPT)
    act.session.execute(
        delete(CommentReading).where(
            CommentReading.codebook_id == book.id, CommentReading.comment_key.in_(hidden)
        )
    )
    readings = coding.get_readings(act.session, book)
    if reason := why_not_close(coding.get_reading(act.session, book, readings)):
        raise Refused(reason)
    book.state = CodebookState.CLOSED
    return book


@journaled(Action.QUOTATION_CHANGED)
def quote(
    act: Act, book: Codebook, comment: Comment, theme: int, publication: Publication
) -> Codebook:
    """Choose a message to be quoted under a theme that it was given.

    Refuses where the number of those that say the same is hidden: people would know whose it is.
    """
    if book.state is not CodebookState.CLOSED:
        raise Refused(CodingRefusal.CODING_OPEN)
    codes = coding.get_readings(act.session, book)
    final = codes[Turn.SETTLED].get(comment.key, codes[Turn.FIRST].get(comment.key))
    if final is None or theme not in final or comment.state is not CommentState.KEPT:
        raise Refused(CodingRefusal.UNKNOWN_THEME)
    if not publication.may_quote(theme, comment.service_id, comment.language):
        raise Refused(CodingRefusal.TOO_FEW_TO_QUOTE)
    present = {(each.theme, each.key) for each in codebooks.list_quotations(act.session, book)}
    if (theme, comment.key) not in present:
        act.session.add(
            Quotation(
                codebook_id=book.id,
                theme=theme,
                comment_key=comment.key,
                service_id=comment.service_id,
            )
        )
    return book


@journaled(Action.QUOTATION_CHANGED)
def unquote(act: Act, book: Codebook, comment: Comment, theme: int) -> Codebook:
    """Quote a message under a theme no more."""
    act.session.execute(
        delete(Quotation).where(
            Quotation.codebook_id == book.id,
            Quotation.comment_key == comment.key,
            Quotation.theme == theme,
        )
    )
    return book
