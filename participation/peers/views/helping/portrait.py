"""My hello in my own voice, and my picture; both can be taken away at once."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.accessibility.adapters.sound import kind_of
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission
from participation.peers.forms.helping import FaceForm, HelloForm
from participation.peers.operations import profile as deeds

from .door import bp, fill, me


@bp.route("/helping/profile/hello", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def hello() -> ResponseReturnValue:
    """Record a hello, or erase it."""
    act, peer = cycle.act(), me()
    if "erase" in request.form:
        deeds.speak(act, peer, None)
        return _erased()
    form = HelloForm()
    sent = form.voice.data.read() if form.voice.data else b""
    done = (_("Votre voix est enregistrée."), ".see")
    return fill(
        "peers/helping/hello.html", form, lambda: deeds.speak(act, peer, sent), done, peer=peer
    )


@bp.route("/helping/profile/face", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def face() -> ResponseReturnValue:
    """Take my picture, or erase it."""
    act, peer = cycle.act(), me()
    if "erase" in request.form:
        deeds.show(act, peer, None)
        return _erased()
    form = FaceForm()
    done = (_("Votre photo est enregistrée."), ".see")
    return fill(
        "peers/helping/face.html",
        form,
        lambda: deeds.show(act, peer, form.photo.data.read()),
        done,
        peer=peer,
    )


def _erased() -> ResponseReturnValue:
    pages.say(_("C’est effacé."))
    return redirect(url_for(".see"), 303)


@bp.get("/helping/profile/face.webp")
@allow(Permission.PEER_HELP)
def own_face() -> Response:
    """Give my own picture."""
    photo = me().photo
    if photo is None:
        raise NotFound
    return Response(photo, mimetype="image/webp")


@bp.get("/helping/profile/hello/<any(opus, aac):kind>")
@allow(Permission.PEER_HELP)
def own_hello(kind: str) -> Response:
    """Give my own hello: `opus`, or `aac` for older phones."""
    peer = me()
    content = (peer.sound_aac if kind == "aac" else None) or peer.sound
    if content is None:
        raise NotFound
    return Response(content, mimetype=kind_of(content) or "application/octet-stream")
