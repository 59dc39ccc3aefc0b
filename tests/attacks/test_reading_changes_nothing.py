"""No address that GET opens changes one row, whoever opens it; POST without its token neither."""

import pytest

from tests.application import Served
from tests.attacks.pages import fingerprint, forms_of
from tests.journeys.tour import stops
from tests.journeys.visitors import VISITORS, client_as

pytestmark = pytest.mark.siege
LOCAL = "http://localhost"
MODELS = "front.patterns"
"""The models of components: their forms lead nowhere."""


def test_opening_every_page_changes_nothing(shared: Served) -> None:
    clients = {visitor: client_as(shared, visitor) for visitor in VISITORS}
    tour = stops(shared)
    before = fingerprint(shared)
    for stop in tour:
        with clients[stop.visitor].get(stop.path, base_url=LOCAL) as answer:
            assert answer.status_code == stop.status, stop
        clients[stop.visitor].head(stop.path, base_url=LOCAL).close()
    after = fingerprint(shared)
    changed = [name for name, number in after.items() if before[name] != number]
    assert not changed, "open the pages one by one to find which of them writes here"


def test_forms_without_their_token_change_nothing(shared: Served) -> None:
    clients = {visitor: client_as(shared, visitor) for visitor in VISITORS}
    tour, tried = stops(shared), 0
    before = fingerprint(shared)
    for stop in tour:
        client = clients[stop.visitor]
        with client.get(stop.path, base_url=LOCAL) as page:
            is_page = page.mimetype == "text/html" and not page.location
            text = page.get_data(as_text=True) if is_page and stop.endpoint != MODELS else ""
        for sheet in forms_of(text, stop.path):
            if sheet.action.endswith("/kiosk/wipe"):
                continue  # asks no token: a stale page must not keep somebody's visit open
            sent = {field.name: field.value for field in sheet.fields}
            for token in ("", "of somebody else"):
                answer = client.post(
                    sheet.action, data=sent | {"csrf_token": token}, base_url=LOCAL
                )
                assert answer.status_code == 400, (stop, sheet.action)
                tried += 1
            foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
            answer = client.post(sheet.action, data=sent, headers=foreign, base_url=LOCAL)
            assert answer.status_code == 403, (stop, sheet.action)
    assert tried > 100
    assert fingerprint(shared) == before
