"""The JSON doors of the sealed vote: who passes, what is answered, what leaves no trace."""

import io
import logging
from http import HTTPStatus
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.belenios import pedersen
from participation.belenios.encoding import canonical, fingerprint
from participation.belenios.group import entropy as draw
from participation.belenios.verify import verify_archive
from participation.elections.queries.sealed import get_sealed, list_trustees
from participation.elections.rules.stages import Stage
from participation.elections.views import speaking
from participation.foundation.access import Visitor
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.seed.devices import phones
from tests.builders import looking_in
from tests.elections.sealing import NAMES, TITLE, Sealing, begin, choice, settled

OK, REFUSED, INVALID, MISSING = (
    HTTPStatus.OK,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.NOT_FOUND,
)


class Booth:
    """A device that speaks with the doors of one contest."""

    def __init__(self, app: Flask, made: Sealing, monkeypatch: pytest.MonkeyPatch) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        self.made, self.client, self._patch = made, app.test_client(), monkeypatch
        self.place = f"/rive/tilleul/vote/{to_text(made.contest_id)}"

    def get(self, path: str, token: str = "") -> tuple[int, Any]:
        """Ask; give status and what was said."""
        answer = self.client.get(self.place + path, headers={speaking.INVITATION: token})
        return answer.status_code, answer.get_json(silent=True)

    def post(self, path: str, body: object, token: str = "") -> tuple[int, Any]:
        """Say; give status and what was answered."""
        raw = body if isinstance(body, bytes) else canonical(body).encode()
        answer = self.client.post(
            self.place + path,
            data=raw,
            content_type="application/json",
            headers={speaking.INVITATION: token},
        )
        return answer.status_code, answer.get_json(silent=True)

    def stand(self, **facts: Any) -> None:
        """Let somebody else stand at the door."""
        visitor = Visitor(**facts)
        self._patch.setattr("participation.app.accounts.identify", lambda *_: visitor)


