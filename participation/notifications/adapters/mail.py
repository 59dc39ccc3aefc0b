"""Mail by SMTP, always encrypted unless the server is this machine."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from participation.foundation.languages import find

from ..rules import Letter, Problem
from .sending import LOCAL, TIMEOUT, UndeliveredError

MISSING = frozenset({550, 551, 553, 501})
"""SMTP answers that say: nobody there (RFC 5321, 4.2.3)."""
FIRST_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server: `smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS at once).

    `smtp://` to this very machine is the only way without encryption; ValueError says the rest.
    """

    url: str
    sender: str
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("PARTICIPATION_SMTP_URL must look like smtp://user:password@host:587")
        if "@" not in self.sender:
            raise ValueError("PARTICIPATION_MAIL_FROM must be the address that messages come from")

    def send(self, letter: Letter) -> None:
        """Send a plain text; the Message-ID comes from the key, so that servers drop a double."""
        try:
            with self._connect() as server:
                server.send_message(self._message(letter))
        except smtplib.SMTPRecipientsRefused as error:
            raise UndeliveredError(_refused(error)) from None
        except smtplib.SMTPResponseException as error:
            final = error.smtp_code >= FIRST_PERMANENT
            raise UndeliveredError(Problem.REFUSED if final else Problem.UNREACHABLE) from None
        except (OSError, smtplib.SMTPException):
            raise UndeliveredError(Problem.UNREACHABLE) from None

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        if parts.scheme == "smtps":
            port = parts.port or smtplib.SMTP_SSL_PORT
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=TIMEOUT, context=self.context
            )
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
        try:
            server.ehlo()
            if parts.scheme == "smtp" and (server.has_extn("starttls") or host not in LOCAL):
                server.starttls(context=self.context)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage(SMTP)
        message["From"], message["To"], message["Subject"] = self.sender, letter.to, letter.subject
        domain = self.sender.rpartition("@")[2].strip("> ")
        message["Message-ID"] = f"<{letter.key}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        message["Content-Language"] = find(letter.locale).html
        return message


def _refused(error: smtplib.SMTPRecipientsRefused) -> Problem:
    codes = {code for code, _said in error.recipients.values()}
    if codes <= MISSING:
        return Problem.ADDRESS_REFUSED
    return Problem.REFUSED if min(codes) >= FIRST_PERMANENT else Problem.UNREACHABLE
