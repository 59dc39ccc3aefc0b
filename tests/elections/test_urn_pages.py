"""The pages of the bureau about a sealed vote, from the keys to their end."""

import io
import json
import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.belenios.credentials import draw_token
from participation.belenios.group import entropy as draw
from participation.belenios.verify import verify_archive
from participation.elections.operations import proclaiming, results
from participation.elections.queries import sealed as found
from participation.foundation.keys import to_text
from tests.builders import looking_in
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.sealing import NAMES, Sealing, choice, opened, settled
from tests.elections.test_sealed_pages import INVALID, OK, REFUSED, Booth, keeper
from tests.elections.test_vote_papers import printed  # noqa: F401
from tests.elections.urn_desk import (
    CODES,
    DAY,
    OVER,
    count_staff,
    name_bureau,
    on,
    open_it,
    voted,
)
from tests.inspection import Inspecting

Printed = list[dict[str, object]]
Visiting = Callable[[Sealing], Inspecting]
BY_ONE = "Pour ouvrir l’urne, un même appareil a lu plusieurs cartes de clé."


@pytest.fixture
def visiting(app: Flask, engine: Engine, clock: Clock) -> Visiting:
    def enter(made: Sealing) -> Inspecting:
        clock.set(DAY)
        return visit(app, engine, made.town, Role.MANAGER, made.town.here)

    return enter


def base(made: Sealing) -> str:
    return f"/rive/elections/contests/{to_text(made.contest_id)}"


def desk(made: Sealing) -> str:
    return f"/rive/elections/{made.calling.key}/bureau"


def codes(shown: str) -> dict[str, str]:
    """Give the fields that president and assessor send."""
    assessor = re.search(r'value="([0-9a-z]{13})"[^>]*>Omar Sy<', shown)
    assert assessor
    return {"president_code": CODES[0], "assessor": assessor[1], "assessor_code": CODES[1]}


def test_the_desk_leads_to_the_keys_and_says_what_is_missing(
    visiting: Visiting, engine: Engine
) -> None:
    made = settled(engine)
    name_bureau(made)
    manager = visiting(made)
    assert "Une urne électronique n’est pas prête" in page(manager, desk(made))
    assert f"{base(made)}/urn" in page(manager, desk(made))
    assert "Nommez les trois personnes" in page(manager, f"{base(made)}/urn")
    form = page(manager, f"{base(made)}/keys")
    assert all(name in form for name in ("Nadia Petit", "Omar Sy", "Paule Roux"))
    named = dict(zip(("first", "second", "third"), NAMES, strict=True))
    two = {**named, "third": NAMES[0], "title": "Élection"}
    assert "avec des noms différents" in send(manager, f"{base(made)}/keys", two, 422)
    told = send(manager, f"{base(made)}/keys", {**named, "title": "Élection"}, 200)
    doors = re.findall(r"http://localhost(/rive/tilleul/vote/[0-9a-z]{13}/[a-z-]+)#(\S{32})<", told)
    assert [path.rpartition("/")[2] for path, _token in doors] == [*["keys"] * 3, "make-cards"]
    together = re.findall(r"/keys#([^\s<]+~[^\s<]+)<", told)
    assert together == ["~".join(token for _path, token in doors[:3])]
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        keepers = [found.find_trustee(session, sealed, token) for _path, token in doors[:3]]
        assert [each.name if each else "" for each in keepers] == list(NAMES)
        assert found.digest_of(doors[3][1]) == sealed.cards_invitation
        made.uuid = sealed.uuid
    shown = page(manager, f"{base(made)}/urn")
    assert not any(token in shown for _path, token in doors)
    assert "Chaque personne fait sa clé" in shown
    made.seeds = [draw_token(22, draw) for _name in NAMES]
    made.rounds()
    made.publish()
    made.possess()
    assert "Les clés et les cartes sont prêtes" in page(manager, f"{base(made)}/urn")
    assert "Le bureau est complet" in page(manager, desk(made))
    open_it(made)
    shown = page(manager, f"{base(made)}/urn")
    assert "Urne ouverte" in shown
    assert "L’urne ne dit pas combien ont voté" in shown
    assert manager.get(f"{base(made)}/archive.bel", base_url=LOCAL).status_code == 404


