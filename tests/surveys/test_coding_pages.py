"""The pages of themes: begun, read by two, settled, closed, quoted, and told in the results."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.audit.queries import list_entries
from participation.foundation.keys import to_text
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.queries.comments import get_comment
from participation.surveys.rules.masking import digest_of
from participation.surveys.rules.stages import CommentState
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import Inspecting
from tests.surveys.coding import leave, read_all, say
from tests.surveys.desk import LOCAL, page, sign_in
from tests.surveys.waves import answer, make_open_campaign, make_residents, survey_in

MESSAGE = re.compile(r'name="message" value="([0-9a-f-]{36})"')


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def send(desk: Inspecting, path: str, status: int = 303, **form: object) -> str:
    """Send a form, expect a status, and give the page."""
    given = desk.post(f"/rive{path}", data=form, base_url=LOCAL)
    assert given.status_code == status, (path, given.status_code)
    return given.get_data(as_text=True)


def read(desk: Inspecting, themes: str, order: str, given: list[str]) -> None:
    """Give the same themes to every message of a turn, one by one and by likeness."""
    while True:
        opened = desk.get(f"/rive{themes}/read/{order}", base_url=LOCAL)
        if opened.status_code == 303:
            return
        found = MESSAGE.findall(opened.get_data(as_text=True))
        send(desk, f"{themes}/read/{order}", message=found, theme=given)


def cold_wave(engine: Engine, town: Town) -> tuple[str, list[UUID]]:
    """Close a wave with nine messages, seven of which say that it is cold; give its address."""
    with acting_in(engine, town) as act:
        make_residents(act, town.here, 44)
        campaign = make_open_campaign(act, town)
        answer(act, survey_in(act, campaign, town.here), [{1: 5}] * 40)
        keys = leave(act, campaign, town.here, [f"Il fait froid, couloir {n}" for n in range(7)])
        keys += leave(act, campaign, town.here, ["Merci", "شكراً"], language="ar")
        close_campaign(act, campaign)
        return to_text(campaign.id), keys


def begin(desk: Inspecting, path: str) -> None:
    """Begin with the survey's themes and add one."""
    assert path in page(desk, "/comments")
    assert "Commencer avec les thèmes" in page(desk, path)
    assert desk.get(f"/rive{path}/settle", base_url=LOCAL).status_code == 404
    send(desk, f"{path}/start")
    begun = page(desk, path)
    assert "Au quotidien" in begun
    assert "Activités" in begun
    assert "Le chaud" in send(desk, f"{path}/theme/new", 422, belongs="Le chaud")
    send(desk, f"{path}/theme/new", name="Froid", belongs="Le chaud", is_open="y")


def go_back(desk: Inspecting, path: str) -> str:
    """Read a message, go back to it, and give the next page, where nothing of it is ticked."""
    address = f"{path}/read/first"
    one = MESSAGE.findall(page(desk, address))[0]
    send(desk, address, 422, message=one, theme="9" * 5000)
    send(desk, address, message=one, theme="1")
    taken = send(desk, address, 422, message=one, theme="2")
    assert "Voici le suivant" in taken
    assert "checked" not in taken
    assert f"again={one}" in page(desk, f"{address}?last={one}")
    again = page(desk, f"{address}?again={one}")
    assert MESSAGE.findall(again) == [one]
    assert re.findall(r'value="(\d)" checked', again) == ["1"]
    send(desk, address, message=one, again=one, theme="3")
    return page(desk, f"{address}?again=x&last=x")


def test_two_people_read_a_wave(app: Flask, desk: Inspecting, engine: Engine, town: Town) -> None:
    campaign, keys = cold_wave(engine, town)
    path = f"/comments/themes/{campaign}"
    begin(desk, path)
    assert "Il reste des messages" in send(desk, f"{path}/close", 422)
    first = go_back(desk, path)
    assert "3 · Froid" in first
    assert "Maison Tilleul" not in first
    read(desk, path, "first", ["3"])
    second = sign_in(app, engine, town)
    seen = page(second, f"{path}/read/second")
    assert "checked" not in seen
    one = MESSAGE.findall(seen)[0]
    send(second, f"{path}/read/second", message=one, theme=["1", "3"])
    read(second, path, "second", ["3"])
    assert "ne changent plus" in send(desk, f"{path}/theme/1", 422, name="Autre", is_open="y")
    assert "désaccords" in send(desk, f"{path}/close", 422)
    assert "<strong>Au quotidien, Froid</strong>" in page(second, f"{path}/settle")
    send(second, f"{path}/settle", message=one, theme="3")
    send(desk, f"{path}/close")
    assert "De quoi parlent les messages" in page(desk, f"/results/{campaign}")
    assert "Citer" in page(desk, f"{path}/quotations?number=3")
    assert "est caché" in send(desk, f"{path}/quotations/3/{keys[0]}", 422, yes="1")
    with looking_in(engine, town) as session:
        facts = " ".join(entry.facts for entry in list_entries(session))
    assert "froid" not in facts.lower()
    assert str(one) not in facts


