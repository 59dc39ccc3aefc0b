"""Guides in French: their list, each as a page and as a paper, and which one explains a page."""

from flask import Response, abort, current_app, request, url_for

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission
from participation.home.adapters import list_guides, list_shots, print_guide
from participation.home.rules import Guide, explain, runs_of

from .resident import bp

YEAR = 365 * 24 * 3600
OWN_PAGES = frozenset({"home.guides", "home.guide"})


def _reach(name: str) -> Guide:
    found = next((each for each in list_guides() if each.name == name), None)
    return found or abort(404)


@bp.get("/guides")
@allow(Permission.HOME_READ)
def guides() -> str:
    """Offer every guide, those of this reader's own work first."""
    held = cycle.visitor().powers
    return pages.render(
        "home/guides.html",
        guides=sorted(list_guides(), key=lambda one: one.permission not in held),
    )


@bp.get("/guides/<guide>")
@allow(Permission.HOME_READ)
def guide(guide: str) -> str:
    """Show a guide: what one wants, where to touch, what it looks like."""
    found = _reach(guide)
    return pages.render(
        "home/guide.html",
        guide=found,
        sections=[(one.title, f"#{one.id}", True) for one in found.sections],
        shots=list_shots(),
        runs_of=runs_of,
    )


@bp.get("/guides/<guide>/guide.pdf")
@allow(Permission.HOME_READ)
def guide_paper(guide: str) -> Response:
    """Give a guide as a paper to lay beside the screen."""
    found = _reach(guide)
    cache = current_app.extensions["settings"].data / "cache"
    content = print_guide(found, cache=cache, printed_at=clock.now())
    disposition = f'inline; filename="guide-{found.name}.pdf"'
    return Response(
        content, mimetype="application/pdf", headers={"Content-Disposition": disposition}
    )


@bp.get("/guides/pictures/<picture>.webp")
@allow(Permission.HOME_READ)
def guide_picture(picture: str) -> Response:
    """Send a picture of a guide, to be kept: its address changes with what it shows."""
    found = list_shots().get(picture)
    if found is None:
        abort(404)
    response = Response(found.path.read_bytes(), mimetype="image/webp")
    response.cache_control.private = True
    response.cache_control.max_age = YEAR
    return response


@bp.app_context_processor
def give_help() -> dict[str, object]:
    """Give the pages of staff and of the elected the way to what explains them.

    At the public screen help is a person, and a stranger has no guide.
    """
    visitor, page = cycle.visitor(), request.endpoint or ""
    organisation, _service = cycle.places()
    is_here = organisation is not None and visitor.kiosk_service_id is None
    if not is_here or not visitor.may(Permission.HOME_READ):
        return {}
    if page in OWN_PAGES:
        return {"guide_url": url_for("home.guides")}
    found = explain(list_guides(), page, visitor.powers)
    if found is None:
        return {}
    own, section = found
    return {"guide_url": url_for("home.guide", guide=own.name, _anchor=section.id)}
