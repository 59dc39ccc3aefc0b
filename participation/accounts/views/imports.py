"""Importing a list of people: a template, a reading without effect, then a yes for the whole."""

from itertools import zip_longest

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.forms import ImportForm
from participation.accounts.labels import LIST_REFUSALS, ROLES, TEMPLATE_LINES
from participation.accounts.queries import Plan
from participation.accounts.rules.lists import Column, Trouble
from participation.accounts.rules.powers import Role
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import REGISTER
from participation.foundation.permissions import Permission
from participation.foundation.spreadsheets import (
    SheetError,
    Table,
    column_letter,
    read_table,
)
from participation.organisations.queries import list_services

from .door import bp
from .own import workbook
from .people import governs, reach

UNREADABLE = 422
SHOWN = 200
FIRST_LINES = 20


@bp.get("/people/import/template")
@allow(Permission.PEOPLE_IMPORT)
def import_template() -> ResponseReturnValue:
    """Give the file to fill: headings, two examples, and what each column may hold."""
    services = list_services(cycle.act().session, keys=reach(), on=clock.today())
    places = [one.public_name for one in services]
    tags = cycle.organisation_row().languages.split(",")
    example = places[0] if places else ""
    lines = [[example if cell == "@" else cell for cell in line] for line in TEMPLATE_LINES]
    columns = (
        [str(name) for role, name in ROLES.items() if role is not Role.KIOSK],
        places,
        [REGISTER[tag].autonym for tag in tags],
    )
    words = [list(row) for row in zip_longest(*columns, fillvalue="")]
    titles = [Column.ROLE.value, Column.SERVICE.value, Column.LOCALE.value]
    sheets: list[tuple[str, list[str], list[list[str]]]] = [
        (_("Personnes"), [column.value for column in Column], lines),
        (_("Mots possibles"), titles, words),
    ]
    return workbook("personnes.xlsx", sheets)


@bp.route("/people/import", methods=["GET", "POST"])
@allow(Permission.PEOPLE_IMPORT, once=False)
def import_people() -> ResponseReturnValue:
    """Read a list without writing anything: what it would change, or what to repair."""
    form = ImportForm()
    troubles: list[tuple[str, str]] = []
    if form.accepted():
        content = form.file.data.read()
        try:
            table = read_table(content)
        except SheetError as error:
            form.refuse("file", LIST_REFUSALS[error.reason])
        else:
            plan = _plan(table)
            if not plan.troubles:
                draft = operations.keep_list(
                    cycle.act(),
                    cycle.visitor().user_id or 0,
                    filename=form.file.data.filename or "",
                    content=content,
                )
                return redirect(url_for(".import_plan", draft_id=draft.id), 303)
            troubles = [_said(table, trouble) for trouble in plan.troubles]
            form.refuse("file", _("Rien n’est enregistré. Corrigez le fichier, puis envoyez-le."))
    page = pages.render(
        "accounts/import.html",
        form=form,
        troubles=troubles[:SHOWN],
        more=max(0, len(troubles) - SHOWN),
    )
    return page, UNREADABLE if form.is_submitted() else 200


def _plan(table: Table) -> Plan:
    session = cycle.act().session
    tags = cycle.organisation_row().languages.split(",")
    names: dict[Role, str] = {role: str(name) for role, name in ROLES.items()}
    words = queries.words_of(session, names, [(tag, REGISTER[tag].autonym) for tag in tags])
    return queries.plan_import(session, table, words, clock.today(), governs=governs())


def _said(table: Table, trouble: Trouble) -> tuple[str, str]:
    """Give where a trouble stands and what to do about it."""
    letter = "" if trouble.column is None else column_letter(trouble.column)
    sentence = str(LIST_REFUSALS[trouble.reason])
    return f"{table.sheet} · {letter}{trouble.row}", sentence % trouble.facts


@bp.get("/people/import/<key:draft_id>")
@allow(Permission.PEOPLE_IMPORT)
def import_plan(draft_id: int) -> ResponseReturnValue:
    """Show what the list would change, and ask for a yes."""
    act = cycle.act()
    draft = queries.get_draft(act.session, draft_id, cycle.visitor().user_id or 0)
    content = operations.open_list(act, draft)
    if content is None:
        return redirect(url_for(".import_people"), 303)
    plan = _plan(read_table(content))
    return pages.render(
        "accounts/import_plan.html",
        draft=draft,
        plan=plan,
        first=plan.lines[:FIRST_LINES],
        roles=ROLES,
        services={one.id: one.public_name for one in list_services(act.session, keys=reach())},
    )


@bp.post("/people/import/<key:draft_id>")
@allow(Permission.PEOPLE_IMPORT)
def apply_import(draft_id: int) -> ResponseReturnValue:
    """Apply the whole list, looked up anew: what changed meanwhile is refused, not guessed."""
    act = cycle.act()
    draft = queries.get_draft(act.session, draft_id, cycle.visitor().user_id or 0)
    content = operations.open_list(act, draft)
    plan = _plan(read_table(content)) if content is not None else None
    if plan is None or plan.troubles:
        pages.say(_("La liste a trop attendu, ou une fiche a changé. Renvoyez le fichier."))
        return redirect(url_for(".import_people"), 303)
    counts = operations.import_people(act, plan.lines)
    operations.drop_list(act, draft)
    pages.say(
        _(
            "Liste importée : %(added)s fiches ajoutées, %(changed)s complétées, "
            "%(roles)s rôles donnés.",
            **counts,
        )
    )
    return redirect(url_for(".people"), 303)


@bp.post("/people/import/<key:draft_id>/drop")
@allow(Permission.PEOPLE_IMPORT)
def drop_import(draft_id: int) -> ResponseReturnValue:
    """Forget the list."""
    act = cycle.act()
    draft = queries.get_draft(act.session, draft_id, cycle.visitor().user_id or 0)
    operations.drop_list(act, draft)
    return redirect(url_for(".import_people"), 303)
