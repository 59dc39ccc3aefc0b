"""Who may vote and who may stand in a college at a date, with the reason and the article."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import FAMILIES, CollegeKind
from participation.councils.rules.terms import months_later
from participation.organisations.rules.law import Law, Severity


class Link(StrEnum):
    """What ties somebody to a resident (D311-11)."""

    KIN = "kin"
    """By blood or alliance, `degree` says how far."""
    PARENTAL_AUTHORITY = "parental-authority"
    LEGAL_REPRESENTATIVE = "legal-representative"
    PROTECTION_WITH_REPRESENTATION = "protection-with-representation"
    CARER = "carer"
    NONE = "none"


TITLES = frozenset(
    {Link.PARENTAL_AUTHORITY, Link.LEGAL_REPRESENTATIVE, Link.PROTECTION_WITH_REPRESENTATION}
)


class Contract(StrEnum):
    """How somebody works in the service (D311-13)."""

    PRIVATE_LAW = "private-law"
    PERMANENT_POST = "permanent-post"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a person at a date; None where nobody has asked yet.

    `since` and `until` are the resident's own days in the service (the first one, and the first
    one away); for a relative, those of the resident she is tied to. `profession_since` counts
    where the service itself is younger than the seniority asked.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    born_on: dt.date | None = None
    link: Link | None = None
    degree: int | None = None
    contract: Contract | None = None
    hired_on: dt.date | None = None
    profession_since: dt.date | None = None
    is_director: bool = False

    def is_present(self, day: dt.date) -> bool:
        """Say whether she, or the resident she is tied to, is received on a day."""
        come = self.since is None or self.since <= day
        return come and (self.until is None or day < self.until)


class Reason(StrEnum):
    """Why somebody may not vote or stand, or what has to be looked at first."""

    NOT_PRESENT = "not-present"
    TOO_YOUNG = "too-young"
    AGE_UNKNOWN = "age-unknown"
    NO_LINK = "no-link"
    LINK_TOO_FAR = "link-too-far"
    LINK_UNKNOWN = "link-unknown"
    RELATIVE_GONE = "relative-gone"
    CARER_TO_CHECK = "carer-to-check"
    NOT_STAFF = "not-staff"
    CONTRACT_UNKNOWN = "contract-unknown"
    NOT_SENIOR = "not-senior"
    SENIORITY_UNKNOWN = "seniority-unknown"
    DIRECTOR = "director"
    BY_RULES_OF_PROCEDURE = "by-rules-of-procedure"
    TWO_COLLEGES = "two-colleges"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason with its weight and its provision; only an error blocks."""

    reason: Reason
    severity: Severity
    provision: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether she may, and everything to say about it."""

    doubts: tuple[Doubt, ...] = ()

    @property
    def may(self) -> bool:
        """Say whether nothing that is verified forbids it."""
        return all(doubt.severity is not Severity.ERROR for doubt in self.doubts)

    @property
    def refusal(self) -> Reason | None:
        """Give the first reason that forbids it, or nothing."""
        errors = (d.reason for d in self.doubts if d.severity is Severity.ERROR)
        return next(errors, None)

    @property
    def warnings(self) -> tuple[Doubt, ...]:
        """Give what has to be looked at and forbids nothing."""
        return tuple(d for d in self.doubts if d.severity is not Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked of the service: since when it is open, and whether minors live there."""

    opened_on: dt.date
    receives_minors: bool = False


def may_vote(
    kind: CollegeKind,
    person: Candidate,
    *,
    day: dt.date,
    law: Law,
    other_colleges: Collection[CollegeKind] = (),
) -> Verdict:
    """Say whether a person votes in a college on a day (D311-10, D311-13).

    All residents present vote, whatever their age and whatever protects them; all families and
    legal representatives of somebody present; all private-law employees and agents in permanent
    posts. Who is left out of a college by an unverified rule is only warned about.
    """
    doubts = list(_voting(kind, person, day, law))
    return Verdict((*doubts, *_elsewhere(other_colleges, law)))


