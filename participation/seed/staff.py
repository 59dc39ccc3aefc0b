"""The team of the demonstration, and how each audience signs in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from participation.accounts import queries
from participation.accounts.models import User
from participation.accounts.operations import factors, signing
from participation.accounts.operations.people import PersonSheet, add_person, give_role
from participation.accounts.rules import totp
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.act import Act
from participation.organisations.models import Service

PASSWORD = "sept barques au bord du lac"  # noqa: S105 - of the demonstration, printed by it
SINCE = dt.date(2019, 9, 1)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one audience signs in; `secret` is the authenticator's, in base32."""

    audience: str
    name: str
    email: str
    secret: str


@dataclass(frozen=True, slots=True)
class Post:
    """A member of the team: the role, and the services it is held in (none: everywhere)."""

    audience: str
    name: str
    email: str
    role: Role
    services: tuple[str, ...] = ()
    locale: str = "fr"


POSTS = (
    Post("responsable qualité", "Claire Morvan", "qualite@rive.example", Role.QUALITY_MANAGER),
    Post("administration", "Hugo Lemaire", "admin@rive.example", Role.ADMINISTRATOR),
    Post(
        "direction",
        "Nadia Ferrand",
        "direction@rive.example",
        Role.MANAGER,
        ("tilleul", "amandier", "noisetier", "cedre"),
    ),
    Post(
        "animation",
        "Yann Kerbrat",
        "animation@rive.example",
        Role.FACILITATOR,
        ("tilleul", "olivier", "platane"),
    ),
    Post(
        "coordination des pairs-aidants",
        "Sofia Brunel",
        "pairs@rive.example",
        Role.COORDINATOR,
        (
            "tilleul",
            "amandier",
            "noisetier",
            "cedre",
            "chene",
            "saule",
            "olivier",
            "platane",
            "charme",
        ),
        "en",
    ),
)


def employ(act: Act, services: Mapping[str, Service], today: dt.date) -> tuple[SignIn, ...]:
    """Add the team; give how it signs in."""
    del today
    return tuple(_employ(act, services, post) for post in POSTS)


def _employ(act: Act, services: Mapping[str, Service], post: Post) -> SignIn:
    sheet = PersonSheet(name=post.name, locale=post.locale, email=post.email)
    person = add_person(act, sheet)
    for slug in post.services or (None,):
        key = services[slug].id if slug else None
        give_role(act, person, post.role, key, since=SINCE)
    factors.set_password(act, person, PASSWORD)
    secret = _enrol(act, person)
    return SignIn(post.audience, post.name, post.email, secret)


def _enrol(act: Act, person: User) -> str:
    """Set the authenticator as the person would: draw its secret, then type its first code."""
    row = signing.open_session(act, person, SessionKind.STAFF, SessionStage.ENROL).session
    factors.begin_totp(act, row)
    secret = queries.pending_secret(row)
    if secret is None:
        raise RuntimeError("the authenticator's secret was not drawn")
    earlier = totp.step_of(act.now.timestamp()) - 1
    factors.confirm_totp(act, row, person, totp.code_at(secret, earlier))
    signing.leave_half(act, row)
    return totp.readable(secret)
