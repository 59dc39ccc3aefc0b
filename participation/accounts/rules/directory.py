"""What the association's directory says of a person, and what it gives her here."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from participation.accounts.rules.powers import STAFF, Role

MOST_GROUPS = 500
LONGEST_GROUP = 200
LONGEST_SUBJECT = 255
"""OpenID Connect Core §2: a subject has 255 ASCII signs at most."""
COMING_IN = dt.timedelta(minutes=10)
"""How long somebody may take to sign in at the directory."""
LOGOUT_KEPT = dt.timedelta(minutes=10)
"""How long an announced end is remembered, so that it is taken once."""
Place = tuple[Role, int | None]


class Answer(StrEnum):
    """What the directory says when it is asked again about somebody who is inside."""

    YES = "yes"
    NO = "no"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a verified sign-in at the directory says of a person."""

    issuer: str
    subject: str
    session: str = ""
    name: str = ""
    email: str = ""
    """Empty unless the directory vouches for it."""
    groups: tuple[str, ...] = ()
    has_two_factors: bool = False
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By what the directory is asked again later."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a later question; with a yes, the groups and tokens of now."""

    answer: Answer
    groups: tuple[str, ...] = ()
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Mapped:
    """Members of this group hold this role there."""

    group: str
    role: Role
    service_id: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person holds today, and who gave it."""

    role: Role
    service_id: int | None
    from_directory: bool

    @property
    def place(self) -> Place:
        """Give the role and where."""
        return self.role, self.service_id


@dataclass(frozen=True, slots=True)
class Change:
    """What a sign-in changes of somebody's roles."""

    give: frozenset[Place]
    end: frozenset[Place]
    adopt: frozenset[Place]
    """Given by hand before, and by the directory from now on."""
    stays: frozenset[Place]
    """Held before and after, whoever gave it; what was given by hand is not taken away."""


def wanted(groups: Iterable[str], rules: Iterable[Mapped]) -> frozenset[Place]:
    """Give the roles that these groups give; groups are compared letter by letter."""
    mine = frozenset(groups)
    return frozenset((one.role, one.service_id) for one in rules if one.group in mine)


def change_of(held: Collection[Held], places: frozenset[Place]) -> Change:
    """Say what must change so that the directory's roles are those of now.

    A role given by hand becomes the directory's when it gives the same. An administrator's does
    not: somebody must be able to come in, by password, on the day when the directory is gone.
    """
    ours = frozenset(one.place for one in held if one.from_directory)
    by_hand = frozenset(one.place for one in held if not one.from_directory and one.role in STAFF)
    adopted = frozenset(place for place in by_hand & places if place[0] is not Role.ADMINISTRATOR)
    return Change(
        give=places - ours - by_hand,
        end=ours - places,
        adopt=adopted,
        stays=by_hand | (ours & places),
    )


def opens_by_password(held: Iterable[Held]) -> bool:
    """Say whether somebody of the directory keeps her password: an administrator by hand does.

    For everybody else the directory is the only door, or leaving it would take nothing away.
    """
    return any(one.role is Role.ADMINISTRATOR and not one.from_directory for one in held)


def groups_in(claims: Mapping[str, object], claim: str) -> tuple[str, ...]:
    """Read the groups of a claim, or of a path to one; none where it is absent or strange."""
    found: object = claims.get(claim)
    if found is None:
        found = claims
        for name in claim.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
    each = [found] if isinstance(found, str) else found
    if not isinstance(each, list):
        return ()
    names = (one for one in each[:MOST_GROUPS] if isinstance(one, str))
    return tuple(dict.fromkeys(one for one in names if 0 < len(one) <= LONGEST_GROUP))


def has_two_factors(
    claims: Mapping[str, object], *, amr: Collection[str], acr: Collection[str]
) -> bool:
    """Say whether the directory vouches for two factors, in the words that it was agreed to use."""
    said = claims.get("amr")
    methods = [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    return bool(frozenset(methods) & frozenset(amr)) or claims.get("acr") in frozenset(acr)


def is_due(asked_at: dt.datetime | None, now: dt.datetime, seconds: int) -> bool:
    """Say whether the directory must be asked again."""
    return asked_at is None or now - asked_at >= dt.timedelta(seconds=seconds)


def is_trusted(trusted_until: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether the directory's last yes still counts; sessions it did not open need none."""
    return trusted_until is None or now <= trusted_until
