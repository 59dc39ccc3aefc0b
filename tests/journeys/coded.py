"""Messages of a closed wave that two people have begun to read, so that each page of it opens."""

from functools import cache
from typing import Any

from sqlalchemy import select

from participation.surveys.models import Campaign, Comment, Survey
from participation.surveys.operations.codebooks import start_codebook
from participation.surveys.operations.coding import give_themes
from participation.surveys.operations.comments import review_comment
from participation.surveys.queries.coding import draw_sample
from participation.surveys.rules.coding import ThemeSheet, Turn
from participation.surveys.rules.stages import CommentState, Stage
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import town_of

THEMES = (
    ThemeSheet("Repas", "La cuisine, les horaires", "Le prix", "2.4.1"),
    ThemeSheet("Nuit et bruit"),
    ThemeSheet("Aide reçue"),
)
READ, DIFFERENT = 6, 2


@cache
def coded(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of these pages; some messages are read, on some two differ."""
    with acting_in(served.engine, town_of(served), actor="user:first") as act:
        closed = select(Campaign).where(Campaign.stage == Stage.PUBLISHED)
        campaign = act.session.scalars(closed.order_by(Campaign.opens_on).limit(1)).one()
        surveys = select(Survey.id).where(Survey.campaign_id == campaign.id)
        of_wave = select(Comment).where(Comment.survey_id.in_(surveys), Comment.text != "")
        comments = act.session.scalars(of_wave.order_by(Comment.key)).all()
        for one in comments[: 2 * READ]:
            review_comment(act, one, state=CommentState.KEPT, public_text=one.text)
        book = start_codebook(act, campaign, THEMES)
        drawn = sorted(draw_sample(act.session, book))[:READ]
        give_themes(act, book, drawn, Turn.FIRST, {1})
    with acting_in(served.engine, town_of(served), actor="user:second") as act:
        book = act.session.merge(book)
        give_themes(act, book, drawn[:DIFFERENT], Turn.SECOND, {2})
    here = {"campaign_id": book.campaign_id}
    names = ("codebook", "theme", "new_theme", "settle", "quotations")
    return {
        **{f"coding.{name}": here for name in names},
        "coding.read": here | {"order": "first"},
        "comments.words": {"key": drawn[0]},
    }
