"""Addresses that lead away: after signing in, after a wish, by a forged host, by a proxy's lie."""

from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.application import Served
from tests.attacks.pages import forms_of, tree_of
from tests.journeys.records import SLUG
from tests.journeys.tour import stops
from tests.journeys.visitors import VISITORS, client_as

LOCAL = "http://localhost"
AWAY = (
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http://localhost@evil.example",
    "http://localhost.evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/%5cevil.example",
    "/%2f%2fevil.example",
    f"/{SLUG}//evil.example",
    f"/{SLUG}/..//evil.example",
    f"/{SLUG}/%2e%2e//evil.example",
    f"/{SLUG}@evil.example",
    f"/{SLUG}\r\nLocation: https://evil.example",
    "javascript:alert(1)",
    "data:text/html,evil.example",
    "/。evil.example",
    "//evil。example",
    "//evil%E3%80%82example",
    " //evil.example",
    "/lande/",
)


def stays(address: str | None) -> bool:
    """Say whether an address stays in this very association, on this host."""
    if not address:
        return True
    found = urlsplit(address)
    is_ours = found.path == f"/{SLUG}" or found.path.startswith(f"/{SLUG}/")
    return found.netloc in {"", "localhost"} and is_ours and ".." not in found.path


@pytest.mark.parametrize("back", AWAY)
def test_no_page_leads_back_to_somewhere_else(shared: Served, back: str) -> None:
    client = client_as(shared, "stranger")
    for place in ("preferences", "sign-in", "sign-in/staff", "card", "phone"):
        path = f"/{SLUG}/{place}?back={quote(back, safe='')}"
        page = client.get(path, base_url=LOCAL)
        assert stays(page.location), path
        links = [one.get("href") for one in tree_of(page.text).iter("a")]
        assert not [link for link in links if link and "evil" in urlsplit(link).netloc]
        for link in links:
            assert link is None or not link.startswith(("//", "/\\", "javascript:")), path
        for sheet in forms_of(page.text, path):
            sent = {field.name: field.value for field in sheet.fields} | {"back": back}
            answer = client.post(sheet.action, data=sent, base_url=LOCAL)
            assert stays(answer.location), (sheet.action, answer.location)


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_forged_host_is_refused_on_every_page(shared: Served, visitor: str) -> None:
    client = client_as(shared, visitor)
    for stop in stops(shared):
        if stop.visitor == visitor:
            answer = client.get(stop.path, base_url="http://evil.example")
            assert answer.status_code == 400, stop


@pytest.fixture
def stranger(shared: Served) -> FlaskClient:
    return client_as(shared, "stranger")


def test_what_a_proxy_is_said_to_say_changes_no_address(
    shared: Served, stranger: FlaskClient
) -> None:
    lies = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Server": "evil.example",
        "X-Original-URL": "//evil.example/",
        "X-Rewrite-URL": "//evil.example/",
        "Forwarded": "host=evil.example;proto=https",
    }
    for stop in stops(shared):
        if stop.visitor == "stranger":
            answer = stranger.get(stop.path, base_url=LOCAL, headers=lies)
            assert answer.status_code == stop.status, stop
            assert b"evil.example" not in answer.data, stop
            assert "evil.example" not in str(answer.headers), stop
