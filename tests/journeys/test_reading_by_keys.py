"""Claire gives a message its themes by one key each, once she stands in their group."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from participation import seed
from participation.foundation.keys import to_text
from participation.surveys.models import CommentCode, CommentReading
from participation.surveys.rules.coding import Turn
from tests.application import Served
from tests.browser import PHONE
from tests.builders import looking_in
from tests.journeys.coded import READ, coded
from tests.journeys.records import town_of
from tests.journeys.walking import Open, sign_in

pytestmark = pytest.mark.browser


def test_a_key_gives_a_theme_and_enter_goes_on(
    open_page: Open, server: Served, sign_ins: dict[str, seed.SignIn]
) -> None:
    campaign = coded(server)["coding.read"]["campaign_id"]
    path = f"/rive/comments/themes/{to_text(campaign)}/read/first"
    page = open_page(**PHONE)
    sign_in(page, server, sign_ins["responsable qualité"], back=path)
    page.locator("[data-awake~=digits]").wait_for()
    page.keyboard.press("2")
    expect(page.locator("input[name=theme]:checked")).to_have_count(0)
    page.locator("#themes").focus()
    for key in ("2", "1", "1", "3", "9"):
        page.keyboard.press(key)
    first = page.locator("input[name=message]").first.get_attribute("value")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with looking_in(server.engine, town_of(server)) as session:
        read = select(CommentReading.comment_key).where(CommentReading.turn == Turn.FIRST)
        assert len(session.scalars(read).all()) == READ + 1
        given = select(CommentCode.comment_key, CommentCode.theme).order_by(CommentCode.theme)
        assert [theme for key, theme in session.execute(given) if str(key) == first] == [2, 3]
    page.locator("[data-awake~=digits]").wait_for()
    assert page.evaluate("document.activeElement.id") == "themes"
