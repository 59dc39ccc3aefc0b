"""Commands run in this process, on a database of their own."""

import logging
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from participation.cli import main
from tests.application import settings_for
from tests.conftest import owner_url
from tests.templates import Templates

SUPERUSER = "postgres"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


def point_to(monkeypatch: pytest.MonkeyPatch, url: str, data: Path) -> None:
    """Let the environment describe an installation."""
    settings = settings_for(url, data)
    for name, value in {
        "ENVIRONMENT": settings.environment.value,
        "DATABASE_URL": url,
        "OWNER_URL": whole(url) if url.startswith("postgresql") else "",
        "SECRET_KEY": settings.secret_key,
        "BASE_URL": settings.base_url,
        "TRUSTED_HOSTS": ",".join(settings.trusted_hosts),
        "DATA": str(data),
    }.items():
        monkeypatch.setenv(f"PARTICIPATION_{name}", value)


def whole(url: str) -> str:
    """Give the URL of a role that sees every association, for copies."""
    return owner_url(url).replace("//owner@", f"//{SUPERUSER}@")


@pytest.fixture
def command(
    database: str,
    templates: Templates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Command]:
    """Give what runs a command on the test's database; logs and signals are put back after."""
    point_to(monkeypatch, database, tmp_path)
    if templates.server:
        path = f"{templates.server.programs}{os.pathsep}{os.environ['PATH']}"
        monkeypatch.setenv("PATH", path)

    def run(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    ends = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    yield run
    root.handlers[:], root.level = handlers, level
    for each, handler in ends.items():
        signal.signal(each, handler)
