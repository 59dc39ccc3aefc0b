"""The procès-verbal no. 1: what it says before and after the opening, and when it refuses."""

import base64
import json
import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.belenios.encoding import canonical, fingerprint
from participation.elections.operations import sealed as operations, tallying
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import short_code
from participation.elections.rules.stages import Way
from participation.surveys.adapters.codes import qr_svg
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, visit
from tests.elections.sealing import NAMES, Sealing, begin, choice, ready, settled
from tests.elections.test_vote_papers import printed  # noqa: F401
from tests.elections.urn_desk import DAY, count_staff, end_paper, name_bureau, on, open_it, voted
from tests.inspection import Inspecting
from tests.surveys.test_papers import streams

Printed = list[dict[str, object]]
Visiting = Callable[[Sealing], Inspecting]


@pytest.fixture
def visiting(app: Flask, engine: Engine, clock: Clock) -> Visiting:
    def enter(made: Sealing) -> Inspecting:
        clock.set(DAY)
        return visit(app, engine, made.town, Role.MANAGER, made.town.here)

    return enter


def paper(made: Sealing) -> str:
    return f"/rive/elections/{made.calling.key}/minutes-1.pdf"


def tables(facts: dict[str, object]) -> dict[str, list[list[str]]]:
    """Give the rows of each table by its caption."""
    return {
        block["text"]: block["rows"]
        for section in facts["sections"]  # type: ignore[attr-defined]
        for block in section["blocks"]
        if block["kind"] == "table"
    }


