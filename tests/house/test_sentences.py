"""Every refusal is a sentence that says what to do; every deed has its words."""

import importlib
import inspect
import pkgutil
from enum import StrEnum

import pytest

import participation
from participation.app import create_app
from participation.foundation import pages
from tests.house.places import settings_for


def refusals() -> list[StrEnum]:
    """Give every member of every enumeration named Refusal."""
    found: dict[tuple[str, str], StrEnum] = {}
    for module in pkgutil.walk_packages(participation.__path__, "participation."):
        if "migrations" in module.name or "rules" not in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, kind in inspect.getmembers(loaded, inspect.isclass):
            if name.endswith("Refusal") and issubclass(kind, StrEnum):
                found |= {(kind.__module__, member.value): member for member in kind}
    return list(found.values())


@pytest.fixture(scope="module", autouse=True)
def _taught() -> None:
    create_app(settings_for("sqlite://"))


def test_the_rooms_refuse_something() -> None:
    assert len(refusals()) > 20


@pytest.mark.parametrize("reason", refusals(), ids=lambda r: f"{type(r).__module__}.{r.name}")
def test_a_refusal_has_its_sentence(reason: StrEnum) -> None:
    assert pages.knows(reason), (
        f"{type(reason).__module__}.{reason.name} has no sentence: write it in the labels of its "
        "room and teach it in participation/rooms.py"
    )
