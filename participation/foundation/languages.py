"""The register of languages: own name, direction, fallbacks; some tags Babel does not know."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Language:
    """One language as its readers know it; `html` is the tag of pages, `babel` formats dates."""

    tag: str
    autonym: str
    html: str
    direction: str = "ltr"
    babel: str = ""
    fallbacks: tuple[str, ...] = ()
    plural: str = "nplurals=2; plural=(n != 1);"
    greeting: str = ""


_SLAVIC = (
    "nplurals=4; plural=(n%1==0 && n%10==1 && n%100!=11 ? 0 : n%1==0 && n%10>=2 && n%10<=4 "
    "&& (n%100<12 || n%100>14) ? 1 : n%1==0 && (n%10==0 || (n%10>=5 && n%10<=9) "
    "|| (n%100>=11 && n%100<=14)) ? 2 : 3);"
)
_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 && n%100<=99 ? 4 : 5);"
)
_FRENCH = "nplurals=2; plural=(n > 1);"

SOURCE = "fr"

INTERFACE = (
    Language("fr", "Français", "fr", plural=_FRENCH, greeting="Bonjour"),
    Language(
        "fr@falc",
        "Français facile",
        "fr-simple",
        babel="fr",
        fallbacks=("fr",),
        plural=_FRENCH,
        greeting="Bonjour",
    ),
    Language("en", "English", "en", greeting="Hello"),
    Language("ar", "العربية", "ar", "rtl", plural=_ARABIC, greeting="مرحبا"),
    Language(
        "fa_AF",
        "دری",
        "prs",
        "rtl",
        fallbacks=("fa",),
        plural="nplurals=2; plural=(n > 1);",
        greeting="سلام",
    ),
    Language("ps", "پښتو", "ps", "rtl", greeting="سلام"),
    Language("uk", "Українська", "uk", plural=_SLAVIC, greeting="Добрий день"),
    Language("ru", "Русский", "ru", plural=_SLAVIC, greeting="Здравствуйте"),
)
"""Languages that have a whole resident catalogue; the order is the one of the language screen."""

CONTENT = (
    Language("fa", "فارسی", "fa", "rtl", fallbacks=("fa_AF",), greeting="سلام"),
    Language("ti", "ትግርኛ", "ti"),
    Language("so", "Soomaali", "so"),
    Language("bn", "বাংলা", "bn"),
    Language("ka", "ქართული", "ka"),
    Language("ta", "தமிழ்", "ta"),
    Language("tr", "Türkçe", "tr", greeting="Merhaba"),
    Language("ku", "Kurdî", "ku"),
    Language("ckb", "کوردی", "ckb", "rtl"),
    Language("sq", "Shqip", "sq", greeting="Mirëdita"),
    Language("ro", "Română", "ro", greeting="Bună ziua"),
    Language("es", "Español", "es", greeting="Hola"),
    Language("pt", "Português", "pt", greeting="Olá"),
    Language("it", "Italiano", "it", greeting="Buongiorno"),
    Language("de", "Deutsch", "de", greeting="Guten Tag"),
    Language("ln", "Lingála", "ln"),
    Language("ff", "Pulaar", "ff"),
    Language("bm", "Bamanankan", "bm", babel="fr"),
    Language("wo", "Wolof", "wo", babel="fr"),
    Language("sw", "Kiswahili", "sw", greeting="Habari"),
    Language("ht", "Kreyòl ayisyen", "ht", babel="fr"),
    Language("ur", "اردو", "ur", "rtl", greeting="سلام"),
    Language("snk", "Sooninkanxanne", "snk", babel="fr"),
    Language("dyu", "Julakan", "dyu", babel="fr"),
    Language("rom", "Romani čhib", "rom", babel="fr"),
)
"""Languages in which people's own texts and voices may be written; the interface falls back."""

WRITTEN = ("LATIN", "CYRILLIC", "ARABIC")
"""Scripts whose letters the program brings, for screens that have no other and for papers."""


def _has_letters(language: Language) -> bool:
    return unicodedata.name(language.autonym[0]).startswith(WRITTEN)


OFFERED = (*INTERFACE, *(language for language in CONTENT if _has_letters(language)))
"""Languages that an association may offer to residents."""

REGISTER = {language.tag: language for language in (*INTERFACE, *CONTENT)}
STAFF = ("fr", "en")
_OF_THE_PROGRAM = frozenset(language.tag for language in INTERFACE)

ALIASES = {
    "prs": "fa_AF",
    "prs_AF": "fa_AF",
    "fa": "fa_AF",
    "fr_simple": "fr@falc",
    "dari": "fa_AF",
}


def find(tag: str) -> Language:
    """Give the language of a tag; an unknown tag becomes a left-to-right language of that name."""
    return REGISTER.get(tag) or Language(tag, tag, tag.replace("_", "-").replace("@", "-x-"))


@lru_cache(maxsize=1_024)
def chain(tag: str) -> tuple[str, ...]:
    """Give the tags to try for a text, best first: itself, its fallbacks, then the source."""
    known = find(tag)
    base = tag.partition("@")[0]
    found = (tag, *known.fallbacks, base, base.partition("_")[0], SOURCE)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1_024)
def spoken_by_program(tag: str) -> str:
    """Give the language of the program's own words for a reader: hers, or what it falls back to.

    A page says it of itself; what people wrote in her own language says so where it stands.

    >>> spoken_by_program("ro"), spoken_by_program("fa"), spoken_by_program("ps")
    ('fr', 'fa_AF', 'ps')
    """
    return next(one for one in chain(tag) if one in _OF_THE_PROGRAM)


def of_program(tags: Iterable[str]) -> list[Language]:
    """Keep the languages in which the program has words, for papers that are made of them alone."""
    return [REGISTER[tag] for tag in tags if tag in _OF_THE_PROGRAM]


@lru_cache(maxsize=1_024)
def choose(wanted: tuple[str, ...], offered: tuple[str, ...]) -> str:
    """Give the first wanted language that is offered, aliases and regions included; else French.

    >>> choose(("prs-AF", "en"), ("fr", "fa_AF", "en"))
    'fa_AF'
    """
    for tag in wanted:
        plain = tag.replace("-", "_")
        base = plain.partition("_")[0].lower()
        for candidate in (plain, ALIASES.get(plain, ""), base, ALIASES.get(base, "")):
            if candidate and candidate in offered:
                return candidate
    return SOURCE