def prints(made: Sealing) -> tuple[str, str, str]:
    """Give the fingerprints of election, keys and list, from what is published."""
    with looking_in(made.engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        whole = (sealed.election or "", sealed.trustees or "")
    listed = canonical(made.public(made.codes + made.papers))
    first, second, third = (fingerprint(each.encode()) for each in (*whole, listed))
    return first, second, third


def test_a_short_code_is_the_one_that_devices_show() -> None:
    of_the_browser = bytes.fromhex("0010bf00443ef81f" + "09" * 24)
    tracker = base64.b64encode(of_the_browser).decode().rstrip("=")
    assert short_code(tracker) == "2345 XY2Z"
    assert short_code(base64.b64encode(b"\xff" * 32).decode().rstrip("=")) == "ZZZZ ZZZZ"


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what the code of a paper carries."""
    kept: list[str] = []

    def draw(text: str) -> str:
        kept.append(text)
        return qr_svg(text)

    monkeypatch.setattr("participation.elections.views.votes.papers.qr_svg", draw)
    return kept


def test_before_the_opening_it_says_keys_cards_and_what_to_write(
    visiting: Visiting,
    engine: Engine,
    printed: Printed,  # noqa: F811
    coded: list[str],
) -> None:
    made = ready(engine)
    name_bureau(made)
    given = visiting(made).get(paper(made), base_url=LOCAL)
    assert (given.status_code, given.mimetype) == (200, "application/pdf")
    inside = streams(given.data)
    for tag in (b"pdfuaid:part", b"/Lang(fr", b"/H1", b"/H2", b"/TH", b"/TD", b"/Figure"):
        assert tag in inside, tag
    _says_what_is_ready(made, printed[0])
    own, (first, line) = prints(made), coded[0].splitlines()
    assert first == f"participation-opening-1 {made.calling.key}"
    assert line.endswith(f" election={own[0]} trustees={own[1]} cards={own[2]}")
    assert str(printed[0]["qr"]).startswith("<svg")
    said = json.dumps(printed[0], ensure_ascii=False)
    assert not any(code in said for code in (*made.codes, *made.papers, *made.seeds, *made.tokens))


def _says_what_is_ready(made: Sealing, facts: dict[str, object]) -> None:
    told, own = tables(facts), prints(made)
    assert facts["title"] == "Procès-verbal n° 1 : clés, cartes et urne vide"
    assert (
        facts["subtitle"] == "Le conseil de la maison · Élection du conseil · Vote le 12 mai 2026"
    )
    assert told["Qui garde les clés"] == [[name, "Oui : sa carte ouvre sa clé"] for name in NAMES]
    assert told["Cartes et codes"] == [
        ["Cartes de vote faites", "6"],
        ["Codes de papier faits", "2"],
    ]
    (compared,) = (rows for caption, rows in told.items() if caption.startswith("Empreintes"))
    assert [row[1:] for row in compared] == [[short_code(each), each] for each in own]
    assert [row[0] for row in told["Ce que le bureau écrit"]] == [
        "Clés faites sur combien d’appareils",
        "Urne montrée vide à tous : oui ou non",
        "Jour et heure de l’ouverture",
    ]
    signing = {row[0] for row in told["Chacun compare les codes, puis signe"]}
    assert signing == {*NAMES, "Nadia Petit", "Omar Sy", "Paule Roux"}


@pytest.mark.parametrize("held", [frozenset({1, 2, 3}), frozenset({1, 3}), frozenset({2})], ids=len)
def test_it_says_plainly_that_one_device_held_several_keys(
    visiting: Visiting,
    engine: Engine,
    printed: Printed,  # noqa: F811
    held: frozenset[int],
) -> None:
    made = ready(engine, shared=held)
    name_bureau(made)
    manager = visiting(made)
    manager.get(paper(made), base_url=LOCAL)
    said = json.dumps(printed[0], ensure_ascii=False)
    names = ", ".join(NAMES[place - 1] for place in sorted(held))
    words = f"Un seul appareil a tenu {len(held)} clés sur 3 : {names}."
    assert (words in said) is (len(held) > 1)
    assert ("Clés faites sur combien d’appareils" in said) is (len(held) < 3)
    check = page(manager, f"/rive/elections/{made.calling.key}/check")
    line = re.search(r"partagée entre les membres du bureau.*?</tr>", check, re.DOTALL)
    assert line
    assert ("Pas rempli" in line[0]) is (len(held) > 1)


def test_after_the_opening_it_says_when_and_stays_the_same(
    visiting: Visiting,
    engine: Engine,
    printed: Printed,  # noqa: F811
) -> None:
    made = ready(engine)
    name_bureau(made)
    open_it(made)
    manager = visiting(made)
    manager.get(paper(made), base_url=LOCAL)
    with on(made) as act:
        lost = made.public(made.codes[:1])[0]
        operations.revoke_card(act, made.contest(act.session), lost)
    manager.get(paper(made), base_url=LOCAL)
    assert printed[0] == printed[1]
    said = json.dumps(printed[0], ensure_ascii=False)
    assert re.search(r"Ouvert le [^\"]+ à [^\"]+, l’urne montrée vide à tous\.", said)
    assert "Jour et heure de l’ouverture" not in said
    assert all(each in said for each in prints(made))


def test_it_waits_for_keys_cards_and_bureau(visiting: Visiting, engine: Engine) -> None:
    made = settled(engine)
    manager = visiting(made)
    urn = paper(made).replace(f"{made.calling.key}/minutes-1.pdf", "")
    assert "Le vote n’est pas prêt" in page(manager, paper(made), 409)
    begin(made)
    made.rounds()
    made.publish()
    assert "il faut les cartes, et que chaque assesseur" in page(manager, paper(made), 409)
    desk = f"{urn}{made.calling.key}/bureau"
    assert "minutes-1.pdf" not in page(manager, desk)
    made.possess()
    assert "Il faut une présidence et deux assesseurs" in page(manager, paper(made), 409)
    name_bureau(made)
    page_of_urn = re.search(r'href="([^"]+/urn)"', page(manager, desk))
    assert page_of_urn
    for linked in (desk, page_of_urn[1]):
        assert f'href="{paper(made)}"' in page(manager, linked)
    assert manager.get(paper(made), base_url=LOCAL).status_code == 200


def test_a_vote_on_paper_has_none_and_residents_do_not_read_it(
    app: Flask, visiting: Visiting, engine: Engine
) -> None:
    made = ready(engine)
    name_bureau(made)
    manager = visiting(made)
    stranger = visit(app, engine, made.town, Role.RESIDENT, made.town.here)
    page(stranger, paper(made), 403)
    with acting_in(engine, made.town) as act:
        made.contest(act.session).way = Way.PAPER
    page(manager, paper(made), 404)


def test_the_self_check_leads_to_it_and_to_the_archive(visiting: Visiting, engine: Engine) -> None:
    made = voted(engine)
    manager = visiting(made)
    check = f"/rive/elections/{made.calling.key}/check"
    shown = page(manager, check)
    assert f'<a href="{paper(made)}">Procès-verbal n° 1</a>' in shown
    assert "archive.bel" not in shown
    made.cast(made.seal(made.papers[0], choice(1)))
    end_paper(made, 0)
    made.give(1)
    made.give(3)
    with on(made) as act:
        because = "Une carte n’a pas servi."
        tallying.keep_result(act, made.contest(act.session), signed=6, because=because)
    count_staff(made)
    shown = page(manager, check)
    assert re.search(r'<a href="[^"]+/archive\.bel">Archive du vote', shown)
