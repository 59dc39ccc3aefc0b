import pytest
from tests.journeys.test_making_cards import *
pytestmark = pytest.mark.browser
def test_shot(open_page, server):
    calling = settle(server.engine, town_of(server))
    address, uuid = invite(server, calling)
    page = open_page(viewport={"width":794,"height":1123})
    page.goto(address); piece(page,"numbers")
    page.get_by_label("Cartes de vote").fill("9")
    page.get_by_label("Bulletins de papier, pour le bureau").fill("4")
    page.get_by_role("button", name="Faire les cartes").click(); piece(page,"made")
    page.emulate_media(media="print"); page.screenshot(path="/tmp/e4-print.png")