def test_what_was_quoted_is_in_the_results_the_report_and_the_file(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    said = say(engine, town)
    read_all(engine, town, said)
    campaign = to_text(said.campaign_id)
    words = "Le bruit de la nuit numéro 1"
    assert words not in page(desk, f"/results/{campaign}")
    key = said.here[7]
    send(desk, f"/comments/themes/{campaign}/quotations/2/{key}", yes="1")
    shown = page(desk, f"/results/{campaign}")
    assert words in shown
    assert "Lus par une seule personne" not in shown
    assert "Une" not in re.findall(r"<blockquote[^>]*><p>(.*?)</p>", shown)
    report = desk.get(f"/rive/results/{campaign}/report.pdf", base_url=LOCAL)
    assert report.status_code == 200
    send(desk, f"/results/{campaign}/exports", kind="tables.csv")
    rows = page(desk, f"/results/{campaign}/exports/tables.csv")
    assert words in rows
    assert "De quoi parlent les messages" in rows
    assert "Dans quelle langue sont les messages" in rows
    path = f"/comments/themes/{campaign}"
    send(desk, f"{path}/revise")
    assert f"{path}/quotations" in page(desk, path)
    assert "Ne plus citer" in page(desk, f"{path}/quotations?number=2")
    send(desk, f"{path}/quotations/{10**30}/{key}", 404, no="1")
    send(desk, f"{path}/quotations/2/{key}", no="1")
    assert words not in page(desk, f"/results/{campaign}")


def test_one_person_alone_may_finish_and_pages_say_so(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    campaign, _keys = cold_wave(engine, town)
    path, alone = f"/comments/themes/{campaign}", "Lus par une seule personne"
    send(desk, f"{path}/start")
    read(desk, path, "first", ["1"])
    assert alone in page(desk, path)
    send(desk, f"{path}/close")
    shown = page(desk, f"/results/{campaign}")
    assert alone in shown
    assert "Personnes au moins" in shown


def test_words_are_masked_by_touch(desk: Inspecting, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        campaign = make_open_campaign(act, town)
        keys = leave(
            act,
            campaign,
            town.here,
            ["Le soir Ahmed crie", "السيدة فاطمة"],
            language="ar",
            state=CommentState.WAITING,
        )
    first = page(desk, f"/comments/{keys[0]}/words")
    assert re.findall(r'class="likely"><input[^>]*value="(\d)">', first) == ["2"]
    assert "checked" not in first
    everything = ["0", "1", "2", "3", "9" * 5000]
    seen = digest_of("Le soir Ahmed crie")
    send(desk, f"/comments/{keys[0]}/words", place="2", seen=seen)
    send(desk, f"/comments/{keys[1]}/words", place=["x", "1"], seen=digest_of("السيدة فاطمة"))
    assert _shown(engine, town, keys[0]) == ("Le soir […] crie", "Le soir Ahmed crie")
    assert _shown(engine, town, keys[1]) == ("السيدة […]", "السيدة فاطمة")
    # Somebody has masked a word meanwhile: the places touched are those of another text.
    again = send(desk, f"/comments/{keys[0]}/words", 422, place="3", seen=seen)
    assert "vient de changer" in again
    assert "checked" not in again
    assert _shown(engine, town, keys[0])[0] == "Le soir […] crie"
    seen = digest_of("Le soir […] crie")
    send(desk, f"/comments/{keys[0]}/words", place=everything, seen=seen)
    assert _shown(engine, town, keys[0])[0] == "[…]"


def _shown(engine: Engine, town: Town, key: UUID) -> tuple[str, str]:
    with looking_in(engine, town) as session:
        found = get_comment(session, key)
        return found.public_text, found.text
