"""Pictures of questions and choices: their address, and how they are sent."""

from flask import Blueprint, Response, abort, url_for

from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.localized import Localized
from participation.foundation.permissions import PUBLIC

from ..queries.media import find_picture
from ..rules.media import Format, shown_file
from ..rules.questions import Questionnaire, Text

bp = Blueprint("pictures", __name__, url_prefix="/<organisation>/pictures")
YEAR = 365 * 24 * 3600
KINDS = {Format.JPEG: "image/jpeg", Format.PNG: "image/png"}


@bp.get("/<digest>.<ending>")
@allow(PUBLIC)
def show(digest: str, ending: str) -> Response:
    """Send a picture, to be kept for ever: its address is its content, and says nothing of it."""
    found = find_picture(cycle.act().session, digest)
    if found is None or ending != found.format:
        abort(404)
    response = Response(found.content, mimetype=KINDS[found.format])
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    return response


def picture_address(questionnaire: Questionnaire, names: Text, locale: str) -> str:
    """Give where the picture of these names is for a reader of a language; "" when none came."""
    if not names or not questionnaire.files:
        return ""
    file = Localized(shown_file(questionnaire.files, names)).text(locale)
    digest, _dot, ending = file.partition(".")
    return url_for("pictures.show", digest=digest, ending=ending) if file else ""
