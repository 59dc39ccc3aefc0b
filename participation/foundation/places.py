"""Whose address is whose: associations and services as the cycle remembers them."""

from dataclasses import dataclass

from participation.foundation.memory import Memory


@dataclass(frozen=True, slots=True)
class House:
    """An association as the address tells it."""

    id: int
    slug: str
    name: str
    languages: str


@dataclass(frozen=True, slots=True)
class Place:
    """A service as the address tells it."""

    id: int
    slug: str
    public_name: str
    is_protected: bool


houses: Memory[House] = Memory()
places: Memory[Place] = Memory()
