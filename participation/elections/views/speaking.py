"""How the sealed vote speaks with devices: JSON in, JSON out, refusals in the reader's words."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, request
from sqlalchemy.exc import NoResultFound

from participation.belenios.checks import Check, InvalidError, require
from participation.belenios.encoding import canonical
from participation.elections import queries
from participation.elections.labels import sealed as words
from participation.elections.models import Contest, SealedVote, Trustee
from participation.elections.queries import sealed as found
from participation.foundation import cycle, pages
from participation.foundation.act import Refused
from participation.foundation.permissions import Permission

INVITATION = "Vote-Invitation"
UNKNOWN, CONFLICT, UNPROCESSABLE = 404, 409, 422
Given = ParamSpec("Given")
Said = dict[str, Any]


def speaks(view: Callable[Given, Said | Response]) -> Callable[Given, Response]:
    """Answer what a view gives as JSON, and what it refuses with a code and a sentence."""

    @wraps(view)
    def answer(*args: Given.args, **kwargs: Given.kwargs) -> Response:
        try:
            said = view(*args, **kwargs)
        except Refused as refused:
            return _say(CONFLICT, refused.reason.value.replace("-", "_"), pages.explain(refused))
        except InvalidError as invalid:
            told = {"check": invalid.check.value, "reason": invalid.reason}
            return _say(UNPROCESSABLE, "invalid", str(words.INVALID), **told)
        except NoResultFound:
            return _say(UNKNOWN, "unknown", str(words.UNKNOWN))
        return said if isinstance(said, Response) else _json(said)

    return answer


def _json(said: Said) -> Response:
    """Write fields in the order in which they are given: objects are hashed as bytes."""
    return Response(canonical(said), mimetype="application/json")


def _say(status: int, error: str, sentence: str, **told: str) -> Response:
    response = _json({"error": error, "sentence": sentence, **told})
    response.status_code = status
    return response


def told(*names: str) -> list[Any]:
    """Give the fields of the body, refusing one that misses (Check.FIELDS)."""
    body: Any = request.get_json(silent=True)
    require(isinstance(body, dict), Check.CANONICAL, "the body is no JSON object")
    for name in names:
        require(name in body, Check.FIELDS, f"the body has no {name}")
    return [body[name] for name in names]


def affirms(name: str) -> bool:
    """Say whether the body says yes to what it may leave out."""
    body: Any = request.get_json(silent=True)
    return isinstance(body, dict) and body.get(name) is True


def contest_here(contest_id: int) -> Contest:
    """Give a contest of the service of the address; NoResultFound otherwise."""
    return queries.get_contest(cycle.act().session, contest_id)


def sealed_here(contest_id: int) -> tuple[Contest, SealedVote]:
    """Give a contest of the service of the address, and its sealed vote."""
    contest = contest_here(contest_id)
    return contest, found.get_sealed(cycle.act().session, contest.id)


def invited(sealed: SealedVote) -> Trustee:
    """Give the assessor whose invitation the request shows; NoResultFound when it shows none."""
    token = request.headers.get(INVITATION, "")
    trustee = found.find_trustee(cycle.act().session, sealed, token) if token else None
    if trustee is None:
        raise NoResultFound
    return trustee


def refuse_uninvited(sealed: SealedVote) -> None:
    """Let only an assessor by, or who looks after the council here (NoResultFound)."""
    if not cycle.visitor().may(Permission.COUNCIL_MANAGE, cycle.service_id()):
        invited(sealed)


def refuse_other_card_maker(sealed: SealedVote) -> None:
    """Let only who was named to make the cards by (NoResultFound)."""
    token = request.headers.get(INVITATION, "")
    if not token or found.digest_of(token) != sealed.cards_invitation:
        raise NoResultFound
