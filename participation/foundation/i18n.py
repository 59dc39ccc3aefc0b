"""Words of the program: which language the reader wants, gettext over two catalogues, dates."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_month_names
from babel.numbers import format_decimal
from babel.support import LazyProxy, NullTranslations, Translations

from participation.foundation.clock import PARIS
from participation.foundation.languages import SOURCE, chain, find, spoken_by_program

_locale: ContextVar[str] = ContextVar("locale", default=SOURCE)
_folders: list[Path] = []

if TYPE_CHECKING:
    LazyText = str
else:
    LazyText = LazyProxy


def use_translations(folder: Path) -> None:
    """Say where the compiled catalogues lie; forgets what was loaded before."""
    _folders[:] = [folder]
    for known in (catalogue, known_texts, _words):
        known.cache_clear()


class _Source(NullTranslations):
    """The sentences as they are written: in French nothing, like one thing, is singular."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if abs(n) < 2 else msgid2  # noqa: PLR2004 - the rule of French itself

    ungettext = ngettext


@cache
def catalogue(domain: str, locale: str) -> NullTranslations:
    """Load a catalogue with its fallbacks (fr@falc → fr, fa_AF → fa): a hole shows French."""
    found: NullTranslations = _Source()
    for tag in reversed(chain(locale)):
        for folder in _folders:
            path = folder / tag / "LC_MESSAGES" / f"{domain}.mo"
            if path.exists():
                with path.open("rb") as stream:
                    loaded = Translations(stream, domain=domain)
                loaded.add_fallback(found)
                found = loaded
    return found


@cache
def known_texts(domain: str, locale: str, *, with_places: bool = False) -> tuple[str, ...]:
    """Give the texts of one catalogue, its fallbacks left out: whole ones, or those with places."""
    own = [folder / locale / "LC_MESSAGES" / f"{domain}.mo" for folder in _folders]
    if not any(path.exists() for path in own):
        return ()
    entries: dict[object, str] = getattr(catalogue(domain, locale), "_catalog", {})
    texts = {words for key, words in entries.items() if key and words}
    return tuple(sorted(each for each in texts if ("%(" in each) is with_places))


def reader_locale() -> str:
    """Give the language of the present reader."""
    return _locale.get()


def speak_to(locale: str) -> None:
    """Set the reader's language for the rest of this request."""
    _locale.set(locale)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Write in this language for a while: a message, a poster, a clip."""
    token = _locale.set(locale)
    try:
        yield
    finally:
        _locale.reset(token)


@lru_cache(maxsize=32_768)
def _words(domain: str, locale: str, message: str) -> str:
    """Look up words once; those that a page holds for staff may be in either catalogue."""
    words: str = catalogue(domain, locale).ugettext(message)
    return _words("resident", locale, message) if domain == "staff" and words == message else words


def gettext(message: str, **facts: object) -> str:
    """Give the words for residents in the reader's language."""
    words = _words("resident", reader_locale(), message)
    return words % facts if facts else words


def ngettext(one: str, many: str, n: int, **facts: object) -> str:
    """Give the words that fit the number `n`, by the plural rule of the catalogue's own header."""
    words = catalogue("resident", reader_locale()).ungettext(one, many, n)
    return words % {"n": n, **facts}


def staff_gettext(message: str, **facts: object) -> str:
    """Give the words that only staff see."""
    words = _words("staff", reader_locale(), message)
    return words % facts if facts else words


def staff_ngettext(one: str, many: str, n: int, **facts: object) -> str:
    """Give the staff words that fit the number `n`; a page for both may have them of residents."""
    words = catalogue("staff", reader_locale()).ungettext(one, many, n)
    if words in (one, many):
        words = catalogue("resident", reader_locale()).ungettext(one, many, n)
    return words % {"n": n, **facts}


def lazy(message: str, **facts: object) -> LazyText:
    """Give resident words that are looked up when they are shown."""
    return LazyProxy(gettext, message, enable_cache=False, **facts)  # type: ignore[return-value]


def staff_lazy(message: str, **facts: object) -> LazyText:
    """Give staff words that are looked up when they are shown."""
    return LazyProxy(staff_gettext, message, enable_cache=False, **facts)  # type: ignore[return-value]


@cache
def _babel(locale: str) -> Locale:
    """Give how days and numbers are written within sentences of the program."""
    locale = spoken_by_program(locale)
    try:
        return Locale.parse(find(locale).babel or locale.partition("@")[0])
    except UnknownLocaleError:
        return Locale.parse(SOURCE)


def show_day(day: dt.date) -> str:
    """Write a day with its weekday, in Gregorian months and Latin digits everywhere."""
    return _date(day, "EEEE d MMMM y")


def show_short_day(day: dt.date) -> str:
    """Write a day without its weekday."""
    return _date(day, "d MMMM y")


def _date(day: dt.date, pattern: str) -> str:
    """Write a day by a pattern; French calls the first of a month premier, and Babel does not."""
    locale = _babel(reader_locale())
    if locale.language == "fr" and day.day == 1:
        pattern = pattern.replace("d ", "d'er' ")
    return format_date(day, pattern, locale=locale)


def month_names() -> tuple[str, ...]:
    """Give the twelve months as they stand alone, January first."""
    names = get_month_names("wide", "stand-alone", locale=_babel(reader_locale()))
    return tuple(names[month] for month in range(1, 13))


def show_hour(instant: dt.datetime) -> str:
    """Write an hour as HH:mm where the services are, in every language."""
    return format_time(instant.astimezone(PARIS), "HH:mm", locale="fr")


def show_number(value: float, digits: int = 0) -> str:
    """Write a number with the separators of the reader and Latin digits."""
    return _decimal(round(value, digits), digits, reader_locale())


@lru_cache(maxsize=4_096)
def _decimal(value: float, digits: int, locale: str) -> str:
    """Write a number once: pages of results write the same hundreds again and again."""
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(value, pattern, locale=_babel(locale))
