"""The works of a house: its wall, one's own works, their picture and their sound."""

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.accessibility.adapters.sound import kind_of
from participation.councils.forms.network import WorkForm
from participation.councils.labels import network as labels
from participation.councils.models import Work
from participation.councils.operations import network as deeds
from participation.councils.queries import role_in, works as queries
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import status_of
from .mandate import me
from .network import bp


@bp.get("/<service>/gallery")
@allow(Permission.COUNCIL_READ)
def gallery() -> str:
    """Show the works of this house, and those that other houses let us see."""
    session, user_id = cycle.act().session, cycle.visitor().user_id
    return pages.render(
        "councils/gallery.html",
        hung=queries.gallery(session, user_id),
        own=queries.own_works(session, user_id) if user_id is not None else (),
        may_bring=cycle.visitor().may(Permission.OWN_ACCOUNT, cycle.service_id()),
        labels=labels,
    )


@bp.route("/<service>/gallery/new", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def bring() -> ResponseReturnValue:
    """Bring a work of mine, and say how far it may be shown."""
    act = cycle.act()
    role = role_in(act.session, me(), cycle.service_id(), clock.today())
    if role is None:
        raise NotFound
    form = WorkForm()
    form.offer(is_protected=cycle.service_row().is_protected)
    place = {"service_id": cycle.service_id(), "author_id": role}
    if attempt(form, lambda: deeds.bring_work(act, form.sheet(), **place, shown=False)):
        pages.say(_("Merci. L’équipe la regarde, puis elle est dans la galerie."))
        return redirect(url_for(".gallery"), 303)
    return pages.render("councils/bring.html", form=form, back=url_for(".gallery")), status_of(form)


@bp.post("/<service>/gallery/<key:work_id>/withdraw")
@allow(Permission.OWN_ACCOUNT)
def withdraw(work_id: int) -> ResponseReturnValue:
    """Take my work away at once, wherever it was shown."""
    act = cycle.act()
    own = next((one for one in queries.own_works(act.session, me()) if one.id == work_id), None)
    if own is None:
        raise NotFound
    deeds.withdraw_work(act, own)
    pages.say(_("L’œuvre est enlevée."))
    return redirect(url_for(".gallery"), 303)


@bp.get("/<service>/gallery/<key:work_id>/picture.jpg")
@allow(Permission.COUNCIL_READ)
def picture(work_id: int) -> Response:
    """Give the picture of a work that hangs here."""
    return picture_of(queries.find_hung(cycle.act().session, work_id, cycle.visitor().user_id))


@bp.get("/<service>/gallery/<key:work_id>/sound/<any(opus, aac):kind>")
@allow(Permission.COUNCIL_READ)
def sound(work_id: int, kind: str) -> Response:
    """Give the sound of a work that hangs here: `opus`, or `aac` for older phones."""
    found = queries.find_hung(cycle.act().session, work_id, cycle.visitor().user_id)
    return sound_of(found, kind)


def picture_of(work: Work) -> Response:
    """Answer with a picture that no cache keeps: a withdrawal is at once."""
    content = work.picture
    if content is None:
        raise NotFound
    return Response(content, mimetype="image/jpeg", headers={"Cache-Control": "no-store"})


def sound_of(work: Work, kind: str) -> Response:
    """Answer with a sound that no cache keeps."""
    content = (work.aac if kind == "aac" else None) or work.sound
    if content is None:
        raise NotFound
    found = kind_of(content) or "application/octet-stream"
    return Response(content, mimetype=found, headers={"Cache-Control": "no-store"})
