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
"""Forms that end a session or a person: they come when all others were tried."""
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


def sheets(served: Served, client: FlaskClient, visitor: str) -> list[tuple[Stop, Sheet]]:
    """Give every form that a visitor meets, the last ones last, each once."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Stop, Sheet]] = {}
    for stop in stops(served):
        if stop.visitor == visitor:
            with client.get(stop.path, base_url=LOCAL) as page:
                text = (
                    ""
                    if page.location or page.mimetype != "text/html"
                    else page.get_data(as_text=True)
                )
            for sheet in forms_of(text, stop.path):
                found.setdefault((sheet.action, tuple(sorted(sheet.names()))), (stop, sheet))
    return sorted(found.values(), key=lambda one: one[1].action.endswith(LAST))


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
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_form_bears_hostile_words(house: Served, visitor: str) -> None:
    client, words, tried = client_as(house, visitor), itertools.cycle(PAYLOADS), 0
    wrong: list[str] = []
    for (_stop, sheet), typed_only in itertools.product(
        sheets(house, client, visitor), (True, False)
    ):
        extra = {name: MARK for name in COLUMNS if name not in sheet.names()}
        extra |= {f"{name}_id": NUMBER for name in ("user", "service", "organisation")}
        sent = {**extra, **filled(sheet, words, typed_only=typed_only)}
        answer = client.post(sheet.action, data=sent, base_url=LOCAL)
        tried += 1
        if answer.status_code >= 500:
            wrong.append(f"{answer.status_code} {sheet.action}")
        elif answer.mimetype == "text/html" and not answer.location:
            found = [*faults(answer.text), *booms(answer.text)]
            wrong += [f"{sheet.action}: {each}" for each in found]
        answer.close()
    assert not wrong, "\n".join(wrong)
    assert tried
    kept = dump(house)
    assert MARK not in kept
    assert NUMBER not in kept, "a column was written that no form declares"
    again = {stop.path: booms(page) for stop, page in _pages(house, client)}
    assert not {path: found for path, found in again.items() if found}


def _pages(served: Served, client: FlaskClient) -> Iterator[tuple[Stop, str]]:
    """Open every page again, as far as this visitor may."""
    for stop in stops(served):
        with client.get(stop.path, base_url=LOCAL) as answer:
            if answer.mimetype == "text/html":
                yield stop, answer.get_data(as_text=True)
