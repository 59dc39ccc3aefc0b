"""Kinds of service, what a public name may show, when a service is open."""

import datetime as dt
import re
from enum import StrEnum


class ServiceKind(StrEnum):
    """Kind of service in the words of the field; the law of each is dated data."""

    CHRS = "chrs"
    CHRS_DIFFUS = "chrs-diffus"
    ACT = "act"
    ACT_HLM = "act-hlm"
    LHSS = "lhss"
    LAM = "lam"
    EHPAD = "ehpad"
    WOMEN_SHELTER = "women-shelter"
    DAY_CENTRE = "day-centre"
    HOME_SERVICE = "home-service"
    ACI = "aci"
    PENSION_DE_FAMILLE = "pension-de-famille"
    CADA = "cada"
    CHU = "chu"
    FJT = "fjt"
    CSAPA = "csapa"
    ESAT = "esat"
    OTHER = "other"


class Refusal(StrEnum):
    """Why something about a place cannot be done."""

    SLUG_TAKEN = "slug-taken"
    SLUG_UNREADABLE = "slug-unreadable"
    NAME_TELLS_TOO_MUCH = "name-tells-too-much"
    CLOSED_BEFORE_OPENED = "closed-before-opened"
    ADDRESS_NOT_KEPT = "address-not-kept"


SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_SLUG = 40
RESERVED = frozenset(
    {
        "campaigns",
        "card",
        "comments",
        "follow-ups",
        "health",
        "help",
        "journal",
        "kiosk",
        "language",
        "link",
        "me",
        "opening",
        "password",
        "people",
        "phone",
        "pictures",
        "places",
        "preferences",
        "questionnaires",
        "results",
        "sign-in",
        "sign-out",
        "static",
        "voices",
    }
)
"""Words of the association's own addresses."""

TELLING = re.compile(
    r"\b(act|lam|lhss|csapa|caarud|chrs|cpca|sma|hsp|spip|vih|sida|addict\w*|prison\w*|d[ée]tenu\w*"
    r"|d[ée]tention|justice|p[ée]nitenti\w*|violence\w*|victime\w*|psychiat\w*|soins?|malad\w*"
    r"|th[ée]rapeutique\w*|asile|r[ée]fugi\w*|sortants?)\b",
    re.IGNORECASE,
)
"""Words of health, justice or danger: a public name that holds one reveals its residents."""


def why_not_named(public_name: str) -> Refusal | None:
    """Say why a public name would tell a stranger too much of those who live there."""
    return Refusal.NAME_TELLS_TOO_MUCH if TELLING.search(public_name) else None


def why_not_slug(slug: str) -> Refusal | None:
    """Say why a word cannot stand in an address: form, reserved, or telling."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED:
        return Refusal.SLUG_UNREADABLE
    return Refusal.NAME_TELLS_TOO_MUCH if TELLING.search(slug) else None


def why_not_site(*, is_protected: bool, address: str) -> Refusal | None:
    """Refuse to write down the address of a protected place: it is never stored (domain §6)."""
    return Refusal.ADDRESS_NOT_KEPT if is_protected and address.strip() else None


def is_open(opened_on: dt.date, closed_on: dt.date | None, day: dt.date) -> bool:
    """Say whether a service receives people on a day."""
    return opened_on <= day and (closed_on is None or day < closed_on)
