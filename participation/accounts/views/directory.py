"""The staff's way in by the association's directory, and the way out that it announces."""

import json
from dataclasses import asdict, dataclass, replace

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from participation.accounts import operations, queries
from participation.accounts.adapters.asking import SilentError
from participation.accounts.adapters.directory import Beginning, begin, finish
from participation.accounts.adapters.leaving import end_address, read_ending
from participation.accounts.adapters.provider import UnprovedError
from participation.accounts.forms import SignInForm
from participation.accounts.labels import REFUSALS
from participation.accounts.models import User
from participation.accounts.rules.directory import COMING_IN, LOGOUT_KEPT, Proof
from participation.accounts.rules.paths import local_path
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.accounts.rules.tries import Limit
from participation.accounts.rules.ways import after_password
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.forms.base import Sentence
from participation.foundation.permissions import PUBLIC
from participation.foundation.security import sealer
from participation.settings import Directory

from . import door
from .door import bp
from .staff import show_staff

SEAL = "directory-start"
REFUSED, UNREACHED = 403, 503


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser that goes to the directory must bring back, and where it wanted to go."""

    beginning: Beginning
    back: str
    slug: str
    at: float


def _cookie() -> str:
    return "__Host-directory" if door.settings().is_secure else "directory"


def _redirect_uri() -> str:
    return f"{door.base()}/sign-in/directory/back"


def _directory() -> Directory:
    return door.directory() or abort(404)


@bp.get("/sign-in/directory")
@allow(PUBLIC)
def by_directory() -> ResponseReturnValue:
    """Send the browser to the directory, with what binds its answer to this very browser."""
    try:
        beginning = begin(_directory(), _redirect_uri())
    except SilentError:
        return _refuse(REFUSALS[Refusal.DIRECTORY_SILENT], UNREACHED)
    except UnprovedError:
        return _refuse(REFUSALS[Refusal.DIRECTORY_UNPROVED], UNREACHED)
    at, slug = cycle.act().now.timestamp(), cycle.organisation_row().slug
    errand = Errand(replace(beginning, address=""), door.back_path() or "", slug, at)
    answer = redirect(beginning.address, 303)
    answer.set_cookie(
        _cookie(),
        sealer(SEAL).seal(json.dumps(asdict(errand)).encode()).hex(),
        max_age=int(COMING_IN.total_seconds()),
        secure=door.settings().is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return answer


def _refuse(sentence: Sentence, status: int = REFUSED) -> AnyResponse:
    """Say why, above the way in by password, and forget the errand."""
    answer = door.response_of(show_staff(SignInForm(), sentence))
    answer.status_code = status
    return _forget(answer)


def _forget(answer: AnyResponse) -> AnyResponse:
    answer.delete_cookie(
        _cookie(), secure=door.settings().is_secure, httponly=True, samesite="Lax", path="/"
    )
    return answer


def _errand() -> Errand | None:
    """Give the errand of this browser: begun here, for this association, not long ago."""
    try:
        plain = sealer(SEAL).open(bytes.fromhex(request.cookies.get(_cookie(), "")))
    except ValueError:
        return None
    if plain is None:
        return None
    facts = json.loads(plain)
    errand = Errand(**{**facts, "beginning": Beginning(**facts["beginning"])})
    age = cycle.act().now.timestamp() - errand.at
    is_ours = errand.slug == cycle.organisation_row().slug
    return errand if is_ours and 0 <= age <= COMING_IN.total_seconds() else None


@bp.get("/sign-in/directory/back")
@allow(PUBLIC)
def from_directory() -> ResponseReturnValue:
    """Receive whoever comes back; the directory is asked before anything is written."""
    directory, errand = _directory(), _errand()
    if errand is None or request.args.get("state") != errand.beginning.state:
        return _refuse(REFUSALS[Refusal.DIRECTORY_UNPROVED])
    if not request.args.get("code"):
        return _refuse(REFUSALS[Refusal.DIRECTORY_LEFT])
    try:
        proof = finish(
            directory,
            errand.beginning,
            redirect=_redirect_uri(),
            code=request.args["code"],
            said_issuer=request.args.get("iss"),
            now=cycle.act().now,
        )
        return _forget(_come_in(directory, proof, errand.back))
    except SilentError:
        return _refuse(REFUSALS[Refusal.DIRECTORY_SILENT], UNREACHED)
    except UnprovedError:
        return _refuse(REFUSALS[Refusal.DIRECTORY_UNPROVED])
    except Refused as refused:
        return _refuse(pages.explain(refused))


def _come_in(directory: Directory, proof: Proof, wanted: str) -> AnyResponse:
    """Open the session of who was proved, or ask our second factor where theirs was one only."""
    act = cycle.begin_writing()
    theirs = Act(act.session, operations.DIRECTORY, act.now)
    user = operations.recognise(theirs, proof)
    if not operations.give_mapped(theirs, user, proof.groups):
        cycle.commit_now()  # what the directory took away stays taken, whatever is answered
        raise Refused(Refusal.DIRECTORY_NO_ROLE)
    opened = operations.open_session(act, user, *_how(act, user, proof))
    operations.believe(
        act, opened.session, proof.tokens, silent_for=directory.silent_for, name=proof.session
    )
    back = local_path(wanted, cycle.organisation_row().slug)
    if opened.session.stage is SessionStage.OPEN:
        return door.come_in(opened, user, back)
    door.hold(opened)
    return door.next_step(opened.session, back)


def _how(act: Act, user: User, proof: Proof) -> tuple[SessionKind, SessionStage]:
    day = act.now.astimezone(PARIS).date()
    roles = [role for role, _place in queries.list_roles(act.session, user.id, day)]
    kind, stage = after_password(
        roles, has_second_factor=queries.has_second_factor(act.session, user)
    )
    return door.kind_here(kind), SessionStage.OPEN if proof.has_two_factors else stage


@bp.post("/sign-in/directory/ended")
@allow(PUBLIC, once=False)
def hear() -> ResponseReturnValue:
    """Hear that a session ended at the directory: its signature is the token of this form."""
    directory, act = _directory(), cycle.act()
    cycle.commit_now()  # nothing was written, and its keys may have to be read first
    try:
        ending = read_ending(directory, request.form.get("logout_token", ""), act.now)
    except UnprovedError:
        return Response(status=400)
    except SilentError:
        return Response(status=503)
    mark = door.bucket("directory-ending", ending.mark)
    if not door.take_tries((mark, Limit(1, LOGOUT_KEPT))):
        return Response(status=400)
    theirs = Act(cycle.act().session, operations.DIRECTORY, act.now)
    operations.hear_ending(theirs, directory.issuer, ending.subject, ending.session)
    return Response(status=200)


@bp.get("/sign-out/directory")
@allow(PUBLIC)
def left() -> ResponseReturnValue:
    """Say that the session ended here, and offer to leave the directory as well."""
    directory = door.directory()
    back = door.settings().base_url + url_for(".staff")
    leave = end_address(directory, back) if directory is not None else None
    return pages.render("accounts/left.html", leave=leave)