@pytest.mark.parametrize("opened_by", ["two devices", "one device"])
def test_the_count_of_the_urn_by_its_pages(
    visiting: Visiting,
    engine: Engine,
    printed: Printed,  # noqa: F811
    opened_by: str,
) -> None:
    made, shared = voted(engine), opened_by == "one device"
    manager = visiting(made)
    made.cast(made.seal(made.papers[0], choice(1)))
    form = page(manager, f"{base(made)}/end-paper")
    refused = send(manager, f"{base(made)}/end-paper", {**codes(form), "null": "2"}, 422)
    assert "Ce n’est pas le même nombre" in refused
    wrong = {**codes(form), "null": "0", "assessor_code": "999999"}
    assert "Un code n’est pas le bon" in send(manager, f"{base(made)}/end-paper", wrong, 422)
    send(manager, f"{base(made)}/end-paper", {**codes(form), "null": "0"})
    assert "Il faut 2 personnes avec leur clé" in page(manager, f"{base(made)}/urn")
    made.give(1)
    made.give(3, shared=shared)
    shown = page(manager, f"{base(made)}/urn")
    assert "Le résultat est sorti de l’urne" in shown
    assert (BY_ONE in shown) is shared
    assert "Résultat sorti de l’urne" in page(manager, desk(made))
    assert "Recompter" not in page(manager, desk(made))
    kept = f"{base(made)}/keep-result"
    assert "Bulletins et signatures" in send(manager, kept, {"signed": "6"}, 422)
    because = {"signed": "6", "gap_because": "Une carte n’a pas servi."}
    send(manager, kept, because)
    with manager.get(f"{base(made)}/archive.bel", base_url=LOCAL) as archive:
        report = verify_archive(io.BytesIO(archive.data))
    assert report.ok, report.failures
    assert report.result == [[1, 3, 2, 0, 0]]
    _end(manager, made)
    assert (BY_ONE in json.dumps(printed, ensure_ascii=False)) is shared


def _end(manager: Inspecting, made: Sealing) -> None:
    """Declare, proclaim, and destroy the keys once nobody can contest."""
    count_staff(made)
    with on(made) as act:
        results.declare_result(act, made.calling.election(act.session))
    minutes = f"/rive/elections/{made.calling.key}/minutes.pdf"
    assert manager.get(minutes, base_url=LOCAL).data.startswith(b"%PDF")
    two = codes(page(manager, f"{base(made)}/destroy-keys"))
    alone = {**two, "president_code": CODES[2]}
    assert "Un code n’est pas le bon" in send(manager, f"{base(made)}/destroy-keys", alone, 422)
    early = send(manager, f"{base(made)}/destroy-keys", two, 422)
    assert "Le résultat peut encore être contesté" in early
    with on(made, OVER) as act:
        proclaiming.proclaim(act, made.calling.election(act.session))
    assert "Détruire les clés" in page(manager, f"{base(made)}/urn")


def test_paper_contests_have_no_urn(visiting: Visiting, engine: Engine) -> None:
    made = settled(engine)
    manager = visiting(made)
    staff = f"/rive/elections/contests/{to_text(made.calling.staff_id)}"
    forms = ("keys", "end-paper", "keep-result", "destroy-keys", "leave-closed")
    for path in ("urn", "cards", "archive.bel", *forms):
        page(manager, f"{staff}/{path}", 404)


def test_the_desk_revokes_cards(
    app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened(engine, cards=7)
    booth = Booth(app, made, monkeypatch)
    lost = {"credential": made.public(made.codes[:1])[0]}
    assert booth.post("/revoke", lost)[0] == HTTPStatus.SEE_OTHER
    booth.stand(**keeper(made))
    assert booth.post("/revoke", {"credential": 7})[0] == INVALID
    assert booth.post("/revoke", lost) == (OK, {"state": "revoked"})
    status, answer = booth.post("/ballots", made.seal(made.codes[0], choice(1)))
    assert (status, answer["error"]) == (REFUSED, "card_revoked")
    assert booth.post("/card", lost) == (OK, {"state": "revoked"})
