"""The association's tree: poles, services, places, and what the law asks of each kind."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Form
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations import operations, queries
from participation.organisations.forms import (
    FIELDS,
    AssociationForm,
    PoleForm,
    ServiceForm,
    SiteForm,
)
from participation.organisations.labels import ASKS, KINDS
from participation.organisations.models import Service
from participation.organisations.rules import Refusal, is_open, why_not_slug

bp = Blueprint("organisations", __name__, url_prefix="/<organisation>/places")
UNREADABLE = 422


def _refuse(form: Form, refused: Refused) -> None:
    """Tie a refusal to its field; the address has the same refusal as the name."""
    field = FIELDS.get(refused.reason, "")  # type: ignore[call-overload]
    if refused.reason is Refusal.NAME_TELLS_TOO_MUCH and "slug" in form:
        field = "slug" if why_not_slug(str(form["slug"].data)) else field
    form.refuse(field, pages.explain(refused))


def _status(form: Form) -> int:
    return UNREADABLE if form.is_submitted() else 200


@bp.get("/")
@allow(Permission.ORGANISATION_READ)
def tree() -> ResponseReturnValue:
    """Show association → poles → services → places, within the visitor's services."""
    session, today = cycle.act().session, clock.today()
    keys = entered(session)
    services = queries.list_services(session, keys=keys)
    poles = queries.list_poles(session)
    branches = [(pole, [one for one in services if one.pole_id == pole.id]) for pole in poles]
    may_manage = cycle.visitor().may(Permission.ORGANISATION_MANAGE)
    return pages.render(
        "organisations/tree.html",
        branches=[(pole, found) for pole, found in branches if found or may_manage],
        alone=[one for one in services if one.pole_id is None],
        sites=queries.list_all_sites(session, keys),
        kinds=KINDS,
        closed={one.id for one in services if not is_open(one.opened_on, one.closed_on, today)},
        may_manage=may_manage,
    )


@bp.route("/association", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def association() -> ResponseReturnValue:
    """Change the association's name, languages and how long records are kept."""
    row = queries.get_organisation(cycle.act().session)
    form = AssociationForm(obj=row, data={"tags": row.languages.split(",")})
    if form.accepted():
        try:
            operations.change_organisation(
                cycle.act(),
                name=str(form.name.data),
                languages=form.tags.data or [],
                retention_months=form.retention_months.data or 0,
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            pages.say(_("L’association est enregistrée."))
            return redirect(url_for(".tree"), 303)
    return pages.render("organisations/association.html", form=form), _status(form)


@bp.route("/poles/new", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def new_pole() -> ResponseReturnValue:
    """Create a group of services."""
    form = PoleForm()
    if form.accepted():
        try:
            operations.create_pole(cycle.act(), name=str(form.name.data))
        except Refused as refused:
            _refuse(form, refused)
        else:
            return redirect(url_for(".tree"), 303)
    return pages.render("organisations/pole.html", form=form, pole=None), _status(form)


@bp.route("/poles/<key:pole_id>", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def change_pole(pole_id: int) -> ResponseReturnValue:
    """Give a group of services another name."""
    pole = queries.get_pole(cycle.act().session, pole_id)
    form = PoleForm(obj=pole)
    if form.accepted():
        try:
            operations.change_pole(cycle.act(), pole, name=str(form.name.data))
        except Refused as refused:
            _refuse(form, refused)
        else:
            return redirect(url_for(".tree"), 303)
    return pages.render("organisations/pole.html", form=form, pole=pole), _status(form)


def _service_form(service: Service | None) -> ServiceForm:
    form = ServiceForm(obj=service, data={"opened_on": clock.today()})
    form.offer(queries.list_poles(cycle.act().session))
    if service is not None and not form.is_submitted():
        form.pole_id.data = to_text(service.pole_id) if service.pole_id else ""
    return form


@bp.route("/services/new", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def new_service() -> ResponseReturnValue:
    """Create a service."""
    form = _service_form(None)
    if form.accepted():
        try:
            service = operations.create_service(cycle.act(), form.sheet())
        except Refused as refused:
            _refuse(form, refused)
        else:
            return redirect(url_for(".service", service_id=service.id), 303)
    page = pages.render("organisations/service_sheet.html", form=form, row=None)
    return page, _status(form)


def _service(key: int) -> Service:
    """Give a service among those that this request has entered."""
    found = queries.get_service(cycle.act().session, key)
    return queries.keep_within(found, entered(cycle.act().session))


@bp.get("/services/<key:service_id>")
@allow(Permission.ORGANISATION_READ)
def service(service_id: int) -> ResponseReturnValue:
    """Show a service: its places, and what the law asks of its kind."""
    row = _service(service_id)
    return pages.render(
        "organisations/service.html",
        row=row,
        kind=KINDS[row.kind],
        law=queries.law_of(row.kind),
        asks=ASKS,
        sites=queries.list_sites(cycle.act().session, row.id),
        may_manage=cycle.visitor().may(Permission.ORGANISATION_MANAGE, row.id),
    )


@bp.route("/services/<key:service_id>/change", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def change_service(service_id: int) -> ResponseReturnValue:
    """Rewrite a service's sheet."""
    row = _service(service_id)
    form = _service_form(row)
    if form.accepted():
        try:
            operations.change_service(cycle.act(), row, form.sheet())
        except Refused as refused:
            _refuse(form, refused)
        else:
            pages.say(_("Le service est enregistré."))
            return redirect(url_for(".service", service_id=row.id), 303)
    return pages.render("organisations/service_sheet.html", form=form, row=row), _status(form)


@bp.route("/services/<key:service_id>/sites/new", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def new_site(service_id: int) -> ResponseReturnValue:
    """Add a place to a service."""
    row, form = _service(service_id), SiteForm()
    if form.accepted():
        try:
            operations.create_site(
                cycle.act(), row, name=str(form.name.data), address=str(form.address.data or "")
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            return redirect(url_for(".service", service_id=row.id), 303)
    return pages.render("organisations/site.html", form=form, row=row, site=None), _status(form)


@bp.route("/services/<key:service_id>/sites/<key:site_id>", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def change_site(service_id: int, site_id: int) -> ResponseReturnValue:
    """Rewrite a place."""
    row, site = _service(service_id), queries.get_site(cycle.act().session, site_id)
    form = SiteForm(obj=site)
    if form.accepted():
        try:
            operations.change_site(
                cycle.act(), site, name=str(form.name.data), address=str(form.address.data or "")
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            return redirect(url_for(".service", service_id=row.id), 303)
    return pages.render("organisations/site.html", form=form, row=row, site=site), _status(form)
