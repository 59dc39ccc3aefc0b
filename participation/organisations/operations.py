"""Founding and changing an association, its poles, services and sites."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.scope import enter, enter_organisation, entered
from participation.organisations import queries, rules
from participation.organisations.models import Organisation, Pole, Service, Site
from participation.organisations.rules import Refusal, ServiceKind


@unjournaled("writes its own entry, since the journal begins with the organisation")
def found_organisation(act: Act, *, slug: str, name: str) -> Organisation:
    """Create an association and enter it; refuse an address that is taken or unreadable."""
    if reason := rules.why_not_slug(slug):
        raise Refused(reason, slug=slug)
    if queries.find_organisation(act.session, slug):
        raise Refused(Refusal.SLUG_TAKEN, slug=slug)
    organisation = Organisation(slug=slug, name=name)
    act.session.add(organisation)
    act.session.flush()
    enter_organisation(act.session, organisation.id)
    enter(act.session, ())
    record(act, Action.ORGANISATION_FOUNDED, subject_of(organisation))
    return organisation


@journaled(Action.POLE_CREATED)
def create_pole(act: Act, *, name: str) -> Pole:
    """Create a group of services; refuse a name that another has."""
    _check_pole(act, None, name)
    pole = Pole(name=name)
    act.session.add(pole)
    return pole


@journaled(Action.POLE_CHANGED)
def change_pole(act: Act, pole: Pole, *, name: str) -> Pole:
    """Give a group of services another name."""
    _check_pole(act, pole, name)
    pole.name = name
    return pole


def _check_pole(act: Act, pole: Pole | None, name: str) -> None:
    if any(one.name == name and one is not pole for one in queries.list_poles(act.session)):
        raise Refused(Refusal.NAME_TAKEN, name=name)


@journaled(Action.ORGANISATION_CHANGED)
def change_organisation(
    act: Act, *, name: str, languages: Sequence[str], retention_months: int
) -> Organisation:
    """Rewrite the association's name, languages and how long records are kept."""
    if reason := rules.why_not_association(name, languages, retention_months):
        raise Refused(reason)
    organisation = queries.get_organisation(act.session)
    organisation.name, organisation.languages = name, ",".join(languages)
    organisation.retention_months = retention_months
    return organisation


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """What is written of a service when it is created or changed."""

    slug: str
    public_name: str
    kind: ServiceKind
    opened_on: dt.date
    pole_id: int | None = None
    places: int | None = None
    is_protected: bool = False
    closed_on: dt.date | None = None


def _check(act: Act, sheet: ServiceSheet, service: Service | None) -> None:
    for reason in (rules.why_not_slug(sheet.slug), rules.why_not_named(sheet.public_name)):
        if reason:
            raise Refused(reason, slug=sheet.slug, name=sheet.public_name)
    if sheet.closed_on is not None and sheet.closed_on <= sheet.opened_on:
        raise Refused(Refusal.CLOSED_BEFORE_OPENED)
    other = queries.find_service(act.session, sheet.slug)
    if other is not None and other is not service:
        raise Refused(Refusal.SLUG_TAKEN, slug=sheet.slug)


@journaled(Action.SERVICE_CREATED)
def create_service(act: Act, sheet: ServiceSheet) -> Service:
    """Create a service and enter it; refuse a name that reveals who lives there."""
    _check(act, sheet, None)
    service = Service()
    _write(service, sheet)
    act.session.add(service)
    act.session.flush()
    enter(act.session, entered(act.session) | {service.id})
    return service


@journaled(Action.SERVICE_CHANGED)
def change_service(act: Act, service: Service, sheet: ServiceSheet) -> Service:
    """Rewrite a service's sheet; the same refusals as at creation.

    A service that becomes protected loses every address that was written of its places.
    """
    _check(act, sheet, service)
    _write(service, sheet)
    for site in queries.list_sites(act.session, service.id):
        if sheet.is_protected:
            site.address = ""
        site.is_protected = sheet.is_protected
    return service


def _write(service: Service, sheet: ServiceSheet) -> None:
    for name in ServiceSheet.__slots__:
        setattr(service, name, getattr(sheet, name))


def _check_site(act: Act, service: Service, site: Site | None, *, name: str, address: str) -> None:
    if reason := rules.why_not_site(is_protected=service.is_protected, address=address):
        raise Refused(reason)
    if any(
        one.name == name and one is not site for one in queries.list_sites(act.session, service.id)
    ):
        raise Refused(Refusal.NAME_TAKEN, name=name)


@journaled(Action.SITE_CREATED)
def create_site(act: Act, service: Service, *, name: str, address: str = "") -> Site:
    """Add a place; refuse to keep the address of a protected one."""
    _check_site(act, service, None, name=name, address=address)
    site = Site(
        service_id=service.id, name=name, address=address, is_protected=service.is_protected
    )
    act.session.add(site)
    return site


@journaled(Action.SITE_CHANGED)
def change_site(act: Act, site: Site, *, name: str, address: str) -> Site:
    """Rewrite a place; the same refusals as when it was added."""
    service = queries.get_service(act.session, site.service_id)
    _check_site(act, service, site, name=name, address=address)
    site.name, site.address = name, address
    return site
