"""Every deed is journaled, or says why it is not."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import FunctionType

import pytest

import participation
from participation.audit import operations as journal

BARE = {"journaled", "unjournaled", "record", "subject_of"}
"""What makes the marks needs none."""


def operations() -> Iterator[tuple[str, FunctionType]]:
    """Give every public function defined in the operations of a room."""
    for module in pkgutil.walk_packages(participation.__path__, "participation."):
        parts = module.name.split(".")
        if "operations" not in parts[2:3]:
            continue
        loaded = importlib.import_module(module.name)
        for name, found in inspect.getmembers(loaded, inspect.isfunction):
            if not name.startswith("_") and found.__module__ == module.name:
                yield f"{module.name}.{name}", found


EVERY = dict(operations())


def test_the_rooms_have_operations() -> None:
    assert len(EVERY) > 20


@pytest.mark.parametrize("name", sorted(EVERY))
def test_an_operation_is_journaled_or_says_why_not(name: str) -> None:
    operation = EVERY[name]
    if operation.__module__ == journal.__name__ and operation.__name__ in BARE:
        return
    why = getattr(operation, "unjournaled", "")
    assert hasattr(operation, "action") or len(why) > 10, (
        f"{name} changes something: decorate it with @journaled(Action.…), "
        'or with @unjournaled("why it leaves no entry")'
    )
    first = next(iter(inspect.signature(operation).parameters), "")
    assert first == "act", f"{name} must receive the act first"
