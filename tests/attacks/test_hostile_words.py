"""Hostile words in every field of every form: no fault, no element, no column out of reach."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from participation.foundation.database import Base
from tests.application import Served, serve
from tests.attacks.pages import Field, Sheet, dump, forms_of, tree_of
from tests.inspection import problems
from tests.journeys.tour import Stop, stops
from tests.journeys.visitors import VISITORS, client_as

LOCAL = "http://localhost"
ZALGO = "Z\u0334\u0348\u0351a\u0337\u0331l\u0338g\u0335o" * 20
BOOM = "<boom onerror=alert(1)>"
PAYLOADS = (
    BOOM,
    f"\"'>{BOOM}</textarea></title></select>{BOOM}",
    "{{ 7*7 }}${7*7}<%= 7*7 %>#{7*7}",
    "javascript:alert(1)//",
    "nul\x00\x01\x1b\x7f",
    "\u202eretourné\u2066\u2069\ufeff\ufffe",
    "😀𐍈🏳️\u200d🌈 عربي پښتو",
    ZALGO,
    "'; DROP TABLE response; -- %_\\",
    "9" * 40,
    "-1e309",
    "x" * 5000,
    '=HYPERLINK("http://evil.example")',
    "../../etc/passwd\r\nSet-Cookie: a=b",
)
LAST = ("/sign-out", "/erase", "/disable", "/sessions/close", "/leave", "/wipe", "/reset", "/end")
"""Forms that end a session or a person: they come when all pages were read again."""
COLUMNS = sorted(
    {column.name for table in Base.metadata.tables.values() for column in table.columns}
)
TYPED = ("element with dir=ltr", "value of input runs a script")
MARK = "MASSE-8651"
NUMBER = "86518651"


@pytest.fixture
def house(spoken: str, tmp_path: Path) -> Iterator[Served]:
    """Serve a copy that may be spoilt."""
    with serve(spoken, tmp_path) as served:
        yield served


def sheets(places: tuple[Stop, ...], client: FlaskClient, visitor: str) -> list[Sheet]:
    """Give every form that a visitor meets, each once."""
    found: dict[tuple[str, tuple[str, ...]], Sheet] = {}
    for stop in places:
        if stop.visitor == visitor:
            with client.get(stop.path, base_url=LOCAL) as page:
                text = (
                    ""
                    if page.location or page.mimetype != "text/html"
                    else page.get_data(as_text=True)
                )
            for sheet in forms_of(text, stop.path):
                found.setdefault((sheet.action, tuple(sorted(sheet.names()))), sheet)
    return list(found.values())


def filled(sheet: Sheet, words: Iterator[str], *, typed_only: bool) -> dict[str, str]:
    """Fill a form with hostile words, in what is typed only or in everything."""

    def value(field: Field) -> str:
        if field.name in {"csrf_token", "once"}:
            return field.value
        return next(words) if field.is_typed or not typed_only else field.value

    return {field.name: value(field) for field in sheet.fields}


def faults(page: str) -> list[str]:
    """Give what is wrong with a page, but for the direction and the sense of what was typed."""
    return [one for one in problems(page) if not one.endswith(TYPED)]


def booms(page: str) -> list[str]:
    """Name the elements and attributes that came out of what was typed."""
    return [
        one.tag
        for one in tree_of(page).iter()
        if one.tag == "boom" or any(name.startswith("on") for name in one.attrib)
    ]


@pytest.mark.siege
def test_every_form_bears_hostile_words(house: Served) -> None:
    words, wrong = itertools.cycle(PAYLOADS), []
    clients = {visitor: client_as(house, visitor) for visitor in VISITORS}
    places = stops(house)
    found = [
        (visitor, sheet)
        for visitor, client in clients.items()
        for sheet in sheets(places, client, visitor)
    ]
    assert {visitor for visitor, _sheet in found} == set(VISITORS), "each has a form to fill"
    last = [one for one in found if one[1].action.endswith(LAST)]
    for (visitor, sheet), typed_only in itertools.product(found, (True, False)):
        if (visitor, sheet) not in last:
            wrong += send(clients[visitor], sheet, words, typed_only=typed_only)
    again = {path: booms(page) for path, page in pages(places, clients)}
    assert len(again) > 100, "sessions are open still: each page is read by its reader"
    assert not {path: named for path, named in again.items() if named}
    for visitor, sheet in last:
        wrong += send(clients[visitor], sheet, words, typed_only=False)
    assert not wrong, "\n".join(wrong)
    kept = dump(house)
    assert MARK not in kept
    assert NUMBER not in kept, "a column was written that no form declares"


def send(client: FlaskClient, sheet: Sheet, words: Iterator[str], *, typed_only: bool) -> list[str]:
    """Send a form full of hostile words and of fields it does not have; give what is wrong."""
    extra = {name: MARK for name in COLUMNS if name not in sheet.names()}
    extra |= {f"{name}_id": NUMBER for name in ("user", "service", "organisation")}
    sent = {**extra, **filled(sheet, words, typed_only=typed_only)}
    with client.post(sheet.action, data=sent, base_url=LOCAL) as answer:
        if answer.status_code >= 500:
            return [f"{answer.status_code} {sheet.action}"]
        if answer.mimetype != "text/html" or answer.location:
            return []
        text = answer.get_data(as_text=True)
        return [f"{sheet.action}: {each}" for each in (*faults(text), *booms(text))]


def pages(places: tuple[Stop, ...], clients: dict[str, FlaskClient]) -> Iterator[tuple[str, str]]:
    """Open every page again, each as its own reader, who came in before the words were sent."""
    for stop in places:
        with clients[stop.visitor].get(stop.path, base_url=LOCAL) as answer:
            if answer.mimetype == "text/html" and not answer.location:
                yield stop.path, answer.get_data(as_text=True)
