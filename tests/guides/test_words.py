"""Guides say what is there: words of screens, pictures, pages; each is led to her own guide."""

import re
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from participation.accounts.rules.powers import PERMITS, Role
from participation.foundation.extraction import extract
from participation.home.adapters import FOLDER, SHARPNESS, list_guides, list_shots
from participation.home.rules import Guide, explain, runs_of
from tests.house.places import PACKAGE, TEMPLATES

GUIDES = list_guides()
PLACEHOLDER = re.compile(r"[\s:·(]*%\(")
NARROWEST, WIDEST, TALLEST = 390, 680, 680
HEAVIEST, ALL_OF_THEM = 60_000, 1_500_000
SHORTEST_ALT, LONGEST_ALT, LONGEST_SENTENCE = 40, 260, 330


def sentences(guide: Guide) -> list[str]:
    """Give every sentence of a guide in which words of a screen may stand."""
    steps = [step.touch for section in guide.sections for step in section.steps]
    return [*steps, *(text for each in guide.sections for text in (each.intro, each.note))]


@cache
def on_screens() -> set[str]:
    """Give what pages say; a title that goes on with a name is known by its beginning."""
    texts = {text for one in extract(PACKAGE, TEMPLATES) for text in one.texts}
    return texts | {PLACEHOLDER.split(text)[0] for text in texts if not text.startswith("%(")}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda one: one.name)
def test_each_word_between_marks_stands_on_a_screen(guide: Guide) -> None:
    known = {text.replace("\N{NO-BREAK SPACE}", " ") for text in on_screens()}
    said = [run.text for text in sentences(guide) for run in runs_of(text) if run.is_shown]
    lost = [text for text in said if text.replace("\N{NO-BREAK SPACE}", " ") not in known]
    assert said
    assert not lost, f"participation/guides/{guide.name}.toml sends to what no page says: {lost}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda one: one.name)
def test_a_guide_is_plain_french(guide: Guide) -> None:
    text = (FOLDER / f"{guide.name}.toml").read_text("utf-8")
    assert not re.search(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]", text), "write ’"
    assert not re.search(r"\b(tu|toi|ton|tes)\b", text, re.IGNORECASE), "say vous, or nobody"
    assert all(len(each) <= LONGEST_SENTENCE for each in sentences(guide))
    ids = [section.id for section in guide.sections]
    assert len(set(ids)) == len(ids)
    assert all(section.steps for section in guide.sections)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda one: one.name)
def test_each_picture_is_there_with_its_words(guide: Guide, house: Flask) -> None:
    for picture in guide.pictures:
        path = FOLDER / "pictures" / f"{picture.name}.webp"
        with Image.open(path) as drawn:
            width, height = (side / SHARPNESS for side in drawn.size)
        assert width in {NARROWEST, WIDEST}, f"{picture.name} is {width} wide"
        assert height <= TALLEST, f"{picture.name} is {height} tall"
        assert path.stat().st_size <= HEAVIEST, f"{picture.name} is heavy"
        assert SHORTEST_ALT <= len(picture.alt) <= LONGEST_ALT, picture.alt
        assert picture.page in house.view_functions, f"{picture.name} shows a page that is gone"


def test_no_picture_is_left_over_or_used_twice() -> None:
    named = [picture.name for guide in GUIDES for picture in guide.pictures]
    files = {path.stem for path in (FOLDER / "pictures").iterdir()}
    assert sorted(named) == sorted(files)
    assert sum(Path(shot.path).stat().st_size for shot in list_shots().values()) <= ALL_OF_THEM


def test_sections_explain_pages_that_exist(house: Flask) -> None:
    pages = {page for guide in GUIDES for section in guide.sections for page in section.pages}
    assert pages <= set(house.view_functions), sorted(pages - set(house.view_functions))
    for guide in GUIDES:
        own = [page for section in guide.sections for page in section.pages]
        assert len(set(own)) == len(own), f"{guide.name} explains a page twice"


@pytest.mark.parametrize(
    ("role", "page", "name"),
    [
        (Role.FACILITATOR, "home.staff", "facilitator"),
        (Role.QUALITY_MANAGER, "home.staff", "quality-manager"),
        (Role.ADMINISTRATOR, "home.staff", "administrator"),
        (Role.COORDINATOR, "home.staff", "coordinator"),
        (Role.MANAGER, "results.show", "quality-manager"),
        (Role.QUALITY_MANAGER, "councils.show", "facilitator"),
        (Role.QUALITY_MANAGER, "votes.desk", "bureau"),
        (Role.RESIDENT, "mandate.own", "representative"),
        (Role.RESIDENT, "accounts.own", ""),
        (Role.RELATIVE, "home.resident", ""),
    ],
)
def test_help_leads_each_to_her_own_guide(role: Role, page: str, name: str) -> None:
    found = explain(GUIDES, page, PERMITS[role])
    assert (found[0].name if found else "") == name
