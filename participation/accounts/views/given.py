"""Ways in that staff give to people and take away: cards, six digits, links, invitations."""

import io

from flask import redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.adapters.cards import CardFace, print_cards
from participation.accounts.adapters.qr import qr_picture
from participation.accounts.labels import CARD_WORDS
from participation.accounts.models import User
from participation.accounts.rules import secrets
from participation.accounts.rules.links import OPENING_LASTS, LinkPurpose
from participation.accounts.rules.powers import RECEIVED, STAFF
from participation.accounts.rules.refusals import Refusal
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import speaking, staff_gettext as _
from participation.foundation.permissions import Permission
from participation.organisations.queries import get_service, list_services

from . import door
from .door import bp
from .people import reach, touched

PDF = "application/pdf"
MOST_CARDS = 500


def received(user_id: int) -> User:
    """Give a person who is received today in one of the entered services."""
    session = cycle.act().session
    user = queries.get_person(session, user_id)
    places = [
        place
        for role, place in queries.list_roles(session, user.id, clock.today())
        if role in RECEIVED
    ]
    if user.is_disabled or not reach().intersection(place for place in places if place):
        raise Refused(Refusal.NOT_RESIDENT)
    return user


def _card_of(user: User) -> CardFace:
    code = operations.issue_card(cycle.act(), user)
    with speaking(user.locale):
        words = [str(word) for word in CARD_WORDS]
    return CardFace(
        user.name, user.locale, words[0], words[1], secrets.grouped(code), qr_picture(code)
    )


def _paper(faces: list[CardFace]) -> ResponseReturnValue:
    paper = print_cards(
        faces, title=_("Cartes"), cache=door.settings().data / "fonts", printed_at=cycle.act().now
    )
    return send_file(
        io.BytesIO(paper), mimetype=PDF, as_attachment=True, download_name="cartes.pdf"
    )


@bp.post("/people/<key:user_id>/card")
@allow(Permission.CARD_ISSUE, once=False)
def new_card(user_id: int) -> ResponseReturnValue:
    """Print a new card; the one before opens nothing any more."""
    return _paper([_card_of(received(user_id))])


@bp.post("/people/<key:user_id>/card/revoke")
@allow(Permission.CARD_ISSUE)
def revoke_card(user_id: int) -> ResponseReturnValue:
    """Close a lost card."""
    operations.revoke_cards(cycle.act(), received(user_id))
    pages.say(_("La carte perdue n’ouvre plus."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.route("/people/cards", methods=["GET", "POST"])
@allow(Permission.CARD_ISSUE, once=False)
def cards() -> ResponseReturnValue:
    """Print the cards of all residents of a service who have none."""
    session, today = cycle.act().session, clock.today()
    services = list_services(session, keys=reach(), on=today)
    waiting = {
        one.id: queries.list_residents_without_card(session, one.id, today) for one in services
    }
    if request.method == "POST":
        chosen = [one for one in services if one.slug == request.form.get("slug")]
        people = [user for one in chosen for user in waiting[one.id]][:MOST_CARDS]
        if people:
            return _paper([_card_of(user) for user in people])
        pages.say(_("Toutes les personnes de ce service ont une carte."))
        return redirect(url_for(".cards"), 303)
    return pages.render("accounts/cards.html", services=services, waiting=waiting)


@bp.post("/people/<key:user_id>/open")
@allow(Permission.SESSION_OPEN_FOR)
def open_for(user_id: int) -> ResponseReturnValue:
    """Show six digits that open this person's session once, on a screen of her service."""
    user = received(user_id)
    place = request.form.get("slug", "")
    service = next((one for one in list_services(cycle.act().session) if one.slug == place), None)
    if service is None or service.id not in reach():
        raise Refused(Refusal.NOT_RESIDENT)
    code = operations.offer_opening(cycle.act(), user, service.id)
    return pages.render(
        "accounts/open_for.html",
        user=user,
        service=get_service(cycle.act().session, service.id),
        code=f"{code[:3]} {code[3:]}",
        minutes=int(OPENING_LASTS.total_seconds() // 60),
    )


@bp.post("/people/<key:user_id>/link")
@allow(Permission.CARD_ISSUE)
def send_link(user_id: int) -> ResponseReturnValue:
    """Send a link that lets a resident in by her telephone."""
    user = received(user_id)
    operations.send_link(cycle.act(), user, LinkPurpose.ENTER, base_url=door.base())
    pages.say(_("Le message part. Le lien marche pendant 30 minutes, une seule fois."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.post("/people/<key:user_id>/pictures")
@allow(Permission.CARD_ISSUE)
def unlock_pictures(user_id: int) -> ResponseReturnValue:
    """Take a forgotten or locked picture code away; the person may choose another."""
    operations.set_pictures(cycle.act(), received(user_id), None)
    pages.say(_("Les images sont effacées. La personne peut en choisir d’autres."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.post("/people/<key:user_id>/invite")
@allow(Permission.PEOPLE_MANAGE)
def invite(user_id: int) -> ResponseReturnValue:
    """Invite a member of staff: a link sets her password, then her second proof."""
    user = touched(user_id)
    held = queries.list_roles(cycle.act().session, user.id, clock.today())
    if not any(role in STAFF for role, _place in held):
        raise Refused(Refusal.NOT_STAFF)
    if not user.email:
        raise Refused(Refusal.EMAIL_MISSING)
    operations.send_link(
        cycle.act(), user, LinkPurpose.INVITATION, base_url=door.base(), to=user.email
    )
    pages.say(_("L’invitation part. Le lien marche pendant sept jours, une seule fois."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.post("/people/<key:user_id>/reset")
@allow(Permission.PEOPLE_MANAGE)
def reset(user_id: int) -> ResponseReturnValue:
    """Take away the proofs of somebody who lost them; she needs a new invitation."""
    operations.reset_factors(cycle.act(), touched(user_id))
    pages.say(_("Les preuves sont effacées. Envoyez une nouvelle invitation."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.post("/people/<key:user_id>/disable")
@allow(Permission.PEOPLE_MANAGE)
def disable(user_id: int) -> ResponseReturnValue:
    """Shut a person out at once."""
    operations.disable_person(cycle.act(), touched(user_id))
    pages.say(_("La personne ne peut plus entrer."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.post("/people/<key:user_id>/enable")
@allow(Permission.PEOPLE_MANAGE)
def enable(user_id: int) -> ResponseReturnValue:
    """Let a person in again."""
    operations.enable_person(cycle.act(), touched(user_id))
    pages.say(_("La personne peut entrer de nouveau."))
    return redirect(url_for(".person", user_id=user_id), 303)


@bp.post("/people/<key:user_id>/erase")
@allow(Permission.ORGANISATION_MANAGE)
def erase(user_id: int) -> ResponseReturnValue:
    """Erase a person who asked for it (GDPR article 17)."""
    operations.erase_person(cycle.act(), touched(user_id))
    pages.say(_("La fiche est effacée."))
    return redirect(url_for(".people"), 303)
