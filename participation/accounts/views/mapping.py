"""What the groups of the directory give: tried on everybody it knows before it is saved."""

from collections.abc import Iterable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.forms.directory import GroupForm, TrialForm
from participation.accounts.labels import ROLES
from participation.accounts.queries import Outcome
from participation.accounts.rules.directory import Mapped, Place, wanted
from participation.accounts.rules.reach import why_not_give
from participation.accounts.rules.refusals import Refusal
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.foundation.security import stamp
from participation.organisations.queries import list_services

from . import door
from .door import bp
from .people import reach, touched

UNREADABLE = 422
FIELDS = {
    Refusal.GROUP_MISSING: "group",
    Refusal.ROLE_NEEDS_SERVICE: "places",
    Refusal.ROLE_NOT_YOURS_TO_GIVE: "role",
}


def _present() -> tuple[Mapped, ...]:
    return queries.mapped(queries.list_rules(cycle.act().session))


def _plans(rules: Iterable[Mapped]) -> list[Outcome]:
    return queries.plan_rules(cycle.act().session, tuple(rules), clock.today())


def _named(places: Iterable[Place]) -> list[str]:
    """Write roles with their place, as they stand on pages."""
    services = {one.id: one.public_name for one in list_services(cycle.act().session, keys=reach())}
    whole = _("Toute l’association")
    return sorted(
        f"{ROLES[role]} · {services.get(key, '—') if key is not None else whole}"
        for role, key in places
    )


@bp.get("/directory/")
@allow(Permission.ORGANISATION_MANAGE)
def directory() -> ResponseReturnValue:
    """Show what its groups give, whom it knows, and who comes in when it is gone."""
    session = cycle.act().session
    form = TrialForm(request.args)
    names = form.names() if form.validate() else ()
    rules = queries.list_rules(session)
    return pages.render(
        "accounts/directory.html",
        source=door.directory(),
        form=form,
        names=names,
        would_be=_named(wanted(names, queries.mapped(rules))),
        rules=rules,
        named=_named,
        plans=_plans(queries.mapped(rules)),
        keepers=queries.list_break_glass(session, clock.today()),
    )


def _form() -> GroupForm:
    form = GroupForm()
    form.offer(list_services(cycle.act().session, keys=reach(), on=clock.today()))
    return form


def _mark(rules: Iterable[Mapped]) -> str:
    return stamp("directory-rule", *(f"{one.group}\0{one.role}\0{one.service_id}" for one in rules))


@bp.route("/directory/rules/new", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE, once=False)
def new_directory_rule() -> ResponseReturnValue:
    """Let a group give a role: first shown on everybody, then saved by a second touch."""
    form, plans = _form(), None
    if form.accepted():
        try:
            rules = _judged(form)
        except Refused as refused:
            form.refuse(FIELDS.get(refused.reason, ""), pages.explain(refused))  # type: ignore[call-overload]
        else:
            if form.tried.data == _mark(rules):
                for one in rules:
                    operations.add_rule(cycle.act(), one.group, one.role, one.service_id)
                pages.say(_("Le lien est enregistré. Il vaut à la prochaine entrée de chacun."))
                return redirect(url_for(".directory"), 303)
            form.tried.data = _mark(rules)
            plans = _plans((*_present(), *rules))
    page = pages.render("accounts/new_directory_rule.html", form=form, plans=plans, named=_named)
    return page, UNREADABLE if form.is_submitted() and plans is None else 200


def _judged(form: GroupForm) -> list[Mapped]:
    """Give the rules that were typed; refuse those that an administrator could not give by hand."""
    rules = form.rules()
    for one in rules:
        reason = why_not_give(one.role, one.service_id, reach=reach(), governs=True)
        if reason is not None:
            raise Refused(reason)
    return rules


@bp.route("/directory/rules/<key:rule_id>/remove", methods=["GET", "POST"])
@allow(Permission.ORGANISATION_MANAGE)
def remove_directory_rule(rule_id: int) -> ResponseReturnValue:
    """Let a group give nothing any more: who would lose what, then the second touch."""
    act = cycle.act()
    rule = queries.get_rule(act.session, rule_id)
    if request.method == "POST":
        operations.remove_rule(act, rule)
        pages.say(_("Le lien est enlevé. Il vaut à la prochaine entrée de chacun."))
        return redirect(url_for(".directory"), 303)
    others = [one for one in queries.list_rules(act.session) if one.id != rule.id]
    return pages.render(
        "accounts/remove_directory_rule.html",
        rule=rule,
        plans=_plans(queries.mapped(others)),
        named=_named,
    )


@bp.post("/people/<key:user_id>/unlink")
@allow(Permission.ORGANISATION_MANAGE)
def unlink(user_id: int) -> ResponseReturnValue:
    """Forget who a person is in the directory, so that another entry of it may be hers."""
    operations.unlink(cycle.act(), touched(user_id))
    pages.say(_("La fiche est déliée de l’annuaire. Ce que l’annuaire donnait est fini."))
    return redirect(url_for(".person", user_id=user_id), 303)
