"""Who may open which door: declared on the route, checked before it, refused by default."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask

from participation.foundation.permissions import PUBLIC, Permission

View = TypeVar("View", bound=Callable[..., Any])
OPEN_ENDPOINTS = frozenset({"static"})


@dataclass(frozen=True, slots=True)
class Door:
    """What a route declares: the permission it asks, and whether its forms carry a `once` key.

    `writes` is false where a POST only seals a draft into a cookie: SQLite's writer stays free.
    `logged` is false where the very hour of a request would tell something, such as who votes: no
    line is written of it, nor that the session of whoever asks is in use.
    """

    permission: Permission | str
    once: bool = True
    writes: bool = True
    logged: bool = True


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the door.

    `powers` maps each permission to the services where it is held; `actor` goes to the journal.
    The `kiosk_…` facts are those of a paired public screen: its key and name, its service, the
    address of it, and its true pixels for a millimetre when somebody has measured them.
    """

    actor: str = "anonymous"
    user_id: int | None = None
    session_id: int | None = None
    kiosk_service_id: int | None = None
    kiosk_slug: str = ""
    kiosk_px_per_mm: float | None = None
    kiosk_id: int | None = None
    kiosk_label: str = ""
    name: str = ""
    locale: str = ""
    powers: Mapping[Permission, frozenset[int]] = field(default_factory=dict)

    def may(self, permission: Permission, service_id: int | None = None) -> bool:
        """Say whether the permission is held somewhere, or in this very service."""
        services = self.powers.get(permission, frozenset())
        return bool(services) if service_id is None else service_id in services


def allow(
    permission: Permission | str, *, once: bool = True, writes: bool = True, logged: bool = True
) -> Callable[[View], View]:
    """Declare the permission that a view asks (`PUBLIC` for none)."""

    def mark(view: View) -> View:
        view.door = Door(permission, once, writes, logged)  # type: ignore[attr-defined]
        return view

    return mark


def door_of(app: Flask, endpoint: str | None) -> Door | None:
    """Give what the route declared; None for the files of the build and for unknown addresses."""
    if endpoint is None or endpoint in OPEN_ENDPOINTS:
        return None
    door: Door = getattr(app.view_functions[endpoint], "door")  # noqa: B009 - a view has no type
    return door


def refuse_undeclared(app: Flask) -> None:
    """Refuse to start while a route has declared no permission."""
    undeclared = sorted(
        name
        for name, view in app.view_functions.items()
        if name not in OPEN_ENDPOINTS and not hasattr(view, "door")
    )
    if undeclared:
        message = f"routes without a permission: {', '.join(undeclared)}"
        raise RuntimeError(message)


def scope_for(
    visitor: Visitor, permission: Permission | str, service_id: int | None
) -> frozenset[int]:
    """Give the services to enter: those where the permission is held, narrowed to the URL's one.

    A public door enters the service of its address alone; the empty set means: not here.
    """
    if permission == PUBLIC:
        return frozenset() if service_id is None else frozenset({service_id})
    held = visitor.powers.get(Permission(permission), frozenset())
    return held if service_id is None else held & {service_id}
