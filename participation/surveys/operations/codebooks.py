"""Codebooks: begun from the survey's themes, changed while one person tries them, then kept."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.surveys.models import (
    Campaign,
    Codebook,
    CodebookTheme,
    Comment,
    CommentCode,
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
from participation.surveys.rules.stages import ENDED, CommentState, Refusal

SEED_BITS = 31
MEANING = "name", "belongs", "excludes"
"""What a theme means to who reads: its criterion only says where it is counted."""


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
    return _fill(act, book, themes)


def _fill(act: Act, book: Codebook, themes: Sequence[ThemeSheet]) -> Codebook:
    """Write a version with its themes, or give the one that another writes at the same moment."""
    campaign_id = book.campaign_id
    try:
        with act.session.begin_nested():
            act.session.add(book)
            act.session.flush()
            for number, theme in enumerate(themes[:MOST_THEMES], 1):
                act.session.add(CodebookTheme(codebook_id=book.id, number=number, **asdict(theme)))
    except IntegrityError:
        found = codebooks.find_codebook(act.session, campaign_id)
        if found is None:
            raise
        return found
    return book


@journaled(Action.CODEBOOK_CHANGED)
def write_theme(
    act: Act, campaign: Campaign, book: Codebook, sheet: ThemeSheet, number: int | None = None
) -> Codebook:
    """Add a theme, or change the one of this number.

    Refuses once two people have begun: what they agree on must mean one thing. A version more is
    made then (`revise_codebook`). Readings that gave a theme are forgotten when it comes to mean
    something else or is closed: these messages are read again. Two who add at the same moment add
    one after the other.
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
    written = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in asdict(sheet).items()
    }
    if number is None:
        _add_theme(act, book, written, len(themes) + 1)
        return book
    theme = themes[number]
    if not written["is_open"] or any(getattr(theme, name) != written[name] for name in MEANING):
        _forget(act, book, number)
    for name, value in written.items():
        setattr(theme, name, value)
    return book


def _add_theme(act: Act, book: Codebook, written: Mapping[str, Any], number: int) -> None:
    try:
        with act.session.begin_nested():
            act.session.add(CodebookTheme(codebook_id=book.id, number=number, **written))
    except IntegrityError:
        following = len(codebooks.list_themes(act.session, book)) + 1
        if following > MOST_THEMES:
            raise Refused(CodingRefusal.TOO_MANY_THEMES, most=MOST_THEMES) from None
        act.session.add(CodebookTheme(codebook_id=book.id, number=following, **written))


def _forget(act: Act, book: Codebook, theme: int) -> None:
    """Forget the readings that gave a theme, with all that they gave."""
    gave = select(CommentCode.comment_key).where(
        CommentCode.codebook_id == book.id, CommentCode.theme == theme
    )
    act.session.execute(
        delete(CommentReading).where(
            CommentReading.codebook_id == book.id, CommentReading.comment_key.in_(gave)
        ),
        execution_options={"synchronize_session": False},
    )


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
    sheets = [ThemeSheet(**{name: getattr(one, name) for name in names}) for one in themes]
    return _fill(act, copy, sheets)


@journaled(Action.CODING_CLOSED)
def close_coding(act: Act, campaign: Campaign, book: Codebook) -> Codebook:
    """Say that the reading is over, so that results count the themes; refuse what is half done.

    Readings of messages that were hidden meanwhile are forgotten: what nobody may see is not
    counted, and a message hidden later changes no figure.
    """
    require_all(act, campaign)
    if campaign.stage not in ENDED:
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
        _write_quotation(act, book, comment, theme)
    return book


def _write_quotation(act: Act, book: Codebook, comment: Comment, theme: int) -> None:
    """Write a quotation; nothing is left to do where another has written it just now."""
    place = {"codebook_id": book.id, "theme": theme, "comment_key": comment.key}
    try:
        with act.session.begin_nested():
            act.session.add(Quotation(**place, service_id=comment.service_id))
    except IntegrityError:
        return


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
