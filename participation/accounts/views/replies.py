"""The door by which a gateway passes on what people answer to SMS: a « STOP » is heard."""

import hmac

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine
from werkzeug.exceptions import RequestEntityTooLarge

from participation.accounts import operations
from participation.accounts.rules import tries
from participation.foundation import cycle, once
from participation.foundation.access import allow
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.permissions import PUBLIC
from participation.foundation.scope import enter, enter_organisation
from participation.notifications.rules import replies
from participation.notifications.rules.replies import Reply
from participation.organisations.queries import list_organisations

from . import door
from .door import bp

HEARD, UNREADABLE, TOO_LARGE, TOO_MANY = 204, 400, 413, 429


@bp.post("/messages/replies")
@bp.post("/messages/replies/<secret>")
@allow(PUBLIC, once=False)
def take_reply(secret: str = "") -> ResponseReturnValue:
    """Hear who answers « STOP » to a message; the other replies are neither read nor kept.

    The gateway proves itself by the secret of the settings, in its header or in the address;
    nothing is behind this door without one. It is one gateway for all associations, so that a
    reply names none: it is heard in each. The gateway is answered the same for a number that
    nobody knows, and neither number nor words stand in any line of the log.
    """
    _refuse_strangers(secret)
    request.max_content_length = replies.LARGEST
    try:
        found = replies.read_replies(request.get_data(), request.form.to_dict())
    except RequestEntityTooLarge:
        return Response(status=TOO_LARGE)
    if not found:
        return Response(status=UNREADABLE)
    asked = [each for each in found if replies.asks_to_stop(each.text)]
    if asked and not door.take_tries((door.bucket("replies"), tries.REPLIES)):
        return Response(status=TOO_MANY)
    cycle.commit_now()
    for each in asked:
        _hear(each)
    return Response(status=HEARD)


def _refuse_strangers(secret: str) -> None:
    """Let the gateway in and nobody else, who finds nothing here, some tries and no more."""
    expected = door.settings().sms_reply_secret
    kind, _space, borne = request.headers.get("Authorization", "").partition(" ")
    given = secret or (borne.strip() if kind.lower() == "bearer" else "")
    if expected and hmac.compare_digest(given.encode(), expected.encode()):
        return
    counted = door.bucket("no-gateway", door.neighbourhood())
    abort(404 if not expected or door.take_tries((counted, tries.CODE)) else TOO_MANY)


def _hear(reply: Reply) -> None:
    """Hear a reply in each association, in a transaction of its own there."""
    engine: Engine = current_app.extensions["engine"]
    asked = cycle.act()
    words = (reply.key,) if reply.key else (reply.number, reply.text)
    mark = door.bucket("reply", *words)[: once.LENGTH]
    with open_session(engine, writing=False) as session:
        keys = [found.id for found in list_organisations(session)]
    for key in keys:
        with open_session(engine, writing=True) as session:
            enter_organisation(session, key)
            enter(session, ())
            act = Act(session, asked.actor, asked.now)
            operations.hear_reply(act, reply.number, mark=mark)
            session.commit()
