"""What is asked of a person after her password, by her roles and her proofs."""

from collections.abc import Iterable

from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.sessions import SessionKind, SessionStage


def after_password(
    roles: Iterable[Role], *, has_second_factor: bool
) -> tuple[SessionKind, SessionStage]:
    """Give the kind of session and what is still asked: staff always have a second factor.

    Who has one is asked for it whatever her role (ASVS 6.3.3).
    """
    is_staff = any(role in STAFF for role in roles)
    kind = SessionKind.STAFF if is_staff else SessionKind.RESIDENT
    if has_second_factor:
        return kind, SessionStage.SECOND_FACTOR
    return kind, SessionStage.ENROL if is_staff else SessionStage.OPEN
