"""What every way in shares: the blueprint, counted tries, devices, where one lands."""

import ipaddress

from flask import Blueprint, Response, current_app, make_response, redirect, request, url_for
from flask_login import UserMixin, login_user
from werkzeug.wrappers import Response as AnyResponse

from participation.accounts import operations, queries
from participation.accounts.adapters.provider import is_offered
from participation.accounts.models import SignInSession, User
from participation.accounts.operations import Opened
from participation.accounts.rules import tries
from participation.accounts.rules.paths import local_path
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.accounts.rules.tries import Limit
from participation.foundation import cycle
from participation.foundation.access import door_of
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.scope import enter_organisation
from participation.foundation.throttle import bucket_of
from participation.settings import Directory, Settings

bp = Blueprint("accounts", __name__, url_prefix="/<organisation>")

DEVICE_DAYS = 400
IPV4_PREFIX, IPV6_PREFIX = 24, 56


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """What Flask-Login calls a user: the token of a session row, nothing else."""

    def __init__(self, token: str) -> None:
        self.token = token

    def get_id(self) -> str:
        """Give the token that the signed cookie keeps."""
        return self.token


def settings() -> Settings:
    """Give the settings of the program."""
    found: Settings = current_app.extensions["settings"]
    return found


def neighbourhood() -> str:
    """Give the part of the network that a request comes from: /24 or /56, never the address."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "nowhere"
    prefix = IPV4_PREFIX if isinstance(address, ipaddress.IPv4Address) else IPV6_PREFIX
    return str(ipaddress.ip_network((address, prefix), strict=False))


def bucket(*parts: str) -> str:
    """Give the name of a lock; nothing can be read from it."""
    return bucket_of(settings().secret_key, *parts)


def take_tries(*counted: tuple[str, Limit]) -> bool:
    """Count a try at each lock and commit; say no when one of them has reached its limit."""
    act = cycle.act()
    taken = [operations.take_try(act, name, limit) for name, limit in counted]
    cycle.commit_now()
    return all(taken)


def device_cookie() -> str:
    """Give the name of the cookie by which a device is known again."""
    return "__Host-device" if settings().is_secure else "device"


def device_token() -> str | None:
    """Give the secret of the device, if it has one."""
    return request.cookies.get(device_cookie())


def kind_here(kind: SessionKind) -> SessionKind:
    """Give the kind of session that suits the device: nobody stays long at a kiosk."""
    at_kiosk = cycle.visitor().kiosk_service_id is not None
    return SessionKind.KIOSK_RESIDENT if at_kiosk else kind


def back_path() -> str | None:
    """Give the page to return to, when it is one of this association's."""
    wanted = request.values.get("back")
    return local_path(wanted, cycle.organisation_row().slug)


def landing(back: str | None = None) -> str:
    """Give the first page after coming in: the one wanted, else the screen's, else everybody's."""
    slug, screen = cycle.organisation_row().slug, cycle.visitor().kiosk_slug
    return back or back_path() or (f"/{slug}/{screen}/" if screen else f"/{slug}/")


def half_session() -> SignInSession | None:
    """Give the session of this browser that waits for its second proof."""
    act = cycle.act()
    half = queries.find_half_session(act.session, cycle.token(), act.now)
    if half is None or queries.get_user(act.session, half.user_id).is_disabled:
        return None
    return half


def picture_owner() -> User | None:
    """Give who may prove herself by pictures here: whoever showed her card, or whose phone it is.

    Pictures alone open nothing: they are asked besides something that one has.
    """
    session, half = cycle.act().session, half_session()
    if half is not None:
        waits = half.stage is SessionStage.PICTURES
        return queries.get_user(session, half.user_id) if waits else None
    device, at_kiosk = device_token(), cycle.visitor().kiosk_service_id is not None
    owner = queries.find_device_owner(session, device) if device and not at_kiosk else None
    has_some = owner is not None and owner.pin_hash is not None and not owner.is_disabled
    return owner if has_some else None


def directory() -> Directory | None:
    """Give the directory of this association, where there is one and the extra is installed."""
    found = settings().directories.get(cycle.organisation_row().slug)
    return found if found is not None and is_offered() else None


def base() -> str:
    """Give the address of the association's pages, for links in messages."""
    return f"{settings().base_url}/{cycle.organisation_row().slug}"


def locks(user: User | None, proof: str, name: str) -> list[tuple[str, Limit]]:
    """Give the counts to keep for tries at an account's proof.

    A known device has a count of its own, so that strangers cannot shut the owner out.
    """
    device, session = device_token(), cycle.act().session
    if device and user is not None and queries.find_device(session, user.id, device):
        return [(bucket(proof, name, device), tries.ACCOUNT)]
    return [
        (bucket(proof, name), tries.ACCOUNT),
        (bucket("neighbourhood", neighbourhood()), tries.NEIGHBOURHOOD),
    ]


def hold(opened: Opened) -> None:
    """Give the browser its new token, and nothing of its former holder."""
    cycle.change_hands()
    login_user(SignedIn(opened.token))


def come_in(opened: Opened, user: User, back: str | None = None) -> AnyResponse:
    """Answer somebody who has proved who she is: the page she wanted, a device known again."""
    hold(opened)
    return know_here(redirect(landing(back), 303), user)


def know_here(response: AnyResponse, user: User) -> AnyResponse:
    """Let the device be known again; a kiosk belongs to nobody."""
    if cycle.visitor().kiosk_service_id is None:
        token = operations.know_device(cycle.act(), user, device_token())
        response.set_cookie(
            device_cookie(),
            token,
            max_age=DEVICE_DAYS * 24 * 3600,
            secure=settings().is_secure,
            httponly=True,
            samesite="Lax",
            path="/",
        )
    return response


def next_step(half: SignInSession, back: str | None = None) -> AnyResponse:
    """Lead to what is still asked before the session opens."""
    steps = {
        SessionStage.SECOND_FACTOR: ".second_factor",
        SessionStage.ENROL: ".enrol",
        SessionStage.PICTURES: ".pictures",
    }
    return redirect(url_for(steps[half.stage], back=back or back_path()), 303)


@bp.after_app_request
def note_presence(response: Response) -> Response:
    """Note, at most once a minute, that the session is in use; pages that only read do it apart.

    Never where the hour would tell something: on PostgreSQL two rows that one transaction wrote
    carry its number, and her session would lead to what she said.
    """
    key, door = cycle.visitor().session_id, door_of(current_app, request.endpoint)
    if key is None or door is None or not door.logged:
        return response
    act = cycle.act()
    if not queries.is_seen_due(act.session, act.now):
        return response
    if act.session.get_bind().get_execution_options().get("writing"):
        operations.refresh_session(act, key)
    else:
        with open_session(current_app.extensions["engine"], writing=True) as session:
            enter_organisation(session, act.organisation_id)
            operations.refresh_session(Act(session, act.actor, act.now), key)
            session.commit()
    return response


def response_of(page: str) -> Response:
    """Make an answer of a page, so that a cookie can be added to it."""
    return make_response(page)
