"""Whose record and which role a member of staff may change."""

from collections.abc import Collection

from participation.accounts.rules.powers import RECEIVED, Role
from participation.accounts.rules.refusals import Refusal

GIVEN_BY_A_SERVICE = RECEIVED | {Role.COORDINATOR, Role.FACILITATOR}
"""Roles that the director of a service gives; the others are given by the association."""

Held = Collection[tuple[Role, int | None]]


def why_not_give(
    role: Role, service_id: int | None, *, reach: frozenset[int], governs: bool
) -> Refusal | None:
    """Refuse a role above the giver's own, or outside her services.

    `reach` holds the services where she manages people; `governs` says that she administers the
    association.
    """
    if role is Role.KIOSK:
        return Refusal.ROLE_NOT_YOURS_TO_GIVE
    if service_id is None and role in GIVEN_BY_A_SERVICE:
        return Refusal.ROLE_NEEDS_SERVICE
    if service_id is not None and service_id not in reach:
        return Refusal.ROLE_NOT_YOURS_TO_GIVE
    if governs or (role in GIVEN_BY_A_SERVICE and service_id is not None):
        return None
    return Refusal.ROLE_NOT_YOURS_TO_GIVE


def why_not_touch(held: Held, *, reach: frozenset[int], governs: bool) -> Refusal | None:
    """Refuse to change the record of somebody with more power, or who belongs elsewhere as well.

    Otherwise a director could write her own address into an administrator's record and ask for a
    new password.
    """
    if governs:
        return None
    mine = all(
        role in GIVEN_BY_A_SERVICE and service_id is not None and service_id in reach
        for role, service_id in held
    )
    return None if mine else Refusal.ROLE_NOT_YOURS_TO_GIVE