def may_stand(
    kind: CollegeKind,
    person: Candidate,
    *,
    day: dt.date,
    place: Place,
    law: Law,
    other_colleges: Collection[CollegeKind] = (),
) -> Verdict:
    """Say whether a person may be a candidate of a college on a day (D311-11, D311-13).

    Residents: over 11 years. Families: up to the 4th degree, or a title. Staff: six months in the
    service, or in the profession where the service is younger than that. What the law of the day
    does not ask is not looked at.
    """
    doubts = list(_voting(kind, person, day, law))
    if kind is CollegeKind.RESIDENTS:
        doubts += _age(person, day, place, law)
    elif kind in FAMILIES:
        doubts += _tied(person, law)
    elif kind is CollegeKind.STAFF:
        doubts += _senior(person, day, place, law)
    if person.is_director and kind is not CollegeKind.MANAGING_BODY:
        weight = law["director-advisory"].weigh(Severity.ERROR)
        doubts.append(Doubt(Reason.DIRECTOR, weight, "director-advisory"))
    return Verdict((*doubts, *_elsewhere(other_colleges, law)))


def _voting(kind: CollegeKind, person: Candidate, day: dt.date, law: Law) -> Iterator[Doubt]:
    if kind is CollegeKind.RESIDENTS:
        if not person.is_present(day):
            yield Doubt(Reason.NOT_PRESENT, Severity.ERROR, "residents-vote")
    elif kind in FAMILIES:
        if not person.is_present(day):
            weight = law["relative-gone"].weigh(Severity.ERROR)
            yield Doubt(Reason.RELATIVE_GONE, weight, "relative-gone")
        if person.link is Link.NONE:
            weight = law["families-vote"].weigh(Severity.ERROR)
            yield Doubt(Reason.NO_LINK, weight, "families-vote")
    elif kind is CollegeKind.STAFF:
        if person.contract is Contract.OTHER:
            weight = law["staff-vote"].weigh(Severity.ERROR)
            yield Doubt(Reason.NOT_STAFF, weight, "staff-vote")
        elif person.contract is None:
            yield Doubt(Reason.CONTRACT_UNKNOWN, Severity.WARNING, "staff-vote")
    else:
        yield Doubt(Reason.BY_RULES_OF_PROCEDURE, Severity.ADVICE, "by-rules-of-procedure")


def _age(person: Candidate, day: dt.date, place: Place, law: Law) -> Iterator[Doubt]:
    """Over eleven: the eleventh birthday has passed (R07)."""
    key = "residents-age"
    if key not in law.provisions:
        return
    if person.born_on is None:
        if place.receives_minors:
            yield Doubt(Reason.AGE_UNKNOWN, Severity.WARNING, key)
        return
    if day <= months_later(person.born_on, 12 * law.number(key)):
        yield Doubt(Reason.TOO_YOUNG, law[key].weigh(Severity.ERROR), key)


def _tied(person: Candidate, law: Law) -> Iterator[Doubt]:
    """Up to the fourth degree, or a title, or the charge of a protection measure (R08)."""
    key = "family-degree"
    if key not in law.provisions:
        return
    error = law[key].weigh(Severity.ERROR)
    if person.link in TITLES:
        return
    if person.link is None or (person.link is Link.KIN and person.degree is None):
        yield Doubt(Reason.LINK_UNKNOWN, Severity.WARNING, key)
    elif person.link is Link.CARER:
        yield Doubt(Reason.CARER_TO_CHECK, Severity.WARNING, "carer")
    elif person.link is Link.NONE:
        yield Doubt(Reason.NO_LINK, error, key)
    elif person.degree is not None and person.degree > law.number(key):
        yield Doubt(Reason.LINK_TOO_FAR, error, key)


def _senior(person: Candidate, day: dt.date, place: Place, law: Law) -> Iterator[Doubt]:
    """Six months in the service; in the profession where the service is newer (R10)."""
    key = "staff-seniority"
    if key not in law.provisions:
        return
    months = law.number(key)
    is_new = months_later(place.opened_on, months) > day
    since = person.profession_since if is_new else person.hired_on
    if since is None:
        yield Doubt(Reason.SENIORITY_UNKNOWN, Severity.WARNING, key)
    elif months_later(since, months) > day:
        yield Doubt(Reason.NOT_SENIOR, law[key].weigh(Severity.ERROR), key)


def _elsewhere(other_colleges: Collection[CollegeKind], law: Law) -> Iterator[Doubt]:
    """Count a person in one college (R11)."""
    if other_colleges:
        yield Doubt(Reason.TWO_COLLEGES, law["one-college"].weigh(Severity.WARNING), "one-college")
