"""Works as staff sees them: those to look at before they hang, those that hang, bringing one."""

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils.forms.network import WorkForm
from participation.councils.labels import network as labels
from participation.councils.operations import network as deeds
from participation.councils.queries import works as queries
from participation.councils.rules.network import WorkState
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import bp, services_here, status_of
from .gallery import picture_of, sound_of


@bp.get("/councils/works")
@allow(Permission.COUNCIL_MANAGE)
def works() -> str:
    """Show the works of the person's services: first those that wait for a look."""
    found = queries.list_works(cycle.act().session)
    return pages.render(
        "councils/works.html",
        waiting=[one for one in found if one.state is WorkState.PROPOSED],
        shown=[one for one in found if one.state is WorkState.SHOWN],
        services=services_here(),
        labels=labels,
    )


@bp.route("/<service>/works/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def bring_for() -> ResponseReturnValue:
    """Bring a work for its author, who said yes."""
    act, place = cycle.act(), cycle.service_row()
    form = WorkForm()
    form.offer(is_protected=place.is_protected)
    if attempt(
        form,
        lambda: deeds.bring_work(
            act, form.sheet(), service_id=place.id, author_id=None, shown=True
        ),
    ):
        pages.say(_("L’œuvre est dans la galerie."))
        return redirect(url_for(".works"), 303)
    return pages.render("councils/bring_for.html", form=form, place=place), status_of(form)


@bp.post("/councils/works/<key:work_id>/show")
@allow(Permission.COUNCIL_MANAGE)
def show_work(work_id: int) -> ResponseReturnValue:
    """Let a work be seen."""
    act = cycle.act()
    deeds.show_work(act, queries.get_work(act.session, work_id))
    pages.say(_("L’œuvre est dans la galerie."))
    return redirect(url_for(".works"), 303)


@bp.post("/councils/works/<key:work_id>/remove")
@allow(Permission.COUNCIL_MANAGE)
def remove_work(work_id: int) -> ResponseReturnValue:
    """Take a work away at once: its author said no, or somebody else is seen in it."""
    act = cycle.act()
    deeds.withdraw_work(act, queries.get_work(act.session, work_id))
    pages.say(_("L’œuvre est effacée."))
    return redirect(url_for(".works"), 303)


@bp.get("/councils/works/<key:work_id>/picture.jpg")
@allow(Permission.COUNCIL_MANAGE)
def work_picture(work_id: int) -> Response:
    """Give the picture of a work to those who look after it."""
    return picture_of(queries.get_work(cycle.act().session, work_id))


@bp.get("/councils/works/<key:work_id>/sound/<any(opus, aac):kind>")
@allow(Permission.COUNCIL_MANAGE)
def work_sound(work_id: int, kind: str) -> Response:
    """Give the sound of a work to those who look after it."""
    return sound_of(queries.get_work(cycle.act().session, work_id), kind)
