"""Random cuts at every stage between a device and the server: none lost, none doubled."""

import base64
import contextlib
import json
import socket
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from participation.foundation.keys import to_text
from participation.surveys.adapters.envelopes import pair_of
from participation.surveys.models import Comment, Response
from participation.surveys.queries.answering import get_asked
from participation.surveys.rules import envelopes as rules
from tests.application import serve
from tests.surveys.asking import House, open_house
from tests.surveys.nodes import ask_node

pytestmark = pytest.mark.siege

CUTS, MANY_CUTS = 50, 1_000
SEED = 20261121
Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]


class Cutting:
    """The real program behind a network that breaks as the address asks."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        cut = environ["QUERY_STRING"].removeprefix("cut=")
        if cut in {"before", "fault-before", "portal"}:
            environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        match cut:
            case "before":
                return self._hang_up(environ)
            case "fault-before" | "fault-after":
                if cut == "fault-after":
                    self._whole(environ)
                start("500 Internal Server Error", [("Content-Type", "text/html")])
                return [b"<h1>500</h1>"]
            case "portal":
                start("200 OK", [("Content-Type", "text/html")])
                return [b"<html>Welcome! Please accept the terms.</html>"]
            case "after":
                self._whole(environ)
                return self._hang_up(environ)
            case "half":
                body = self._whole(environ)
                line = b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                head = line + str(len(body)).encode() + b"\r\n\r\n"
                environ["werkzeug.socket"].sendall(head + body[: len(body) // 2])
                return self._hang_up(environ)
            case _:
                return self._app(environ, start)

    def _whole(self, environ: dict[str, Any]) -> bytes:
        """Let the program do all it has to do, as far as its last commit."""
        parts = self._app(environ, lambda *_status: None)
        with contextlib.ExitStack() as end:
            if hasattr(parts, "close"):
                end.callback(parts.close)
            return b"".join(parts)

    def _hang_up(self, environ: dict[str, Any]) -> list[bytes]:
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return []


def besiege(house: House, folder: Path, cuts: int) -> dict[str, Any]:
    """Let the browser's queue meet the server through so many cuts, then through none."""
    public = pair_of(house.town.organisation_id, house.survey_id).public
    with house.looking() as session:
        version = get_asked(session, house.survey_id).version
    asked = {"survey": to_text(house.survey_id), "version": version, "seed": SEED, "cuts": cuts}
    address = house.path.rpartition("/")[0] + "/envelopes"
    url = house.engine.url.render_as_string(hide_password=False)
    with serve(url, folder) as served:
        served.app.wsgi_app = Cutting(served.app.wsgi_app)  # type: ignore[assignment, method-assign]
        to = base64.b64encode(public).decode()
        found: dict[str, Any] = ask_node(
            "siege", {**asked, "url": served.url, "address": address, "to": to}
        )
    return found


def test_no_answer_is_lost_or_doubled(
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(rules, "SENDINGS", 1_000_000)
    cuts = MANY_CUTS if request.config.option.long else CUTS
    house = open_house(engine, tmp_path)
    found = besiege(house, tmp_path, cuts)
    assert found["left"] == 0, json.dumps(found["met"])
    assert len(found["met"]) == 14, "every kind of cut was met, and none"
    told, maybe = dict(found["told"]), dict(found["untold"])
    with house.looking() as session:
        kept = {row.key.hex for row in session.scalars(select(Response))}
        words = Counter(row.text for row in session.scalars(select(Comment)))
    assert told.keys() - kept == set(), "somebody was told that her answers are kept: they are lost"
    assert kept - told.keys() <= maybe.keys()
    assert words == Counter({**told, **maybe}[key] for key in kept), "a comment is lost or doubled"
    assert len(told) >= cuts * 0.8
