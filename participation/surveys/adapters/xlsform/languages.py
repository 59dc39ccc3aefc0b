"""Headers of language columns, as people write them, matched to our tags; and tags to headers."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

UNNAMED = "und"
"""Tag of a column whose language nobody wrote (BCP 47: undetermined)."""

_OURS = {
    "fr": "fr francais french fra fre langue francaise",
    "fr@falc": "falc fr-falc fr@falc fr-simple fr-x-falc fr_falc facile easy-french",
    "en": "en english anglais eng",
    "ar": "ar arabic arabe ara العربية عربي عربى العربيه",
    "fa_AF": "fa-af prs dari fa_af دری درى afghan-persian dari-persian persian-dari",
    "ps": "ps pashto pachto pachtou pachtoune pashtu pus پښتو",
    "uk": "uk ukrainian ukrainien українська ukr",
    "ru": "ru russian russe русский rus",
    "es": "es spanish espagnol espanol castellano spa",
    "pt": "pt portuguese portugais portugues por",
    "de": "de german allemand deutsch ger deu",
    "it": "it italian italien italiano ita",
    "tr": "tr turkish turc turkce tur",
    "ro": "ro romanian roumain romana ron rum",
    "sq": "sq albanian albanais shqip sqi",
    "so": "so somali af-soomaali som",
    "ti": "ti tigrinya tigrigna ትግርኛ tir",
    "am": "am amharic amharique አማርኛ amh",
    "bn": "bn bengali bangla বাংলা ben",
    "ka": "ka georgian georgien ქართული kat geo",
    "hy": "hy armenian armenien հայերեն hye arm",
    "zh": "zh chinese chinois mandarin 中文 zho chi",
    "ku": "ku kurdish kurde kurdi kur kurmanji",
    "ckb": "ckb sorani",
    "ur": "ur urdu ourdou اردو urd",
    "sw": "sw swahili kiswahili swa",
    "ln": "ln lingala lin",
    "ff": "ff peul fulah fula pular fulfulde ful",
    "bm": "bm bambara bam",
    "wo": "wo wolof wol",
    "snk": "snk soninke",
    "rom": "rom romani rromani romanes",
    "ne": "ne nepali nep नेपाली",
    "hi": "hi hindi hin हिन्दी",
}
_UNSURE = {"fa": "fa_AF", "farsi": "fa_AF", "persian": "fa_AF", "persan": "fa_AF", "فارسی": "fa_AF"}
"""Read as Dari, the Persian that the platform speaks; said to whoever imports."""
_NAMES = {"fr@falc": "Français facile à lire", "fa_AF": "Dari"}
_EASY = ("falc", "facile", "easy")

_LONGEST = 100
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_@][A-Za-z0-9]{1,8})*|x(?:-[a-z0-9]{1,8})+")
_CODE = re.compile(r"^(?P<name>[^()\[\]]*)[(\[]\s*(?P<code>[^()\[\]]+?)\s*[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Language:
    """The tag read in a header, and whether it is sure."""

    tag: str
    sure: bool = True


def normalised(name: str) -> str:
    """Fold case, accents and spaces of a name: `Français ` gives `francais`."""
    folded = unicodedata.normalize("NFKD", name.strip().casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[\s_/]+", "-", unicodedata.normalize("NFC", bare)).strip("-")


@lru_cache(maxsize=512)
def read_language(header: str) -> Language:
    """Give the tag of a language written as `Français (fr)`, `french`, `ar` or `العربية`.

    A code in brackets is believed before the name. An unknown name keeps a private tag of its
    own (`x-local-language`), marked unsure; so does a name that stands for several.
    """
    header = header.strip()[:_LONGEST]
    if match := _CODE.match(header):
        name, code = match["name"], match["code"]
        if found := _known(code) or _well_formed(code):
            named = _known(name)
            agrees = named is None or _root(named.tag) == _root(found.tag)
            return Language(found.tag, sure=found.sure and agrees)
        header = name
    return _known(header) or _well_formed(header) or Language(_private(header), sure=False)


def header_of(tag: str) -> str:
    """Write the header of a language so that `read_language` gives its tag back."""
    code = "fr-x-falc" if tag == "fr@falc" else tag.replace("_", "-")
    if tag.startswith("x-") or tag == UNNAMED:
        return code
    if tag in _NAMES:
        return f"{_NAMES[tag]} ({code})"
    try:
        name = Locale.parse(tag).get_display_name("fr") or ""
    except (UnknownLocaleError, ValueError):
        return code
    name = re.sub(r"\s*\(.*", "", name)
    return f"{name.capitalize()} ({code})" if name else code


def _root(tag: str) -> str:
    return re.split(r"[-_@]", tag)[0]


def _known(name: str) -> Language | None:
    folded = normalised(name)
    if tag := _names().get(folded):
        return Language(tag)
    if folded in _UNSURE:
        return Language(_UNSURE[folded], sure=False)
    if folded.startswith(("fr", "french")) and any(word in folded for word in _EASY):
        return Language("fr@falc")
    return None


def _well_formed(code: str) -> Language | None:
    """Read a BCP 47 tag whose language exists, with its region if it has one."""
    code = code.strip()
    if code.lower() == UNNAMED:
        return Language(UNNAMED)
    if not _TAG.fullmatch(code):
        return None
    if code.startswith("x-"):
        return Language(code)
    language, *rest = re.split(r"[-_@]", code)
    if language.lower() not in Locale("en").languages:
        return None
    parts = [_cased(part) for part in rest]
    return Language("_".join([language.lower(), *parts]))


def _cased(part: str) -> str:
    if len(part) == 4 and part.isalpha():  # noqa: PLR2004
        return part.title()
    return part.upper() if len(part) <= 3 else part.lower()  # noqa: PLR2004


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in ("fr", "en"):
        for tag, name in Locale(locale).languages.items():
            if re.fullmatch(r"[a-z]{2,3}", tag) and tag != UNNAMED:
                names.setdefault(normalised(str(name)), tag)
    for tag, words in _OURS.items():
        names.update(dict.fromkeys(map(normalised, words.split()), tag))
    for folded in _UNSURE:
        names.pop(folded, None)
    return names


def _private(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", normalised(name))
    if not words:
        words = [f"u{ord(letter):x}" for letter in name.strip()[:4]]
    return "-".join(["x", *(word[:8] for word in words[:4])])
