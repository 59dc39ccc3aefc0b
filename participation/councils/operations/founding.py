"""Founding a council, changing its papers, ending it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries
from participation.councils.models import Council, Coverage
from participation.councils.queries.endings import list_endings
from participation.councils.queries.sheet import span_of
from participation.councils.rules import instances
from participation.councils.rules.kinds import (
    OTHER_FORMS,
    CouncilForm,
    EndReason,
    OtherFormReason,
    QuorumBase,
)
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.terms import LONGEST_TERM_MONTHS
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized

from .holding import hold, today


@dataclass(frozen=True, slots=True)
class FoundingSheet:
    """What is written of a council; days are those of its papers."""

    name: Localized
    form: CouncilForm
    carrier_id: int
    reason: OtherFormReason | None = None
    founded_on: dt.date | None = None
    founding_act: str = ""
    sent_on: dt.date | None = None
    procedure_on: dt.date | None = None
    term_months: int | None = None
    quorum_base: QuorumBase = QuorumBase.MEMBERS
    publication: str = ""


@journaled(Action.COUNCIL_FOUNDED)
def found_council(act: Act, sheet: FoundingSheet, *, service_ids: Collection[int]) -> Council:
    """Found a council over services of the session; refuse papers that contradict each other."""
    _check(act, sheet, service_ids, None)
    council = Council(services=len(set(service_ids)))
    _write(council, sheet)
    act.session.add(council)
    act.session.flush()
    _cover(act, council, service_ids)
    return council


@journaled(Action.COUNCIL_CHANGED)
def change_council(
    act: Act, council: Council, sheet: FoundingSheet, *, service_ids: Collection[int]
) -> Council:
    """Rewrite the papers; refuse to drop a service that a college speaks for.

    Whoever sees only some of the services covered may not change which they are.
    """
    hold(act, council)
    terms = queries.list_terms(act.session, [council.id])
    _check(act, sheet, service_ids, min((one.since for one in terms), default=None))
    known = queries.coverage_of(act.session, [council.id])[council.id]
    if known != frozenset(service_ids):
        if len(known) != council.services:
            raise Refused(Refusal.NOT_CARRIER)
        colleges = queries.list_colleges(act.session, [council.id])
        if any(
            one.service_id is not None and one.service_id not in service_ids for one in colleges
        ):
            raise Refused(Refusal.SERVICES_IN_USE)
        council.services = len(set(service_ids))
        _cover(act, council, service_ids)
    _write(council, sheet)
    return council


def _check(
    act: Act, sheet: FoundingSheet, service_ids: Collection[int], first_term_on: dt.date | None
) -> None:
    reasons = (
        instances.why_not_found(
            sheet.form,
            name=sheet.name.text("fr"),
            services=frozenset(service_ids),
            carrier=sheet.carrier_id,
        ),
        instances.why_not_dated(
            founded_on=sheet.founded_on,
            sent_on=sheet.sent_on,
            procedure_on=sheet.procedure_on,
            first_term_on=first_term_on,
            today=today(act),
        ),
    )
    for reason in reasons:
        if reason:
            raise Refused(reason)
    if sheet.term_months is not None and not 1 <= sheet.term_months <= LONGEST_TERM_MONTHS:
        raise Refused(Refusal.TERM_LENGTH_UNREADABLE, most=LONGEST_TERM_MONTHS)


def _write(council: Council, sheet: FoundingSheet) -> None:
    for name in FoundingSheet.__slots__:
        setattr(council, name, getattr(sheet, name))
    if sheet.form not in OTHER_FORMS:
        council.reason = None


def _cover(act: Act, council: Council, service_ids: Collection[int]) -> None:
    known = queries.coverage_of(act.session, [council.id]).get(council.id, frozenset())
    for service_id in sorted(set(service_ids) - known):
        act.session.add(Coverage(council_id=council.id, service_id=service_id))
    for service_id in sorted(known - set(service_ids)):
        key = (council.organisation_id, council.id, service_id)
        act.session.delete(act.session.get_one(Coverage, key))
    act.session.flush()


@journaled(Action.COUNCIL_ENDED)
def end_council(act: Act, council: Council, *, on: dt.date, because: str) -> Council:
    """End a council, such as when its service closes: terms and meetings to come end with it.

    Refuses without a reason, or on a day before it was founded. What was already held is written
    down, signed and published all the same.
    """
    hold(act, council)
    if not because.strip():
        raise Refused(Refusal.BECAUSE_MISSING)
    if council.founded_on is not None and on < council.founded_on:
        raise Refused(Refusal.ENDS_BEFORE_FOUNDED)
    council.ended_on, council.ended_because = on, because.strip()[:200]
    for term in queries.list_terms(act.session, [council.id]):
        end = span_of(term).end
        if end is None or end > on:
            term.ended_on = max(on, term.since)
            term.end_reason = EndReason.COUNCIL_ENDED
    for office in queries.list_offices(act.session, council.id):
        if office.ended_on is None or office.ended_on > on:
            office.ended_on = max(on, office.since)
    act.session.flush()
    for deed in list_endings():
        deed(act, council)
    return council
