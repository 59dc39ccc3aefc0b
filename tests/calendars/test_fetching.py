"""A calendar from an address: only the open internet, only so much, only so long."""

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from participation.calendars.fetching import LARGEST, Guard, fetch, is_open
from participation.calendars.problems import Problem, UnreadableError
from tests.calendars.files import calendar

FILE = calendar()
PRIVATE = "10.1.2.3"


class Server(ThreadingHTTPServer):
    """Answers as its paths say; remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *_facts: object) -> None:
        """Stay silent when the other side hangs up."""


class _Answer(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_words: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        port, path = self.server.server_port, self.path.partition("?")[0]
        moved = {
            "/moved": "/file",
            "/round": "/round",
            "/plain": f"http://localhost:{port}/file",
            "/inside": f"https://{PRIVATE}:{port}/file",
            "/other-port": "https://localhost:1/file",
            "/file-scheme": "file:///etc/passwd",
        }
        if path in moved:
            self.send_response(302)
            self.send_header("Location", moved[path])
            self.end_headers()
            return
        self.send_response(404 if path == "/none" else 200)
        if path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(OSError):
            if path == "/large":
                self.wfile.write(b"x" * (LARGEST + 1))
            elif path == "/drip":
                for _byte in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            else:
                self.wfile.write(FILE)


def _certificate(folder: Path) -> Path:
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now.replace(year=2099))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, path = serialization.Encoding.PEM, folder / "both.pem"
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed.public_bytes(pem))
    return path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Guard]]:
    """Serve over TLS; the guard is opened to this machine, and to this server's port."""
    path = _certificate(tmp_path_factory.mktemp("tls"))
    server, own = Server(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(path)
    server.socket = own.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    trusted = ssl.create_default_context(cafile=str(path))
    yield server, Guard(lambda one: one != PRIVATE, frozenset({server.server_port}), trusted)
    server.shutdown()
    thread.join()
    server.server_close()


def problem_of(address: str, guard: Guard | None = None) -> Problem:
    """Give why nothing came."""
    with pytest.raises(UnreadableError) as refused:
        fetch(address, guard)
    return refused.value.problem


@pytest.mark.parametrize("path", ["/file?key=a%20b&c=d e", "/moved", "/été"])
def test_what_stands_there_is_given(served: tuple[Server, Guard], path: str) -> None:
    server, guard = served
    assert fetch(f"https://localhost:{server.server_port}{path}", guard) == FILE
    asked, headers = server.asked[-1]
    assert asked.isascii()
    assert " " not in asked
    assert set(headers) == {"host", "accept", "accept-encoding", "user-agent"}


def test_the_word_that_calendars_use_means_https(served: tuple[Server, Guard]) -> None:
    server, guard = served
    assert fetch(f" webcal://localhost:{server.server_port}/file ", guard) == FILE


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/large", Problem.TOO_LARGE),
        ("/none", Problem.UNREACHABLE),
        ("/packed", Problem.UNREACHABLE),
        ("/round", Problem.UNREACHABLE),
        ("/plain", Problem.BAD_ADDRESS),
        ("/inside", Problem.BAD_ADDRESS),
        ("/other-port", Problem.BAD_ADDRESS),
        ("/file-scheme", Problem.BAD_ADDRESS),
    ],
)
def test_what_is_not_given(served: tuple[Server, Guard], path: str, problem: Problem) -> None:
    server, guard = served
    server.asked.clear()
    assert problem_of(f"https://localhost:{server.server_port}{path}", guard) is problem
    assert len(server.asked) <= 4


def test_slowness_ends(served: tuple[Server, Guard]) -> None:
    server, guard = served
    hurried = Guard(guard.allows, guard.ports, guard.context, seconds=0.4)
    began = time.monotonic()
    assert problem_of(f"https://localhost:{server.server_port}/drip", hurried) is (
        Problem.UNREACHABLE
    )
    assert time.monotonic() - began < 2


def test_a_stranger_certificate_is_not_believed(served: tuple[Server, Guard]) -> None:
    server, guard = served
    careful = Guard(guard.allows, guard.ports)
    assert problem_of(f"https://localhost:{server.server_port}/file", careful) is (
        Problem.UNREACHABLE
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.ics", "ftp://example.org/a.ics", "file:///etc/passwd", "", "a.ics",
        "https://", "https://name:word@example.org/", "https://name@example.org/",
        "https://example.org:22/", "https://example.org:99999/", "https://[::1", "https://@/",
        "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://2130706433/",
        "https://0x7f000001/", "https://169.254.169.254/latest", "https://10.0.0.1/",
        "https://[::ffff:127.0.0.1]/", "https://[fe80::1]/", "https://0/", "https://127.1/",
    ],
)  # fmt: skip
def test_by_itself_it_goes_nowhere_near_us(address: str) -> None:
    assert problem_of(address) is Problem.BAD_ADDRESS


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("8.8.8.8", True),
        ("100.64.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("fc00::1", False), ("fec0::1", False), ("ff02::1", False),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::7f00:1", False),
        ("fe80::1%eth0", False), ("::ffff:8.8.8.8", True), ("::ffff:10.0.0.1", False),
        ("192.0.2.1", False), ("198.18.0.1", False), ("2001:db8::1", False), ("0.0.0.1", False),
    ],
)  # fmt: skip
def test_which_numbers_are_of_the_open_internet(number: str, expected: bool) -> None:  # noqa: FBT001
    assert is_open(number) is expected


def test_a_name_with_one_door_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(_host: str, port: int, **_facts: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))
            for number in ("93.184.216.34", PRIVATE)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert problem_of("https://calendar.example.org/a.ics") is Problem.BAD_ADDRESS


def test_the_name_is_asked_once_and_its_answer_kept(
    served: tuple[Server, Guard], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its mind between the judgement and the connection gains nothing."""
    server, guard = served
    asked: list[str] = []

    def resolve(host: str, port: int, *_more: object, **_facts: object) -> list[object]:
        asked.append(host)
        number = "127.0.0.1" if host in {"127.0.0.1", "localhost"} and len(asked) < 3 else PRIVATE
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch(f"https://localhost:{server.server_port}/file", guard) == FILE
    assert asked == ["localhost", "127.0.0.1"]
