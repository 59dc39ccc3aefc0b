"""One served copy of the demonstration for all that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from participation.foundation import clock
from tests.application import Served, serve
from tests.conftest import START
from tests.demonstration import plant, speak
from tests.templates import Templates


@pytest.fixture(scope="session")
def shared(
    templates: Templates,
    clips: Path,
    run_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    """Serve one spoken copy a worker; whoever borrows it leaves nothing that others would read."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "clips").symlink_to(clips)
    with clock.frozen(START):
        templates.prepare("demo", lambda url: plant(url, run_folder))
        templates.prepare("spoken", lambda url: speak(url, folder), start="demo")
    with templates.copy("spoken", folder) as url, serve(url, folder) as served:
        yield served
