"""The application of a test: its settings, and its server on a free port of this machine."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from sqlalchemy import Engine
from werkzeug.serving import make_server

from participation.accessibility.adapters.shelf import Shelf
from participation.accessibility.views import EXTENSION, Studio
from participation.app import create_app
from participation.foundation import i18n, security
from participation.foundation.database import connect
from participation.settings import Environment, Settings, folder


@dataclass(frozen=True, slots=True)
class Served:
    """The running application: where it answers, what it stands on."""

    url: str
    app: Flask
    engine: Engine


def settings_for(database: str, data: Path, base_url: str = "http://localhost") -> Settings:
    """Give the settings of a test's application."""
    return Settings(
        environment=Environment.TEST,
        database_url=database,
        secret_key="a secret for tests that nobody needs to guess",
        base_url=base_url,
        trusted_hosts=("localhost", "127.0.0.1"),
        data=data,
    )


class Door:
    """The way in: each answer in one piece, and nobody inside once it is shut.

    Werkzeug leaves a file open when its reader is gone, and its threads outlive the server: one of
    them would open the database again after the test.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._change = threading.Condition()
        self._inside, self._open = 0, True

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        with self._change:
            if not self._open:
                start("503 Service Unavailable", [("Connection", "close")])
                return []
            self._inside += 1
        try:
            return self._answer(environ, start)
        finally:
            with self._change:
                self._inside -= 1
                self._change.notify_all()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        parts = self._app(environ, start)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def shut(self) -> None:
        """Let nobody in any more, and wait for those who are inside."""
        with self._change:
            self._open = False
            self._change.wait_for(lambda: not self._inside, timeout=60)


@contextlib.contextmanager
def moved(house: Flask, settings: Settings, engine: Engine) -> Iterator[Flask]:
    """Lend a house that stands already, moved to another database; then put it back as it was.

    Opening one takes a fifth of a second, and its templates are read again.
    """
    config, extensions = dict(house.config), dict(house.extensions)
    _move(house, settings, engine)
    try:
        yield house
    finally:
        _put_back(house, config, extensions)


@cache
def _standing() -> tuple[Flask, dict[str, Any], dict[str, Any]]:
    house = create_app(settings_for("sqlite://", Path()))
    return house, dict(house.config), dict(house.extensions)


def lend_house(settings: Settings, engine: Engine) -> Flask:
    """Lend the house of this worker, as it was built, until somebody else borrows it."""
    house, config, extensions = _standing()
    _put_back(house, config, extensions)
    _move(house, settings, engine)
    return house


def _move(house: Flask, settings: Settings, engine: Engine) -> None:
    studio: Studio = house.extensions[EXTENSION]
    house.extensions |= {
        "engine": engine,
        "settings": settings,
        EXTENSION: Studio(Shelf(settings.data / "clips"), studio.sources),
    }
    security.keep_secret(settings.secret_key)
    i18n.use_translations(folder("translations"))


def _put_back(house: Flask, config: dict[str, Any], extensions: dict[str, Any]) -> None:
    for kept, before in ((house.config, config), (house.extensions, extensions)):
        kept.clear()
        kept.update(before)


@contextlib.contextmanager
def serve(database: str, data: Path) -> Iterator[Served]:
    """Answer HTTP on a free port of this machine, in threads of this process."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    engine = connect(database)
    app = create_app(settings_for(database, data, f"http://localhost:{port}"), engine)
    door = Door(app)
    web = make_server("127.0.0.1", port, door, threaded=True, fd=listener.fileno())
    listener.close()
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(f"http://localhost:{port}", app, engine)
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
        door.shut()
        engine.dispose()
