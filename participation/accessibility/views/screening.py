"""The doors of films in sign language: brought beside a sentence, shown to anybody, taken away."""

import io
from dataclasses import dataclass

from flask import Response, abort, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.permissions import PUBLIC, Permission

from .. import operations, queries
from ..forms import FilmForm
from .studio import UNPROCESSABLE, YEAR, bp, find_sentence

TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a film is, and what kind of file it is."""

    address: str
    kind: str


def film(text: object, locale: str | None = None) -> Shown | None:
    """Give the film of a sentence in the reader's language, or in the one it is written in."""
    session = cycle.present_session()
    found = session and queries.find_film(session, str(text), locale or reader_locale())
    if not found:
        return None
    key, ending = found
    return Shown(url_for("accessibility.show_film", key=key, ending=ending), TYPES[ending])


@bp.get("/<organisation>/voices/films/<key>.<any(mp4, webm):ending>")
@allow(PUBLIC)
def show_film(key: str, ending: str) -> Response:
    """Show a film in whole or in parts, to be kept for ever: another film has another address."""
    found = queries.find_shown(cycle.act().session, key)
    if found is None or found.ending != ending:
        abort(404)
    response = send_file(
        io.BytesIO(found.content), mimetype=TYPES[ending], conditional=True, etag=key
    )
    response.cache_control.no_cache = None
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    return response


@bp.route("/<organisation>/voices/<language>/<key>/film", methods=["GET", "POST"])
@allow(Permission.RECORDING_MANAGE)
def bring_film(language: str, key: str) -> ResponseReturnValue:
    """See the film of a sentence; bring one, or another in its place."""
    sentence = find_sentence(language, key)
    form, act = FilmForm(), cycle.act()
    if form.accepted():
        try:
            operations.add_film(act, locale=language, text=sentence.text, content=form.content())
        except Refused as refused:
            form.refuse("film", pages.explain(refused))
        else:
            pages.say(_("Le film est là, à côté de la phrase. Regardez-le."))
            return redirect(url_for(".bring_film", language=language, key=key), 303)
    page = pages.render(
        "accessibility/film.html",
        form=form,
        sentence=sentence,
        language=language,
        found=queries.film_of(act.session, key),
    )
    return page, UNPROCESSABLE if form.errors or form.is_submitted() else 200


@bp.post("/<organisation>/voices/films/<key:film_id>/remove")
@allow(Permission.RECORDING_MANAGE)
def remove_film(film_id: int) -> ResponseReturnValue:
    """Take a film away at once."""
    act = cycle.act()
    row = operations.remove_film(act, queries.get_film(act.session, film_id))
    pages.say(_("Le film est enlevé."))
    return redirect(url_for(".bring_film", language=row.locale, key=row.text_key), 303)
