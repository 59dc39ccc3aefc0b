"""One request: headers, origin, host, one commit, undo after an error, a form sent twice."""

import gzip
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask, redirect
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine, func, select
from werkzeug.exceptions import abort

from participation.app import create_app
from participation.foundation import cycle
from participation.foundation.access import allow, refuse_undeclared
from participation.foundation.act import Refused
from participation.foundation.once import LENGTH
from participation.foundation.permissions import PUBLIC
from participation.foundation.security import HEADERS, squeeze
from participation.organisations.models import Pole
from participation.organisations.operations import create_pole
from participation.organisations.rules import Refusal
from tests.application import settings_for
from tests.builders import Town, looking_in, make_town

KEY = "a" * LENGTH


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def app(engine: Engine, database: str, tmp_path: Path) -> Flask:
    made = create_app(settings_for(database, tmp_path), engine)
    made.config["WTF_CSRF_ENABLED"] = False
    _add_doors(made)
    return made


def _add_doors(app: Flask) -> None:
    @app.post("/<organisation>/make/<name>")
    @allow(PUBLIC)
    def make(name: str) -> ResponseReturnValue:
        create_pole(cycle.act(), name=name)
        return redirect(f"/rive/done/{name}", HTTPStatus.SEE_OTHER)

    @app.post("/<organisation>/fail")
    @allow(PUBLIC)
    def fail() -> ResponseReturnValue:
        create_pole(cycle.act(), name="Nord")
        return abort(HTTPStatus.NOT_FOUND)

    @app.post("/<organisation>/refuse")
    @allow(PUBLIC)
    def refuse() -> ResponseReturnValue:
        create_pole(cycle.act(), name="Nord")
        raise Refused(Refusal.SLUG_TAKEN, slug="tilleul")

    @app.get("/<organisation>/<service>/look")
    @allow(PUBLIC)
    def look() -> str:
        return f"{cycle.service_row().slug} {cycle.visitor().actor} " + "é" * 800


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def poles(engine: Engine, town: Town) -> int:
    with looking_in(engine, town) as session:
        return session.scalar(select(func.count(Pole.id))) or 0


@pytest.mark.parametrize(
    "path", ["/", "/rive/nowhere", "/rive/tilleul/look", "/nobody/tilleul/look"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, town: Town, path: str) -> None:
    del town
    response = client.get(path)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_foreign_host_is_refused(client: FlaskClient, town: Town) -> None:
    del town
    for host in ("evil.example", "localhost.evil.example", "evil.example:80"):
        response = client.get("/rive/tilleul/look", headers={"Host": host})
        assert response.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
def test_a_form_from_another_site_is_refused(
    client: FlaskClient, engine: Engine, town: Town, headers: dict[str, str]
) -> None:
    response = client.post("/rive/make/Nord", headers=headers)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert poles(engine, town) == 0


def test_a_form_without_its_token_is_refused(app: Flask, engine: Engine, town: Town) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert app.test_client().post("/rive/make/Nord").status_code == HTTPStatus.BAD_REQUEST
    assert poles(engine, town) == 0


def test_what_is_done_is_committed_once(client: FlaskClient, engine: Engine, town: Town) -> None:
    assert client.post("/rive/make/Nord").status_code == HTTPStatus.SEE_OTHER
    assert poles(engine, town) == 1


@pytest.mark.parametrize("path", ["/rive/fail", "/rive/refuse"])
def test_an_error_or_a_refusal_leaves_nothing(
    client: FlaskClient, engine: Engine, town: Town, path: str
) -> None:
    assert client.post(path).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
    assert poles(engine, town) == 0


def test_a_refusal_is_a_sentence(client: FlaskClient, town: Town) -> None:
    del town
    assert "déjà prise" in client.post("/rive/refuse").get_data(as_text=True)


def test_a_form_sent_twice_is_answered_as_the_first_time(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    first = client.post("/rive/make/Nord", data={"once": KEY})
    again = client.post("/rive/make/Sud", data={"once": KEY})
    assert again.location == first.location == "/rive/done/Nord"
    assert poles(engine, town) == 1


def test_a_form_that_failed_may_be_sent_again_with_its_key(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    client.post("/rive/fail", data={"once": KEY})
    client.post("/rive/make/Nord", data={"once": KEY})
    assert poles(engine, town) == 1


def test_places_are_found_by_their_address(client: FlaskClient, town: Town) -> None:
    del town
    assert client.get("/rive/tilleul/look").get_data(as_text=True).startswith("tilleul anonymous")
    for path in ("/rive/nowhere/look", "/lande/tilleul/look"):
        assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_a_door_without_a_lock_keeps_the_house_shut(app: Flask) -> None:
    app.add_url_rule("/bare", endpoint="bare", view_func=lambda: "")
    with pytest.raises(RuntimeError, match="bare"):
        refuse_undeclared(app)


def test_pages_are_compressed_to_a_length_that_tells_nothing(
    client: FlaskClient, town: Town
) -> None:
    del town
    lengths = set()
    for _ in range(12):
        response = client.get("/rive/tilleul/look", headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.data).decode().startswith("tilleul")
        lengths.add(len(response.data))
    assert len(lengths) > 3
    assert gzip.decompress(squeeze(b"")) == b""
