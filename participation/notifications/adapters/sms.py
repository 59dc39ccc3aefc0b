"""SMS by the HTTP gateway of a provider."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..rules import MOST_SEGMENTS, Letter, Problem, segments
from .sending import LOCAL, TIMEOUT, UndeliveredError

TRY_LATER = frozenset({401, 402, 403, 408, 409, 425, 429})
"""Answers that somebody can mend: token, credit, rate; the others of 4xx blame the number."""
FIRST_SERVER_ERROR = 500


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: it would carry the token elsewhere."""

    def redirect_request(self, *_facts: object) -> None:
        """Refuse."""


@dataclass(frozen=True, slots=True)
class Sms:
    """A gateway that takes POST {"to", "text"} with a bearer token and an Idempotency-Key.

    HTTPS unless it is this very machine; ValueError says so.
    """

    url: str
    token: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
            raise ValueError("PARTICIPATION_SMS_URL must begin with https://")

    def send(self, letter: Letter) -> None:
        """Send a text of at most three parts."""
        if segments(letter.text) > MOST_SEGMENTS:
            raise UndeliveredError(Problem.TOO_LONG)
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
            self.url,
            data=json.dumps({"to": letter.to, "text": letter.text}).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Idempotency-Key": letter.key,
            },
        )
        opener = urllib.request.build_opener(_StayHere)
        try:
            with opener.open(request, timeout=TIMEOUT):
                return
        except urllib.error.HTTPError as error:
            with error:
                raise UndeliveredError(_problem(error.code)) from None
        except (OSError, http.client.HTTPException):
            raise UndeliveredError(Problem.UNREACHABLE) from None


def _problem(status: int) -> Problem:
    if status >= FIRST_SERVER_ERROR:
        return Problem.UNREACHABLE
    later = status in TRY_LATER or status < http.client.BAD_REQUEST
    return Problem.REFUSED if later else Problem.ADDRESS_REFUSED
