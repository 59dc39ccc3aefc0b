"""People of the services: list, sheet, roles."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.forms import EndForm, PersonForm, RoleForm, SearchForm, WishForm
from participation.accounts.forms.people import FIELDS
from participation.accounts.labels import ROLES, WAYS_OF_SAYING
from participation.accounts.models import User
from participation.accounts.queries import PAGE, Search
from participation.accounts.rules.powers import RECEIVED, Role
from participation.accounts.rules.reach import GIVEN_BY_A_SERVICE, why_not_give, why_not_touch
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice, Form
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import REGISTER
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.queries import list_services

from .door import bp

UNREADABLE = 422


def governs() -> bool:
    """Say whether the visitor administers the association."""
    return cycle.visitor().may(Permission.ORGANISATION_MANAGE)


def reach() -> frozenset[int]:
    """Give the services that this request has entered."""
    return entered(cycle.act().session)


def touched(user_id: int) -> User:
    """Give a person whose record the visitor may change; raise Refused otherwise."""
    session = cycle.act().session
    user = queries.get_person(session, user_id)
    held = queries.list_roles(session, user.id, clock.today())
    if reason := why_not_touch(held, reach=reach(), governs=governs()):
        raise Refused(reason)
    return user


def refuse(form: Form, refused: Refused) -> None:
    """Tie a refusal to its field, or to the whole form."""
    form.refuse(FIELDS.get(refused.reason, ""), pages.explain(refused))  # type: ignore[call-overload]


@bp.get("/people/")
@allow(Permission.PEOPLE_READ)
def people() -> ResponseReturnValue:
    """List the people of the visitor's services, fifty a page."""
    session, today = cycle.act().session, clock.today()
    services = list_services(session, keys=reach())
    form = SearchForm(request.args)
    form.service.offer([Choice(to_text(one.id), one.public_name) for one in services])
    form.role.offer([Choice(role.value, ROLES[role]) for role in Role if role is not Role.KIOSK])
    search = Search(words=str(form.words.data or ""))
    if form.validate():
        search = Search(
            service_id=from_text(form.service.data) if form.service.data else None,
            role=Role(form.role.data) if form.role.data else None,
            words=str(form.words.data or ""),
        )
    page = max(1, request.args.get("page", 1, type=int))
    lines, count = queries.search_people(session, search, today, page=page)
    return pages.render(
        "accounts/people.html",
        form=form,
        lines=lines,
        count=count,
        page=page,
        pages_count=max(1, -(-count // PAGE)),
        roles=ROLES,
        languages_by_tag=REGISTER,
        present=queries.count_residents(session, reach(), today),
        services=services,
        may_manage=cycle.visitor().may(Permission.PEOPLE_MANAGE),
        may_import=cycle.visitor().may(Permission.PEOPLE_IMPORT),
        may_print=cycle.visitor().may(Permission.CARD_ISSUE),
        filters={name: value for name, value in request.args.items() if name != "page"},
    )


@bp.get("/people/<key:user_id>")
@allow(Permission.PEOPLE_READ)
def person(user_id: int) -> ResponseReturnValue:
    """Show one person: roles, ways in, what can be done for her."""
    wish = WishForm()
    wish.offer()
    return show_person(user_id, wish)


def show_person(user_id: int, wish: WishForm) -> str:
    """Show one person, with what was typed of her wish for messages."""
    session, today, visitor = cycle.act().session, clock.today(), cycle.visitor()
    user = queries.get_person(session, user_id)
    held = queries.list_roles(session, user.id, today)
    mine = why_not_touch(held, reach=reach(), governs=governs()) is None
    received = [place for role, place in held if role in RECEIVED and place is not None]
    return pages.render(
        "accounts/person.html",
        user=user,
        lines=queries.list_memberships(session, user.id),
        today=today,
        roles=ROLES,
        language=REGISTER[user.locale],
        card=queries.find_card(session, user.id),
        is_staff=any(role not in RECEIVED for role, _place in held),
        identity=queries.find_identity_of(session, user.id),
        wish=queries.find_wish(session, user.id),
        wish_form=wish,
        ways=WAYS_OF_SAYING,
        is_resident=any(role is Role.RESIDENT for role, _place in held),
        has_proof=queries.has_second_factor(session, user),
        may_change=mine and visitor.may(Permission.PEOPLE_MANAGE),
        may_print=any(visitor.may(Permission.CARD_ISSUE, place) for place in received),
        open_places=[
            one
            for one in list_services(session, keys=frozenset(received), on=today)
            if visitor.may(Permission.SESSION_OPEN_FOR, one.id)
        ],
    )


@bp.route("/people/new", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def new_person() -> ResponseReturnValue:
    """Add a person with her first role."""
    form, role = _person_form(), _role_form()
    if form.accepted() & role.accepted():
        act = cycle.act()
        try:
            user = operations.add_person(act, form.sheet())
            _give(user, role)
        except Refused as refused:
            refuse(role if FIELDS.get(refused.reason) in role else form, refused)  # type: ignore[call-overload]
        else:
            pages.say(_("La personne est ajoutée."))
            return redirect(url_for(".person", user_id=user.id), 303)
    page = pages.render("accounts/new_person.html", form=form, role=role)
    return page, UNREADABLE if form.is_submitted() else 200


def _person_form(user: User | None = None) -> PersonForm:
    form = PersonForm(obj=user)
    form.offer_languages(cycle.organisation_row().languages.split(","))
    return form


def _role_form() -> RoleForm:
    form = RoleForm(data={"since": clock.today()})
    roles = [
        role
        for role in Role
        if role is not Role.KIOSK and (governs() or role in GIVEN_BY_A_SERVICE)
    ]
    services = list_services(cycle.act().session, keys=reach(), on=clock.today())
    form.offer(roles, services, everywhere=governs())
    return form


def _give(user: User, form: RoleForm) -> None:
    role, place = Role(str(form.role.data)), form.place()
    if reason := why_not_give(role, place, reach=reach(), governs=governs()):
        raise Refused(reason)
    since = form.since.data or clock.today()
    operations.give_role(cycle.act(), user, role, place, since=since, until=form.until.data)


@bp.route("/people/<key:user_id>/change", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def change_person(user_id: int) -> ResponseReturnValue:
    """Rewrite what is known of a person."""
    user = touched(user_id)
    form = _person_form(user)
    if form.accepted():
        try:
            operations.change_person(cycle.act(), user, form.sheet())
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("La fiche est enregistrée."))
            return redirect(url_for(".person", user_id=user.id), 303)
    page = pages.render("accounts/change_person.html", form=form, user=user)
    return page, UNREADABLE if form.is_submitted() else 200


@bp.route("/people/<key:user_id>/roles/new", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def new_role(user_id: int) -> ResponseReturnValue:
    """Give one more role to a person."""
    user = touched(user_id)
    form = _role_form()
    if form.accepted():
        try:
            _give(user, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le rôle est donné."))
            return redirect(url_for(".person", user_id=user.id), 303)
    page = pages.render("accounts/new_role.html", form=form, user=user)
    return page, UNREADABLE if form.is_submitted() else 200


@bp.route("/people/<key:user_id>/roles/<key:role_id>/end", methods=["GET", "POST"])
@allow(Permission.PEOPLE_MANAGE)
def end_role(user_id: int, role_id: int) -> ResponseReturnValue:
    """Say from which day on a role is no longer held."""
    session = cycle.act().session
    user, membership = touched(user_id), queries.get_membership(session, role_id)
    form = EndForm(data={"until": clock.today()})
    if form.accepted():
        try:
            operations.end_role(cycle.act(), membership, form.until.data or clock.today())
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le rôle est fini."))
            return redirect(url_for(".person", user_id=user.id), 303)
    page = pages.render("accounts/end_role.html", form=form, user=user, role=ROLES[membership.role])
    return page, UNREADABLE if form.is_submitted() else 200
