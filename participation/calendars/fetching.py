"""Brings a calendar from an address that a person gave: the open internet, never our own house.

The address is somebody's secret and somebody's word: it is not logged, whoever gave it never learns
what stands behind a closed door, and each step of a redirection is judged again. The connection
goes to the very number that was judged, so a name that changes its mind in between gains nothing.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .problems import Problem, UnreadableError

LARGEST = 1024 * 1024
"""Bytes of a calendar."""
SECONDS = 5.0
"""For everything together: names, handshakes, redirections, the last byte."""
MOST_STEPS = 4
"""Addresses asked in turn, the first included."""
HTTPS = 443

_HEADERS = {"Accept": "text/calendar", "Accept-Encoding": "identity", "User-Agent": "participation"}
_MOVED = frozenset({301, 302, 303, 307, 308})

_INSIDE = tuple(
    map(
        ipaddress.ip_network,
        ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10"),
    )
)
"""IPv6 that carries an IPv4 address within, a way around the judgement of it; old local ranges."""


def is_open(number: str) -> bool:
    """Say whether an IP address is of the open internet: neither private, local nor shared."""
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        address = mapped
    if any(address.version == each.version and address in each for each in _INSIDE):
        return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached; tests open it to the server of their own machine."""

    allows: Callable[[str], bool] = is_open
    ports: frozenset[int] = frozenset({HTTPS})
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = SECONDS


def fetch(address: str, guard: Guard | None = None) -> bytes:
    """Give what stands at an https:// (or webcal://) address, at most one megabyte.

    UnreadableError with BAD_ADDRESS, TOO_LARGE or UNREACHABLE, within five seconds whatever the
    other side does.
    """
    errand = _Errand(address, guard or Guard())
    errand.start()
    errand.join(errand.guard.seconds)
    if errand.is_alive():
        errand.stop()
        raise UnreadableError(Problem.UNREACHABLE)
    if errand.problem is not None:
        raise UnreadableError(errand.problem)
    return errand.found


class _Errand(threading.Thread):
    """A thread that may be left behind: no other call bounds how long a name takes to resolve."""

    def __init__(self, address: str, guard: Guard) -> None:
        super().__init__(name="calendar", daemon=True)
        self.address, self.guard = address, guard
        self.found, self.problem = b"", None
        self._deadline = time.monotonic() + guard.seconds
        self._connection: _Pinned | None = None

    found: bytes
    problem: Problem | None

    def run(self) -> None:
        """Go, and keep what was found or what was wrong."""
        try:
            self.found = self._follow()
        except UnreadableError as error:
            self.problem = error.problem
        except (OSError, ValueError, http.client.HTTPException):
            self.problem = Problem.UNREACHABLE

    def stop(self) -> None:
        """Cut the line, so that the thread ends by itself."""
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _follow(self) -> bytes:
        address = self.address
        for _step in range(MOST_STEPS):
            parts = _judge(address, self.guard)
            self._connection = _Pinned(parts, self.guard, self._deadline - time.monotonic())
            with contextlib.closing(self._connection):
                found = _ask(self._connection, parts)
            if isinstance(found, bytes):
                return found
            address = urljoin(parts.geturl(), found)
        raise UnreadableError(Problem.UNREACHABLE)


def _judge(address: str, guard: Guard) -> SplitResult:
    """Give the parts of an address that may be asked."""
    try:
        parts = urlsplit(address.strip())
        port, host = parts.port or HTTPS, parts.hostname
    except ValueError:
        raise UnreadableError(Problem.BAD_ADDRESS) from None
    if (
        parts.scheme not in {"https", "webcal", "webcals"}
        or not host
        or parts.username is not None
        or parts.password is not None
        or port not in guard.ports
    ):
        raise UnreadableError(Problem.BAD_ADDRESS)
    return parts._replace(scheme="https", fragment="")


def _ask(connection: "_Pinned", parts: SplitResult) -> bytes | str:
    """Give what stands there, or the address that it moved to."""
    target = quote(parts._replace(scheme="", netloc="").geturl(), safe="%/?:=&;,+!$'()*@~[]")
    connection.request("GET", target or "/", headers=_HEADERS)
    response = connection.getresponse()
    if response.status in _MOVED and (moved := response.headers.get("Location")):
        return moved
    coded = response.headers.get("Content-Encoding", "identity").lower()
    if response.status != http.client.OK or coded != "identity":
        raise UnreadableError(Problem.UNREACHABLE)
    raw = response.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise UnreadableError(Problem.TOO_LARGE)
    return raw


class _Pinned(http.client.HTTPSConnection):
    """A connection to the number that was judged, under the certificate of the name."""

    def __init__(self, parts: SplitResult, guard: Guard, seconds: float) -> None:
        super().__init__(
            parts.hostname or "",
            parts.port or HTTPS,
            timeout=max(seconds, 0.001),
            context=guard.context,
        )
        self._guard = guard

    def connect(self) -> None:
        """Resolve once, refuse if any number is not open, and go to the first that answers."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not numbers or not all(map(self._guard.allows, numbers)):
            raise UnreadableError(Problem.BAD_ADDRESS)
        plain = _reach(numbers, self.port, self.timeout or SECONDS)
        try:
            self.sock = self._guard.context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _reach(numbers: list[str], port: int, seconds: float) -> socket.socket:
    for number in numbers[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((number, port), seconds / len(numbers))
    return socket.create_connection((numbers[-1], port), seconds)