@pytest.fixture
def booth(app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Booth:
    return Booth(app, settled(engine), monkeypatch)


def open_for(booth: Booth) -> Sealing:
    """Open the vote of the contest."""
    begin(booth.made)
    booth.made.rounds()
    booth.made.publish()
    booth.made.possess()
    booth.made.go(Stage.VOTE, "open_urn")
    return booth.made


def keeper(made: Sealing) -> dict[str, Any]:
    """Give who looks after the council."""
    here = frozenset({made.town.here})
    return {"user_id": 1, "actor": "user:1", "powers": {Permission.COUNCIL_MANAGE: here}}


def keys_made(booth: Booth) -> tuple[list[str], Any]:
    """Go through the rounds by the doors; give the invitations, and what was told at the end."""
    made = booth.made
    assert booth.get("/state") == (OK, {"phase": None})
    assert booth.get("/setup")[0] == MISSING
    booth.stand(**keeper(made))
    status, begun = booth.post("/prepare", {"trustees": NAMES, "title": TITLE})
    assert status == OK
    booth.stand()
    made.uuid, made.cards_token = begun["uuid"], begun["cards_invitation"]
    tokens = [each["invitation"] for each in begun["trustees"]]
    made.seeds = [f"{number}" * 22 for number in (1, 2, 3)]
    assert booth.get("/ceremony")[0] == booth.get("/ceremony", "no")[0] == MISSING
    for place, (seed, token) in enumerate(zip(made.seeds, tokens, strict=True), 1):
        certificate, commitment = phones.announce(seed, 3, 2, place, draw)
        said = {"certificate": certificate, "commitment": commitment, "shared": place == 2}
        assert booth.post("/ceremony/certificate", said, token)[0] == OK
    _status, told = booth.get("/ceremony", tokens[0])
    assert (told["phase"], told["index"], told["routed"]) == ("dealing", 1, None)
    certs = pedersen.read_certificates(told["certificates"], told["threshold"])
    for place, (seed, token) in enumerate(zip(made.seeds, tokens, strict=True), 1):
        dealing = phones.deal(seed, certs, place, draw)
        assert booth.post("/ceremony/dealing", {"dealing": dealing}, token)[0] == OK
    for place, (seed, token) in enumerate(zip(made.seeds, tokens, strict=True), 1):
        told = booth.get("/ceremony", token)[1]
        routed, promised = told["routed"], told["commitments"]
        key = phones.accept(seed, certs, promised, place, routed, draw)
        status, told = booth.post("/ceremony/key", {"key": key}, token)
        assert (status, told["private_key"]) == (OK, key.private_key)
    return tokens, told


def test_a_ceremony_goes_through_the_doors(booth: Booth) -> None:
    made, (tokens, told) = booth.made, keys_made(booth)
    assert told["phase"] == "possession"
    assert told["fingerprint"] == fingerprint(told["election"].encode())
    status, said = booth.post("/ceremony/possession", {"proof": {}}, tokens[0])
    assert (status, said["error"], said["check"]) == (INVALID, "invalid", "fields")
    made.possess(frozenset({3}))
    with looking_in(made.engine, made.town) as session:
        trustees = list_trustees(session, get_sealed(session, made.contest_id))
        assert [one.shared for one in trustees] == [False, True, True]
    assert booth.get("/cards")[0] == booth.get("/cards", tokens[0])[0] == MISSING
    made.publish()
    body = {"credentials": made.public(made.codes), "paper": made.public(made.papers)}
    status, said = booth.post("/cards", body, made.cards_token)
    assert (status, said["given"], said["paper"], said["electors"]) == (OK, 6, 2, 6)
    assert said["phase"] == "ready"
    said = booth.get("/state")[1]
    assert (said["phase"], said["possessions"], said["voted"]) == ("ready", 3, None)


def test_a_vote_goes_through_the_doors(booth: Booth) -> None:
    made = open_for(booth)
    said = booth.get("/setup")[1]
    assert [each["slot"] for each in said["candidates"]] == [1, 2, 3, 4]
    assert all(each["name"] for each in said["candidates"])
    key = made.public(made.codes[:1])[0]
    assert booth.post("/card", {"credential": key}) == (OK, {"state": "ready"})
    raw = made.seal(made.codes[0], choice(1))
    tracker = {"tracker": fingerprint(raw)}
    assert booth.post("/ballots", raw) == booth.post("/ballots", raw) == (OK, tracker)
    assert booth.post("/card", {"credential": key}) == (OK, {"state": "voted"})
    status, said = booth.post("/ballots", raw[:-1])
    assert (status, said["check"]) == (INVALID, "canonical")
    booth.stand(kiosk_service_id=made.town.here, kiosk_slug="tilleul")
    assert booth.post("/ballots", made.seal(made.codes[0], choice(2)))[0] == OK
    booth.stand()
    status, said = booth.post("/ballots", made.seal(made.codes[0], choice(3)))
    assert (status, said["error"]) == (REFUSED, "already_final")
    assert said["sentence"].startswith("Cette carte")
    spare = {"credential": made.public(made.codes[5:])[0]}
    assert booth.post("/exchange", spare)[0] == HTTPStatus.SEE_OTHER
    booth.stand(**keeper(made))
    assert booth.post("/exchange", spare) == (OK, {"state": "exchanged"})


def test_a_count_goes_through_the_doors(booth: Booth) -> None:
    made = open_for(booth)
    for code in made.codes[:5]:
        assert booth.post("/ballots", made.seal(code, choice(2)))[0] == OK
    assert booth.get("/trackers")[1]["error"] == "still_open"
    made.go(Stage.COUNT, "close_urn")
    made.go(Stage.COUNT, "fix_tally")
    assert len(booth.get("/trackers")[1]["trackers"]) == 5
    assert booth.get("/archive")[0] == booth.get("/result")[0] == MISSING
    assert booth.get("/result", made.tokens[0])[1]["error"] == "no_result"
    for place in (1, 2):
        partial = {"partial": made.decrypt(place).decode()}
        status, said = booth.post("/ceremony/decryption", partial, made.tokens[place - 1])
        assert (status, said["done"]["decryption"]) == (OK, True)
    said = booth.get("/result", made.tokens[2])[1]
    assert said["result"] == [[0, 0, 5, 0, 0]]
    headers = {speaking.INVITATION: made.tokens[2]}
    with booth.client.get(booth.place + "/archive", headers=headers) as answer:
        report = verify_archive(io.BytesIO(answer.get_data()))
    assert report.ok
    assert report.result == [[0, 0, 5, 0, 0]]


def test_who_votes_leaves_no_line_in_the_log(
    booth: Booth, caplog: pytest.LogCaptureFixture
) -> None:
    made = open_for(booth)
    with caplog.at_level(logging.INFO):
        booth.post("/ballots", made.seal(made.codes[0], choice(1)))
        booth.post("/card", {"credential": made.public(made.codes)[0]})
        booth.get("/setup")
        assert not caplog.records
        booth.get("/trackers")
    assert [record.name for record in caplog.records] == ["participation.requests"]


def test_a_form_of_another_site_is_refused(app: Flask, engine: Engine) -> None:
    made = settled(engine)
    place = f"/rive/tilleul/vote/{to_text(made.contest_id)}/ballots"
    client = app.test_client()
    assert client.post(place, data=b"{}").status_code == HTTPStatus.BAD_REQUEST
