"""Texts of a questionnaire given to a translator as a PO file, and taken back."""

import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from ..rules.questions import Questionnaire
from ..rules.texts import Trouble, shown_beside, why_not_words
from ..rules.translation import Unit, units, with_texts

MAX_FILE = 5 * 1024 * 1024
_LANGUAGE = "X-Questionnaire-Language"
_WRITTEN_FOR = re.compile(rf'"{_LANGUAGE}: ([A-Za-z0-9@_-]+)'.encode())


@dataclass(frozen=True, slots=True)
class Untaken:
    """A text that was not taken: its place (`repas`, `repas/hint`, `repas=1`) and why."""

    place: str
    trouble: Trouble
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many texts of the file were put in, and those that were not."""

    texts: int
    untaken: tuple[Untaken, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    """The words taken, by place: choices that say the same have each their own."""

    @property
    def ok(self) -> bool:
        """True when every text of the file was put in."""
        return not self.untaken


def export_texts(
    questionnaire: Questionnaire,
    language: str,
    source: str = "",
    doubtful: Collection[str] = frozenset(),
) -> bytes:
    """Write the texts to translate into a language as a PO file in UTF-8.

    One entry per text: `msgid` is the text in `source` (what it is written from by default),
    `msgctxt` its place, `msgstr` what is already translated. Choices that say the same in
    several questions come once. The texts at `doubtful` places are marked fuzzy: taken back as
    they are, they change nothing. The bytes depend on nothing but the arguments.
    """
    source = source or shown_beside(questionnaire, language)
    catalog, doubted = Catalog(charset="utf-8"), frozenset(doubtful)
    for unit, places in _entries(questionnaire):
        if words := unit.texts.get(source):
            message = catalog.add(
                words,
                unit.texts.get(language, ""),
                context=unit.place,
                auto_comments=[f"{len(places)} ×"] if len(places) > 1 else [],
                flags=["fuzzy"] if unit.texts.get(language) and doubted & {*places} else [],
            )
            message.flags -= {"python-format", "python-brace-format"}
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"{_LANGUAGE}: {language}\\n"\n\n'
    )
    return header.encode() + body.getvalue()


def import_texts(
    questionnaire: Questionnaire, content: bytes, language: str, source: str = ""
) -> tuple[Questionnaire, Taken]:
    """Put the texts of a PO file into a questionnaire, as one of its languages.

    A text is left out, and told, when its place is unknown, when its source has changed since
    the export, when it is marked fuzzy or empty, when its `${names}` are not those of the
    source, or when it holds control characters. A file for another language gives nothing.
    """
    source = source or shown_beside(questionnaire, language)
    if len(content) > MAX_FILE:
        return questionnaire, Taken(0, (Untaken("", Trouble.TOO_LARGE),))
    try:
        catalog = read_po(io.BytesIO(content), abort_invalid=True, charset="utf-8")
    except (PoFileError, ValueError, LookupError, IndexError, AttributeError, TypeError):
        return questionnaire, Taken(0, (Untaken("", Trouble.UNREADABLE),))
    if not len(catalog):
        return questionnaire, Taken(0, (Untaken("", Trouble.UNREADABLE),))
    written_for = _WRITTEN_FOR.search(content)
    if written_for and written_for[1].decode() != language:
        facts = {"language": written_for[1].decode()}
        return questionnaire, Taken(0, (Untaken("", Trouble.OTHER_LANGUAGE, facts),))
    return _put(questionnaire, catalog, language, source)


def _put(
    questionnaire: Questionnaire, catalog: Catalog, language: str, source: str
) -> tuple[Questionnaire, Taken]:
    known = {
        unit.place: (unit.texts.get(source, ""), places) for unit, places in _entries(questionnaire)
    }
    texts: dict[str, str] = {}
    untaken: list[Untaken] = []
    count = 0
    for message in catalog:
        if not message.id:
            continue
        place, words = message.context or "", str(message.string)
        wanted, places = known.get(place, ("", ()))
        if trouble := _trouble(message, words, wanted):
            untaken.append(Untaken(place, trouble))
            continue
        texts.update(dict.fromkeys(places, words))
        count += 1
    if texts:
        questionnaire = with_texts(questionnaire, language, texts)
    return questionnaire, Taken(count, tuple(untaken), texts)


def _trouble(message: Message, words: str, wanted: str) -> Trouble | None:
    if not wanted or not isinstance(message.id, str):
        return Trouble.UNKNOWN
    if message.id != wanted:
        return Trouble.STALE
    if message.fuzzy:
        return Trouble.FUZZY
    return why_not_words(words, wanted)


def _entries(questionnaire: Questionnaire) -> Iterator[tuple[Unit, tuple[str, ...]]]:
    """Give each text with the places that share it: one for all choices that say the same."""
    shared: dict[tuple[str, frozenset[tuple[str, str]]], list[str]] = {}
    order: list[tuple[Unit, list[str]]] = []
    for unit in units(questionnaire):
        _, equals, choice = unit.place.partition("=")
        key = (choice, frozenset(unit.texts.items()))
        if equals and key in shared:
            shared[key].append(unit.place)
            continue
        places = [unit.place]
        order.append((unit, places))
        if equals:
            shared[key] = places
    for unit, places in order:
        yield unit, tuple(places)
