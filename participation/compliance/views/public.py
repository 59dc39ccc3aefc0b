"""What everybody may read: what is kept of her, and how far these pages can be used by all."""

from flask import request, url_for

from participation.accounts.rules.paths import local_path
from participation.compliance.labels.access import KNOWN
from participation.compliance.queries import trust as queries
from participation.compliance.rules.facts import ASKED
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.languages import SOURCE
from participation.foundation.localized import Localized
from participation.foundation.permissions import PUBLIC, Permission
from participation.foundation.retention import PERIODS, Kept, time_of
from participation.organisations.queries import get_organisation

from .trust import bp


@bp.get("/privacy")
@allow(PUBLIC)
def notice() -> str:
    """Say in plain words what is kept, how long, who reads it, and whom to ask."""
    return pages.render(
        "compliance/notice.html",
        months=get_organisation(cycle.act().session).retention_months,
        contact_days=time_of(Kept.BOOKING_CONTACT).days,
        booking_months=PERIODS[Kept.BOOKING].months,
        sound_months=PERIODS[Kept.COMMENT_SOUND].months,
        voice_days=time_of(Kept.READ_VOICE).days,
        asked=_asked(),
        back=_back(),
        may_read_own=cycle.visitor().may(Permission.OWN_ACCOUNT),
    )


@bp.get("/accessibility")
@allow(PUBLIC)
def accessibility() -> str:
    """Say what was measured, when, what fails, and to whom to complain."""
    return pages.render(
        "compliance/accessibility.html",
        measured=queries.measured(),
        known=KNOWN,
        asked=_asked(),
        back=_back(),
    )


def _asked() -> list[Localized]:
    """Give whom to ask: words of the association, in its own language."""
    said = queries.facts_of(cycle.act().session)
    return [Localized({SOURCE: said[fact].words}) for fact in ASKED if fact in said]


def _back() -> str | None:
    slug: str = cycle.organisation_row().slug
    return local_path(request.args.get("back"), slug)


@bp.app_context_processor
def give_notice() -> dict[str, object]:
    """Give the foot of every page of residents the way to what is kept of them."""
    organisation, _service = cycle.places()
    if organisation is None:
        return {}
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    if request.blueprint == bp.name:
        back = _back()
    return {
        "notice_url": url_for("trust.notice", back=back),
        "accessibility_url": url_for("trust.accessibility", back=back),
    }
