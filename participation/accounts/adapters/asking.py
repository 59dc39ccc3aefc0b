"""One question to the association's directory: JSON, one address, a bound on time and size."""

import contextlib
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from participation.settings import LOCAL

SECONDS = 5.0
"""For everything together: names, handshake, the last byte."""
LARGEST = 512 * 1024
FORM = "application/x-www-form-urlencoded"


class SilentError(Exception):
    """The directory gave no answer that can be used; nobody can tell what it would have said."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What it answered: the status and a JSON object, empty where there was none."""

    status: int
    said: Mapping[str, object]


def ask(
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answered:
    """Ask by GET, or send a form by POST; follow no redirection: it would carry secrets elsewhere.

    SilentError within five seconds, whatever the other side does.
    """
    errand = _Errand(address, form, headers or {})
    errand.start()
    errand.join(SECONDS)
    if errand.answered is None:
        errand.stop()
        raise SilentError
    return errand.answered


class _Errand(threading.Thread):
    """A thread that may be left behind: no other call bounds how long a name takes to resolve."""

    def __init__(
        self, address: str, form: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> None:
        super().__init__(name="directory", daemon=True)
        self._address, self._form, self._headers = address, form, headers
        self._connection: http.client.HTTPConnection | None = None
        self.answered: Answered | None = None

    def run(self) -> None:
        """Go, and keep what was answered, if anything was."""
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
            self.answered = self._ask()

    def stop(self) -> None:
        """Cut the line, so that the thread ends by itself."""
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _ask(self) -> Answered:
        parts = urlsplit(self._address)
        self._connection = _connect(parts.scheme, parts.hostname or "", parts.port)
        with contextlib.closing(self._connection) as connection:
            body = None if self._form is None else urlencode(self._form)
            headers = {"Accept": "application/json", "User-Agent": "participation", **self._headers}
            if body is not None:
                headers["Content-Type"] = FORM
            target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
            connection.request("GET" if body is None else "POST", target, body, headers)
            response = connection.getresponse()
            return Answered(response.status, _read(response.read(LARGEST + 1), response.status))


def _connect(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)
    if scheme == "http" and host in LOCAL:
        return http.client.HTTPConnection(host, port, timeout=SECONDS)
    raise ValueError("a directory is asked by https only")


def _read(raw: bytes, status: int) -> Mapping[str, object]:
    """Read a JSON object; a success must have one, a refusal may be a page for people."""
    if len(raw) > LARGEST:
        raise ValueError("too large")
    try:
        found = json.loads(raw)
    except ValueError:
        if status < http.client.BAD_REQUEST:
            raise
        return {}
    if isinstance(found, dict):
        return found
    raise ValueError("no object")
