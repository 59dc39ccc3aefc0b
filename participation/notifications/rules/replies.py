"""Replies to SMS as gateways pass them on, and whether one asks that messages stop."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from . import Address, Channel, phone, why_not

LARGEST = 16 * 1024
"""Bytes of one call of a gateway."""
MOST, DEEPEST = 50, 4
"""Replies in one call; how deep a gateway may wrap them."""

# Each gateway has its own names for the same three things (`From`, `sender_id`, `messageSid`…).
FROM = ("from", "sender", "senderid", "msisdn", "number", "phone")
TEXT = ("text", "message", "body", "content")
KEY = ("id", "messageid", "messagesid", "smsid")


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered; `key` is the gateway's own name of it, the same at each try."""

    number: str
    text: str
    key: str


def read_replies(body: bytes, fields: Mapping[str, str]) -> list[Reply]:
    """Read what a gateway sent, as a form or as JSON; nothing when no reply is in it."""
    if fields:
        return list(_replies(dict(fields), 0))
    try:
        written = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return list(islice(_replies(written, 0), MOST))


def _replies(written: object, depth: int) -> Iterator[Reply]:
    if depth > DEEPEST:
        return
    if isinstance(written, list):
        for each in written:
            yield from _replies(each, depth + 1)
    elif isinstance(written, dict):
        found = _reply(written)
        if found is not None:
            yield found
        else:
            yield from _replies(list(written.values()), depth)


def _reply(written: Mapping[str, object]) -> Reply | None:
    named = {re.sub(r"[^a-z]", "", name.lower()): said for name, said in written.items()}
    number, text = _first(named, FROM), _first(named, TEXT)
    if number is None or text is None:
        return None
    sender = _international(number)
    if why_not(Address(Channel.SMS, sender, "fr")):
        return None
    return Reply(sender, text, _first(named, KEY) or "")


def _first(named: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """Give the first of these names that holds words or a number."""
    said = (named.get(name) for name in names)
    return next((str(each) for each in said if isinstance(each, str | int)), None)


def _international(number: str) -> str:
    """Give a number as E.164; gateways often leave the plus out."""
    found = phone(number)
    return found if found.startswith("+") else f"+{found}"


def _plain(word: str) -> str:
    """Give a word without accents, capitals or letters that a finger repeated."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"(.)\1+", r"\1", bare)


def _words(text: str) -> list[str]:
    return [_plain(word) for word in re.findall(r"\w+", unicodedata.normalize("NFC", text))]


# No native reader has looked at the words that are not French.
STOPS = frozenset(
    _words(
        "stop stopall stopper stoppez arrêt arrêter arrêtez arrête désabonner désabonnement "
        "désinscrire désinscription unsubscribe "
        "توقف توقفوا قف أوقف أوقفوا إيقاف الغاء إلغاء "  # Arabic, partly Dari
        "لغو ایست ودرېږئ ودروئ بندول "  # Dari, Pashto
        "стоп зупинити зупиніть припиніть відписатися "
        "остановить остановите прекратите отписаться отписка"
    )
)
ALONE = frozenset(_words("fin end quit cancel بس بند скасувати отмена"))
"""Words that say stop only when nothing stands beside them."""
FEW = 3


def asks_to_stop(text: str) -> bool:
    """Say whether a reply asks that messages stop.

    It begins with a word that says so, or is short and holds one. Whoever is misread is written
    to no more until she says yes again; whoever is not heard is written to against her will.
    """
    words = _words(text)
    if not words:
        return False
    if len(words) == 1:
        return words[0] in STOPS | ALONE
    return words[0] in STOPS or (len(words) <= FEW and not STOPS.isdisjoint(words))
