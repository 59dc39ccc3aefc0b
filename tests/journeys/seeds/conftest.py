"""One copy of the demonstration for each module of walks, its doors open to the test client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from participation.foundation import clock
from participation.foundation.database import connect
from tests.application import Served, lend_house, settings_for
from tests.conftest import START
from tests.demonstration import plant
from tests.journeys.seeds.walkers import Walk
from tests.templates import Templates


@pytest.fixture(scope="module")
def walk(
    templates: Templates,
    garden: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walk]:
    """Give what walks in a copy of the demonstration: whatever one part leaves, later ones find."""
    folder = tmp_path_factory.mktemp("seeds")
    with clock.frozen(START):
        templates.prepare("demo", lambda url: plant(url, garden))
    with templates.copy("demo", folder) as url:
        engine = connect(url)
        served = Served("http://localhost", lend_house(settings_for(url, folder), engine), engine)
        yield Walk(served)
        engine.dispose()
