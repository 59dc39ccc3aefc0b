"""Guides as pages and as papers; on pages of staff and of the elected, help opens a section."""

import re
from pathlib import Path

import pytest

from participation.foundation import clock
from participation.home.adapters import list_guides, print_guide
from tests.application import Served
from tests.journeys.records import SLUG
from tests.journeys.tour import Stop, stops
from tests.journeys.visitors import HALVES, LOCAL, SCREEN, STRANGER, client_as
from tests.surveys.test_papers import streams

STAFF_SHEET = 'href="/static/staff-'
LED = re.compile(rf'href="/{SLUG}/guides(?:/([a-z-]+)#([a-z-]+))?">(?:<svg.*?</svg><span>)?Aide<')
ELECTED = ("mandate.", "network.")
FOR_ALL = {"network.coming", "network.gallery"}
FEWEST, MOST = 3, 6
"""Pages of a paper that somebody lays beside the screen."""


def needs_help(stop: Stop, text: str) -> bool:
    """Say whether somebody who is known reads this page at work, or in her mandate."""
    if stop.visitor in {STRANGER, SCREEN, *HALVES}:
        return False
    is_hers = stop.endpoint.startswith(ELECTED) and stop.endpoint not in FOR_ALL
    return STAFF_SHEET in text or is_hers


@pytest.mark.siege
def test_help_opens_a_section_on_each_page(shared: Served) -> None:
    """Let no page of staff or of the elected be added without a section that explains it."""
    clients = {name: client_as(shared, name) for name in {each.visitor for each in stops(shared)}}
    wrong, led = [], set()
    for stop in stops(shared):
        answer = clients[stop.visitor].get(stop.path, base_url=LOCAL)
        if "text/html" not in (answer.content_type or "") or not needs_help(stop, answer.text):
            continue
        found = LED.search(answer.text)
        if found is None:
            wrong.append(f"{stop.endpoint}: name it under `pages` of a section of a guide")
        elif found[1]:
            led.add((found[1], found[2]))
    assert not wrong, "in participation/guides/*.toml:\n" + "\n".join(wrong)
    reader = clients["facilitator"]
    for name in {name for name, _section in led}:
        text = reader.get(f"/{SLUG}/guides/{name}", base_url=LOCAL).text
        assert all(f'id="{section}"' in text for one, section in led if one == name), name
    assert len(led) > 25


def test_a_guide_is_french_for_an_english_reader(shared: Served) -> None:
    client = client_as(shared, "coordinator", locale="en")
    text = client.get(f"/{SLUG}/guides/coordinator", base_url=LOCAL).text
    assert '<html lang="en"' in text
    assert 'class="guide stack" lang="fr"' in text
    assert (
        "Ce guide n’existe qu’en français."
        not in client_as(shared, "coordinator")
        .get(f"/{SLUG}/guides/coordinator", base_url=LOCAL)
        .text
    )
    first = re.search(r'src="(/[^"]+\.webp\?v=[0-9a-f]+)"', text)
    assert first
    picture = client.get(first[1], base_url=LOCAL)
    assert picture.mimetype == "image/webp"
    assert picture.cache_control.max_age
    assert client.get(f"/{SLUG}/guides/nobody", base_url=LOCAL).status_code == 404
    assert client.get(f"/{SLUG}/guides/pictures/nothing.webp", base_url=LOCAL).status_code == 404


def test_each_guide_is_a_tagged_paper_of_a_few_pages(tmp_path: Path) -> None:
    for guide in list_guides():
        paper = streams(print_guide(guide, cache=tmp_path, printed_at=clock.now()))
        assert b"/StructTreeRoot" in paper
        sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
        assert FEWEST <= sheets <= MOST, f"{guide.name} has {sheets} pages"
        assert paper.count(b"/Alt") >= len(list(guide.pictures))
