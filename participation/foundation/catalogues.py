"""Catalogues of words on disk: brought up to date, compiled, and what is wrong with them."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from participation.foundation.extraction import DOMAINS, Found
from participation.foundation.languages import INTERFACE, SOURCE, STAFF, find

IDENTICAL = "identical"
"""Comment of a translator: this word is the same in both languages, and it is meant."""
SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "fa_AF": re.compile(r"[\u0600-\u06ff]"),
    "ps": re.compile(r"[\u0600-\u06ff]"),
    "uk": re.compile(r"[\u0400-\u04ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
PLACES = re.compile(r"%\((\w+)\)[sd]|%%")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]")
REVIEWED = re.compile(r'^"X-Reviewed: (.*)\\n"$', re.MULTILINE)
HEAD = """# {title}
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"X-Reviewed: {reviewed}\\n"

"""


def locales_of(domain: str) -> tuple[str, ...]:
    """Give the languages of a catalogue."""
    return STAFF if domain == "staff" else tuple(language.tag for language in INTERFACE)


def path_of(folder: Path, domain: str, locale: str) -> Path:
    """Give the place of a catalogue."""
    return folder / locale / "LC_MESSAGES" / f"{domain}.po"


def read(folder: Path, domain: str, locale: str) -> Catalog:
    """Read a catalogue; an empty one with the right plural rule when there is none yet."""
    path = path_of(folder, domain, locale)
    text = path.read_text() if path.is_file() else _head(domain, locale, "no")
    return read_po(io.StringIO(text), locale=locale, domain=domain, ignore_obsolete=True)


def reviewed(folder: Path, domain: str, locale: str) -> str:
    """Say who read the catalogue as a native reader: a name and a day, or `no`."""
    path = path_of(folder, domain, locale)
    found = REVIEWED.search(path.read_text()) if path.is_file() else None
    return found[1] if found else "no"


def _head(domain: str, locale: str, reviewed: str) -> str:
    language = find(locale)
    title = f"{language.autonym}: words that {domain}s read." if domain == "resident" else (
        f"{language.autonym}: words that only staff read."
    )  # fmt: skip
    return HEAD.format(title=title, locale=locale, plural=language.plural, reviewed=reviewed)


def template_of(found: Iterable[Found], domain: str) -> Catalog:
    """Give a catalogue of the texts without translations, each with the files that say it."""
    template = Catalog(domain=domain)
    for one in found:
        if one.domain == domain:
            key = one.texts[0] if len(one.texts) == 1 else one.texts
            template.add(key, locations=[(one.file, 0)])
    return template


def update(folder: Path, found: Iterable[Found]) -> Iterator[tuple[str, str, int, int]]:
    """Bring every catalogue up to date; give (domain, locale, texts, texts without translation).

    A text that changed loses its translation: a guess would be read by people who cannot tell.
    """
    texts = list(found)
    for domain in DOMAINS:
        for locale in locales_of(domain):
            present = read(folder, domain, locale)
            template = template_of(texts, domain)  # a new one: `update` keeps its messages
            present.update(template, no_fuzzy_matching=True, update_creation_date=False)
            present.obsolete.clear()
            entries = [message for message in present if message.id]
            if locale == SOURCE:
                for message in entries:
                    message.string = message.id
            write(folder, domain, present)
            yield domain, locale, len(entries), sum(not _is_done(each) for each in entries)


def write(folder: Path, domain: str, catalogue: Catalog) -> None:
    """Write a catalogue sorted, with files but neither lines nor dates, which would churn."""
    locale = str(catalogue.locale_identifier)
    path = path_of(folder, domain, locale)
    head = _head(domain, locale, reviewed(folder, domain, locale))
    body = io.BytesIO()
    write_po(body, catalogue, sort_output=True, include_lineno=False, omit_header=True, width=100)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + body.getvalue().decode())


def write_template(path: Path, found: Iterable[Found], domain: str) -> None:
    """Write the texts without translations, for translators' tools."""
    body = io.BytesIO()
    template = template_of(found, domain)
    write_po(body, template, sort_output=True, include_lineno=False, omit_header=True, width=100)
    path.write_text(_head(domain, SOURCE, "no") + body.getvalue().decode())


def compile_all(folder: Path) -> int:
    """Turn every catalogue into what gettext reads, and give their number."""
    count = 0
    for domain in DOMAINS:
        for locale in locales_of(domain):
            path = path_of(folder, domain, locale)
            if path.is_file():
                with path.with_suffix(".mo").open("wb") as stream:
                    write_mo(stream, read(folder, domain, locale))
                count += 1
    return count


def _strings(message: Message) -> tuple[str, ...]:
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


def _is_done(message: Message) -> bool:
    return bool(_strings(message)) and all(_strings(message))


def problems(folder: Path, found: Iterable[Found]) -> Iterator[str]:
    """Name each fault: file, text, and what is wrong with it."""
    texts = list(found)
    for domain in DOMAINS:
        wanted = {message.id for message in template_of(texts, domain) if message.id}
        for locale in locales_of(domain):
            path = path_of(folder, domain, locale)
            place = f"{locale}/{domain}.po"
            if not path.is_file():
                if wanted:
                    yield f"{place} is missing: participation translations update"
                continue
            if f'"Plural-Forms: {find(locale).plural}\\n"' not in path.read_text():
                yield f"{place}: the plural rule is not {find(locale).plural}"
            entries = {
                message.id: message for message in read(folder, domain, locale) if message.id
            }
            for key in sorted(map(str, wanted ^ entries.keys())):
                yield f"{place}: “{key}” is not up to date: participation translations update"
            for message in entries.values():
                for fault in faults(message, locale):
                    yield f"{place}: “{message.id}” {fault}"


def faults(message: Message, locale: str) -> Iterator[str]:
    """Say what is wrong with one translation."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if message.fuzzy:
        yield "is marked fuzzy"
    if not _is_done(message):
        yield "has no translation"
        return
    meant = IDENTICAL in message.user_comments
    for string in _strings(message):
        if CONTROLS.search(string):
            yield "holds control characters"
        if not _same_places(ids, string):
            yield f"has other places in “{string}”"
        if locale == SOURCE or meant:
            continue
        if string in ids:
            yield f"is not translated (say # {IDENTICAL} when it is meant)"
        script = SCRIPTS.get(locale)
        if script and not script.search(string):
            yield f"is not written in the script of {locale}: “{string}”"


def _same_places(ids: tuple[str, ...], string: str) -> bool:
    """Compare the places to fill; forms of one and two may leave the number out."""
    wanted, given = set(PLACES.findall(ids[-1])), set(PLACES.findall(string))
    return given == wanted or (len(ids) > 1 and given | {"n"} == wanted | {"n"})
