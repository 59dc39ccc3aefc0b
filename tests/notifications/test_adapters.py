"""Mail and SMS against real servers of this machine."""

import contextlib
import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from participation.demo import make_certificate
from participation.notifications.adapters import (
    Folder,
    Mail,
    Sms,
    UndeliveredError,
    open_transports,
)
from participation.notifications.rules import Channel, Letter, Problem
from participation.settings import Environment
from tests.application import settings_for
from tests.conftest import Clock
from tests.notifications.gateway import gateway

LETTER = Letter(
    "amina@example.org", "Un message pour vous", "سلام\nhttps://x.org/é", "ar", "k" * 32
)
TEXT = Letter("+33612345678", "", "Votre lien : https://x.org/1", "fr", "k" * 32)


class Mailbox:
    """A mail server's hands: keeps what it is given, or refuses as told."""

    def __init__(self, answer: str = "", *, after: bool = False) -> None:
        self.answer, self.after = answer, after
        self.kept: list[Envelope] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.answer and not self.after:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer:
            return self.answer
        self.kept.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@pytest.fixture
def tls(tmp_path: Path, clock: Clock) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Give the contexts of a server and of a client that trusts it."""
    clock.set(dt.datetime.now(dt.UTC))
    certificate, key = make_certificate(tmp_path, "127.0.0.1")
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=certificate)


@contextlib.contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def test_mail_arrives_encrypted_and_whole(tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _way: str, said: Any
    ) -> AuthResult:
        right = isinstance(said, LoginPassword) and said == LoginPassword(b"avis", b"p@ss word")
        return AuthResult(success=right, handled=False)

    mailbox = Mailbox()
    options = {
        "tls_context": tls[0],
        "require_starttls": True,
        "authenticator": check,
        "auth_exclude_mechanism": ["LOGIN"],
    }
    with mail_server(mailbox, **options) as port:
        url = f"smtp://avis:p%40ss%20word@127.0.0.1:{port}"
        Mail(url, "Avis <avis@example.org>", tls[1]).send(LETTER)
        with pytest.raises(UndeliveredError, match="refused"):
            Mail(f"smtp://avis:wrong@127.0.0.1:{port}", "avis@example.org", tls[1]).send(LETTER)
    (envelope,) = mailbox.kept
    assert mailbox.encrypted == [True]
    assert envelope.rcpt_tos == ["amina@example.org"]
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert mail.get_content().split() == LETTER.text.split()
    assert mail["Subject"] == LETTER.subject
    assert mail["Message-ID"] == f"<{LETTER.key}@example.org>"
    assert mail["Content-Language"] == "ar"


def test_a_server_that_nobody_vouches_for_gets_nothing(
    tls: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    mailbox = Mailbox()
    with (
        mail_server(mailbox, tls_context=tls[0]) as port,
        pytest.raises(UndeliveredError) as caught,
    ):
        Mail(f"smtp://127.0.0.1:{port}", "avis@example.org").send(LETTER)
    assert caught.value.problem is Problem.UNREACHABLE
    assert mailbox.kept == []


@pytest.mark.parametrize("after", [False, True], ids=["of the address", "of the letter"])
@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("552 5.2.2 the box of amina is full", Problem.REFUSED),
        ("554 5.7.1 looks like spam", Problem.REFUSED),
        ("451 4.3.0 later", Problem.UNREACHABLE),
    ],
)
def test_answers_of_mail_servers(answer: str, problem: Problem, *, after: bool) -> None:
    mailbox = Mailbox(answer, after=after)
    with mail_server(mailbox) as port, pytest.raises(UndeliveredError) as caught:
        Mail(f"smtp://127.0.0.1:{port}", "avis@example.org").send(LETTER)
    assert caught.value.problem is problem
    assert "amina" not in str(caught.value)


def test_an_address_that_does_not_exist_is_given_up() -> None:
    mailbox = Mailbox("550 5.1.1 no such user amina")
    with mail_server(mailbox) as port, pytest.raises(UndeliveredError) as caught:
        Mail(f"smtp://127.0.0.1:{port}", "avis@example.org").send(LETTER)
    assert caught.value.problem is Problem.ADDRESS_REFUSED


def test_no_server_is_unreachable() -> None:
    with pytest.raises(UndeliveredError) as caught:
        Mail("smtp://127.0.0.1:9", "avis@example.org").send(LETTER)
    assert caught.value.problem is Problem.UNREACHABLE


@pytest.mark.parametrize(
    ("url", "sender"),
    [("http://mail.example.org", "a@b.fr"), ("smtp://", "a@b.fr"), ("smtp://mail", "nobody")],
)
def test_a_mail_server_is_described_rightly(url: str, sender: str) -> None:
    with pytest.raises(ValueError, match="PARTICIPATION_"):
        Mail(url, sender)


def test_an_sms_arrives_with_its_key() -> None:
    with gateway() as server:
        Sms(server.url, "token").send(TEXT)
    ((headers, body),) = server.received
    assert body == {"to": TEXT.to, "text": TEXT.text}
    assert headers["Authorization"] == "Bearer token"
    assert headers["Idempotency-Key"] == TEXT.key


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (302, Problem.REFUSED),
        (400, Problem.ADDRESS_REFUSED),
        (401, Problem.REFUSED),
        (422, Problem.ADDRESS_REFUSED),
        (429, Problem.REFUSED),
        (500, Problem.UNREACHABLE),
        (503, Problem.UNREACHABLE),
    ],
)
def test_answers_of_gateways(status: int, problem: Problem) -> None:
    with gateway(status) as server, pytest.raises(UndeliveredError) as caught:
        Sms(server.url, "token").send(TEXT)
    assert caught.value.problem is problem
    assert len(server.received) == 1


def test_a_text_of_four_parts_does_not_leave() -> None:
    long = Letter(TEXT.to, "", "ب" * 202, "ar", TEXT.key)
    with gateway() as server, pytest.raises(UndeliveredError) as caught:
        Sms(server.url, "token").send(long)
    assert caught.value.problem is Problem.TOO_LONG
    assert server.received == []


def test_a_far_gateway_must_be_encrypted() -> None:
    with pytest.raises(ValueError, match="https"):
        Sms("http://sms.example.org/messages", "token")


def test_development_writes_messages_to_a_folder(tmp_path: Path) -> None:
    settings = settings_for("sqlite://", tmp_path)
    transports = open_transports(settings)
    assert set(transports) == set(Channel)
    transports[Channel.EMAIL].send(LETTER)
    assert isinstance(transports[Channel.EMAIL], Folder)
    (path,) = (tmp_path / "messages").iterdir()
    assert LETTER.text in path.read_text()


def test_production_without_servers_has_no_way_out(tmp_path: Path) -> None:
    import dataclasses  # noqa: PLC0415 - used here only

    settings = dataclasses.replace(
        settings_for("sqlite://", tmp_path), environment=Environment.PRODUCTION
    )
    assert open_transports(settings) == {}
    both = dataclasses.replace(
        settings,
        smtp_url="smtps://mail.example.org",
        mail_from="avis@example.org",
        sms_url="https://sms.example.org",
    )
    assert [type(each) for each in open_transports(both).values()] == [Mail, Sms]
