"""The pages outside any association: the front door, credits, and models of every component."""

from flask import Blueprint, abort, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.assets import credits_of
from participation.foundation.permissions import PUBLIC
from participation.organisations.queries import list_organisations
from participation.settings import Environment

bp = Blueprint("front", __name__)


@bp.get("/")
@allow(PUBLIC)
def door() -> ResponseReturnValue:
    """Lead to the one association of this installation; name none when there are several."""
    found = list_organisations(cycle.act().session)
    if len(found) == 1:
        return redirect(url_for("home.staff", organisation=found[0].slug), 303)
    return pages.render("home/door.html")


@bp.get("/credits")
@allow(PUBLIC)
def sources() -> str:
    """Name whose letters and drawings the pages show, and under which licence."""
    return pages.render("home/credits.html", credits=credits_of())


@bp.get("/patterns")
@allow(PUBLIC)
def patterns() -> str:
    """Show every component once, to those who build the pages."""
    if current_app.extensions["settings"].environment is Environment.PRODUCTION:
        abort(404)
    return pages.render("foundation/patterns.html")
