"""The ways in that ask neither memory nor reading: card, phone link, pictures, somebody opens."""

from collections.abc import Callable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.forms import CardForm, LinkForm, OpeningForm, PhoneForm, PicturesForm
from participation.accounts.labels import REFUSALS
from participation.accounts.models import User
from participation.accounts.rules import tries
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Form
from participation.foundation.permissions import PUBLIC, Permission
from participation.notifications.rules import phone as phone_number

from . import door
from .door import bp

TOO_MANY = 429
UNREADABLE = 422


@bp.get("/sign-in")
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Show the ways in; go on where a first proof was already given."""
    if half := door.half_session():
        return door.next_step(half)
    if cycle.visitor().user_id is not None:
        return redirect(door.landing(), 303)
    return _page("accounts/sign_in.html", has_pictures=door.picture_owner() is not None)


def _page(name: str, **facts: object) -> str:
    return pages.render(
        name,
        back=door.back_path(),
        at_kiosk=cycle.visitor().kiosk_service_id is not None,
        **facts,
    )


def _try(
    form: Form,
    field: str,
    page: str,
    locks: list[tuple[str, tries.Limit]],
    prove: Callable[[], ResponseReturnValue],
) -> ResponseReturnValue:
    """Count a try, then prove; a refusal stands beside its field."""
    if not form.accepted():
        return _page(page, form=form), UNREADABLE
    if not door.take_tries(*locks):
        form.refuse(field, REFUSALS[Refusal.TOO_MANY_TRIES])
        return _page(page, form=form), TOO_MANY
    try:
        return prove()
    except Refused as refused:
        form.refuse(field, pages.explain(refused))
        return _page(page, form=form), UNREADABLE


def _open(user: User) -> ResponseReturnValue:
    """Open a resident's session, after her pictures if she has set some."""
    stage = SessionStage.PICTURES if user.pin_hash else SessionStage.OPEN
    opened = operations.open_session(cycle.act(), user, door.kind_here(SessionKind.RESIDENT), stage)
    if stage is SessionStage.OPEN:
        return door.come_in(opened, user)
    door.hold(opened)
    return door.next_step(opened.session)


@bp.get("/card")
@allow(PUBLIC)
def card() -> ResponseReturnValue:
    """Ask for the card: a scanner types it, the camera reads it."""
    return _page("accounts/card.html", form=CardForm())


@bp.post("/card")
@allow(PUBLIC, once=False)
def enter_card() -> ResponseReturnValue:
    """Exchange the code of a card for a session; the code is in no address and no log."""
    form = CardForm()

    def prove() -> ResponseReturnValue:
        return _open(operations.open_card(cycle.act(), str(form.card.data)))

    return _try(form, "card", "accounts/card.html", [_place_lock("card")], prove)


def _place_lock(proof: str) -> tuple[str, tries.Limit]:
    kiosk = cycle.visitor().kiosk_service_id
    place = door.neighbourhood() if kiosk is None else f"kiosk {kiosk}"
    return door.bucket(proof, place), tries.CODE


@bp.get("/phone")
@allow(PUBLIC)
def phone() -> ResponseReturnValue:
    """Ask where to send a link."""
    return _page("accounts/phone.html", form=PhoneForm())


@bp.post("/phone")
@allow(PUBLIC)
def ask_link() -> ResponseReturnValue:
    """Send a link to whoever is known; the answer is the same for everybody."""
    form = PhoneForm()
    if not form.accepted():
        return _page("accounts/phone.html", form=form), UNREADABLE
    act = cycle.act()
    typed = str(form.contact.data)
    contact = typed.lower() if "@" in typed else phone_number(typed)
    locks = [(door.bucket("link", contact), tries.LINKS), _place_lock("ask")]
    if not door.take_tries(*locks):
        form.refuse("contact", REFUSALS[Refusal.TOO_MANY_TRIES])
        return _page("accounts/phone.html", form=form), TOO_MANY
    user = queries.find_user_by_contact(act.session, contact)
    if user is not None and not user.is_disabled:
        mine = operations.as_person(act, user)
        operations.send_link(mine, user, LinkPurpose.ENTER, base_url=door.base(), to=contact)
    return redirect(url_for(".link", back=door.back_path()), 303)


@bp.get("/link")
@allow(PUBLIC)
def link() -> ResponseReturnValue:
    """Receive who follows a link: its secret stands after the # and is sent by one touch."""
    return _page("accounts/link.html", form=LinkForm())


@bp.post("/link")
@allow(PUBLIC, once=False)
def enter_link() -> ResponseReturnValue:
    """Exchange the code of a link for a session."""
    form = LinkForm()

    def prove() -> ResponseReturnValue:
        typed = str(form.code.data)
        user, _purpose = operations.use_link(cycle.act(), typed, LinkPurpose.ENTER)
        return door.come_in(
            operations.open_session(
                cycle.act(), user, door.kind_here(SessionKind.RESIDENT), SessionStage.OPEN
            ),
            user,
        )

    return _try(form, "code", "accounts/link.html", [_place_lock("link-code")], prove)


@bp.get("/opening")
@allow(Permission.KIOSK_USE)
def opening() -> ResponseReturnValue:
    """Ask for the six digits that somebody of the team reads on her own screen."""
    return _page("accounts/opening.html", form=OpeningForm())


@bp.post("/opening")
@allow(Permission.KIOSK_USE, once=False)
def enter_opening() -> ResponseReturnValue:
    """Open for the person of the six digits, on this kiosk only; her pictures are not asked."""
    form = OpeningForm()
    kiosk = cycle.visitor().kiosk_service_id or 0

    def prove() -> ResponseReturnValue:
        user = operations.use_opening(cycle.act(), kiosk, str(form.code.data))
        opened = operations.open_session(
            cycle.act(), user, SessionKind.KIOSK_RESIDENT, SessionStage.OPEN
        )
        return door.come_in(opened, user)

    return _try(
        form,
        "code",
        "accounts/opening.html",
        [(door.bucket("opening", str(kiosk)), tries.OPENING)],
        prove,
    )


@bp.get("/pictures")
@allow(PUBLIC)
def pictures() -> ResponseReturnValue:
    """Ask for the four pictures of whoever showed her card, or of the owner of this phone."""
    if door.picture_owner() is None:
        return redirect(url_for(".sign_in", back=door.back_path()), 303)
    return _page("accounts/pictures.html", form=PicturesForm())


@bp.post("/pictures")
@allow(PUBLIC, once=False)
def enter_pictures() -> ResponseReturnValue:
    """Compare the pictures."""
    user, half = door.picture_owner(), door.half_session()
    if user is None:
        return redirect(url_for(".sign_in", back=door.back_path()), 303)
    form = PicturesForm()

    def prove() -> ResponseReturnValue:
        fits = operations.check_pictures(cycle.act(), user, tuple(form.pictures.data or ()))
        if not fits:
            cycle.commit_now()
            raise Refused(Refusal.PICTURES_WRONG)
        opened = (
            operations.raise_session(cycle.act(), half, user)
            if half is not None
            else operations.open_session(
                cycle.act(), user, door.kind_here(SessionKind.RESIDENT), SessionStage.OPEN
            )
        )
        return door.come_in(opened, user)

    return _try(form, "pictures", "accounts/pictures.html", [_place_lock("pictures")], prove)


@bp.post("/pictures/leave")
@allow(PUBLIC, once=False)
def leave_pictures() -> ResponseReturnValue:
    """Give up the pictures and choose another way in."""
    half = door.half_session()
    if half is not None:
        operations.leave_half(cycle.act(), half)
    return redirect(url_for(".sign_in", back=door.back_path()), 303)
