"""What an installation needs outside itself: mail, text messages, copies."""

import contextlib
import datetime as dt
import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from participation.foundation import clock

from .findings import Finding, Findings, Weight
from .keeping import NAME
from .opening import House

PATIENCE = 5.0
"""Seconds given to a mail or message server to answer."""


def look_at_mail(house: House) -> Findings:
    """Say what keeps e-mails from leaving."""
    settings = house.settings
    if not settings.smtp_url:
        yield Finding(
            Weight.MISSING,
            "No mail server is set: nobody can be told anything by e-mail.",
            "Set PARTICIPATION_SMTP_URL and PARTICIPATION_MAIL_FROM.",
        )
    elif not _answers(settings.smtp_url, 587, is_mail=True):
        yield Finding(
            Weight.MISSING,
            f"The mail server {urlsplit(settings.smtp_url).hostname} does not answer.",
            "Check PARTICIPATION_SMTP_URL, the network and the firewall.",
        )
    if settings.smtp_url and "@" not in settings.mail_from:
        yield Finding(
            Weight.MISSING, "Mails have no sender.", "Set PARTICIPATION_MAIL_FROM to an address."
        )


def look_at_messages(house: House) -> Findings:
    """Say what keeps text messages from leaving, and their replies from being read."""
    address = house.settings.sms_url
    if not address:
        yield Finding(
            Weight.ADVICE,
            "No gateway for text messages is set: reminders go by e-mail and on paper only.",
            "Set PARTICIPATION_SMS_URL and PARTICIPATION_SMS_TOKEN.",
        )
    elif not _answers(address, 443, is_mail=False):
        yield Finding(
            Weight.MISSING,
            f"The gateway for text messages {urlsplit(address).hostname} does not answer.",
            "Check PARTICIPATION_SMS_URL, the network and the firewall.",
        )
    if address and not house.settings.sms_reply_secret:
        yield Finding(
            Weight.ADVICE,
            "Replies to text messages are not read: whoever answers STOP is not heard.",
            "Set PARTICIPATION_SMS_REPLY_SECRET, and give the gateway the address for replies "
            "(docs/install.md, section 2).",
        )


def _answers(address: str, port: int, *, is_mail: bool) -> bool:
    """Say whether a server can be reached; nothing is sent and nobody is named."""
    parts = urlsplit(address)
    place = (parts.hostname or "", parts.port or port)
    try:
        if is_mail and parts.scheme == "smtp":
            with smtplib.SMTP(*place, timeout=PATIENCE) as server:
                return server.noop()[0] < 400  # noqa: PLR2004 - RFC 5321 §4.2.1
        with socket.create_connection(place, timeout=PATIENCE):
            return True
    except OSError:
        return False


def _made(folder: Path) -> Iterator[dt.datetime]:
    """Give when each copy of the worker was made; those made by hand bear other names."""
    for path in folder.glob("participation-*.backup"):
        with contextlib.suppress(ValueError):
            yield dt.datetime.strptime(path.name, NAME).replace(tzinfo=dt.UTC)


def look_at_copies(house: House) -> Findings:
    """Say whether copies of the database are made, young enough, and elsewhere."""
    settings = house.settings
    if not settings.backup_minutes or settings.backup_folder is None:
        yield Finding(
            Weight.MISSING,
            "No copy of the database is made.",
            "Set PARTICIPATION_BACKUP_FOLDER, _KEY and _MINUTES, and keep the key elsewhere too.",
        )
        return
    now = clock.now()
    made = list(_made(settings.backup_folder))
    if now - max(made, default=now - dt.timedelta(days=3650)) > dt.timedelta(
        minutes=2 * settings.backup_minutes
    ):
        yield Finding(
            Weight.MISSING,
            f"The last copy in {settings.backup_folder} is too old, or there is none.",
            "Start `participation worker`, and read its log.",
        )
    elif settings.backup_folder.stat().st_dev == settings.data.stat().st_dev:
        yield Finding(
            Weight.ADVICE,
            "Copies lie on the disk of the database: one failure would take both.",
            "Bring them elsewhere every day.",
        )
