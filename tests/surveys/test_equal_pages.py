"""The quality manager reads a change at equal ways of answering, on the page and in files."""

import json

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.foundation import papers
from participation.foundation.keys import to_text
from participation.surveys.operations.campaigns import (
    close_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.rules.stages import Aid, Channel
from tests.builders import Town, acting_in, make_town
from tests.surveys.desk import LOCAL, page, sign_in
from tests.surveys.test_results import people
from tests.surveys.waves import answer, make_campaign, make_residents, part_poles, survey_in

WAVES = (
    {Channel.KIOSK: (20, 20), Channel.INTERVIEW: (48, 12)},
    {Channel.KIOSK: (40, 40), Channel.INTERVIEW: (14, 11), Channel.PAPER: (1, 1)},
)
"""(content, others): of those helped fewer came, and were content less often too."""


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def key(engine: Engine, town: Town) -> str:
    """Close two waves of one house; the other answers too little to be shown."""
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 130)
        before = None
        for told in WAVES:
            draft = make_campaign(act, town, title=f"Vague {len(told)}", previous=before)
            campaign = open_campaign(act, declare_translated(act, draft))
            survey = survey_in(act, campaign, town.here)
            for channel, counts in told.items():
                aid = Aid.PEER if channel is Channel.INTERVIEW else Aid.NONE
                answer(act, survey, people(*counts), channel=channel, aid=aid)
            before = close_campaign(act, campaign)
        return to_text(campaign.id)


def test_a_change_stands_beside_what_it_is_at_equal_ways(
    app: Flask, engine: Engine, town: Town, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    desk = sign_in(app, engine, town)
    said = page(desk, f"/results/{key}")
    assert "À façon de répondre égale : Maison Tilleul" in said
    assert "tient une seule façon égale à la fois" in said
    row = said.partition("À façon de répondre égale : Maison Tilleul")[2].partition("</table>")[0]
    told = "−10 points (de −17 à −3) · Reste"  # by numpy: −10,3 (−16,8 to −3,8) and −10,0
    assert row.count(told) == 2
    for words in ("−17 points", "À lieu égal", "À aide égale"):
        assert words in row, words
    assert "séjour" not in row
    printed: list[str] = []
    legible = papers.legible

    def keep(facts: object, letters: frozenset[int]) -> object:
        printed.append(json.dumps(facts, ensure_ascii=False, default=str))
        return legible(facts, letters)

    monkeypatch.setattr(papers, "legible", keep)
    with desk.get(f"/rive/results/{key}/report.pdf", base_url=LOCAL) as paper:
        assert paper.status_code == 200
    assert told in "".join(printed)
    address = f"/rive/results/{key}/exports"
    desk.post(address, data={"kind": "tables.csv"}, base_url=LOCAL)
    assert told in page(desk, f"/results/{key}/exports/tables.csv")
