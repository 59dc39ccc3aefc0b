"""Messages left in a wave, kept by a human, to be given themes by two people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine, insert

from participation.foundation.act import Act
from participation.foundation.keys import random_key
from participation.surveys.models import Campaign, Codebook, Comment
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.operations.codebooks import close_coding, start_codebook
from participation.surveys.operations.coding import give_themes
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.queries.codebooks import find_codebook
from participation.surveys.queries.coding import draw_sample
from participation.surveys.rules.coding import ThemeSheet, Turn
from participation.surveys.rules.stages import CommentState
from tests.builders import Town, acting_in
from tests.surveys.waves import (
    answer,
    make_open_campaign,
    make_residents,
    part_poles,
    survey_in,
)

MEALS, NIGHT = 1, 2
THEMES = (ThemeSheet("Repas"), ThemeSheet("Nuit"), ThemeSheet("Accueil"))
CLAIRE, KARIM = "user:claire", "user:karim"


def leave(
    act: Act,
    campaign: Campaign,
    service_id: int,
    texts: Sequence[str],
    *,
    language: str = "fr",
    question: int = 4,
    state: CommentState = CommentState.KEPT,
) -> list[UUID]:
    """Leave messages in a service, already kept with their words unless told otherwise."""
    place = {
        "organisation_id": act.organisation_id,
        "service_id": service_id,
        "survey_id": survey_in(act, campaign, service_id).id,
        "question": question,
        "language": language,
        "state": state,
    }
    keys = [random_key() for _text in texts]
    shown = state is CommentState.KEPT
    rows = [
        place | {"key": key, "text": text, "public_text": text if shown else ""}
        for key, text in zip(keys, texts, strict=True)
    ]
    act.session.execute(insert(Comment), rows)
    return keys


@dataclass(frozen=True, slots=True)
class Said:
    """A closed wave with its messages: 12 here on meals, of which 6 on nights too; 4 there."""

    campaign_id: int
    here: tuple[UUID, ...]
    there: tuple[UUID, ...]


def say(engine: Engine, town: Town) -> Said:
    """Close a wave of 40 answers here and 20 there, with messages and a codebook begun."""
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 44)
        make_residents(act, town.there, 24)
        campaign = make_open_campaign(act, town)
        for service_id, people in ((town.here, 40), (town.there, 20)):
            answer(act, survey_in(act, campaign, service_id), [{1: 5}] * people)
        nights = [f"Le bruit de la nuit numéro {n}" for n in range(6)]
        here = leave(act, campaign, town.here, [f"Repas froid numéro {n}" for n in range(6)])
        here += leave(act, campaign, town.here, nights)
        there = leave(act, campaign, town.there, ["Une", "Deux", "Trois", "Quatre"], language="en")
        start_codebook(act, campaign, THEMES)
        close_campaign(act, campaign)
        return Said(campaign.id, tuple(here), tuple(there))


def book_in(act: Act, said: Said) -> Codebook:
    """Give the present codebook."""
    found = find_codebook(act.session, said.campaign_id)
    assert found is not None
    return found


def read_as(
    engine: Engine, town: Town, said: Said, actor: str, turn: Turn, keys: Collection[UUID]
) -> None:
    """Let somebody read these messages: all speak of meals, those of the night of both."""
    with acting_in(engine, town, actor=actor) as act:
        book = book_in(act, said)
        for key in keys:
            at_night = key in said.here[6:]
            give_themes(act, book, [key], turn, {MEALS, NIGHT} if at_night else {MEALS})


def read_all(engine: Engine, town: Town, said: Said) -> None:
    """Let two people read everything alike, and say that the reading is over."""
    read_as(engine, town, said, CLAIRE, Turn.FIRST, (*said.here, *said.there))
    with acting_in(engine, town) as act:
        sample = draw_sample(act.session, book_in(act, said))
    read_as(engine, town, said, KARIM, Turn.SECOND, sample)
    with acting_in(engine, town) as act:
        close_coding(act, get_campaign(act.session, said.campaign_id), book_in(act, said))
