"""The demonstration's association: planted once a run, copied for each test, silent or spoken."""

import contextlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from participation import seed
from participation.accessibility.adapters import making
from participation.accessibility.queries import program_texts
from participation.cli.opening import House
from participation.cli.speech import make_clips
from participation.foundation import clock, i18n, security
from participation.foundation.database import connect
from participation.migrations import run
from participation.settings import folder
from tests.application import Served, serve, settings_for
from tests.conftest import START
from tests.postgresql import locked
from tests.templates import Templates

HEARD = {"fr": "Bonjour, que voulez-vous faire ?", "ar": "مرحباً، ماذا تريد أن تفعل؟"}
SPOKEN = tuple(HEARD)
SIGN_INS = "sign-ins.json"


@contextlib.contextmanager
def opened(url: str, data: Path) -> Iterator[House]:
    """Open an installation as its commands do."""
    settings = settings_for(url, data)
    security.keep_secret(settings.secret_key)
    i18n.use_translations(folder("translations"))
    engine = connect(url)
    yield House(settings, engine)
    engine.dispose()


def plant(url: str, data: Path) -> None:
    """Make the tables of an empty database and plant the association in them."""
    with opened(url, data) as house:
        run.upgrade(house.engine)
        planted = seed.plant(house.engine)
    (data / SIGN_INS).write_text(json.dumps(planted.plain()), "utf-8")


def speak(url: str, data: Path) -> None:
    """Give every sentence of the languages that journeys listen to a clip that plays.

    The machine says one of the program's sentences in each language, which stands for all: two
    thousand take a minute. What people wrote is said word by word.
    """
    with (
        opened(url, data) as house,
        locked(data / "clips" / "lock"),
        pytest.MonkeyPatch.context() as patch,
    ):
        own = {tag: frozenset(program_texts(tag)) for tag in SPOKEN}
        say = cache(making.speak)
        patch.setattr(
            making,
            "speak",
            lambda tag, text: say(tag, HEARD[tag] if text in own[tag] else text),
        )
        make_clips(house, SPOKEN, approve=True)


@pytest.fixture(scope="session")
def garden(run_folder: Path, kind: str) -> Path:
    """Give the folder of one database's demonstration: each planting draws secrets of its own."""
    place = run_folder / f"garden-{kind}"
    place.mkdir(exist_ok=True)
    return place


def _plant_once(templates: Templates, garden: Path) -> None:
    templates.prepare("demo", lambda url: plant(url, garden))


@pytest.fixture
def demo(templates: Templates, garden: Path, tmp_path: Path) -> Iterator[str]:
    """Lend the URL of a copy of the demonstration, without clips."""
    _plant_once(templates, garden)
    with templates.copy("demo", tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def clips(pytestconfig: pytest.Config) -> Path:
    """Give the folder of the program's clips, kept from one run to the next."""
    return pytestconfig.cache.mkdir("clips")


@pytest.fixture
def spoken(templates: Templates, clips: Path, garden: Path, tmp_path: Path) -> Iterator[str]:
    """Lend the URL of a copy of the demonstration in which every sentence has its clip."""
    _plant_once(templates, garden)
    (tmp_path / "clips").symlink_to(clips)
    templates.prepare("spoken", lambda url: speak(url, tmp_path), start="demo")
    with templates.copy("spoken", tmp_path) as url:
        yield url


@pytest.fixture
def sign_ins(request: pytest.FixtureRequest, garden: Path) -> dict[str, seed.SignIn]:
    """Give how each audience of the demonstration signs in; ask for `demo` or `spoken` first."""
    if {"demo", "spoken", "server", "spoken_server"}.isdisjoint(request.fixturenames):
        pytest.fail("ask for a demonstration too: demo, spoken, server or spoken_server")
    found = json.loads((garden / SIGN_INS).read_text("utf-8"))["sign_ins"]
    return {each["audience"]: seed.SignIn(**each) for each in found}


@pytest.fixture
def server(demo: str, tmp_path: Path) -> Iterator[Served]:
    """Serve a copy of the demonstration."""
    with serve(demo, tmp_path) as served:
        yield served


@pytest.fixture
def spoken_server(spoken: str, tmp_path: Path) -> Iterator[Served]:
    """Serve a copy of the demonstration in which every sentence has its clip."""
    with serve(spoken, tmp_path) as served:
        yield served


@pytest.fixture(scope="session")
def shared(
    templates: Templates,
    clips: Path,
    garden: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    """Serve one spoken copy a worker; whoever borrows it leaves nothing that others would read."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "clips").symlink_to(clips)
    with clock.frozen(START):
        _plant_once(templates, garden)
        templates.prepare("spoken", lambda url: speak(url, folder), start="demo")
    with templates.copy("spoken", folder) as url, serve(url, folder) as served:
        yield served
