"""The ways out of the house: mail, SMS, and a folder for those who build it."""

from participation.settings import Environment, Settings

from ..rules import Channel
from .folder import Folder
from .mail import Mail
from .sending import Transport, UndeliveredError
from .sms import Sms

__all__ = ["Folder", "Mail", "Sms", "Transport", "UndeliveredError", "open_transports"]


def open_transports(settings: Settings) -> dict[Channel, Transport]:
    """Give the channels that are set up; what has none waits in the outbox.

    Where people build the program, messages that cannot leave are written to `data/messages`.
    """
    found: dict[Channel, Transport] = {}
    if settings.environment is not Environment.PRODUCTION:
        found = dict.fromkeys(Channel, Folder(settings.data / "messages"))
    if settings.smtp_url:
        found[Channel.EMAIL] = Mail(settings.smtp_url, settings.mail_from)
    if settings.sms_url:
        found[Channel.SMS] = Sms(settings.sms_url, settings.sms_token)
    return found
