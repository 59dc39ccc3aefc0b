"""Kinds of service, what a public name may show, when a service is open."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
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


class Ask(StrEnum):
    """What the law may ask of a kind of service; see the dated file beside this one."""

    PARTICIPATION = "participation"
    COUNCIL = "council"
    OTHER_FORM_ALLOWED = "other-form-allowed"
    OTHER_FORM = "other-form"
    YEARLY_SURVEY = "yearly-survey"
    RESULTS_POSTED = "results-posted"
    COUNCIL_EXAMINES = "council-examines"
    SURVEY_COMPULSORY = "survey-compulsory"
    HOUSING_SCHEME = "housing-scheme"
    RESIDENTS_COUNCIL = "residents-council"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing asked, with its article and where it was read; unverified, it only warns."""

    ask: Ask
    article: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class KindLaw:
    """What is asked of one kind of service; `category` is its number in CASF L312-1, I."""

    kind: ServiceKind
    category: str
    demands: tuple[Demand, ...]
    since: dt.date
    title: str
    is_scattered: bool = False
    """People live in homes of their own, far from one another and from any urn."""


class Refusal(StrEnum):
    """Why something about a place cannot be done."""

    SLUG_TAKEN = "slug-taken"
    SLUG_UNREADABLE = "slug-unreadable"
    NAME_TELLS_TOO_MUCH = "name-tells-too-much"
    CLOSED_BEFORE_OPENED = "closed-before-opened"
    ADDRESS_NOT_KEPT = "address-not-kept"
    NAME_TAKEN = "name-taken"
    NAME_MISSING = "organisation-name-missing"
    LANGUAGE_MISSING = "language-missing"
    RETENTION_OUT_OF_BOUNDS = "retention-out-of-bounds"


SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_SLUG = 40
RESERVED = frozenset(
    {
        "accessibility",
        "alerts",
        "answer",
        "campaigns",
        "card",
        "comments",
        "compliance",
        "councils",
        "directory",
        "elections",
        "evidence",
        "fieldwork",
        "follow-ups",
        "guides",
        "health",
        "help",
        "helping",
        "journal",
        "kiosk",
        "kiosks",
        "language",
        "link",
        "mandate",
        "me",
        "meet",
        "meetings",
        "messages",
        "network",
        "opening",
        "password",
        "people",
        "phone",
        "pictures",
        "places",
        "preferences",
        "privacy",
        "questionnaires",
        "results",
        "rota",
        "sign-in",
        "sign-out",
        "static",
        "topics",
        "translations",
        "trust",
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


SHORTEST_RETENTION, LONGEST_RETENTION = 1, 24
"""Months. 24 is the CNIL's two years after the last contact; less is the association's choice."""


def why_not_association(name: str, tags: Sequence[str], months: int) -> Refusal | None:
    """Refuse an association without name, without French, or that keeps records too long."""
    if not name.strip():
        return Refusal.NAME_MISSING
    if "fr" not in tags:
        return Refusal.LANGUAGE_MISSING
    if not SHORTEST_RETENTION <= months <= LONGEST_RETENTION:
        return Refusal.RETENTION_OUT_OF_BOUNDS
    return None


def why_not_site(*, is_protected: bool, address: str) -> Refusal | None:
    """Refuse to write down the address of a protected place: it is never stored (domain §6)."""
    return Refusal.ADDRESS_NOT_KEPT if is_protected and address.strip() else None


def is_open(opened_on: dt.date, closed_on: dt.date | None, day: dt.date) -> bool:
    """Say whether a service receives people on a day."""
    return opened_on <= day and (closed_on is None or day < closed_on)
